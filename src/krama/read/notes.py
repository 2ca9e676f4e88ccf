"""Notes that a run of lines begins with their raised or bracketed figure: "¹ Operation Plan", "[1] Operation Plan"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from krama.read.block import Block
from krama.read.inline import plain_digits
from krama.read.lines import Line
from krama.read.runs import read_run
from krama.read.setting import Setting

_NOTE = re.compile(r"([¹²³⁰⁴-⁹]{1,3})\s*(?=\S)")


def note_labels(runs: Iterable[Sequence[Line]]) -> frozenset[str]:
    """The labels of the notes among the runs of a document."""
    return frozenset(plain_digits(match.group(1)) for run in runs for line in run if (match := _NOTE.match(line.text)))


def read_noted_run(run: Sequence[Line], setting: Setting) -> list[Block]:
    """The blocks of a run, in which each line that begins with a raised figure begins a note."""
    starts = [index for index, line in enumerate(run) if _NOTE.match(line.text)]
    if not starts:
        return read_run(run, setting)
    blocks = read_run(run[: starts[0]], setting) if starts[0] else []
    for start, end in zip(starts, [*starts[1:], len(run)], strict=True):
        match = _NOTE.match(run[start].text)
        if match is None:
            continue
        first = run[start]
        cut = replace(first, start=first.start + match.end(), text=first.text[match.end() :])
        label = plain_digits(match.group(1))
        for block in read_run([cut, *run[start + 1 : end]], setting):
            blocks.append(Block("note", block.parts, label=label, refs=block.refs))
    return blocks
