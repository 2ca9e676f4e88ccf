"""Who a list is about, and which names of a passage go together.

``coordinated`` follows a list of names from its first; ``body_of`` finds the body that a leading line speaks of, there
or in the headings and passages above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Listing, Outline

# kinds of bodies that are made by naming their members, the likeliest first
COLLECTIVE = frozenset({"committee", "council", "working_group", "team", "group", "arbitral_body"})
_NO_BODY = frozenset({"post", "person", "state"})
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def is_governed(text: str, place: Place, words: StructureWords, start: int = 0) -> bool:
    """Whether a preposition stands right before a place."""
    return words.small.governed.search(text, max(start, place.span.start - 60), place.span.start) is not None


def in_provision(text: str, place: Place, words: StructureWords) -> bool:
    """Whether "Article 5 of" or the like stands right before a place."""
    return words.small.provision.search(text, max(0, place.span.start - 80), place.span.start) is not None


# right before "composed of": what the list is about has no name ("has formed a working group composed of")
_UNNAMED = re.compile(r"\ban?\s+(?:[a-z-]+,?\s+){1,3}$")


def announces(outline: Outline, listing: Listing, words: StructureWords) -> bool:
    """Whether the leading line says that a list follows, and is not just the passage before it."""
    passage = outline.passages[listing.lead]
    if listing.inline or passage.kind == "heading":
        return True
    return words.small.announcing.search(passage.text[: listing.said.end]) is not None


def coordinated(
    text: str, row: Sequence[Place], first: int, words: StructureWords, open_list: bool = False
) -> tuple[Place, ...]:
    """The list of like places that starts with ``row[first]``: "A, B and C". Without its "and" it is one place only,
    unless ``open_list``."""
    found, last = [row[first]], 0
    for place in row[first + 1 :]:
        gap = _BRACKETS.sub("", text[found[-1].span.end : place.span.start])
        match = words.small.joint.fullmatch(gap)
        if match is None or not gap.strip() or place.type != row[first].type:
            break
        if not (match.group("last") or re.match(r"\s*[,;]", gap)):
            break
        found.append(place)
        if match.group("last"):
            last = len(found) - 1
    return tuple(found if open_list else found[: last + 1])


def body_of(
    outline: Outline,
    listing: Listing,
    cue: re.Match[str] | None,
    words: StructureWords,
    kind: str,
    posts: bool = False,
) -> tuple[Place, int] | None:
    """The body that a list is about and the passage that names it.

    ``kind`` says how ``cue`` binds: "finite" (a verb after the body), "participle" (right behind it), "noun" (before
    it).
    """
    text = outline.passages[listing.lead].text
    if cue is not None:
        row = _bodies(outline, listing.lead, listing.said, posts)
        if kind == "participle" and _unnamed(text, row, listing.said, cue, words):
            return None
        place = _in_clause(text, row, listing.said, cue, words, kind)
        if place:
            return place, listing.lead
    else:
        row = _bodies(outline, listing.lead, listing.said, posts)
        if row:
            return _best(text, row, words), listing.lead
    found = _above(outline, listing, words, posts)
    return found if found and (cue is None or _fits(outline, listing, cue, kind, found[0], words)) else None


def _unnamed(text: str, row: Sequence[Place], said: Span, cue: re.Match[str], words: StructureWords) -> bool:
    """Whether an indefinite noun without a name stands right before a participle."""
    match = _UNNAMED.search(text, said.start, cue.start())
    if match is None or words.roster.nouns.search(match.group()):
        return False
    return not any(p.span.overlaps(Span(match.start(), match.end())) for p in row)


def _fits(
    outline: Outline, listing: Listing, cue: re.Match[str], kind: str, body: Place, words: StructureWords
) -> bool:
    """Whether a leading line without a body's name can speak of one named above: it has a pronoun or nothing as its
    subject, or a word of that name ("The Board shall")."""
    text, said = outline.passages[listing.lead].text, listing.said
    subject = (
        text[said.start : cue.start()]
        if kind != "noun"
        else text[said.start : cue.start()] + text[cue.end() : said.end]
    )
    left = re.findall(r"[^\W\d_]{2,}", words.small.nobody.sub(" ", subject))
    entity = outline.reading.entities[body.entity]
    names = " ".join((entity.name, *(name.text for name in entity.names))).casefold()
    return not left or left[-1].casefold().rstrip("s") in names


def _bodies(outline: Outline, passage: int, span: Span, posts: bool = False) -> list[Place]:
    out = _NO_BODY - {"post"} if posts else _NO_BODY
    return [p for p in outline.places(passage, span, "Actor", "Mechanism") if p.kind not in out]


def _in_clause(
    text: str, row: Sequence[Place], said: Span, cue: re.Match[str], words: StructureWords, kind: str
) -> Place | None:
    if kind == "noun":
        for place in row:
            if place.span.start >= cue.end() and _leads_to(text[cue.end() : place.span.start], words):
                return place
    row = [p for p in row if p.span.end <= cue.start()] or ([] if kind == "noun" else list(row))
    if not row:
        return None
    start = said.start
    for match in words.small.relatives.finditer(text, said.start, cue.start()):
        if text[match.start() : match.start() + 1] != ",":
            continue
        if kind == "finite":
            before = [p for p in row if p.span.end <= match.start()]
            if before:
                return before[-1]
    free = [p for p in row if not is_governed(text, p, words, start)]
    if kind == "finite":
        return _actors_first(free or row)[0]
    return free[-1] if free else _best(text, row, words)


def _leads_to(gap: str, words: StructureWords) -> bool:
    return words.small.of.fullmatch(gap) is not None or (
        words.small.joint.fullmatch(gap) is not None and len(gap) < 30 and "," not in gap
    )


def _actors_first(row: Sequence[Place]) -> Sequence[Place]:
    return [p for p in row if p.type == "Actor"] or row


def _best(text: str, row: Sequence[Place], words: StructureWords) -> Place:
    actors = _actors_first(row)
    free = [p for p in actors if not is_governed(text, p, words)] or actors
    return next((p for p in reversed(free) if p.kind in COLLECTIVE), free[-1])


def _above(outline: Outline, listing: Listing, words: StructureWords, posts: bool) -> tuple[Place, int] | None:
    """The body that the words before a list speak of: earlier in the leading line, in what leads to it, in the headings
    above, in the passages before."""
    before = Span(0, listing.said.start)
    text = outline.passages[listing.lead].text
    for sentence in reversed([s for s in outline.sentences(listing.lead) if before.contains(s)]):
        row = _bodies(outline, listing.lead, sentence, posts)
        if row:
            return _subject(text, row, words), listing.lead
    for index in _context(outline, listing.lead):
        text = outline.passages[index].text
        row = [p for p in _bodies(outline, index, Span(0, len(text))) if p.type == "Actor"]
        if outline.passages[index].kind != "heading":
            row = [p for p in row if p.kind in COLLECTIVE] or row
            row = [p for p in row if not is_governed(text, p, words)]
        if row:
            return _best(text, row, words), index
    return _titled(outline)


def _subject(text: str, row: Sequence[Place], words: StructureWords) -> Place:
    actors = _actors_first(row)
    return next((p for p in actors if not is_governed(text, p, words)), actors[0])


def _context(outline: Outline, lead: int) -> Iterator[int]:
    """The passages above a leading line, the nearest first: what leads to it, those of its section, its headings, then
    those of earlier sections."""
    passages, seen = outline.passages, {lead}
    outer = passages[lead].lead
    if outer is not None:
        seen.add(outer)
        yield outer
    heading = passages[lead].heading
    for index in range(lead - 1, max(-1, lead - 12), -1):
        if passages[index].heading != heading or passages[index].kind == "heading":
            break
        if passages[index].kind == "paragraph" and index not in seen:
            seen.add(index)
            yield index
    while heading is not None:
        if heading not in seen:
            seen.add(heading)
            yield heading
        heading = passages[heading].heading
    for index in range(lead - 1, max(-1, lead - 30), -1):
        if index not in seen and passages[index].kind in ("paragraph", "heading"):
            yield index


def _titled(outline: Outline) -> tuple[Place, int] | None:
    """The body that the document's own title names."""
    own = outline.reading.own
    for index, row in enumerate(outline.reading.places):
        if any(p.entity == own for p in row):
            inner = [p for p in row if p.nested and p.type == "Actor" and p.kind not in _NO_BODY]
            if inner:
                return inner[-1], index
    return None
