"""The characters of a PDF page with their places, gathered to fragments: pieces of one line without a wide gap."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from krama.read.inline import raise_digits

_WIDE_GAP = 0.9
_FARTHEST = 1e6
_SMALLEST = 0.1
_FORCE_BOLD = 1 << 18
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BREAKS = frozenset([0, 10, 13])
_HYPHEN = 2
_UNMAPPED = frozenset([0xFFFD, 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a line; its box in points, from the page's lower left corner, and the height of its print."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    bold: bool = False

    @property
    def height(self) -> float:
        """The height of a line of this print, in points."""
        return self.top - self.bottom


@dataclass(slots=True)
class _Glyph:
    index: int
    code: int
    left: float
    right: float
    bottom: float
    top: float


def fragments_of(page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> tuple[list[Fragment], int]:
    """The fragments of a page in the order in which they were written, and how many glyphs have no character."""
    found: list[Fragment] = []
    unmapped = 0
    current: list[_Glyph] = []
    space = False
    turn = _turn(page)
    box = raw.FS_RECTF()
    for index in range(text.count_chars()):
        code = _code(text, index)
        if code is None:
            continue
        if code in _BREAKS or chr(code).isspace():
            space = space or code not in _BREAKS
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        glyph = turn(_Glyph(index, code, *_sound(box.left, box.right), *_sound(box.bottom, box.top)))
        if code in _UNMAPPED:
            unmapped += 1
            glyph.code = 0xFFFD
        if current and _apart(current[-1], glyph):
            found += _fragment(text, current)
            current = []
        elif current and space:
            current.append(_Glyph(-1, 32, current[-1].right, glyph.left, glyph.bottom, glyph.top))
        current.append(glyph)
        space = False
    found += _fragment(text, current)
    return found, unmapped


def _code(text: pdfium.PdfTextPage, index: int) -> int | None:
    """The code point of a character; None for the second half of one that takes two UTF-16 units."""
    code = raw.FPDFText_GetUnicode(text, index)
    if 0xDC00 <= code <= 0xDFFF and index and 0xD800 <= raw.FPDFText_GetUnicode(text, index - 1) <= 0xDBFF:
        return None
    if 0xD800 <= code <= 0xDBFF:
        low = raw.FPDFText_GetUnicode(text, index + 1) if index + 1 < text.count_chars() else 0
        return 0x10000 + ((code - 0xD800) << 10) + low - 0xDC00 if 0xDC00 <= low <= 0xDFFF else 0xFFFD
    return code if code <= 0x10FFFF and not 0xDC00 <= code <= 0xDFFF else 0xFFFD


def _turn(page: pdfium.PdfPage) -> Callable[[_Glyph], _Glyph]:
    """How the boxes of a page that is shown rotated come to stand upright."""
    rotation = raw.FPDFPage_GetRotation(page) % 4 * 90
    width, height = page.get_size()

    def upright(glyph: _Glyph) -> _Glyph:
        left, right, bottom, top = glyph.left, glyph.right, glyph.bottom, glyph.top
        if rotation == 90:
            glyph.left, glyph.right, glyph.bottom, glyph.top = bottom, top, height - right, height - left
        elif rotation == 180:
            glyph.left, glyph.right = width - right, width - left
            glyph.bottom, glyph.top = height - top, height - bottom
        elif rotation == 270:
            glyph.left, glyph.right, glyph.bottom, glyph.top = width - top, width - bottom, left, right
        return glyph

    return upright


def _sound(low: float, high: float) -> tuple[float, float]:
    """The sides of a box of a real size, at a real place, whatever a broken font says."""
    if not (isfinite(low) and isfinite(high)) or max(abs(low), abs(high)) > _FARTHEST:
        return 0.0, _SMALLEST
    return (low, high) if high - low >= _SMALLEST else (low, low + _SMALLEST)


def _apart(before: _Glyph, after: _Glyph) -> bool:
    """Whether two neighbouring glyphs stand on different lines, or in different columns of one."""
    size = max(before.top - before.bottom, after.top - after.bottom, 1.0)
    middle = (before.bottom + before.top - after.bottom - after.top) / 2
    gap = after.left - before.right
    return abs(middle) > 0.5 * size or gap > _WIDE_GAP * size or gap < -size


def _fragment(text: pdfium.PdfTextPage, glyphs: list[_Glyph]) -> list[Fragment]:
    if not glyphs:
        return []
    heights = Counter(round(glyph.top - glyph.bottom, 1) for glyph in glyphs)
    height = max(heights, key=lambda size: (heights[size], size))
    usual = [glyph for glyph in glyphs if abs(glyph.top - glyph.bottom - height) < 0.2] or glyphs
    bottom = min(glyph.bottom for glyph in usual)
    characters = []
    for glyph in glyphs:
        character = "-" if glyph.code == _HYPHEN else chr(glyph.code)
        small = glyph.top - glyph.bottom < 0.85 * height and glyph.bottom > bottom + 0.1 * height
        characters.append(raise_digits(character) if small else character)
    ends = [glyph.index for glyph in (glyphs[0], glyphs[-1]) if glyph.index >= 0]
    bold = all(_is_bold(text, index) for index in ends)
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    return [Fragment("".join(characters), left, right, bottom, bottom + height, bold)]


def _is_bold(text: pdfium.PdfTextPage, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(text, index) >= 600:
        return True
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    return bool(flags.value & _FORCE_BOLD) or (length > 0 and _BOLD_NAME.search(name.value) is not None)
