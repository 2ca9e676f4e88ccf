"""A run of lines without a blank one between, to blocks: rows, list items, headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, pairwise

from krama.read.block import Block
from krama.read.columns import are_side_by_side, has_columns, set_columns, spaced_cells, tab_cells
from krama.read.headings import division
from krama.read.inline import Clean, clean_plain
from krama.read.lines import Layout, Line, finished, starts_low
from krama.read.lists import Label, Series, read_labels
from krama.read.strand import Strand, Thread, join_strands, strand_of

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_PREFIXES = (
    "anti all co counter cross ex extra half high inter intra long low mid multi non off on over post pre pro pseudo "
    "quasi re self semi short socio sub super trans ultra under up vice well"
)
_KEEP_HYPHEN = frozenset(_PREFIXES.split())
_LONGEST_BLOCK = 10
_EMPHASIS = re.compile(r"(?:\*{1,3}|_{1,3}|<b>|<i>|<strong>|<em>)+(?=\S)")
_STRONG_LINE = re.compile(r"(?:\*\*|__|<b>|<strong>).*(?:\*\*|__|</b>|</strong>)[:.]?\s*$")


@dataclass
class Setting:
    """What the runs of one document have in common; ``clean`` cleans a strand by the document's sort of markup."""

    source: str
    layout: Layout
    clean: Callable[[Strand], Clean]
    markup: bool = False
    series: Series = field(default_factory=Series)
    tables: int = 0

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the document in lower case, hyphenated ones whole and in parts: what a cut word is tried on."""
        whole = {word.lower() for word in _WORD.findall(self.source)}
        return frozenset(whole)

    def rejoined(self, before: str, after: str) -> str | None:
        """What stands between two lines where the first ends in a hyphen: "-" or ""; None where that is no hyphen."""
        match = _HYPHENATED.search(before[-60:])
        if match is None or not after[:1].isalnum():
            return None
        if before.endswith("\u00ad"):
            return ""
        tail = re.match(r"[^\W\d_]+", after)
        if tail is None or not after[0].islower():
            return "-"
        first, second = match.group(1).lower(), tail.group().lower()
        if f"{first}{second}" in self.words:
            return ""
        return "-" if f"{first}-{second}" in self.words or first in _KEEP_HYPHEN else ""


def plain_setting(source: str, layout: Layout, notes: frozenset[str]) -> Setting:
    """The setting of a document without markup, with the labels of its notes."""
    return Setting(source, layout, lambda strand: clean_plain(strand, notes))


@dataclass
class _Group:
    """Lines of one block; ``breaks[i]`` stands between line i and the next. ``within`` as in ``Block``.

    ``offset`` is where the words after the label start, in the line, or in the cleaned text where the label is
    ``styled``, as in "**1.** Text".
    """

    lines: list[Line]
    breaks: list[str] = field(default_factory=list)
    label: Label | None = None
    offset: int = 0
    styled: bool = False
    heading: bool = False
    columns: bool = False
    within: int | None = None

    @property
    def text_column(self) -> int:
        """The column where the words of an item start."""
        return self.lines[0].indent + self.offset


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
    groups = _group(lines, setting)
    blocks = [block for group in groups for block in _blocks(group, setting)]
    if len(groups) == 1 and len(blocks) == 1:
        group = groups[0]
        whole = setting.clean(_strand(replace(group, offset=0), setting)).strand if group.label else None
        blocks = [replace(blocks[0], alone=True, whole=whole)]
    return blocks


def read_paragraph(lines: Sequence[Line], setting: Setting) -> Block:
    """A run that is one paragraph or heading, whatever it begins with."""
    bonds = [setting.layout.bond(before, after) for before, after in pairwise(lines)]
    clean = setting.clean(_strand(_Group(list(lines), ["\n" if bond == "visible" else " " for bond in bonds]), setting))
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


def _group(lines: Sequence[Line], setting: Setting) -> list[_Group]:
    groups: list[_Group] = []
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        styled = setting.markup and _EMPHASIS.match(line.text) is not None
        bare = setting.clean(strand_of(setting.source, line.start, line.end)).strand.text if styled else line.text
        at_start = previous is None or finished(previous.text) or groups[-1].heading or groups[-1].label is not None
        label = setting.series.accept(bare, at_start)
        if label is not None and not (styled and _STRONG_LINE.match(line.text) and index == 0):
            groups.append(_Group([line], label=label, offset=label.end, styled=styled))
        elif at_start and division(bare):
            groups.append(_Group([line], heading=True))
        elif has_columns(line) and not _goes_on(groups, previous, line, setting):
            if groups and groups[-1].columns:
                groups[-1].lines.append(line)
            else:
                groups.append(_Group([line], columns=True))
        elif previous is None or groups[-1].columns:
            groups.append(_Group([line]))
        else:
            _continue(groups, previous, line, setting)
    return [part for group in groups for part in _separated(group)]


def _separated(group: _Group) -> list[_Group]:
    """A group as it is, or, where it has more lines than a letterhead or a signature, one group for each of them."""
    if group.label is not None or group.breaks.count("\n") <= _LONGEST_BLOCK:
        return [group]
    parts = [_Group([group.lines[0]], heading=group.heading, within=group.within)]
    for line, gap in zip(group.lines[1:], group.breaks, strict=True):
        if gap == "\n":
            parts.append(_Group([line], within=group.within))
        else:
            parts[-1].lines.append(line)
            parts[-1].breaks.append(gap)
    return parts


def _goes_on(groups: list[_Group], previous: Line | None, line: Line, setting: Setting) -> bool:
    """Whether a line with wide gaps goes on with an item, or with a sentence that only happens to have such a gap."""
    if previous is None or groups[-1].columns:
        return False
    if groups[-1].label is not None:
        return line.indent > groups[-1].lines[0].indent
    return "\t" not in line.text and setting.layout.is_full(previous, line) and not finished(previous.text)


def _continue(groups: list[_Group], previous: Line, line: Line, setting: Setting) -> None:
    """Add a line to the last group, or let it begin another one."""
    group = groups[-1]
    bond = setting.layout.bond(previous, line)
    if group.heading and len(group.lines) == 1 and _stands_for_itself(previous.text):
        bond = "visible"
    elif _STRONG_LINE.match(previous.text) and not previous.hard and not _STRONG_LINE.match(line.text):
        bond = "new" if len(group.lines) == 1 and not starts_low(line.text) else bond
    if group.label is not None and not previous.hard:
        if line.indent < group.text_column and (outer := _outer(groups, line)) is not None:
            groups.append(_Group([line], within=outer))
            return
        if line.indent > group.lines[0].indent:
            bond = "soft" if bond != "visible" or not finished(previous.text) else bond
        elif bond == "visible" and not starts_low(line.text):
            bond = "new"
    if bond == "new":
        groups.append(_Group([line]))
    else:
        group.lines.append(line)
        group.breaks.append("\n" if bond == "visible" else " ")


def _stands_for_itself(text: str) -> bool:
    """Whether a line is the bare name of a division, so that the next line is its title or its text."""
    found = division(text)
    return found is not None and found[2] >= len(text)


def _outer(groups: list[_Group], line: Line) -> int | None:
    """The label's column of an outer item whose words start where this line does, inside a list within that item."""
    inner = groups[-1].lines[0].indent
    for group in reversed(groups[:-1]):
        if group.label is None:
            return None
        if group.lines[0].indent < inner:
            fits = group.lines[0].indent < line.indent <= group.text_column and line.indent <= inner
            return group.lines[0].indent if fits else None
    return None


def _blocks(group: _Group, setting: Setting) -> list[Block]:
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


def _strand(group: _Group, setting: Setting) -> Strand:
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
