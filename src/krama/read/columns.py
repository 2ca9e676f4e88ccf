"""Columns: cells between tabs, and text set side by side by runs of spaces, over one line or several."""

from __future__ import annotations

import re

from krama.read.headings import in_capitals
from krama.read.lines import Line
from krama.read.strand import Strand, join_strands, strand_of

_GAP = re.compile(r"(?<=\S)(?:[^\S\n]*\t[^\S\n]*| {3,})(?=\S)")
_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,40}[)\]]")
_WIDE = re.compile(r"(?<=\S)(?:[^\S\n]*\t[^\S\n]*| {4,})(?=\S)")


def tab_cells(source: str, line: Line) -> tuple[Strand, ...]:
    """The cells of a line that has tabs; leading, trailing and double tabs make empty cells."""
    start = line.start
    while start and source[start - 1] in "\t ":
        start -= 1
    start += source[start : line.start].find("\t") if "\t" in source[start : line.start] else line.start - start
    end = line.end
    while end < len(source) and source[end] in "\t ":
        end += 1
    cells, left = [], start
    for index in range(start, end):
        if source[index] == "\t":
            cells.append(strand_of(source, left, index).strip())
            left = index + 1
    cells.append(strand_of(source, left, end).strip())
    return tuple(cells)


def has_columns(line: Line) -> bool:
    """Whether an unlabelled line is set in columns."""
    return "\t" in line.text or _WIDE.search(line.text) is not None


def spaced_cells(source: str, line: Line) -> tuple[Strand, ...]:
    """The cells of an unlabelled line that is set in columns."""
    bounds, left = [], 0
    for gap in _WIDE.finditer(line.text):
        bounds.append((left, gap.start()))
        left = gap.end()
    bounds.append((left, len(line.text)))
    return tuple(strand_of(source, line.start + start, line.start + end) for start, end in bounds)


def are_side_by_side(rows: list[list[str]]) -> bool:
    """Whether lines in columns are blocks set beside each other, such as two signatures, and no table.

    They are where one line has names in capitals in all of its columns and another in none.
    """
    if len(rows) < 2 or len({len(row) for row in rows}) > 1:
        return False
    capitals = [[in_capitals(_BRACKETS.sub("", cell).strip()) for cell in row] for row in rows]
    return any(all(row) for row in capitals) and any(not any(row) for row in capitals)


def set_columns(source: str, lines: list[tuple[Line, int]]) -> tuple[Strand, ...] | None:
    """The columns of an item's lines, each with the offset in the line where its text starts; None where it has one.

    A line that stands under one of the columns goes on with it.
    """
    if not any(_GAP.search(line.text, offset) for line, offset in lines):
        return None
    columns: list[tuple[int, list[Strand]]] = []
    for line, offset in lines:
        bounds, left = [], offset
        for gap in _GAP.finditer(line.text, offset):
            bounds.append((left, gap.start()))
            left = gap.end()
        bounds.append((left, len(line.text)))
        for number, (start, end) in enumerate(bounds):
            column = line.indent + len(line.text[:start].expandtabs(8))
            strand = strand_of(source, line.start + start, line.start + end)
            place = number if not columns or len(bounds) > 1 else _nearest([at for at, _ in columns], column)
            if place >= len(columns):
                columns.append((column, [strand]))
            else:
                columns[place][1].append(strand)
    return tuple(join_strands(strands, " ") for _, strands in columns)


def _nearest(columns: list[int], column: int) -> int:
    """The column that a text at ``column`` stands under: the last that does not start more than two to the right."""
    return max((index for index, at in enumerate(columns) if at <= column + 2), default=0)
