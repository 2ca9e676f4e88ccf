"""Which lines of a run belong together: where an item, a heading, a row or another paragraph begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from krama.read.columns import has_columns
from krama.read.headings import division
from krama.read.lines import Line, finished, starts_low
from krama.read.lists import Label
from krama.read.setting import Setting
from krama.read.strand import strand_of

_LONGEST_BLOCK = 10
_EMPHASIS = re.compile(r"(?:[*_]|<b>|<i>|<strong>|<em>){1,12}(?=\S)")
_STRONG_LINE = re.compile(r"(?:\*\*|__|<b>|<strong>).*(?:\*\*|__|</b>|</strong>)[:.]?\s*$")


@dataclass
class Group:
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


def group_lines(lines: Sequence[Line], setting: Setting) -> list[Group]:
    """The lines of a run in groups, one for each block that is no row of a table."""
    groups: list[Group] = []
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        styled = setting.markup and _EMPHASIS.match(line.text) is not None
        bare = setting.clean(strand_of(setting.source, line.start, line.end)).strand.text if styled else line.text
        at_start = previous is None or finished(previous.text) or groups[-1].heading or groups[-1].label is not None
        label = setting.series.accept(bare, at_start)
        if label is not None and not (styled and _STRONG_LINE.match(line.text) and index == 0):
            groups.append(Group([line], label=label, offset=label.end, styled=styled))
        elif at_start and division(bare):
            groups.append(Group([line], heading=True))
        elif has_columns(line) and not _goes_on(groups, previous, line, setting):
            if groups and groups[-1].columns:
                groups[-1].lines.append(line)
            else:
                groups.append(Group([line], columns=True))
        elif previous is None or groups[-1].columns:
            groups.append(Group([line]))
        else:
            _continue(groups, previous, line, setting)
    return [part for group in groups for part in _separated(group)]


def _separated(group: Group) -> list[Group]:
    """A group as it is, or, where it has more lines than a letterhead or a signature, one group for each of them."""
    if group.label is not None or group.breaks.count("\n") <= _LONGEST_BLOCK:
        return [group]
    parts = [Group([group.lines[0]], heading=group.heading, within=group.within)]
    for line, gap in zip(group.lines[1:], group.breaks, strict=True):
        if gap == "\n":
            parts.append(Group([line], within=group.within))
        else:
            parts[-1].lines.append(line)
            parts[-1].breaks.append(gap)
    return parts


def _goes_on(groups: list[Group], previous: Line | None, line: Line, setting: Setting) -> bool:
    """Whether a line with wide gaps goes on with an item, or with a sentence that only happens to have such a gap."""
    if previous is None or groups[-1].columns:
        return False
    if groups[-1].label is not None:
        return line.indent > groups[-1].lines[0].indent
    return "\t" not in line.text and setting.layout.is_full(previous, line) and not finished(previous.text)


def _continue(groups: list[Group], previous: Line, line: Line, setting: Setting) -> None:
    """Add a line to the last group, or let it begin another one."""
    group = groups[-1]
    bond = setting.layout.bond(previous, line)
    if group.heading and len(group.lines) == 1 and _stands_for_itself(previous.text):
        bond = "visible"
    elif _STRONG_LINE.match(previous.text) and not previous.hard and not _STRONG_LINE.match(line.text):
        bond = "new" if len(group.lines) == 1 and not starts_low(line.text) else bond
    if group.label is not None and not previous.hard:
        ended = not setting.layout.is_full(previous, line) and previous.text.endswith((",", ";"))
        if line.indent < group.text_column and (outer := _outer(groups, line, ended)) is not None:
            groups.append(Group([line], within=outer))
            return
        if line.indent > group.lines[0].indent:
            bond = "soft" if bond != "visible" or not finished(previous.text) else bond
        elif bond == "visible" and not starts_low(line.text):
            bond = "new"
    if bond == "new":
        groups.append(Group([line]))
    else:
        group.lines.append(line)
        group.breaks.append("\n" if bond == "visible" else " ")


def _stands_for_itself(text: str) -> bool:
    """Whether a line is the bare name of a division, so that the next line is its title or its text."""
    found = division(text)
    return found is not None and found[2] >= len(text)


def _outer(groups: list[Group], line: Line, ended: bool) -> int | None:
    """The label's column of an outer item that a line inside its inner list goes on with.

    Its words start where the line does; or the inner item has ``ended`` and the line stands no deeper than its label.
    """
    inner = groups[-1].lines[0].indent
    for group in reversed(groups[:-1]):
        if group.label is None:
            return None
        if group.lines[0].indent < inner:
            reach = inner if ended else min(inner, group.text_column)
            return group.lines[0].indent if group.lines[0].indent < line.indent <= reach else None
    return None
