"""Sentences and headings made whole again that a page break, a footnote or blank lines cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from krama.read.block import Block
from krama.read.headings import division, in_capitals
from krama.read.lines import dangling, finished, starts_low
from krama.read.lists import read_labels
from krama.read.strand import Thread

_LONG_ITEM = 60


@dataclass(slots=True)
class _Open:
    """A block whose end may still be to come: where it stands, its halves so far, and what stands between them."""

    index: int
    halves: list[Block]
    gaps: list[str] = field(default_factory=list)

    @property
    def end(self) -> Block:
        """The last half, as a block of the whole's kind."""
        return self.halves[0] if not self.gaps else replace(self.halves[-1], kind=self.halves[0].kind)

    def whole(self) -> Block:
        """The halves as one."""
        if not self.gaps:
            return self.halves[0]
        thread = Thread()
        for half, gap in zip(self.halves, ["", *self.gaps], strict=True):
            thread.put(gap)
            thread.keep(half.content, 0, len(half.content.text))
        return replace(
            self.halves[0],
            parts=(thread.strand(),),
            refs=tuple(ref for half in self.halves for ref in half.refs),
            strong=all(half.strong for half in self.halves),
        )


def rejoin(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with halves joined; notes between two halves stand after the whole."""
    colon_ends = _numbered_headings_end_in_colons(blocks)
    joined: list[Block] = []
    current: _Open | None = None
    for block in blocks:
        if block.kind == "note":
            joined.append(block)
        elif current is not None and (gap := _gap(current.end, block, colon_ends)) is not None:
            current.halves.append(block)
            current.gaps.append(gap)
        else:
            if current is not None:
                joined[current.index] = current.whole()
            current = _Open(len(joined), [block])
            joined.append(block)
    if current is not None:
        joined[current.index] = current.whole()
    return joined


def _gap(first: Block, second: Block, colon_ends: bool) -> str | None:
    """What stands between two halves, or None where they are no halves."""
    if len(first.parts) != 1 or len(second.parts) != 1:
        return None
    before, after = first.text, second.text
    if first.kind == "heading" and second.kind == "heading":
        return _heading_gap(first, second, colon_ends)
    if second.kind != "paragraph" or second.within is not None or finished(before):
        return None
    if first.kind == "paragraph":
        goes_on = starts_low(after) and len(before.split()) > 3 and not before.endswith(";")
        return " " if goes_on or _ends_open(first) else None
    if first.kind == "item" and starts_low(after) and not before.endswith((",", ";")):
        return " " if len(before) >= _LONG_ITEM or dangling(before) else None
    if first.kind == "item":
        return " " if first.ends_open and len(before) >= _LONG_ITEM else None
    return None


def _ends_open(block: Block) -> bool:
    """Whether a paragraph of some length ends on a full line, or in a word that needs another."""
    if block.ends_open and len(block.text) >= _LONG_ITEM:
        return True
    return dangling(block.text) and len(block.text.split()) > 5 and not block.text.endswith((",", "-", "–"))


def _heading_gap(first: Block, second: Block, colon_ends: bool) -> str | None:
    before, after = first.text, second.text
    if division(after) or read_labels(after):
        return None
    opened = division(before)
    if opened is not None and opened[2] >= len(before):
        titled = in_capitals(after) or not second.guessed
        return "\n" if titled and opened[0] < 4 else None
    if finished(before):
        return None
    if dangling(before) or starts_low(after):
        return " "
    return " " if read_labels(before) and colon_ends and after.endswith(":") else None


def _numbered_headings_end_in_colons(blocks: Sequence[Block]) -> bool:
    """Whether it is the habit of a document that its numbered headings end in a colon: one that does not is a half."""
    numbered = [block.text.endswith(":") for block in blocks if block.kind == "heading" and read_labels(block.text)]
    return sum(numbered) >= 2 and sum(numbered) * 2 > len(numbered)
