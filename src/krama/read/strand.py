"""Text on its way to a passage, with the place of every code point in the document.

In a strand a line feed is a line break that a reader would see; every other white space is a plain space.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from krama.model.document import Segment


@dataclass(frozen=True, slots=True)
class Strand:
    """``text`` and the segments that lead back to the document; what no segment covers was put in by the reader."""

    text: str
    segments: tuple[Segment, ...]

    def cut(self, start: int, end: int | None = None) -> Strand:
        """The part between two offsets."""
        thread = Thread()
        thread.keep(self, start, len(self.text) if end is None else end)
        return thread.strand()

    def strip(self) -> Strand:
        """Without white space at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        right = len(self.text.rstrip())
        return self if (left, right) == (0, len(self.text)) else self.cut(left, max(left, right))

    def edit(self, changes: Iterable[tuple[int, int, str]]) -> Strand:
        """With each ``(start, end, replacement)`` made; changes are sorted and do not overlap.

        A replacement stands at the place of the first code point that it replaces.
        """
        thread, done = Thread(), 0
        for start, end, replacement in changes:
            thread.keep(self, done, start)
            thread.put(replacement, self.place(start))
            done = end
        thread.keep(self, done, len(self.text))
        return thread.strand()

    def place(self, offset: int) -> int | None:
        """Where a code point stands in the document; None for one that the reader put in."""
        index = bisect_right(self.segments, offset, key=lambda segment: segment.start) - 1
        if index < 0:
            return None
        segment = self.segments[index]
        within = offset - segment.start
        return segment.origin + within if within < segment.length else None


class Thread:
    """Makes a strand piece by piece."""

    __slots__ = ("_length", "_segments", "_texts")

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._segments: list[Segment] = []
        self._length = 0

    def keep(self, strand: Strand, start: int, end: int) -> None:
        """Append ``strand[start:end]``."""
        if start >= end:
            return
        segments = strand.segments
        index = max(0, bisect_right(segments, start, key=lambda segment: segment.start) - 1)
        while index < len(segments) and segments[index].start < end:
            segment = segments[index]
            left, right = max(segment.start, start), min(segment.start + segment.length, end)
            if left < right:
                self._cover(self._length + left - start, segment.origin + left - segment.start, right - left)
            index += 1
        self._texts.append(strand.text[start:end])
        self._length += end - start

    def put(self, text: str, origin: int | None = None) -> None:
        """Append ``text`` that stands for the code point at ``origin``, or for none."""
        if text and origin is not None:
            self._cover(self._length, origin, 1)
        self._texts.append(text)
        self._length += len(text)

    def strand(self) -> Strand:
        """What was appended."""
        return Strand("".join(self._texts), tuple(self._segments))

    def _cover(self, start: int, origin: int, length: int) -> None:
        if self._segments:
            last = self._segments[-1]
            if last.start + last.length == start and last.origin + last.length == origin:
                self._segments[-1] = Segment(last.start, last.origin, last.length + length)
                return
        self._segments.append(Segment(start, origin, length))


def strand_of(text: str, start: int, end: int) -> Strand:
    """The strand of a slice of the document's text."""
    if start >= end:
        return Strand("", ())
    return Strand(text[start:end], (Segment(0, start, end - start),))


def join_strands(strands: Sequence[Strand], separator: str) -> Strand:
    """The strands one after another with ``separator`` between, which stands nowhere in the document."""
    thread = Thread()
    for index, strand in enumerate(strands):
        if index:
            thread.put(separator)
        thread.keep(strand, 0, len(strand.text))
    return thread.strand()
