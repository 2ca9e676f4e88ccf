"""What one citation is, and what the rules below pass among themselves.

Offsets of a ``Citation`` that a rule makes are of the passage's folded text; ``find_citations`` leads them back.
"""

from __future__ import annotations

from dataclasses import dataclass

from krama.knowledge.grammar import Grammar
from krama.knowledge.kinds import Kinds
from krama.mentions.citations.numbers import Number
from krama.mentions.citations.reading import Reading
from krama.mentions.dates import DateReader
from krama.model import PartialDate, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """One instrument as a passage cites it. ``span`` and ``title`` are code points of the passage.

    ``kind`` is the id of a kind or empty; ``number`` is as printed, without its introducer; ``body`` the code of the
    issuer inside the number, as printed; ``finder`` names the rule.
    """

    span: Span
    kind: str
    number: str = ""
    date: PartialDate | None = None
    body: str = ""
    title: Span | None = None
    draft: bool = False
    finder: str = ""


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """Articles of a citation: its index, their numbers as printed, and the span from "Article" to the last number."""

    citation: int
    numbers: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules need: the passage, the grammar, the kinds and the date reader."""

    reading: Reading
    grammar: Grammar
    kinds: Kinds
    dates: DateReader

    @property
    def text(self) -> str:
        return self.reading.text


@dataclass(frozen=True, slots=True)
class Item:
    """A number with the place where its introducer starts, and the date that is printed with it."""

    start: int
    end: int
    number: Number
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows: where it ends, and what of a date, title and number it gave. ``strength`` is the title's."""

    end: int
    date: PartialDate | None = None
    title: tuple[int, int] | None = None
    strength: str = ""
    cased: bool = False
    number: Number | None = None
    how: str = ""
