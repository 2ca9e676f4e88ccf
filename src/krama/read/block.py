"""What a reader hands back, and what it hands to ``outline`` on the way: passages in the making, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from krama.model import Page, Passage, PassageKind
from krama.read.strand import Strand, join_strands


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of the bytes: the text that offsets count in, its passages and pages, and warnings."""

    text: str
    passages: tuple[Passage, ...]
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One passage in the making.

    ``parts`` is the text: one strand, or one for each cell or column. ``level`` is 0 where it is not known yet.
    ``indent`` is the column where an item's label stands. ``alone`` says that blank lines stand around it, ``strong``
    that all of it is bold, ``guessed`` that only its looks made it a heading. ``refs`` are the labels of the notes that
    it refers to, ``table`` the number of its table, ``header`` that it is a header row of that table. ``within`` is the
    column of the item that it goes on with.
    """

    kind: PassageKind
    parts: tuple[Strand, ...]
    level: int = 0
    label: str = ""
    indent: int = 0
    alone: bool = False
    strong: bool = False
    guessed: bool = False
    refs: tuple[str, ...] = ()
    table: int = 0
    header: bool = False
    within: int | None = None
    ends_open: bool = False
    whole: Strand | None = None

    @property
    def content(self) -> Strand:
        """All parts, with tabs between."""
        return self.parts[0] if len(self.parts) == 1 else join_strands(self.parts, "\t")

    @property
    def text(self) -> str:
        """The words of all parts."""
        return self.content.text
