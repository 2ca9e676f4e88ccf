"""Words from documents, made safe to look at: broken into short lines, control characters visible.

Nothing is removed: a character that would be invisible or would turn the direction of the text is shown by its number.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """``text`` with controls and direction marks as ``⟨U+202E⟩``; spaces and line breaks become one space."""
    return " ".join(_HIDDEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text).split())


def width(text: str) -> float:
    """Rough width of ``text`` in average Latin letters; signs that stand on another letter have none."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.9
    if "\u1780" <= character <= "\u17ff":
        return 1.2
    return 1.25 if character.isupper() else 0.55 if character in " .,:;'ijlI|()-" else 1.0


def wrap(text: str, across: float, lines: int) -> str:
    """At most ``lines`` lines, each about ``across`` letters; what does not fit ends in an ellipsis."""
    rows: list[str] = [""]
    for word in _words(text, across):
        trial = f"{rows[-1]} {word}".strip()
        if width(trial) <= across or not rows[-1]:
            rows[-1] = trial
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = rows[:lines]
        whole = rows[-1]
        while rows[-1] and width(rows[-1]) > across - 1:
            rows[-1] = rows[-1][:-1]
        if rows[-1] != whole and " " in rows[-1]:
            rows[-1] = rows[-1].rpartition(" ")[0]
        rows[-1] = f"{rows[-1].rstrip(' ,;:.-')}…"
    return "\n".join(rows)


def _words(text: str, across: float) -> list[str]:
    """Words, those that are wider than a line cut into pieces (Khmer has no spaces)."""
    pieces: list[str] = []
    for word in text.split():
        while width(word) > across:
            end = 1
            while end < len(word) and (width(word[: end + 1]) <= across or _width(word[end]) == 0):
                end += 1
            pieces.append(word[:end])
            word = word[end:]
        if word:
            pieces.append(word)
    return pieces
