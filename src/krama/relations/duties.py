"""Duty lists: "The Department shall have the following duties:" and items that begin with a verb.

In: an outline of a reading. Out: what the body is responsible for, takes part in, establishes, drafts or issues, and
with whom it works, as the verb nearest before each name says.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Listing, Outline, Piece
from krama.relations.stated import Stated
from krama.relations.subjects import announces, body_of, coordinated

_LIST_SPAN = 60
_FEW = 8


def find_duties(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """Edges of all duty lists."""
    below: dict[int, list[Listing]] = {}
    for listing in outline.listings:
        below.setdefault(listing.lead, []).append(listing)
    for rows in list(below.values()):
        for listing in rows:
            cue, kind = duty_cue(outline, listing, words)
            if cue is None:
                continue
            found = body_of(outline, listing, cue, words, kind, posts=True)
            if found is not None and found[0].type == "Actor":
                yield from _duties(outline, listing, found, below, words)


def duty_cue(outline: Outline, listing: Listing, words: StructureWords) -> tuple[re.Match[str] | None, str]:
    """What announces a duty list, and how it binds to the body's name; None for other lists."""
    if not announces(outline, listing, words):
        return None, ""
    passage = outline.passages[listing.lead]
    text, said = passage.text, listing.said
    if passage.kind == "heading" and not listing.inline:
        noun = words.duties.nouns.search(text)
        if noun and len(text.split()) <= 16 and not words.roster.nouns.search(text):
            return noun, "noun"
        return None, ""
    last = max(words.duties.finite.finditer(text, said.start, said.end), key=lambda m: m.start(), default=None)
    never = max((m.start() for m in words.duties.never.finditer(text, said.start, said.end)), default=-1)
    if last is not None and never < last.start() and _reaches(outline, listing, last.end()):
        return last, "finite"
    noun = next(iter(words.duties.nouns.finditer(text, said.start, said.end)), None)
    if noun is not None and never < noun.start() and _is_bound(outline, listing, noun, words):
        return noun, "noun"
    return None, ""


def _is_bound(outline: Outline, listing: Listing, noun: re.Match[str], words: StructureWords) -> bool:
    """Whether a noun like "functions" belongs to a body next to it, or stands almost alone."""
    text, said = outline.passages[listing.lead].text, listing.said
    if len(text[said.start : said.end].split()) <= _FEW:
        return True
    for place in outline.places(listing.lead, said, "Actor"):
        after = (
            words.small.joint.fullmatch(text, noun.end(), place.span.start) if place.span.start >= noun.end() else None
        )
        if (after and place.span.start - noun.end() < 25) or 0 <= noun.start() - place.span.end <= 4:
            return True
    return False


def _reaches(outline: Outline, listing: Listing, end: int) -> bool:
    rest = outline.passages[listing.lead].text[end : listing.said.end]
    return len(rest.split()) <= 10 and not outline.places(
        listing.lead, Span(end, max(end, listing.said.end)), "Mechanism"
    )


def _duties(
    outline: Outline,
    listing: Listing,
    found: tuple[Place, int],
    below: dict[int, list[Listing]],
    words: StructureWords,
    default: str = "responsible",
) -> Iterator[Stated]:
    for piece in listing.pieces:
        yield from _duty(outline, listing, piece, found, words, default)
        if piece.passage != listing.lead:
            for inner in below.get(piece.passage, ()):
                if duty_cue(outline, inner, words)[0] is None:
                    verbs = [m.lastgroup for m in words.duties.verbs.finditer(outline.text(piece))]
                    yield from _duties(outline, inner, found, below, words, verbs[-1] or default if verbs else default)


def _duty(
    outline: Outline, listing: Listing, piece: Piece, found: tuple[Place, int], words: StructureWords, default: str
) -> Iterator[Stated]:
    body, where = found
    row = outline.places(piece.passage, piece.span)
    text = _without_asides(outline.passages[piece.passage].text, row, words)
    if row and row[0].type == "Actor" and words.small.lead_in.fullmatch(text, piece.span.start, row[0].span.start):
        return  # a sentence with a subject of its own
    lead = where if where != piece.passage else None
    span = piece.span if lead is not None else Span(min(listing.said.start, body.span.start), piece.span.end)

    def state(subject: str, predicate: str, object_: str, core: Span, detail: str) -> Iterator[Stated]:
        if subject != object_:
            rule = f"structure/duty/{detail}"
            yield Stated(subject, predicate, object_, piece.passage, span, core, rule, lead=lead)

    partners, closed = _partners(outline.passages[piece.passage].text, piece, row, words)
    row = tuple(p for p in row if text[p.span.start : p.span.end].strip())
    matters: list[Place] = []
    for index, place in enumerate(row):
        if place in closed or place.entity == body.entity:
            continue
        verb = _verb(text, piece, row, index, words, closed, default)
        if verb is None:
            continue
        core = place.span
        match place.type, verb:
            case "Mechanism", "responsible" | "cooperate":
                matters.append(place)
                yield from state(body.entity, "responsibleFor", place.entity, core, verb)
            case "Mechanism", "participate":
                matters.append(place)
                yield from state(body.entity, "participatesIn", place.entity, core, verb)
            case "Mechanism", "establish":
                yield from state(body.entity, "establishes", place.entity, core, verb)
            case "Actor", "establish" if place.kind not in ("person", "state", "post"):
                yield from state(body.entity, "establishes", place.entity, core, verb)
            case "Instrument", "draft":
                yield from state(place.entity, "draftedBy", body.entity, core, verb)
            case "Instrument", "issue":
                yield from state(place.entity, "issuedBy", body.entity, core, verb)
            case _:
                pass
    for partner in partners:
        yield from state(body.entity, "cooperatesWith", partner.entity, partner.span, "partner")
        for matter in matters:
            core = partner.span.cover(matter.span)
            yield from state(partner.entity, "participatesIn", matter.entity, core, "partner")


def _partners(
    text: str, piece: Piece, row: Sequence[Place], words: StructureWords
) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """The actors that a duty is done with; and the places that are no objects because they stand in such a phrase."""
    found: list[Place] = []
    for match in words.duties.partners.finditer(text, piece.span.start, piece.span.end):
        for index, place in enumerate(row):
            if place.type != "Actor" or place.span.start < match.end() or place in found:
                continue
            if words.small.lead_in.fullmatch(text, match.end(), place.span.start):
                found += [p for p in coordinated(text, row, index, words) if p not in found]
    verbs = list(words.duties.verbs.finditer(text, piece.span.start, piece.span.end))
    nothing = [m.end() for m in verbs if m.lastgroup == "nothing"]
    kept = [p for p in found if p.kind != "person" and not any(0 <= p.span.start - end < 25 for end in nothing)]
    return tuple(kept), tuple(found)


def _verb(
    text: str,
    piece: Piece,
    row: Sequence[Place],
    index: int,
    words: StructureWords,
    skipped: Sequence[Place],
    default: str,
) -> str | None:
    """The class of the verb that governs a place: the nearest before it, with no other clause in between."""
    place = row[index]
    before: re.Match[str] | None = None
    for match in words.duties.verbs.finditer(text, piece.span.start, place.span.start):
        if not any(p.span.contains(Span(match.start(), match.end())) for p in row):
            before = match
    if before and words.small.negations.search(text, max(piece.span.start, before.start() - 15), before.start()):
        return None
    start = before.end() if before else piece.span.start
    between = text[start : place.span.start]
    for other in row[:index]:
        if other.span.start >= start:
            cut = " " * len(other.span)
            at = other.span.start - start
            between = between[:at] + cut + between[at + len(other.span) :]
    if words.duties.blocks.search(between) or words.small.negations.search(between):
        return None
    if before is None:
        heads = re.findall(r"\w{2,}", between)
        return default if len(heads) <= 3 else None
    earlier = [p for p in row[:index] if p.span.start >= start and p not in skipped]
    if earlier and not _linked(text, earlier[-1], place, words):
        return None
    if len(re.findall(r"\w{2,}", between)) > 12:
        return None
    return before.lastgroup


def _without_asides(text: str, row: Sequence[Place], words: StructureWords) -> str:
    """The text without what stands between commas behind a preposition: "issue, after hearing B, a code"."""
    blanked = list(text)
    commas = [m.start() for m in re.finditer(",", text) if not any(p.span.start < m.start() < p.span.end for p in row)]
    for start, end in itertools.pairwise(commas):
        aside = text[start + 1 : end]
        opens = words.small.preposition.match(aside) or words.duties.partners.match(aside.lstrip())
        if opens and any(p.type == "Actor" and start < p.span.start < end for p in row):
            blanked[start : end + 1] = " " * (end + 1 - start)
    return "".join(blanked)


def _linked(text: str, earlier: Place, place: Place, words: StructureWords) -> bool:
    """Whether two places are items of one list, perhaps with a few words before the second."""
    gap = text[earlier.span.end : place.span.start]
    gap = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", gap)
    if earlier.type != place.type:
        return words.duties.matter.match(gap) is not None and len(gap.split()) <= 5
    joint = words.small.joint.match(gap)
    return joint is not None and bool(joint.group("last") or gap.lstrip().startswith(",")) and len(gap) < _LIST_SPAN
