"""Blocks to passages: the depth of headings and items, what stands under which heading, what introduces what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from krama.model import Passage, Span
from krama.read.block import Block
from krama.read.lists import read_labels
from krama.read.nesting import Lists

_DEEPEST = 9


def outline(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """The passages of a document, in reading order."""
    kept = _mark_headers([block for block in blocks if block.text.strip()])
    kept = _level_headings(kept)
    passages: list[Passage] = []
    headings: list[tuple[int, int]] = []
    lists = Lists()
    tables: dict[int, int | None] = {}
    captions: dict[int, int | None] = {}
    intro: int | None = None
    referred: dict[str, int] = {}
    for index, block in enumerate(kept):
        heading = headings[-1][1] if headings else None
        level, lead = (block.level if block.kind == "heading" else 0), None
        if block.kind == "heading":
            headings = [entry for entry in headings if entry[0] < block.level]
            heading = headings[-1][1] if headings else None
            headings.append((block.level, index))
            lists.close()
            intro = index
        elif block.kind == "item":
            if index and kept[index - 1].kind == "row":
                intro = heading
            level, lead = lists.enter(index, block, intro, _opens_list(passages, intro))
        elif block.kind == "row":
            lead = tables.setdefault(block.table, intro)
            if block.header:
                lead = captions.setdefault(block.table, intro)
                tables[block.table] = index
        elif block.kind == "note":
            lead = referred.get(block.label)
        elif block.within is not None:
            lead = lists.holder(block.within)
        else:
            lists.pause()
            intro = index
        for ref in block.refs:
            if (block.kind, block.label) != ("note", ref):
                referred[ref] = index
        passages.append(_passage(block, level, heading, lead))
    return tuple(_notes_before_their_reference(passages, referred))


def _opens_list(passages: Sequence[Passage], intro: int | None) -> bool:
    """Whether the passage before a list announces it."""
    return intro is not None and (passages[intro].kind == "heading" or passages[intro].text.endswith((":", "-", "–")))


def _passage(block: Block, level: int, heading: int | None, lead: int | None) -> Passage:
    filled = [part for part in block.parts if part.text]
    content = replace(block, parts=tuple(filled)).content
    cells: list[Span] = []
    if block.kind == "row" or len(block.parts) > 1:
        at = 0
        for part in block.parts:
            start = min(at, len(content.text))
            cells.append(Span(start, start + len(part.text)))
            at += len(part.text) + 1 if part.text else 0
    joined = tuple(offset for offset, character in enumerate(content.text) if character == "\n")
    return Passage(
        kind=block.kind,
        text=content.text.replace("\n", " "),
        segments=content.segments,
        level=level,
        label=block.label,
        heading=heading,
        lead=lead,
        cells=tuple(cells),
        joined=joined,
    )


def _notes_before_their_reference(passages: list[Passage], referred: dict[str, int]) -> Iterator[Passage]:
    for passage in passages:
        if passage.kind == "note" and passage.lead is None and passage.label in referred:
            yield replace(passage, lead=referred[passage.label])
        else:
            yield passage


def _level_headings(blocks: Sequence[Block]) -> list[Block]:
    """Headings with their depth: one number after another stands at one depth, bold ones where bold ones stood."""
    series: dict[str, tuple[int, int]] = {}
    last = strong = explicit = 0
    levelled = []
    for block in blocks:
        if block.kind == "heading":
            level = (
                block.level
                or (strong if block.strong else 0)
                or min((last if block.strong else explicit) + 1, _DEEPEST)
            )
            labels = [label for label in read_labels(block.text) if not label.is_bullet]
            for label in labels:
                if series.get(label.style, (0, 0))[0] == label.ordinal - 1 and label.ordinal > 1:
                    level = series[label.style][1]
                    labels = [label]
                    break
            for label in labels[:1]:
                series[label.style] = (label.ordinal, level)
            if block.strong and not block.level:
                strong = level
            if block.level or block.strong:
                explicit = level
            last = level
            block = replace(block, level=level)
        levelled.append(block)
    return levelled


def _mark_headers(blocks: Sequence[Block]) -> list[Block]:
    """Tables that a blank line cut are one again; where no row of a table is marked as header, it is looked for."""
    marked: list[Block] = []
    for _, grouped in groupby(_mend_tables(blocks), key=lambda block: block.table if block.kind == "row" else -1):
        rows = list(grouped)
        if rows[0].kind == "row" and not any(row.header for row in rows) and len(rows) > 1:
            at = _header(rows)
            rows = [replace(row, header=index == at) for index, row in enumerate(rows)]
        marked += rows
    return marked


def _mend_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    previous: Block | None = None
    mended: dict[int, int] = {}
    for block in blocks:
        if block.kind == "row":
            if block.table not in mended:
                onward = previous is not None and previous.kind == "row" and len(previous.parts) >= len(block.parts)
                fresh = block.header or (block.strong and previous is not None and not previous.strong)
                mended[block.table] = previous.table if previous and onward and not fresh else block.table
            block = replace(block, table=mended[block.table])
        yield block
        previous = block


def _header(rows: Sequence[Block]) -> int | None:
    """The index of the header row: the last row of bold or figureless ones at the top, over rows unlike it."""
    top = 0
    while top < min(3, len(rows) - 1) and _looks_like_header(rows[top], rows[top + 1 :], first=top == 0):
        top += 1
    return top - 1 if top else None


def _looks_like_header(row: Block, below: Sequence[Block], first: bool) -> bool:
    texts = [part.text for part in row.parts if part.text]
    if row.strong:
        return True
    if any(any(character.isdigit() for character in text) or len(text.split()) > 6 for text in texts):
        return False
    figures = sum(any(character.isdigit() for character in other.text) for other in below)
    if figures * 2 > len(below):
        return True
    if not first:
        return False
    longest = max(len(part.text) for other in below for part in other.parts)
    return max(len(text) for text in texts) * 2 < longest and all(len(text.split()) <= 3 for text in texts)
