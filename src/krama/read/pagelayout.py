"""The fragments of a PDF page to lines in reading order: columns, margins, and where a paragraph ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from krama.read.glyphs import Fragment
from krama.read.lines import finished

_SAME_LINE = 0.45
_LOOSE = 1.35
_LEAST_LINES = 6
_CROSSING = 0.12


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line on a page. ``indent`` is in half heights of its print from the column's left margin, ``full`` says that
    the next line's first word would not have fitted on it, ``opens`` that a paragraph may begin with it."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    bold: bool
    indent: int = 0
    full: bool = False
    opens: bool = True


def lines_of(fragments: Sequence[Fragment]) -> list[PrintedLine]:
    """The lines of a page in reading order, those of one column after those of the column to its left."""
    lines: list[PrintedLine] = []
    for column in _columns(fragments):
        lines += _measured(_set_lines(column))
    return lines


def _columns(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """The fragments in bands from top to bottom, each cut at the gutter where the page has two columns."""
    gutter = _gutter(fragments)
    if gutter is None:
        return [list(fragments)] if fragments else []
    bands: list[list[Fragment]] = []
    left: list[Fragment] = []
    right: list[Fragment] = []

    def close() -> None:
        bands.extend(side[:] for side in (left, right) if side)
        left.clear()
        right.clear()

    for fragment in sorted(fragments, key=lambda piece: (-piece.top, piece.left)):
        if fragment.left < gutter < fragment.right:
            close()
            if bands and bands[-1] and bands[-1][-1].left < gutter < bands[-1][-1].right:
                bands[-1].append(fragment)
            else:
                bands.append([fragment])
        else:
            (left if fragment.right <= gutter else right).append(fragment)
    close()
    return bands


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """The middle of the gap between two columns of running text, or None; the columns of a table are too narrow."""
    if len(fragments) < 2 * _LEAST_LINES:
        return None
    start, end = min(piece.left for piece in fragments), max(piece.right for piece in fragments)
    best: tuple[int, float, float] | None = None
    edges = sorted({piece.right for piece in fragments})
    for edge in edges:
        if not start + 0.25 * (end - start) < edge < start + 0.75 * (end - start):
            continue
        following = min((piece.left for piece in fragments if piece.left > edge), default=end)
        middle = (edge + following) / 2
        crossing = sum(piece.left < middle < piece.right for piece in fragments)
        if following - edge >= 6 and crossing <= _CROSSING * len(fragments):
            best = min(best or (crossing, -(following - edge), middle), (crossing, -(following - edge), middle))
    if best is None:
        return None
    gutter = best[2]
    for pieces, room in (
        ([piece for piece in fragments if piece.right <= gutter], gutter - start),
        ([piece for piece in fragments if piece.left >= gutter], end - gutter),
    ):
        if len(pieces) < _LEAST_LINES or median(piece.right - piece.left for piece in pieces) < 0.6 * room:
            return None
    return gutter


def _set_lines(fragments: Sequence[Fragment]) -> list[PrintedLine]:
    """Fragments at one height as one line, with tabs between those that stand apart."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda piece: (-(piece.bottom + piece.top), piece.left)):
        middle = (fragment.bottom + fragment.top) / 2
        if rows and abs((rows[-1][0].bottom + rows[-1][0].top) / 2 - middle) < _SAME_LINE * rows[-1][0].height:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    lines = []
    for row in rows:
        row.sort(key=lambda piece: piece.left)
        text = row[0].text
        for before, after in zip(row, row[1:], strict=False):
            text += ("\t" if after.left - before.right > 1.2 * before.height else " ") + after.text
        widest = max(row, key=lambda piece: piece.right - piece.left)
        bold = all(piece.bold for piece in row)
        lines.append(PrintedLine(text, row[0].left, row[-1].right, widest.bottom, widest.height, bold))
    return lines


def _measured(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines of one column with their indents, and with which of them are full and which open a paragraph."""
    if not lines:
        return []
    margin = min(line.left for line in lines)
    rights = sorted(line.right for line in lines)
    edge = rights[-1 - len(rights) // 25]
    leading = _leading(lines)
    measured = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        after = lines[index + 1] if index + 1 < len(lines) else None
        word = len(after.text.split(None, 1)[0]) if after is not None and after.text.strip() else 0
        wide = (line.right - line.left) / max(1, len(line.text))
        full = line.right + wide * (word + 1) > edge if word else line.right > edge - 0.12 * (edge - margin)
        indent = round((line.left - margin) / (0.5 * line.height))
        opens = before is None or _opens(before, line, margin, leading)
        measured.append(replace(line, indent=indent, full=full, opens=opens))
    return measured


def _leading(lines: Sequence[PrintedLine]) -> float:
    """The usual distance between two lines of running text, in heights of the print."""
    steps = sorted(
        (before.bottom - after.bottom) / before.height
        for before, after in zip(lines, lines[1:], strict=False)
        if 0 < before.bottom - after.bottom < 3 * before.height
    )
    return steps[len(steps) // 3] if steps else 1.2


def _opens(before: PrintedLine, line: PrintedLine, margin: float, leading: float) -> bool:
    step = before.bottom - line.bottom
    if step <= 0 or step > _LOOSE * leading * max(before.height, line.height):
        return True
    if abs(before.height - line.height) > 0.12 * before.height or before.bold != line.bold:
        return True
    first = line.left - margin > 0.8 * line.height and before.left - margin < 0.4 * line.height
    return first and finished(before.text)
