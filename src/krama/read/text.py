"""Plain text to a document; its ``text`` is the file as it is on disk.

A ``.txt`` file that is written in Markdown is read as Markdown, whatever its name.
"""

from __future__ import annotations

import re

from krama.model import Page, Passage, Span
from krama.read.block import Block, Reading
from krama.read.encoding import decode
from krama.read.furniture import without_furniture
from krama.read.join import rejoin
from krama.read.lines import Line, layout_of, runs, split_lines
from krama.read.markdown import is_markdown, markdown_passages
from krama.read.notes import note_labels, read_noted_run
from krama.read.outline import outline
from krama.read.setting import plain_setting
from krama.read.titles import find_headings

_RULE = re.compile(r"\W{3,}$|_{3,}$")


def read_text(name: str, data: bytes, password: str | None = None) -> Reading:
    """The reading of a plain text file. Raises SourceError where it is no text."""
    text, warnings = decode(name, data)
    passages, pages = text_passages(text)
    return Reading(text, passages, pages, warnings)


def text_passages(text: str) -> tuple[tuple[Passage, ...], tuple[Page, ...]]:
    """The passages of a text file, and its pages where form feeds tell them apart."""
    if is_markdown(text):
        return markdown_passages(text), pages_of(text)
    lines = split_lines(text, hard_breaks=False)
    groups = without_furniture([part for run in runs(lines) for part in _between_rules(run)])
    setting = plain_setting(text, layout_of(lines), note_labels(groups))
    blocks: list[Block] = []
    for run in groups:
        blocks += read_noted_run(run, setting)
    return outline(rejoin(find_headings(blocks, marked=False))), pages_of(text)


def _between_rules(run: list[Line]) -> list[list[Line]]:
    """A run without its lines of stars or dashes, cut where they stand."""
    parts: list[list[Line]] = [[]]
    for line in run:
        if _RULE.match(line.text):
            parts.append([])
        else:
            parts[-1].append(line)
    return [part for part in parts if part]


def pages_of(text: str) -> tuple[Page, ...]:
    """The pages between form feeds; none where there is no form feed."""
    if "\f" not in text:
        return ()
    pages, start = [], 0
    for number, part in enumerate(text.split("\f"), 1):
        pages.append(Page(number, Span(start, start + len(part))))
        start += len(part) + 1
    if not pages[-1].span:
        pages.pop()
    return tuple(pages)
