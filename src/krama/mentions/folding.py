"""A text as patterns read it: plain digits, hyphens and spaces, nothing invisible; and the way back to the text.

Khmer digits become 0–9, every dash a hyphen, every space a space; characters that show nothing (zero-width spaces, bidi
marks) are left out. ``printed`` keeps digits and dashes as they were.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from krama.model import Span

# scripts that are written without spaces between words: Thai, Lao, Burmese, Khmer
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3\u17d7\u17dc\u17dd"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_PLAIN = {ord(char): "-" for char in _DASHES} | {ord(char): " " for char in _SPACES}
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` for patterns, ``printed`` for values, of equal length; ``offsets`` lead back to the original text."""

    text: str
    printed: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The span of the original text that ``text[start:end]`` stands for; ``end`` must be above ``start``."""
        if not self.offsets:
            return Span(start, end)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def original(self, offset: int) -> int:
        """The offset in the original text of one code point of ``text``."""
        return self.offsets[offset] if self.offsets else offset


def fold(text: str) -> Folded:
    """Fold a text; linear in its length."""
    printed, offsets = text, tuple[int, ...]()
    if _INVISIBLE.search(text):
        kept = [index for index, char in enumerate(text) if not _INVISIBLE.match(char)]
        printed, offsets = "".join(text[index] for index in kept), tuple(kept)
    return Folded(fold_digits(printed).translate(_PLAIN), printed, offsets)


def fold_digits(text: str) -> str:
    """The same text with the decimal digits of every script written 0–9."""
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match.group(), 0)), text)
