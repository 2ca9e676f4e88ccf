"""Units of a body: "The General Department has the following departments"; "these are placed under the Committee".

In: an outline of a reading. Out: ``partOf`` edges between actors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Listing, Outline, Piece
from krama.relations.stated import Stated
from krama.relations.steps import divided, first_of
from krama.relations.subjects import announces, body_of, coordinated

_UNITS = frozenset(
    {"department", "committee", "working_group", "team", "council", "authority", "police", "group", "local_authority"}
)
_PARENTS = frozenset({"ministry", "department", "authority", "police"})
_NO_BODY = frozenset({"post", "person", "state"})
_AFTER = 6


def find_units(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """Edges of all lists of units."""
    by_lead: dict[int, list[Listing]] = {}
    for listing in outline.listings:
        by_lead.setdefault(listing.lead, []).append(listing)
    for listing in outline.listings:
        found = parent_of(outline, listing, words)
        if found is not None:
            yield from _units(outline, listing, found, by_lead, words)


def _units(
    outline: Outline,
    listing: Listing,
    found: tuple[Place, int, str],
    by_lead: dict[int, list[Listing]],
    words: StructureWords,
) -> Iterator[Stated]:
    """The units of a list; those below one of them belong to it, those below a mere caption to the body."""
    parent, where, detail = found
    for piece in listing.pieces:
        row = units_of(outline, piece, words)
        for place in row:
            if place.entity != parent.entity:
                yield divided(listing, piece, place, parent, where, "partOf", f"structure/parts/{detail}")
        if listing.inline or (row and not _is_caption(outline, piece, row[0])):
            continue
        for inner in by_lead.get(piece.passage, ()):
            if parent_of(outline, inner, words) is None:
                above = (row[0], piece.passage, detail) if row else found
                yield from _units(outline, inner, above, by_lead, words)


def _is_caption(outline: Outline, piece: Piece, place: Place) -> bool:
    """Whether a piece says nothing behind its first name."""
    return not re.search(r"\w{2,}", outline.passages[piece.passage].text[place.span.end : piece.span.end])


def units_of(outline: Outline, piece: Piece, words: StructureWords) -> tuple[Place, ...]:
    """The units that a piece begins with."""
    place = first_of(outline, piece, words, "Actor")
    if place is None or place.kind not in _UNITS:
        return ()
    row = outline.places(piece.passage, piece.span, "Actor")
    return coordinated(outline.passages[piece.passage].text, row, 0, words)


def parent_of(outline: Outline, listing: Listing, words: StructureWords) -> tuple[Place, int, str] | None:
    """The body that a list names the units of, the passage that names it, and how: "under" or "has"."""
    rows = [units_of(outline, piece, words) for piece in listing.pieces]
    if not any(rows) and not any(piece.passage in outline.below for piece in listing.pieces if not listing.inline):
        return None
    if not announces(outline, listing, words):
        return None
    return _under(outline, listing, words) or _has(outline, listing, words, all(rows))


def _under(outline: Outline, listing: Listing, words: StructureWords) -> tuple[Place, int, str] | None:
    """ "The following groups are placed under B"; "the Working Groups of B", where that is one name."""
    text, said = outline.passages[listing.lead].text, listing.said
    for place in reversed(outline.places(listing.lead, said, "Actor")):
        if place.kind in _NO_BODY or len(re.findall(r"\w{2,}", text[place.span.end : said.end])) > _AFTER:
            continue
        inner = [p for p in outline.reading.places[listing.lead] if p.nested and place.span.contains(p.span)]
        inner = [p for p in inner if p.type == "Actor" and p.kind not in _NO_BODY]
        if inner and place.plural and words.parts_nouns.search(text, place.span.start, inner[-1].span.start):
            return inner[-1], listing.lead, "under"
        nouns = words.parts_nouns.search(text, said.start, place.span.start)
        last = max(words.parts_under.finditer(text, said.start, place.span.start), key=lambda m: m.end(), default=None)
        if nouns is None or last is None or nouns.start() >= last.start():
            continue
        if words.small.lead_in.fullmatch(text, last.end(), place.span.start):
            return place, listing.lead, "under"
    return None


def _has(outline: Outline, listing: Listing, words: StructureWords, whole: bool) -> tuple[Place, int, str] | None:
    """ "B has the following departments"; "B consists of:" where ``whole``: all pieces are units."""
    text, said = outline.passages[listing.lead].text, listing.said
    for cue in words.parts_has.finditer(text, said.start, said.end):
        nouns = words.parts_nouns.search(text, cue.end(), said.end)
        if nouns is None or len(text[cue.end() : nouns.start()].split()) > 6:
            continue
        if outline.places(listing.lead, Span(cue.end(), max(cue.end(), said.end)), "Actor"):
            continue
        found = body_of(outline, listing, cue, words, "finite")
        if found and found[0].type == "Actor":
            return *found, "has"
    verb = words.roster.finite.search(text, said.start, said.end) if whole else None
    if verb is None or any(words.roles.tail.search(outline.text(piece)) for piece in listing.pieces):
        return None
    found = body_of(outline, listing, verb, words, "finite")
    return (*found, "has") if found and found[0].kind in _PARENTS else None
