"""A document in the making, for formats whose text the reader writes itself: entries to text and passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from krama.model import PassageKind
from krama.read.block import Block, Reading
from krama.read.inline import raise_digits
from krama.read.join import rejoin
from krama.read.lines import Layout, Line, runs, split_lines
from krama.read.lists import read_labels
from krama.read.notes import note_labels, read_noted_run
from krama.read.outline import outline
from krama.read.setting import Setting, plain_setting
from krama.read.strand import Strand, strand_of
from krama.read.titles import find_headings


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph, heading, list item, table row or note as a format gives it.

    ``texts`` are its cells, or its one text, in which a line feed is a line break that a reader sees, a tab a column,
    and superscript figures refer to notes. The other fields are those of ``Block``; of a paragraph ``within`` is the
    level of the item that it goes on with.
    """

    kind: PassageKind
    texts: tuple[str, ...]
    level: int = 0
    label: str = ""
    strong: bool = False
    table: int = 0
    header: bool = False
    within: int | None = None

    @property
    def filled(self) -> bool:
        """Whether there is anything to read in it."""
        return any(text.strip() for text in self.texts)


def reading_of(entries: Iterable[Entry], warnings: Sequence[str] = ()) -> Reading:
    """The text that the entries make, with blank lines between them, and its passages."""
    kept = [typed(entry) for entry in entries if entry.filled]
    written: list[str] = []
    places: list[tuple[Entry, int]] = []
    length = 0
    for index, entry in enumerate(kept):
        head = _head(entry)
        places.append((entry, length + len(head)))
        tight = index + 1 < len(kept) and entry.kind in {"row", "item"} and kept[index + 1].kind == entry.kind
        piece = head + "\t".join(entry.texts) + ("\n" if tight else "\n\n")
        written.append(piece)
        length += len(piece)
    source = "".join(written)
    marked = any(entry.kind == "heading" for entry in kept)
    blocks = _blocks(source, places)
    return Reading(source, outline(rejoin(find_headings(blocks, marked))), (), tuple(warnings))


def typed(entry: Entry) -> Entry:
    """The entry with the label that its author typed in front of an item's text, where there is one."""
    if entry.kind != "item":
        return entry
    text = entry.texts[0].lstrip()
    labels = read_labels(text)
    if not labels or (labels[0].is_bullet and entry.label):
        return entry
    return replace(entry, label=labels[0].mark, texts=(text[labels[0].end :], *entry.texts[1:]))


def _head(entry: Entry) -> str:
    if not entry.label:
        return ""
    return f"{raise_digits(entry.label) if entry.kind == 'note' else entry.label} "


def _blocks(source: str, places: Sequence[tuple[Entry, int]]) -> list[Block]:
    lined = {
        index: _lines(entry.texts[0], start)
        for index, (entry, start) in enumerate(places)
        if entry.kind == "paragraph" and entry.within is None
    }
    labels = note_labels(run for found in lined.values() for run in found)
    labels |= {entry.label for entry, _ in places if entry.kind == "note"}
    setting = plain_setting(source, Layout(), labels)
    setting.tables = max((entry.table for entry, _ in places), default=0)
    blocks: list[Block] = []
    for index, (entry, start) in enumerate(places):
        if index in lined:
            for run in lined[index]:
                found = read_noted_run(run, setting)
                blocks += [replace(block, strong=True) for block in found] if entry.strong else found
        else:
            blocks.append(_block(source, entry, start, setting))
    return blocks


def _block(source: str, entry: Entry, start: int, setting: Setting) -> Block:
    parts: list[Strand] = []
    refs: list[str] = []
    for text in entry.texts:
        clean = setting.clean(strand_of(source, start, start + len(text)))
        parts.append(clean.strand)
        refs += clean.refs
        start += len(text) + 1
    within = None if entry.within is None else 4 * entry.within
    return Block(
        entry.kind,
        tuple(parts),
        level=entry.level,
        label=entry.label,
        indent=4 * entry.level,
        strong=entry.strong,
        refs=tuple(refs),
        table=entry.table,
        header=entry.header,
        within=within,
    )


def _lines(text: str, start: int) -> list[list[Line]]:
    """The runs of a paragraph's lines: its line breaks are meant, two of them part two paragraphs."""
    moved = [
        replace(line, start=line.start + start, end=line.end + start, hard=True)
        for line in split_lines(text, hard_breaks=False)
    ]
    return list(runs([line if line.text else replace(line, hard=False) for line in moved]))
