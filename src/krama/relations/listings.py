"""Lists as a reader sees them: a leading line and its pieces, whether items, table rows or parts of one sentence.

In: a ``Reading``. Out: ``Listing``s; each piece is a span of one passage. No words are looked at here, only marks.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from krama.model import Passage, Place, Reading, Span
from krama.nlp.sentences import sentences

_OPENS = re.compile(r"[:—–][\s—–-]*$")
_COLON = re.compile(r":(?=\s)|[—–](?=\s*\()|—(?=\s)")
_MARK = re.compile(
    r"(?<![\w.)])(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}[.)-](?=\s)|[•✓●▪‣-](?=\s))\s*", re.IGNORECASE
)
_SHORT = 220


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of a list: a span of a passage's text, without the item's printed mark."""

    passage: int
    span: Span


@dataclass(frozen=True, slots=True)
class Listing:
    """``lead`` is the passage that announces a list, ``said`` the part that does; ``inline`` lists stand in it."""

    lead: int
    said: Span
    pieces: tuple[Piece, ...]
    inline: bool = False


@dataclass(frozen=True)
class Outline:
    """A reading with what its passages lead to, and the places of each passage that count."""

    reading: Reading

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.reading.document.passages

    @cached_property
    def below(self) -> dict[int, tuple[int, ...]]:
        """The passages that each passage introduces, in order; table rows count under their first row."""
        rows: dict[int, list[int]] = defaultdict(list)
        for index, passage in enumerate(self.passages):
            if passage.lead is not None and passage.kind != "note":
                rows[passage.lead].append(index)
        return {lead: tuple(found) for lead, found in rows.items()}

    @cached_property
    def outer(self) -> tuple[tuple[Place, ...], ...]:
        """The outermost places of each passage, without a short form in parentheses right behind its full name."""
        return tuple(
            tuple(_without_echoes(passage.text, [p for p in row if not p.nested]))
            for passage, row in zip(self.passages, self.reading.places, strict=True)
        )

    def text(self, piece: Piece) -> str:
        """The words of a piece."""
        return self.passages[piece.passage].text[piece.span.start : piece.span.end]

    @cached_property
    def nested(self) -> tuple[tuple[Place, ...], ...]:
        """The places of each passage that stand inside longer ones."""
        return tuple(tuple(p for p in row if p.nested) for row in self.reading.places)

    def places(self, passage: int, span: Span, *types: str) -> tuple[Place, ...]:
        """Outermost places of ``passage`` inside ``span``, of the given types."""
        return _inside_span(self.outer[passage], span, types)

    def inner(self, passage: int, span: Span, *types: str) -> tuple[Place, ...]:
        """Nested places of ``passage`` inside ``span``, of the given types."""
        return _inside_span(self.nested[passage], span, types)

    def sentences(self, passage: int) -> tuple[Span, ...]:
        """The sentences of a passage; no mention is cut."""
        return self._sentences[passage]

    @cached_property
    def _sentences(self) -> tuple[tuple[Span, ...], ...]:
        rows = zip(self.passages, self.reading.places, strict=True)
        return tuple(sentences(passage.text, [p.span for p in row if not p.nested]) for passage, row in rows)

    def cells(self, passage: int, span: Span) -> tuple[Span, ...]:
        """The cells of a passage that lie in ``span``; none where it has fewer than two."""
        found = self.passages[passage].cells
        return tuple(c for c in found if c and span.contains(c)) if len(found) > 1 else ()

    def lines(self, passage: int) -> tuple[Span, ...]:
        """The lines of a passage that a reader would see, and its cells as lines of their own."""
        text, found = self.passages[passage].text, self.passages[passage]
        if not found.joined and len(found.cells) < 2:
            return (whole,) if (whole := _trim(text, 0, len(text))) else ()
        cuts = sorted({0, len(text), *found.joined, *(c.start for c in self.cells(passage, Span(0, len(text))))})
        return tuple(s for a, b in itertools.pairwise(cuts) if (s := _trim(text, a, b)))

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        """All lists of the document, by their leading lines: those of items or rows, then those inside sentences."""
        return tuple(self._listings())

    def _listings(self) -> Iterator[Listing]:
        for index, passage in enumerate(self.passages):
            below = self.below.get(index, ())
            if below and passage.kind == "row":
                yield from self._table(index, below)
            elif below:
                yield from self._items(index, below)
            elif _OPENS.search(passage.text) and passage.kind != "note":
                yield from self._loose(index)
            yield from self._inline(index)

    def _items(self, lead: int, below: Sequence[int]) -> Iterator[Listing]:
        passages = self.passages
        shape = _shape(passages[below[0]].label)
        run = []
        for index in below:
            if passages[index].kind == passages[below[0]].kind and _shape(passages[index].label) != shape:
                break
            run.append(index)
        yield Listing(lead, self._last_said(lead), tuple(Piece(i, Span(0, len(passages[i].text))) for i in run))

    def _table(self, first: int, below: Sequence[int]) -> Iterator[Listing]:
        before = first - 1
        while before >= 0 and self.passages[before].kind in ("row", "note"):
            before -= 1
        if before >= 0:
            rows = [first, *below]
            yield Listing(
                before, self._last_said(before), tuple(Piece(i, Span(0, len(self.passages[i].text))) for i in rows)
            )

    def _loose(self, lead: int) -> Iterator[Listing]:
        """Lines without marks after a line that ends in a colon."""
        heading, run = self.passages[lead].heading, []
        for index in range(lead + 1, min(lead + 40, len(self.passages))):
            passage = self.passages[index]
            if passage.kind not in ("paragraph", "row") or passage.heading != heading or len(passage.text) > _SHORT:
                break
            if _OPENS.search(passage.text):
                break
            run += [Piece(index, line) for line in self._rows(index)]
        if run:
            yield Listing(lead, self._last_said(lead), tuple(run))

    def _rows(self, index: int) -> tuple[Span, ...]:
        passage = self.passages[index]
        cuts = sorted({0, len(passage.text), *passage.joined})
        return tuple(s for a, b in itertools.pairwise(cuts) if (s := _trim(passage.text, a, b)))

    def _inline(self, index: int) -> Iterator[Listing]:
        """Lists inside one passage: after a colon, cut at marks, line breaks or semicolons."""
        passage = self.passages[index]
        taken = [p.span for p in self.outer[index]]
        colon = _opening(passage.text, taken)
        if colon is None or colon.end() >= len(passage.text.rstrip()):
            return
        start = colon.end()
        end = self._stop(index, start)
        marks = [m for m in _MARK.finditer(passage.text, start, end) if not _inside(m.start(), taken)]
        cuts = {start, end, *(j for j in passage.joined if start < j < end)}
        cuts |= {m.start() for m in marks}
        if not marks:
            cuts |= {
                m.end()
                for m in re.finditer(";", passage.text[:end])
                if start < m.start() and not _inside(m.start(), taken)
            }
        row = sorted(cuts)
        opening = {m.start(): m.end() for m in marks}
        spans = [_trim(passage.text, opening.get(a, a), b) for a, b in itertools.pairwise(row)]
        pieces = tuple(Piece(index, s) for s in spans if s)
        if pieces:
            begin = max((s.start for s in self.sentences(index) if s.start < colon.start()), default=0)
            yield Listing(index, Span(begin, colon.start()), pieces, inline=True)

    def _stop(self, index: int, start: int) -> int:
        """Where the list that starts at ``start`` ends: at the first full stop behind its last mark."""
        text = self.passages[index].text
        marks = [m.start() for m in _MARK.finditer(text, start)]
        after = marks[-1] if marks else start
        if not marks and ";" in text[start:]:
            after = start + text[start:].rindex(";")
        stops = [s.end for s in self.sentences(index) if s.end > after and text[s.end - 1 : s.end] in ".!?"]
        labels = re.search(r"[.;]\s+\w[\w\s-]{2,30}:\s", text[start:])
        return len(text) if labels or not stops else min(stops)

    def _last_said(self, index: int) -> Span:
        found = self.sentences(index)
        cells = self.cells(index, Span(0, len(self.passages[index].text)))
        if not found:
            return Span(0, len(self.passages[index].text))
        return Span(found[-1].start, cells[0].end) if cells and found[-1].start < cells[0].end else found[-1]


def _opening(text: str, taken: Sequence[Span]) -> re.Match[str] | None:
    """The colon or dash that opens a list: one before a mark, else the first colon, else the first dash."""
    found = [m for m in _COLON.finditer(text) if not _inside(m.start(), taken)]
    marked = (m for m in found if _MARK.match(text, m.end() + 1))
    colons = (m for m in found if m.group() == ":")
    return next(marked, None) or next(colons, None) or next(iter(found), None)


def _without_echoes(text: str, row: Sequence[Place]) -> Iterator[Place]:
    last: Place | None = None
    for place in row:
        gap = text[last.span.end : place.span.start] if last else ""
        if last and place.entity == last.entity and re.fullmatch(r"[\s,]*[(\[]\W*", gap):
            continue
        last = place
        yield place


def _inside_span(row: Sequence[Place], span: Span, types: Sequence[str]) -> tuple[Place, ...]:
    """The places of a row (ordered by start) that lie in ``span``."""
    found = []
    for index in range(bisect_left(row, span.start, key=lambda p: p.span.start), len(row)):
        if row[index].span.start >= span.end:
            break
        if row[index].span.end <= span.end and (not types or row[index].type in types):
            found.append(row[index])
    return tuple(found)


def _shape(label: str) -> str:
    """What an item's mark looks like: digits, letters, or neither; letters and roman numerals are not told apart."""
    return re.sub(r"\d+(?:\.\d+)*", "1", re.sub(r"[^\W\d_]+", "a", label))


def _inside(offset: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= offset < span.end for span in spans)


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
