"""The lines of a text file, and how one line goes on to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CLOSERS = "\"'”’»)]}*_~`>"
_TERMINAL = frozenset(".!?:;…។៕。！？；：")
_NOTE_REFERENCE = re.compile(r"(?:<sup>[^<>]{0,8}</sup>|\[\^[^\]\s]{1,20}\]|[¹²³⁰⁴-⁹])\s*$")
_TAG_AT_END = re.compile(r"(?:</?[A-Za-z]{1,8}/?>)+$")
_NEEDS_ANOTHER = (
    "a an the of and or nor to in on at by for from with without under into upon as that which who whose than between "
    "among including such is are was were be been has have shall not its their his her de la le les des du et ou à au "
    "aux en dans pour par sur avec sans"
)
_FUNCTION_WORDS = frozenset(_NEEDS_ANOTHER.split())
Bond = Literal["soft", "visible", "new"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its break and outer white space; ``indent`` is the column of its first code point.

    ``hard`` says that the line ends in two spaces or a backslash, ``page`` that a page break stands before it, ``full``
    whether it reaches the right margin, where that was measured.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    hard: bool = False
    page: bool = False
    full: bool | None = None


_BLANK = Line(0, 0, "")


def split_lines(text: str, hard_breaks: bool) -> list[Line]:
    """All lines, blank ones too; ``hard_breaks`` says that two spaces at a line's end mean something."""
    lines, start, page = [], 0, False
    for match in BREAK.finditer(text):
        blank = start == match.start() and not page
        lines.append(_BLANK if blank else _line(text, start, match.start(), page, hard_breaks))
        start, page = match.end(), match.group() == "\x0c"
    lines.append(_line(text, start, len(text), page, hard_breaks))
    return lines


def _line(text: str, start: int, end: int, page: bool, hard_breaks: bool) -> Line:
    raw = text[start:end]
    bare = raw.strip().strip("\ufeff").strip() if raw.startswith("\ufeff") else raw.strip()
    left = raw.find(bare[0]) if bare else 0
    indent = len(raw[:left].expandtabs(4).lstrip("\ufeff"))
    hard = hard_breaks and raw.endswith(("  ", "\\"))
    return Line(start + left, start + left + len(bare), bare, indent, hard, page)


def runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The groups of lines between blank lines and page breaks."""
    run: list[Line] = []
    for line in lines:
        if not line.text and line.hard and run and run[-1].hard:
            continue  # an empty line that a hard break made, in a block of such lines
        if run and (line.page or not line.text):
            yield run
            run = []
        if line.text:
            run.append(line)
    if run:
        yield run


def starts_low(text: str) -> bool:
    """Whether the first letter or digit is a lower-case letter: the text goes on with a sentence."""
    for character in text[:12]:
        if character.isalnum():
            return character.islower()
    return False


def finished(text: str) -> bool:
    """Whether the text ends as a sentence or clause does, closing quotes and a reference to a note set aside."""
    bare = _NOTE_REFERENCE.sub("", text[-80:].rstrip())
    bare = _TAG_AT_END.sub("", bare).rstrip()
    inner = bare.rstrip(_CLOSERS)
    return bool(inner) and inner[-1] in _TERMINAL


def dangling(text: str) -> bool:
    """Whether the text ends in a comma, a hyphen or a word that needs another one after it."""
    bare = _TAG_AT_END.sub("", text[-80:].rstrip()).rstrip(" *_")
    if bare.endswith((",", "-", "–")):
        return True
    before, _, last = bare.rpartition(" ")
    return bool(before) and last.lower() in _FUNCTION_WORDS and not (len(last) == 1 and last.isupper())


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document's lines are filled: ``width`` is the column where they are wrapped, None where they are not."""

    width: int | None = None

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the first word of the following line would not have fitted on this one."""
        if line.full is not None:
            return line.full
        if self.width is None:
            return False
        return line.indent + len(line.text) + 1 + len(following.text.split(None, 1)[0]) > self.width

    def bond(self, line: Line, following: Line) -> Bond:
        """How two neighbouring lines without labels belong together: one sentence, two lines of one block, or not."""
        before, after = line.text, following.text
        if line.hard:
            return "new" if len(before) >= 40 and before.endswith((".", ";")) else "visible"
        if self.is_full(line, following):
            return "soft"
        if starts_low(after):
            if before.endswith((";", ":")):
                return "new"
            wrapped = self.width is not None or line.full is not None
            return "soft" if wrapped or len(before) >= 60 or dangling(before) else "visible"
        if finished(before):
            return "new"
        if dangling(before) and not before.endswith(","):
            return "soft"
        return "visible" if len(before) <= 90 and len(after) <= 90 else "new"


def layout_of(lines: list[Line]) -> Layout:
    """The layout of a document: wrapped, where many lines go on in lower case on the next."""
    pairs, lengths = 0, []
    for line, following in pairwise(lines):
        if line.text and following.text:
            pairs += 1
            if len(line.text) >= 30 and starts_low(following.text) and not finished(line.text):
                lengths.append(line.indent + len(line.text) + 1 + len(following.text.split(None, 1)[0]))
    if len(lengths) < 3 or len(lengths) < pairs * 0.25:
        return Layout()
    lengths.sort()
    width = lengths[len(lengths) // 5]
    return Layout(width - 1) if lengths[len(lengths) * 4 // 5] <= 1.6 * width and width <= 160 else Layout()
