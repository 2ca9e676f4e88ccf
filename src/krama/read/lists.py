"""Printed list labels: "1.", "(a)", "iv)", "✓", and the label that a number gets in a word processor's list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

_BULLETS = "-–—•●▪■□◦○·‣⁃∙✓✔☑➢➤►❖*+\uf0b7\uf0a7\uf0fc\uf0d8"
_BULLET = re.compile(rf"(?:[{re.escape(_BULLETS)}]\s+)*([{re.escape(_BULLETS)}])(?:\s+|(?<=[•●▪■✓✔☑➢➤►❖])(?=\w))")
_NUMBERED = re.compile(
    r"(\()?(?:(\d{1,3}(?:\.\d{1,3}){0,5})|([ivxlc]{1,7})|([IVXLC]{1,7})|([a-z])|([A-Z]))([.)]|(?<=\d)\s?[-–](?=\s))"
    r"(?:\s+|(?<=\))(?=\w))"
)
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,5})\s+(?=\S)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_PARTS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RANK = {"ROMAN": 0, "ALPHA": 1, "number": 2, "alpha": 4, "roman": 5, "bullet": 6}


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a text: as printed, its style, its place in the series (0 for a bullet), and where the
    text after it starts. Styles of a lower ``rank`` usually hold those of a higher one."""

    mark: str
    style: str
    ordinal: int
    rank: int
    end: int

    @property
    def is_bullet(self) -> bool:
        """Whether it is a sign without a number."""
        return self.ordinal == 0


def read_labels(text: str) -> tuple[Label, ...]:
    """The readings of the label that ``text`` starts with, the likelier first: "(i)" is one, or the ninth letter."""
    if bullet := _BULLET.match(text):
        return (Label(bullet.group(1), bullet.group(1), 0, _RANK["bullet"], bullet.end()),)
    match = _NUMBERED.match(text)
    if match is None:
        if dotted := _DOTTED.match(text):
            return (_number(dotted.group(1), dotted.group(1), "", dotted.end()),)
        return ()
    opening, number, low_roman, high_roman, low, high, closing = match.groups()
    closing = closing.strip()
    if opening and closing != ")":
        return ()
    frame, mark, end = f"{opening or ''}{closing}", match.group().strip(), match.end()
    if number:
        return (_number(mark, number, frame, end),)
    readings = []
    for sort, letters in (("roman", low_roman), ("ROMAN", high_roman)):
        if letters and (value := roman(letters)):
            readings.append(Label(mark, sort + frame, value, _RANK[sort], end))
    for sort, letter in (("alpha", low or low_roman), ("ALPHA", high or high_roman)):
        if letter and len(letter) == 1:
            label = Label(mark, sort + frame, ord(letter.lower()) - 96, _RANK[sort], end)
            readings.insert(0 if letter.lower() not in "iv" else len(readings), label)
    return tuple(readings)


def _number(mark: str, number: str, frame: str, end: int) -> Label:
    depth = number.count(".")
    style = f"number{frame}{depth or ''}" if depth == 0 else f"dotted{depth}"
    inner = 1 if frame.startswith("(") else 0
    return Label(mark, style, int(number.split(".")[-1]), _RANK["number"] + inner, end)


def roman(letters: str) -> int:
    """The value of a Roman number, 0 where the letters are none."""
    total, values = 0, [_ROMAN.get(letter, 0) for letter in letters.lower()]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total if total > 0 and format_number(total, "lowerRoman") == letters.lower() else 0


@lru_cache(maxsize=1024)
def format_number(number: int, form: str) -> str:
    """A number as a word processor prints it; ``form`` is the OOXML name of the format.

    Unknown forms are printed as digits, "none" and "bullet" as nothing.
    """
    if form in {"none", "bullet"}:
        return ""
    if form in {"lowerLetter", "upperLetter"} and 0 < number <= 780:
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 400:
        letters, rest = "", number
        for value, sign in _ROMAN_PARTS:
            letters += sign * (rest // value)
            rest %= value
        return letters.upper() if form == "upperRoman" else letters
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


@dataclass(slots=True)
class Series:
    """Which labels a document has shown: tells "(h) … (i)" from "(ii)", and a label from a number in a sentence."""

    last: dict[str, int] = field(default_factory=dict)

    def accept(self, text: str, at_start: bool) -> Label | None:
        """The label of a line, or None; ``at_start`` says that nothing unfinished stands before the line."""
        readings = read_labels(text)
        if not readings:
            return None
        label = next((reading for reading in readings if reading.ordinal == self.last.get(reading.style, 0) + 1), None)
        if label is None:
            first = readings[0]
            if not first.is_bullet and not at_start:
                return None
            label = first
        self.last[label.style] = label.ordinal
        return label
