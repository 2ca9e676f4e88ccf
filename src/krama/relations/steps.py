"""Ordered steps of a procedure and lines of a strategy: a leading line and what it is divided into.

In: an outline of a reading. Out: ``hasStep`` edges, and ``partOf`` edges between mechanisms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Listing, Outline, Piece
from krama.relations.stated import Stated
from krama.relations.subjects import is_governed


def find_steps(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """Edges of all lists of steps and lines of action."""
    for listing in outline.listings:
        yield from _steps(outline, listing, words)
        yield from _lines(outline, listing, words)
    yield from _step_headings(outline, words)


def first_of(outline: Outline, piece: Piece, words: StructureWords, *types: str) -> Place | None:
    """The name that a piece begins with."""
    text = outline.passages[piece.passage].text
    row = outline.places(piece.passage, piece.span, *types)
    if not row:
        return None
    start = piece.span.start
    label = words.step_label.match(text, start, piece.span.end)
    before = text[label.end() if label else start : row[0].span.start]
    return row[0] if words.small.lead_in.fullmatch(before) else None


def divided(
    listing: Listing, piece: Piece, place: Place, whole: Place, where: int, predicate: str, rule: str
) -> Stated:
    ends = (whole.entity, place.entity) if predicate == "hasStep" else (place.entity, whole.entity)
    if where == piece.passage:
        span = Span(min(listing.said.start, whole.span.start), piece.span.end)
        return Stated(ends[0], predicate, ends[1], piece.passage, span, whole.span.cover(place.span), rule)
    return Stated(ends[0], predicate, ends[1], piece.passage, piece.span, place.span, rule, lead=where)


def _steps(outline: Outline, listing: Listing, words: StructureWords) -> Iterator[Stated]:
    text = outline.passages[listing.lead].text
    firsts = [(piece, first_of(outline, piece, words, "Mechanism")) for piece in listing.pieces]
    steps = [(piece, place) for piece, place in firsts if place and place.kind == "step"]
    if not steps:
        return
    cue = words.steps.search(text, listing.said.start, listing.said.end)
    if cue is None and len(steps) * 2 < len(listing.pieces):
        return
    whole = _procedure(outline, listing)
    if whole is None:
        return
    for piece, place in steps:
        if place.entity != whole[0].entity:
            yield divided(listing, piece, place, *whole, "hasStep", "structure/steps/list")


def _procedure(outline: Outline, listing: Listing) -> tuple[Place, int] | None:
    """The mechanism that a leading line divides: the last it names, or the last of the headings and passages above."""
    row = [p for p in outline.places(listing.lead, listing.said, "Mechanism") if p.kind != "step"]
    if row:
        return row[-1], listing.lead
    earlier = Span(0, max(listing.said.start, 0))
    row = [p for p in outline.places(listing.lead, earlier, "Mechanism") if p.kind != "step"]
    if row:
        return row[-1], listing.lead
    return _mechanism_above(outline, listing.lead)


def _mechanism_above(outline: Outline, index: int) -> tuple[Place, int] | None:
    passages = outline.passages
    above = [passages[index].lead, index - 1] if passages[index].lead != index - 1 else [index - 1]
    heading = passages[index].heading
    while heading is not None:
        above.append(heading)
        heading = passages[heading].heading
    for at in above:
        if at is None or at < 0:
            continue
        row = [p for p in outline.reading.places[at] if p.type == "Mechanism" and p.kind != "step"]
        if row:
            return row[-1], at
    own = outline.reading.own
    for at, places in enumerate(outline.reading.places):
        if own and any(p.entity == own for p in places):
            row = [p for p in places if p.type == "Mechanism" and p.kind != "step"]
            if row:
                return row[-1], at
    return None


def _step_headings(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """Headings and lines "Step 1: A" under a procedure's heading or behind a passage that names it."""
    last: tuple[Place, int] | None = None
    parent: int | None = -1
    for index, passage in enumerate(outline.passages):
        label = words.step_label.match(passage.text)
        if label is None or passage.kind == "item":
            continue
        piece = Piece(index, Span(0, len(passage.text)))
        place = first_of(outline, piece, words, "Mechanism")
        if place is None or place.kind != "step":
            continue
        if last is None or passage.heading != parent:
            last, parent = _mechanism_above(outline, index), passage.heading
        if last is not None:
            listing = Listing(last[1], Span(0, 0), (piece,))
            yield divided(listing, piece, place, *last, "hasStep", "structure/steps/heading")


def _lines(outline: Outline, listing: Listing, words: StructureWords) -> Iterator[Stated]:
    """Lines of a strategy, components of a programme."""
    text = outline.passages[listing.lead].text
    firsts = [(piece, first_of(outline, piece, words, "Mechanism")) for piece in listing.pieces]
    lines = [(piece, place) for piece, place in firsts if place and place.kind != "step"]
    if (len(lines) < 2 and len(listing.pieces) > 1) or not lines:
        return
    cues = list(words.lines.finditer(text, listing.said.start, listing.said.end))
    row = [p for p in outline.places(listing.lead, listing.said, "Mechanism") if p.kind != "step"]
    whole = next((p for p in reversed(row) if _is_divided(text, p, cues, words)), None)
    if whole is None:
        return
    for piece, place in lines:
        if place.entity != whole.entity:
            yield divided(listing, piece, place, whole, listing.lead, "partOf", "structure/parts/line")


def _plain(gap: str, words: StructureWords) -> str:
    """The first word of a gap where the others are articles."""
    first, _, rest = gap.strip().partition(" ")
    return first if words.small.lead_in.fullmatch(rest + " ") else gap


def _is_divided(text: str, place: Place, cues: Sequence[re.Match[str]], words: StructureWords) -> bool:
    """Whether a mechanism's name, or a word behind it, says that it has lines: "Four Strategies"."""
    for cue in cues:
        if place.span.contains(Span(cue.start(), cue.end())):
            if (place.plural or place.kind == "strategy") and not is_governed(text, place, words):
                return True
        elif cue.end() <= place.span.start:
            if words.small.of.fullmatch(_plain(text[cue.end() : place.span.start], words)):
                return True
        elif place.span.end <= cue.start() and words.parts_has.search(text, place.span.end, cue.start() + 1):
            return True
    return False
