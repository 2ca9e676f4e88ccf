"""The fragments of a PDF page to lines in reading order: columns, margins, and where a paragraph ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from krama.read.glyphs import Fragment
from krama.read.lines import finished

_SAME_LINE = 0.45
_LOOSE = 1.35
_LEAST_LINES = 6
_CROSSING = 0.12
_COLUMN_GAP = 2.0


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
    edges = sorted({round(piece.right, 0) for piece in fragments})
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
    """Fragments at one height as one line, with tabs between columns: gaps that are wide, or above one another."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda piece: (-(piece.bottom + piece.top), piece.left)):
        middle = (fragment.bottom + fragment.top) / 2
        if rows and abs((rows[-1][0].bottom + rows[-1][0].top) / 2 - middle) < _SAME_LINE * rows[-1][0].height:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    for row in rows:
        row.sort(key=lambda piece: piece.left)
    lines = []
    for index, row in enumerate(rows):
        beside = [gap for near in rows[max(0, index - 1) : index + 2] if near is not row for gap in _gaps(near)]
        spread = _is_justified(row)
        text = row[0].text
        for (left, right), after in zip(_gaps(row), row[1:], strict=True):
            aligned = any(left < other_right and other_left < right for other_left, other_right in beside)
            column = not spread and (aligned or right - left > _COLUMN_GAP * after.height)
            text += ("\t" if column else " ") + after.text
        widest = max(row, key=lambda piece: piece.right - piece.left)
        bold = all(piece.bold for piece in row)
        lines.append(PrintedLine(text, row[0].left, row[-1].right, widest.bottom, widest.height, bold))
    return lines


def _is_justified(row: Sequence[Fragment]) -> bool:
    """Whether the gaps of a line are those between the words of a line that was spread to the margin: all alike."""
    widths = [right - left for left, right in _gaps(row)]
    if len(widths) < 3:
        return False
    return max(widths) < 1.6 * row[0].height and max(widths) - min(widths) < 0.4 * row[0].height


def _gaps(row: Sequence[Fragment]) -> list[tuple[float, float]]:
    """The gaps between the fragments of a line."""
    return [(before.right, after.left) for before, after in pairwise(row)]


def _measured(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines of one column with their indents, and with which of them are full and which open a paragraph."""
    if not lines:
        return []
    margin = min(line.left for line in lines)
    edge = _right_edge(lines)
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


def _right_edge(lines: Sequence[PrintedLine]) -> float:
    """Where running text ends on the right: where most lines end, or else the longest ones; tables do not count."""
    rights = sorted(line.right for line in lines if "\t" not in line.text) or [max(line.right for line in lines)]
    common, count = Counter(round(right / 3) for right in rights).most_common(1)[0]
    if count >= 4 and count * 4 > len(rights):
        return common * 3.0
    return rights[-1 - len(rights) // 25]


def _leading(lines: Sequence[PrintedLine]) -> float:
    """The usual distance between two lines of running text, in heights of the print."""
    steps = sorted(
        (before.bottom - after.bottom) / before.height
        for before, after in pairwise(lines)
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
