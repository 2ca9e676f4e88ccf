"""Signature blocks as lines: where they are, and which posts and names stand together in them.

In: an outline of a reading. Out: runs of ``Line``s, and the ``Signatory``s of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline
from krama.relations.preamble import operative_start

LONG = 200
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_OTHER_WORDS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block. ``column`` is its place in a row of cells, -1 for a line of its own."""

    passage: int
    span: Span
    column: int


@dataclass(frozen=True, slots=True)
class Name:
    """A post or person on a line of a block; ``proxy`` where the line says that somebody signs for the post."""

    place: Place
    line: Line
    proxy: bool

    @property
    def is_person(self) -> bool:
        return self.place.kind == "person"


@dataclass(frozen=True, slots=True)
class Signatory:
    """A post that signs with the person, where a name is printed; ``person`` is None where there is none."""

    person: Name | None
    posts: tuple[Name, ...]


def signature_runs(outline: Outline, words: StructureWords) -> Iterator[list[Line]]:
    """Rows of short lines from the place and date, the closing or the first "(signed)" on, and the names before it."""
    run: list[Line] = []
    told = False  # whether the document has come to its point: running text or the operative part
    operative = operative_start(outline, words)
    for index, passage in enumerate(outline.passages):
        if len(passage.text) > LONG or passage.kind in ("item", "note") or words.recipients.match(passage.text):
            if run and (found := _from_opening(outline, run, words, told)):
                yield found
            run = []
            told = told or len(passage.text) > LONG
            continue
        told = told or (operative is not None and index > operative)
        cells = {c.start: n for n, c in enumerate(outline.cells(index, Span(0, len(passage.text))))}
        run += [Line(index, line, cells.get(line.start, -1)) for line in outline.lines(index)]
    if run and (found := _from_opening(outline, run, words, told)):
        yield found


def _from_opening(outline: Outline, run: list[Line], words: StructureWords, told: bool) -> list[Line]:
    for at, line in enumerate(run):
        dated = told and _is_dated(outline, line)
        if line.passage and (dated or _is_closing(outline, line, words)):
            while at and _names(outline, run[at - 1], words):
                at -= 1
            return run[at:]
    return []


def _is_closing(outline: Outline, line: Line, words: StructureWords) -> bool:
    text = _words(outline, line)
    return bool(words.closing.match(text) or words.signed.search(text))


def _is_dated(outline: Outline, line: Line) -> bool:
    """ "Phnom Penh, 11 January 2024": a short line with a year that begins with a name."""
    text, row = _words(outline, line), outline.places(line.passage, line.span)
    if not _YEAR.search(text) or len(text.split()) > 14 or any(p.type == "Instrument" for p in row):
        return False
    if any(p.type == "Place" and p.span.start == line.span.start for p in row):
        return True
    return "," in text and text[:1].isupper() and not text.rstrip().endswith(".")


def _words(outline: Outline, line: Line) -> str:
    return outline.passages[line.passage].text[line.span.start : line.span.end]


def _groups(outline: Outline, run: Sequence[Line], words: StructureWords) -> Iterator[tuple[list[Name], bool]]:
    """The names of a run, cut where other words stand; and whether those only present or copy the text."""
    names: list[Name] = []
    countersigned = False
    for line in run:
        text = outline.passages[line.passage].text
        counter = words.counter.search(text, line.span.start, line.span.end)
        found = _names(outline, line, words)
        if counter is None and (found or _is_mark(outline, line, words)):
            names += found
            continue
        if names:
            yield names, countersigned
            countersigned = False
        names = []
        if counter is not None:
            countersigned = True
            row = outline.places(line.passage, line.span, "Actor")
            names = (
                [Name(row[-1], line, False)] if row and row[-1].span.start >= counter.end() and _ends(line, row) else []
            )
    if names:
        yield names, countersigned


def _ends(line: Line, row: Sequence[Place]) -> bool:
    return row[-1].span.end >= line.span.end - 1


def _is_mark(outline: Outline, line: Line, words: StructureWords) -> bool:
    if _is_dated(outline, line) or words.closing.match(_words(outline, line)):
        return True
    return not re.search(r"[^\W\d_]{3,}", _left(outline, line, words))


def _left(outline: Outline, line: Line, words: StructureWords) -> str:
    """What a line holds besides names, marks of signature and small words."""
    rest = list(_words(outline, line))
    for place in outline.places(line.passage, line.span):
        rest[place.span.start - line.span.start : place.span.end - line.span.start] = " " * len(place.span)
    left = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", words.signed.sub(" ", "".join(rest)))
    return words.filler.sub(" ", words.proxy.sub(" ", left))


def _names(outline: Outline, line: Line, words: StructureWords) -> list[Name]:
    """The posts and persons of a line that holds little else."""
    text = outline.passages[line.passage].text
    row = [p for p in outline.places(line.passage, line.span, "Actor") if p.kind in ("post", "person")]
    if not row:
        return []
    left = _left(outline, line, words)
    limit = 8 if _YEAR.search(left) else _OTHER_WORDS
    if len(re.findall(r"[^\W\d_]{2,}", left)) > limit:
        return []
    proxy = words.proxy.match(text, line.span.start, line.span.end) is not None
    return [Name(p, line, proxy) for p in row]


def _columns(names: Sequence[Name]) -> list[list[Name]]:
    """Names by the column in which they stand."""
    columns: dict[int, list[Name]] = {}
    for name in names:
        columns.setdefault(name.line.column, []).append(name)
    return list(columns.values())


def _paired(names: Sequence[Name]) -> Iterator[Signatory]:
    """Persons with their posts: those above each name, or those below where the block begins with a name."""
    posts: list[Name] = []
    person: Name | None = None
    for name in names:
        if name.is_person and names[0].is_person:
            if person:
                yield Signatory(person, tuple(posts))
            person, posts = name, []
        elif name.is_person:
            yield Signatory(name, tuple(posts))
            posts = []
        else:
            posts.append(name)
    if person or posts:
        yield Signatory(person, tuple(posts))


def signatories(outline: Outline, run: Sequence[Line], words: StructureWords) -> Iterator[tuple[list[Signatory], bool]]:
    """Who signs in a run, block by block; and whether a block is of those who only present or copy the text."""
    for names, countersigned in _groups(outline, run, words):
        yield [one for column in _columns(names) for one in _paired(column)], countersigned
