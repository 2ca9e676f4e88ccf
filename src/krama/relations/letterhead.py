"""Who issued a document, as its head says: the body of the letterhead, the enacting line, "Enacted by the Parliament".

In: an outline of a reading whose own instrument is known. Out: ``issuedBy`` of that instrument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline
from krama.relations.parties import is_agreement
from krama.relations.preamble import head_end
from krama.relations.stated import Stated
from krama.relations.subjects import coordinated

_LETTERHEAD = 8
_LONG = 160
_NO_LETTERHEAD = frozenset({"post", "person", "state"})


def find_issuers(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """The issuers that the lines before the operative part name."""
    own = outline.reading.own
    if not own:
        return
    last = head_end(outline, words)
    if not is_agreement(outline, words):
        yield from _letterhead(outline, words)
        for index in range(last):
            yield from _enacting_line(outline, index, last, words)
    for index in range(min(last + 1, len(outline.passages))):
        yield from _enacted(outline, index, words)
        yield from _sender(outline, index, words)
        yield from _maker(outline, index, words)


def _letterhead(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """The last body that stands alone on a line above the document's own number or title."""
    own, found = outline.reading.own, None
    for index, passage in enumerate(outline.passages[:_LETTERHEAD]):
        if passage.kind == "item" or len(passage.text) > _LONG or words.recipients.match(passage.text):
            break
        titled = next((p.span.start for p in outline.reading.places[index] if p.entity == own), len(passage.text))
        for line in outline.lines(index):
            place = _alone(outline, index, line, words)
            if place and place.span.end <= titled and place.kind not in _NO_LETTERHEAD:
                found = index, line, place
        if titled < len(passage.text):
            if found:
                yield _issued(own, found[2], found[0], found[1], "letterhead")
            return


def _enacting_line(outline: Outline, index: int, last: int, words: StructureWords) -> Iterator[Stated]:
    """A line that is nothing but an actor, right before "Having seen" or "DECIDES"."""
    passages = outline.passages
    following = passages[index + 1].text if index + 1 < len(passages) else ""
    if index >= last or not (index + 1 == last or words.seen.match(following)):
        return
    if passages[index].kind == "item" or not _is_titled(outline, index):
        return
    for line in outline.lines(index):
        place = _alone(outline, index, line, words)
        if place and place.kind != "person":
            row = outline.places(index, line, "Actor")
            for one in coordinated(passages[index].text, row, 0, words):
                yield _issued(outline.reading.own, one, index, line, "enacting-line")


def _is_titled(outline: Outline, index: int) -> bool:
    own = outline.reading.own
    return any(p.entity == own for row in outline.reading.places[:index] for p in row)


def _enacted(outline: Outline, index: int, words: StructureWords) -> Iterator[Stated]:
    """ "ENACTED by the Parliament"."""
    text = outline.passages[index].text
    for span in outline.sentences(index):
        cue = words.enacted.match(text, span.start, span.end)
        row = outline.places(index, span, "Actor")
        if cue and row and words.small.lead_in.fullmatch(text, cue.end(), row[0].span.start):
            for place in coordinated(text, row, 0, words):
                yield _issued(outline.reading.own, place, index, span, "enacted")


def _sender(outline: Outline, index: int, words: StructureWords) -> Iterator[Stated]:
    """ "From: General Department of Wells"."""
    text = outline.passages[index].text
    for line in outline.lines(index):
        cue = words.senders.match(text, line.start, line.end)
        row = outline.places(index, line, "Actor")
        if cue and row and words.small.lead_in.fullmatch(text, cue.end(), row[0].span.start):
            yield _issued(outline.reading.own, row[0], index, line, "sender")


def _maker(outline: Outline, index: int, words: StructureWords) -> Iterator[Stated]:
    """ "Pursuant to section 4 of the Act, the Minister hereby makes the following Regulations"."""
    text, own = outline.passages[index].text, outline.reading.own
    for span in outline.sentences(index):
        if not words.seen.match(text, span.start, span.end):
            continue
        row = outline.places(index, span)
        for at, place in enumerate(row):
            if place.type != "Actor" or place.kind == "person":
                continue
            verb = words.makes.search(text, place.span.end, span.end)
            if verb is None or not _is_aside(text[place.span.end : verb.start()]):
                continue
            if not any(p.type == "Instrument" and p.entity != own and p.span.start > verb.end() for p in row[at:]):
                for one in _listed_before(text, row, at, words):
                    yield _issued(own, one, index, span, "maker")
            break


def _is_aside(gap: str) -> bool:
    """Nothing, or something between two commas."""
    return not gap.strip() or re.fullmatch(r"\s*,[^,;]*(?:,[^,;]*){0,2},\s*", gap) is not None


def _listed_before(text: str, row: Sequence[Place], at: int, words: StructureWords) -> tuple[Place, ...]:
    """The list of actors that ends with ``row[at]``."""
    for first in range(at):
        group = coordinated(text, row, first, words)
        if row[at] in group:
            return group
    return (row[at],)


def _alone(outline: Outline, index: int, line: Span, words: StructureWords) -> Place | None:
    """The actor that a line consists of."""
    text = outline.passages[index].text
    row = outline.places(index, line, "Actor")
    if not row or words.recipients.match(text, line.start, line.end):
        return None
    rest = text[line.start : row[0].span.start] + " " + text[row[-1].span.end : line.end]
    rest = words.filler.sub(" ", words.operative.sub(" ", rest))
    between = coordinated(text, row, 0, words)
    if len(between) != len(row) and len(row) > 1:
        return None
    return row[0] if not re.search(r"\w{2,}", rest) else None


def _issued(own: str, place: Place, index: int, span: Span, detail: str) -> Stated:
    return Stated(own, "issuedBy", place.entity, index, span, place.span, f"structure/issuer/{detail}")
