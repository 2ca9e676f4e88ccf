"""A run of lines without a blank one between, to blocks: rows, list items, headings and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from krama.read.block import Block
from krama.read.columns import are_side_by_side, set_columns, spaced_cells, tab_cells
from krama.read.grouping import Group, group_lines
from krama.read.lines import Line
from krama.read.lists import read_labels
from krama.read.setting import Setting
from krama.read.strand import Strand, Thread, join_strands, strand_of


def read_run(lines: Sequence[Line], setting: Setting) -> list[Block]:
    """The blocks of a run: its rows, and what stands between them."""
    blocks: list[Block] = []
    waiting: list[Line] = []
    for tabbed, grouped in groupby(lines, lambda line: _has_tab(line, setting)):
        part = list(grouped)
        if tabbed and (len(part) > 1 or len(lines) == 1) and _is_table(part):
            blocks += _read_lines(waiting, setting)
            waiting = []
            setting.tables += 1
            blocks += [_row(line, setting) for line in part]
        else:
            waiting += part
    return blocks + _read_lines(waiting, setting)


def _has_tab(line: Line, setting: Setting) -> bool:
    return "\t" in line.text or setting.source[line.end : line.end + 1] == "\t"


def _read_lines(lines: Sequence[Line], setting: Setting) -> list[Block]:
    """The blocks of lines that are no rows."""
    groups = group_lines(lines, setting)
    blocks = [block for group in groups for block in _blocks(group, setting)]
    if len(groups) == 1 and len(blocks) == 1:
        group = groups[0]
        whole = setting.clean(_strand(replace(group, offset=0), setting)).strand if group.label else None
        blocks = [replace(blocks[0], alone=True, whole=whole)]
    return blocks


def read_paragraph(lines: Sequence[Line], setting: Setting) -> Block:
    """A run that is one paragraph or heading, whatever it begins with."""
    bonds = [setting.layout.bond(before, after) for before, after in pairwise(lines)]
    clean = setting.clean(_strand(Group(list(lines), ["\n" if bond == "visible" else " " for bond in bonds]), setting))
    return Block("paragraph", (clean.strand,), indent=lines[0].indent, alone=True, refs=clean.refs)


def _is_table(lines: Sequence[Line]) -> bool:
    """Whether lines with tabs are rows: not where all are labelled items with at most one column beside them."""
    for line in lines:
        labels = read_labels(line.text)
        if not labels or line.text.count("\t", labels[0].end) > 1:
            return True
    return False


def _row(line: Line, setting: Setting) -> Block:
    cleaned = [setting.clean(cell) for cell in tab_cells(setting.source, line)]
    filled = [clean for clean in cleaned if clean.strand.text]
    return Block(
        "row",
        tuple(clean.strand for clean in cleaned),
        strong=bool(filled) and all(clean.strong for clean in filled),
        refs=tuple(ref for clean in cleaned for ref in clean.refs),
        table=setting.tables,
    )


def _blocks(group: Group, setting: Setting) -> list[Block]:
    first = group.lines[0]
    if group.label is not None:
        offsets = [(first, group.offset), *((line, 0) for line in group.lines[1:])]
        columns = None if group.styled else set_columns(setting.source, offsets)
        raw = columns or (_strand(group, setting),)
        cleaned = [setting.clean(strand) for strand in raw]
        refs = tuple(ref for clean in cleaned for ref in clean.refs)
        strong = all(clean.strong for clean in cleaned)
        parts = tuple(clean.strand for clean in cleaned)
        if group.styled:
            parts = (parts[0].cut(group.offset).strip(),)
        if not any(part.text for part in parts):
            return []
        ends_open = group.lines[-1].full is True
        return [
            Block(
                "item",
                parts,
                label=group.label.mark,
                indent=first.indent,
                strong=strong,
                refs=refs,
                ends_open=ends_open,
            )
        ]
    if group.columns:
        rows = [[setting.clean(cell).strand for cell in spaced_cells(setting.source, line)] for line in group.lines]
        if are_side_by_side([[cell.text for cell in row] for row in rows]):
            return [Block("paragraph", (join_strands(column, "\n"),)) for column in zip(*rows, strict=True)]
        setting.tables += 1
        return [Block("row", tuple(row), table=setting.tables) for row in rows]
    clean = setting.clean(_strand(group, setting))
    if not clean.strand.text:
        return []
    return [
        Block(
            "paragraph",
            (clean.strand,),
            indent=first.indent,
            strong=clean.strong,
            refs=clean.refs,
            within=group.within,
            ends_open=group.lines[-1].full is True,
        )
    ]


def _strand(group: Group, setting: Setting) -> Strand:
    """The lines of a group as one strand, a word that was cut at a line's end whole again."""
    thread = Thread()
    for index, line in enumerate(group.lines):
        skipped = group.offset if index == 0 and not group.styled else 0
        start, end = line.start + skipped, line.end
        gap: str | None = None
        if index < len(group.breaks):
            if line.hard and line.text.endswith("\\"):
                end -= 1
            following = group.lines[index + 1].text
            gap = setting.rejoined(line.text, following)
            if gap is not None:
                end -= 1
        piece = strand_of(setting.source, start, end)
        thread.keep(piece, 0, len(piece.text))
        if index < len(group.breaks):
            if gap is None:
                thread.put(group.breaks[index], line.end)
            elif gap:
                thread.put(gap, end)
    return thread.strand()
