"""Markdown to passages, also the Markdown that text recognition makes: inline HTML, tabs for tables, odd depths.

The text of the document is the file as it is on disk; markup is left out of the passages only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from krama.model import Passage
from krama.read.block import Block, Reading
from krama.read.encoding import decode
from krama.read.furniture import without_furniture
from krama.read.inline import clean_markup
from krama.read.join import rejoin
from krama.read.lines import Line, layout_of, runs, split_lines
from krama.read.outline import outline
from krama.read.runs import read_run
from krama.read.setting import Setting
from krama.read.strand import Strand, strand_of
from krama.read.titles import find_headings

_ATX = re.compile(r"(#{1,6})(?:[ \t]+|$)")
_SETEXT = re.compile(r"(=+|-+)$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_DELIMITER = re.compile(r"\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?$")
_DEFINITION = re.compile(r"\[[^\]^][^\]]*\]:\s+\S+")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:\s*|<sup>\s*(\d{1,3}|[*†‡§]{1,3})\s*</sup>\s*")
_BOLD_PAIR = re.compile(r"\*\*(?=\S)[^*\n]{1,500}\*\*")
_INLINE_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|br)\s*/?>", re.IGNORECASE)
_LINK = re.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)")
_TABLE_TAG = re.compile(r"<table\b", re.IGNORECASE)
_CELL_TAG = re.compile(r"<(/?)(table|tr|td|th|caption)\b[^<>]{0,1000}>", re.IGNORECASE)
_COMMENT_LINE = re.compile(r"<!--.*-->$")
_PIPE = re.compile(r"(?<!\\)\|")


def read_markdown(name: str, data: bytes, password: str | None = None) -> Reading:
    """The reading of a Markdown file. Raises SourceError where it is no text."""
    text, warnings = decode(name, data)
    return Reading(text, markdown_passages(text), (), warnings)


def is_markdown(text: str) -> bool:
    """Whether a plain text file is written in Markdown: by its headings, bold words, inline tags, links and tables."""
    sample = text[:200_000]
    lines = sample.split("\n")
    if any(_ATX.match(line) and line.strip("# \t") for line in lines):
        return True
    if sum(1 for _ in zip(range(2), _BOLD_PAIR.finditer(sample), strict=False)) == 2:
        return True
    if len(_INLINE_TAG.findall(sample)) >= 2 or len(_LINK.findall(sample)) >= 2:
        return True
    return any("|" in line and _DELIMITER.match(line.strip()) for line in lines)


def markdown_passages(text: str) -> tuple[Passage, ...]:
    """The passages of a Markdown file."""
    lines = split_lines(text, hard_breaks=True)
    groups = without_furniture(list(runs(lines)))
    notes = frozenset(
        match.group(1) or match.group(2) for run in groups for line in run if (match := _NOTE.match(line.text))
    )
    setting = Setting(text, layout_of(lines), lambda strand: clean_markup(strand, notes), markup=True)
    blocks: list[Block] = []
    fence = ""
    table: list[Line] = []
    for run in groups:
        kept = []
        for line in run:
            if not fence and not table and (opened := _FENCE.match(line.text)):
                fence = opened.group(1)[:3]
            elif fence:
                if line.text.startswith(fence):
                    fence = ""
                else:
                    kept.append(line)
            elif table or _TABLE_TAG.match(line.text):
                table.append(line)
                if "</table>" in line.text.lower():
                    blocks += _read_lines(kept, setting)
                    kept = []
                    blocks += _html_table(table, setting)
                    table = []
            elif not _COMMENT_LINE.match(line.text) and not _DEFINITION.match(line.text):
                kept.append(line)
        blocks += _read_lines(kept, setting)
    blocks += _html_table(table, setting)
    marked = any(block.kind == "heading" for block in blocks)
    return outline(rejoin(find_headings(blocks, marked)))


def _read_lines(lines: Sequence[Line], setting: Setting) -> list[Block]:
    """The blocks of a run: headings, notes and pipe tables, and what is between them."""
    blocks: list[Block] = []
    open_lines: list[Line] = []

    def close() -> None:
        blocks.extend(read_run(open_lines, setting) if open_lines else ())
        open_lines.clear()

    index = 0
    while index < len(lines):
        line = _unquoted(lines[index])
        following = lines[index + 1] if index + 1 < len(lines) else None
        if not line.text or (_RULE.match(line.text) and not (open_lines and _SETEXT.match(line.text))):
            close()
        elif atx := _ATX.match(line.text):
            close()
            blocks += _heading(line, atx.end(), _without_hashes(line.text), len(atx.group(1)), setting)
        elif open_lines and len(line.text) > 1 and (under := _SETEXT.match(line.text)):
            title = open_lines.pop()
            close()
            blocks += _heading(title, 0, len(title.text), 1 if under.group(1)[0] == "=" else 2, setting)
        elif note := _NOTE.match(line.text):
            close()
            index = _note(lines, index, note, blocks, setting)
        elif following is not None and "|" in line.text and "-" in following.text and _DELIMITER.match(following.text):
            close()
            index = _pipe_table(lines, index, blocks, setting)
        else:
            open_lines.append(line)
        index += 1
    close()
    return blocks


def _without_hashes(text: str) -> int:
    """Where a heading's words end, before the number signs that may close it."""
    bare = text.rstrip("#")
    return len(bare) if bare.endswith((" ", "\t")) else len(text)


def _unquoted(line: Line) -> Line:
    quote = _QUOTE.match(line.text)
    return line if quote is None else _trimmed(line, quote.end())


def _trimmed(line: Line, start: int) -> Line:
    while start < len(line.text) and line.text[start].isspace():
        start += 1
    return replace(line, start=line.start + start, text=line.text[start:], indent=0)


def _heading(line: Line, start: int, end: int, level: int, setting: Setting) -> Iterator[Block]:
    clean = setting.clean(strand_of(setting.source, line.start + start, line.start + end))
    if clean.strand.text:
        yield Block("heading", (clean.strand,), level=level, strong=clean.strong, refs=clean.refs)


def _note(lines: Sequence[Line], index: int, note: re.Match[str], blocks: list[Block], setting: Setting) -> int:
    """Read the note that a line begins; returns the index of its last line."""
    last = index
    while last + 1 < len(lines) and not _NOTE.match(lines[last + 1].text) and not _ATX.match(lines[last + 1].text):
        last += 1
    cut = _trimmed(lines[index], note.end())
    label = note.group(1) or note.group(2)
    for block in read_run([cut, *lines[index + 1 : last + 1]], setting) if cut.text or last > index else ():
        blocks.append(Block("note", block.parts, label=label, refs=block.refs))
    return last


def _pipe_table(lines: Sequence[Line], index: int, blocks: list[Block], setting: Setting) -> int:
    """Read the table whose header is at ``index``; returns the index of its last line."""
    setting.tables += 1
    last = index + 1
    while last + 1 < len(lines) and "|" in lines[last + 1].text:
        last += 1
    columns = 0
    for at in (index, *range(index + 2, last + 1)):
        line = lines[at]
        bounds = [match.start() for match in _PIPE.finditer(line.text)]
        starts = [0, *(bound + 1 for bound in bounds)]
        ends = [*bounds, len(line.text)]
        cells = [(start, end) for start, end in zip(starts, ends, strict=True)]
        if line.text.startswith("|"):
            cells = cells[1:]
        if line.text.endswith("|") and len(cells) > 1:
            cells = cells[:-1]
        cleaned = [setting.clean(strand_of(setting.source, line.start + a, line.start + b)) for a, b in cells]
        refs = tuple(ref for clean in cleaned for ref in clean.refs)
        parts = tuple(clean.strand for clean in cleaned)
        columns = max(columns, len(parts))
        parts += (Strand("", ()),) * (columns - len(parts))
        blocks.append(Block("row", parts, refs=refs, table=setting.tables, header=at == index))
    return last


def _html_table(lines: Sequence[Line], setting: Setting) -> Iterator[Block]:
    """The rows of an HTML table inside Markdown."""
    if not lines:
        return
    setting.tables += 1
    start, end = lines[0].start, lines[-1].end
    cells: list[tuple[int, int]] = []
    opened: int | None = None
    head = True
    for match in _CELL_TAG.finditer(setting.source, start, end):
        closing, name = match.group(1), match.group(2).lower()
        if opened is not None:
            cells.append((opened, match.start()))
            opened = None
        if name in {"td", "th", "caption"} and not closing:
            opened = match.end()
            head = head and name == "th"
        if (name in {"tr", "table"} or (name == "caption" and closing)) and cells:
            yield _html_row(cells, head and name != "caption", setting)
            cells, head = [], True
        elif name == "tr":
            head = True
    if opened is not None:
        cells.append((opened, end))
    if cells:
        yield _html_row(cells, False, setting)


def _html_row(cells: list[tuple[int, int]], header: bool, setting: Setting) -> Block:
    cleaned = [setting.clean(strand_of(setting.source, *cell)) for cell in cells]
    refs = tuple(ref for clean in cleaned for ref in clean.refs)
    return Block("row", tuple(clean.strand for clean in cleaned), refs=refs, table=setting.tables, header=header)
