"""What a document's title says that it does: "on the Establishment of B", "An Act to establish B; to repeal L".

In: an outline of a reading whose own instrument is known. Out: edges whose subject is that instrument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from krama.knowledge.structure_words import OwnVerb, StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline
from krama.relations.owned import TARGETS, objects_of, own_edge, shifted
from krama.relations.preamble import head_end
from krama.relations.stated import Stated

_FIRST_PASSAGES = 40
_LONG_TITLE = 30
_MOST_PARTS = 20
_SHORT_EVIDENCE = 600


def find_title_acts(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """What the title and the long title say."""
    yield from _title(outline, words)
    for index, passage in enumerate(outline.passages[: _LONG_TITLE + 1]):
        if passage.kind not in ("note", "row"):
            yield from _long_title(outline, index, words)
        if outline.reading.normative and index < head_end(outline, words):
            yield from _subject_line(outline, index, words)


def _long_title(outline: Outline, index: int, words: StructureWords) -> Iterator[Stated]:
    """ "An Act to establish B; to provide for M; to repeal L": one clause after another."""
    text = outline.passages[index].text
    first = _title_start(outline, index, words)
    if first is None:
        return
    row = outline.places(index, Span(0, len(text)))
    for match in words.clause.finditer(text, first):
        begin = match.end()
        for name, verb in words.own.items():
            found = verb.base.match(text, begin)
            if found is None or _is_longer(words, text, begin, found):
                continue
            for place in objects_of(text, row, found.end(), TARGETS[name][1], words, loose=name != "establish"):
                clause = _clause(text, place)
                yield from own_edge(outline, shifted(text, place, name, words), place, index, clause, "long-title")
            yield from _second(outline, index, found.end(), row, words, name)


def _title_start(outline: Outline, index: int, words: StructureWords) -> int | None:
    """Where the clauses of a long title start in a passage; it may go on over several passages."""
    first = words.long_title.match(outline.passages[index].text)
    if first:
        return first.end()
    at = index
    while at and words.clause.match(outline.passages[at].text) and at > index - _MOST_PARTS:
        at -= 1
        if words.long_title.match(outline.passages[at].text):
            return 0
    return None


def _second(
    outline: Outline, index: int, start: int, row: Sequence[Place], words: StructureWords, name: str
) -> Iterator[Stated]:
    """ "to repeal and replace L" where the two verbs are told apart."""
    text = outline.passages[index].text
    joint = words.small.further.match(text, start)
    if joint:
        for place in objects_of(text, row, joint.end(), TARGETS[name][1], words, loose=True):
            yield from own_edge(outline, name, place, index, _clause(text, place), "long-title")


def _is_longer(words: StructureWords, text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether another verb's phrase fits more of the text: "provide for the establishment of" is no "provide for"."""
    return any(
        (other := verb.base.match(text, begin)) is not None and other.end() > found.end() for verb in words.own.values()
    )


def _clause(text: str, place: Place) -> Span:
    """The evidence for one clause: the title as far as it, or the clause alone where that is long."""
    start = 0 if place.span.end < _SHORT_EVIDENCE else text.rfind(";", 0, place.span.start) + 1
    return Span(start, place.span.end)


def _title(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """The document's own title: "on the Establishment of B", "on Inspection of M"."""
    own = outline.reading.own
    for index, passage in enumerate(outline.passages[:_FIRST_PASSAGES]):
        titles = [p for p in outline.reading.places[index] if p.entity == own and not p.reference]
        if not titles or (passage.kind != "heading" and index >= head_end(outline, words)):
            continue
        for title in titles:
            yield from _titled(outline, index, title.span, words)


def _subject_line(outline: Outline, index: int, words: StructureWords) -> Iterator[Stated]:
    """ "Subject: Inspection of Wells" over a circular."""
    text = outline.passages[index].text
    for line in outline.lines(index):
        label = words.subject_line.match(text, line.start, line.end)
        if label and label.end() < line.end:
            yield from _titled(outline, index, Span(label.end(), line.end), words)


def _titled(outline: Outline, index: int, title: Span, words: StructureWords) -> Iterator[Stated]:
    text, own = outline.passages[index].text, outline.reading.own
    inner = [p for p in outline.reading.places[index] if title.contains(p.span) and p.entity != own]
    for place in inner:
        if any(other.span.contains(place.span) and other is not place for other in inner):
            continue
        before = text[title.start : place.span.start]
        name = _title_verb(before, words)
        if name is not None:
            yield from own_edge(outline, name, place, index, title, "title")
        elif place.type == "Mechanism" and (words.matter.search(before) or not before.strip()):
            yield from own_edge(outline, "govern", place, index, title, "title")


def _title_verb(before: str, words: StructureWords) -> str | None:
    """What the words right before a name in a title say is done with it."""
    for name in ("establish", "repeal", "amend", "promulgate", "govern", "implement"):
        verb: OwnVerb = words.own[name]
        for match in verb.title.finditer(before):
            if words.small.lead_in.fullmatch(before[match.end() :]):
                return name
    return None
