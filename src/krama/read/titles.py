"""Which paragraphs are headings: by bold print, by the name of a division, by capitals, by standing alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from krama.read.block import Block
from krama.read.headings import division, in_capitals, is_title, run_in_title
from krama.read.lines import dangling, finished, starts_low
from krama.read.lists import read_labels
from krama.read.strand import join_strands

_TITLE_LENGTH = 250
_LONGEST_SIGNATURE = 10
_SEAL = re.compile(r"[(\[][^()\[\]]{2,40}[)\]]$")
_LABEL_LEVELS = {"ROMAN": 2, "ALPHA": 3, "number": 4, "dotted": 5}


def find_headings(blocks: Sequence[Block], marked: bool) -> list[Block]:
    """The blocks with headings told apart; ``marked`` says that the document marks its headings itself."""
    found: list[Block] = []
    body = False
    last = max((index for index, block in enumerate(blocks) if division(block.text[:200])), default=-1)
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        body = body or (block.kind != "heading" and len(block.text) > 80 and finished(block.text))
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if body and found and _is_signature(found[-1], block):
            found[-1] = replace(found[-1], parts=(join_strands((found[-1].content, block.content), "\n"),))
        elif body and index > last and before is not None and _is_name_below(before, block):
            found.append(block)
        elif block.kind == "paragraph" and block.within is None:
            found += _heading_in(block, before, after, marked)
        elif block.kind == "item" and _is_labelled_title(block, before, after):
            found.append(_labelled_title(block))
        else:
            found.append(block)
    return _demote_last(found)


def _heading_in(block: Block, before: Block | None, after: Block | None, marked: bool) -> list[Block]:
    text = block.text
    lines = text.split("\n")
    opened = division(text)
    if opened is not None:
        return _split(block, *opened, after)
    if block.strong and len(text) <= 1000 and not (text.endswith(".") and len(text.split()) > 25):
        return [replace(block, kind="heading", guessed=True)]
    short = len(text) <= _TITLE_LENGTH and all(in_capitals(line) or len(line.split()) <= 14 for line in lines)
    if in_capitals(lines[0]) and short and not finished(text):
        return [replace(block, kind="heading", level=1, guessed=True)]
    if not marked and block.alone and len(lines) == 1 and _is_lone_title(text, before, after):
        return [replace(block, kind="heading", guessed=True)]
    return [block]


def _split(block: Block, level: int, end: int, start: int, after: Block | None) -> list[Block]:
    """A block that opens a division: its heading, and what follows on the line or the next one."""
    content = block.content
    heading = replace(block, kind="heading", level=level, guessed=True, refs=())
    rest = content.text[start:]
    if not rest:
        return [replace(heading, parts=(content.cut(0, end),))]
    if title := run_in_title(rest):
        body = content.cut(start + title)
        body = body.cut(len(body.text) - len(body.text.lstrip(" .–—-")))
        heading = replace(heading, parts=(content.cut(0, start + title),))
        return [heading, replace(block, parts=(body,), alone=False)] if body.text else [heading]
    line, broken, _ = rest.partition("\n")
    limit = 30 if in_capitals(line) or level < 4 else 12
    listed = after is not None and after.kind == "item"
    if (block.strong or is_title(line, limit)) and not (listed and dangling(line)):
        whole = start + len(line)
        blocks = [replace(heading, parts=(content.cut(0, whole),))]
        start = whole + len(broken)
    else:
        blocks = [replace(heading, parts=(content.cut(0, end),))]
    rest_strand = content.cut(start).strip()
    if rest_strand.text:
        blocks.append(replace(block, parts=(rest_strand,), alone=False))
    else:
        blocks[-1] = replace(blocks[-1], refs=block.refs)
    return blocks


def _is_lone_title(text: str, before: Block | None, after: Block | None) -> bool:
    """Whether a line between blank lines is a title: short, without figures, over something that it could head."""
    if after is None or not is_title(text, 10) or any(character.isdigit() for character in text):
        return False
    if before is not None and before.kind == "paragraph" and not finished(before.text):
        return False
    body = after.kind == "item" or (after.kind == "paragraph" and len(after.text) > 80 and finished(after.text))
    return body and not starts_low(after.text) and division(after.text) is None


def _is_labelled_title(block: Block, before: Block | None, after: Block | None) -> bool:
    """Whether "A. Introduction" is a title, not the item of a list."""
    if block.whole is None or after is None or len(block.parts) > 1 or not is_title(block.text):
        return False
    styles = _styles(block)
    if not any(style.endswith(".") or style.startswith("dotted") for style in styles):
        return False
    neighbours = [near for near in (before, after) if near is not None and near.kind == "item"]
    return not any(styles & _styles(near) for near in neighbours)


def _styles(block: Block) -> set[str]:
    return {label.style for label in read_labels(f"{block.label} x")}


def _is_signature(before: Block, block: Block) -> bool:
    """Whether a block is the name in capitals, or the seal, that stands some lines below a date or a post."""
    lines = before.text.split("\n")
    if before.kind != "paragraph" or block.kind != "paragraph":
        return False
    if len(lines) > _LONGEST_SIGNATURE or not all(len(line) <= 90 and not finished(line) for line in lines):
        return False
    if _SEAL.match(block.text):
        return True
    return len(lines) > 1 and _is_name(block.text)


def _is_name_below(before: Block, block: Block) -> bool:
    """Whether a block after the last division is the name in capitals below a post, and so no heading."""
    below = before.kind == block.kind == "paragraph" and not finished(before.text)
    return below and len(before.text.split()) <= 12 and _is_name(block.text)


def _is_name(text: str) -> bool:
    return 2 <= len(text.split()) <= 5 and in_capitals(text) and division(text) is None


def _labelled_title(block: Block) -> Block:
    """The item as a heading, its label part of the text again."""
    label = read_labels(f"{block.label} x")[0]
    level = next((level for sort, level in _LABEL_LEVELS.items() if label.style.startswith(sort)), 4)
    assert block.whole is not None
    return replace(block, kind="heading", parts=(block.whole,), label="", level=level, guessed=True)


def _demote_last(blocks: list[Block]) -> list[Block]:
    """A line that only looks like a heading and heads nothing, such as the name under a signature, is a paragraph."""
    index = len(blocks)
    while index and blocks[index - 1].kind == "heading" and blocks[index - 1].guessed:
        index -= 1
    return blocks[:index] + [replace(block, kind="paragraph", level=0) for block in blocks[index:]]
