"""A document as it was read: its text, and its passages in reading order.

``Document.text`` is the text that offsets count in. For ``.txt`` and ``.md`` it is the file as it is on disk,
markup included; for other formats it is what the reader extracted. Because a file's text may be full of markup,
page furniture and footnotes, the language stages read ``Passage.text`` instead: one heading, paragraph, list item or
table row, clean, on one line, whole even where a page break or a footnote cut it. Its segments lead back to
``Document.text``, so that a quote is always a slice of the document.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from krama.model.span import Span

PassageKind = Literal["heading", "paragraph", "item", "row", "note"]


@dataclass(frozen=True, slots=True)
class Segment:
    """``length`` code points of a passage from ``start`` stand in the document from ``origin``."""

    start: int
    origin: int
    length: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One heading, paragraph, list item, table row or footnote.

    ``level`` is the depth of a heading (1 is the top) or of a list item (1 is the outer list). ``label`` is an item's or
    note's printed mark ("1.", "(a)", "✓"), left out of ``text``. ``heading`` is the index of the nearest heading above,
    ``lead`` the index of the passage that introduces this one: the paragraph or heading before a list, the outer item of
    an inner one, the header row of a table row, the passage that refers to a note. ``cells`` are a row's cells, as spans
    of ``text``. ``joined`` holds the offsets in ``text`` of line breaks that a reader would see (poetry of letterheads,
    signature blocks and titles over several lines).
    """

    kind: PassageKind
    text: str
    segments: tuple[Segment, ...]
    level: int = 0
    label: str = ""
    heading: int | None = None
    lead: int | None = None
    cells: tuple[Span, ...] = ()
    joined: tuple[int, ...] = ()

    def origin(self, span: Span) -> Span:
        """The span of ``Document.text`` from the first to the last code point of ``span`` (of this passage's text)."""
        if not span:
            raise ValueError("an empty span stands nowhere")
        return Span(self._place(span.start), self._place(span.end - 1) + 1)

    def _place(self, offset: int) -> int:
        index = bisect_right(self.segments, offset, key=lambda segment: segment.start) - 1
        segment = self.segments[index]
        # a space that the reader put in (for a line break, a tag) stands at the end of the segment before it
        return segment.origin + min(offset - segment.start, segment.length - 1)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the source, numbered from 1, and its span in ``Document.text``."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from: file name without folder, SHA-256 of its bytes, reader and its version."""

    name: str
    sha256: str
    media_type: str
    reader: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A source that was read; ``id`` is the slug of its name and 8 hex digits of its SHA-256."""

    id: str
    text: str
    passages: tuple[Passage, ...]
    pages: tuple[Page, ...]
    source: Source

    def quote(self, span: Span) -> str:
        """The words of ``span``, sliced from the text."""
        return self.text[span.start : span.end]

    def page_at(self, offset: int) -> int | None:
        """Number of the page that holds ``offset``, or None where the format has no pages."""
        index = bisect_right(self._page_starts, offset) - 1
        return self.pages[index].number if index >= 0 else None

    def section_at(self, offset: int) -> str:
        """Text of the nearest heading at or above ``offset``; empty before the first."""
        index = bisect_right(self._heading_starts, offset) - 1
        return self._headings[index].text if index >= 0 else ""

    @cached_property
    def _page_starts(self) -> tuple[int, ...]:
        return tuple(page.span.start for page in self.pages)

    @cached_property
    def _headings(self) -> tuple[Passage, ...]:
        return tuple(p for p in self.passages if p.kind == "heading" and p.segments)

    @cached_property
    def _heading_starts(self) -> tuple[int, ...]:
        return tuple(p.segments[0].origin for p in self._headings)
