"""How deep a list item stands, and what introduces it: by its label, its indent, and the items before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from krama.read.block import Block
from krama.read.lists import Label, read_labels


@dataclass(slots=True)
class _Entry:
    label: Label | None
    indent: int
    index: int
    level: int
    open: bool


@dataclass(slots=True)
class Lists:
    """The list that is being read: its open items from the outermost to the innermost, and what introduced it."""

    entries: list[_Entry] = field(default_factory=list)
    intro: int | None = None
    paused: bool = False

    def close(self) -> None:
        """A heading ends a list."""
        self.entries, self.paused = [], False

    def pause(self) -> None:
        """A paragraph ends a list, unless its numbers go on after it."""
        self.paused = True

    def holder(self, indent: int) -> int | None:
        """The item whose label stands in that column."""
        return next((entry.index for entry in reversed(self.entries) if entry.indent == indent), None)

    def enter(self, index: int, block: Block, intro: int | None, announced: bool) -> tuple[int, int | None]:
        """The level and the lead of an item."""
        labels = read_labels(f"{block.label} x") if block.label else ()
        if self.paused or not self.entries:
            onward = None if announced else self._goes_on(labels)
            self.paused = False
            if onward is None:
                self.entries, self.intro = [], intro
        if block.level:
            depth = sum(entry.level < block.level for entry in self.entries)
            label = labels[0] if labels else None
        else:
            label, depth = self._depth(labels, block.indent)
        self.entries = self.entries[:depth]
        lead = self.entries[-1].index if self.entries else self.intro
        level = block.level or len(self.entries) + 1
        self.entries.append(_Entry(label, block.indent, index, level, block.text.endswith((":", "–", "-"))))
        return level, lead

    def _goes_on(self, labels: tuple[Label, ...]) -> int | None:
        for depth in range(len(self.entries) - 1, -1, -1):
            known = self.entries[depth].label
            for label in labels:
                if known and label.ordinal > 1 and (label.style, label.ordinal) == (known.style, known.ordinal + 1):
                    return depth
        return None

    def _depth(self, labels: tuple[Label, ...], indent: int) -> tuple[Label | None, int]:
        """The reading of an item's label, and how many of the open items hold it."""
        if not labels:
            return None, max(0, len(self.entries) - 1)
        top = self.entries[-1] if self.entries else None
        for depth in range(len(self.entries) - 1, -1, -1):
            entry = self.entries[depth]
            if entry.label is None:
                continue
            for label in labels:
                if label.is_bullet:
                    follows = abs(entry.indent - indent) < 2
                else:
                    follows = label.ordinal == entry.label.ordinal + 1
                if label.style == entry.label.style and follows:
                    return label, depth
        label = labels[0]
        if top is None:
            return label, 0
        if indent > top.indent + 1:
            return label, len(self.entries)
        for depth in range(len(self.entries) - 1, -1, -1):
            entry = self.entries[depth]
            if entry.label is not None and entry.label.style == label.style:
                return label, depth
        if indent + 1 >= top.indent and (top.open or top.label is None or label.rank > top.label.rank):
            return label, len(self.entries)
        depth = len(self.entries)
        while depth and (known := self.entries[depth - 1].label) is not None and known.rank >= label.rank:
            depth -= 1
        return label, depth
