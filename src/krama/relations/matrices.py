"""Tables of an action plan: what is done, who is responsible, with which partners.

In: an outline of a reading. Out: ``responsibleFor`` and ``participatesIn`` edges, told by the heads of the columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from krama.knowledge.structure_words import StructureWords
from krama.model import Place
from krama.relations.listings import Outline
from krama.relations.stated import Stated

_SHORT = 8


def find_matrices(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """Edges of all tables whose columns tell who is responsible."""
    for index, passage in enumerate(outline.passages):
        if passage.kind == "row" and len(passage.cells) > 1 and index in outline.below:
            columns = _columns(outline, index, words)
            if columns:
                for row in outline.below[index]:
                    yield from _row(outline, index, row, columns)


def _columns(outline: Outline, head: int, words: StructureWords) -> dict[int, str]:
    """The columns that name who does something: number of the column → predicate."""
    passage, found = outline.passages[head], {}
    for number, cell in enumerate(passage.cells):
        text = passage.text[cell.start : cell.end]
        if not text.strip() or len(text.split()) > _SHORT:
            continue
        if words.column_partner.search(text):
            found[number] = "participatesIn"
        elif words.column_responsible.search(text):
            found[number] = "responsibleFor"
    return found


def _row(outline: Outline, head: int, row: int, columns: dict[int, str]) -> Iterator[Stated]:
    cells = outline.passages[row].cells
    done: list[Place] = []
    for number, cell in enumerate(cells):
        if number not in columns and cell:
            done += outline.places(row, cell, "Mechanism")[:1]
    if not done:
        return
    for number, predicate in columns.items():
        if number >= len(cells) or not cells[number]:
            continue
        for actor in outline.places(row, cells[number], "Actor"):
            span = actor.span.cover(done[0].span)
            yield Stated(
                actor.entity, predicate, done[0].entity, row, span, span, f"structure/matrix/{predicate}", lead=head
            )
