"""The parties of an agreement, as its head lists them: "between" A "and" B, each on a line of its own.

In: an outline of a reading whose own instrument is an agreement. Out: ``party`` edges of it, ``cooperatesWith`` between
the parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline
from krama.relations.preamble import head_end
from krama.relations.stated import Stated

_LONG = 200
_ALONE = 8


def is_agreement(outline: Outline, words: StructureWords) -> bool:
    """Whether the document is an agreement."""
    entity = outline.reading.entities.get(outline.reading.own)
    return entity is not None and entity.kind in words.agreements


def find_parties(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """The parties that the lines after "between" name."""
    if not is_agreement(outline, words):
        return
    opened, found = False, list[tuple[Place, int]]()
    for index in range(head_end(outline, words)):
        passage = outline.passages[index]
        opened = opened or words.between.search(passage.text) is not None
        if not opened or len(passage.text) > _LONG:
            continue
        for place in outline.places(index, Span(0, len(passage.text)), "Actor"):
            if place.kind != "person" and all(place.entity != p.entity for p, _ in found) and _is_alone(outline, index):
                found.append((place, index))
    if len(found) < 2:
        return
    own = outline.reading.own
    for place, index in found:
        span = Span(0, len(outline.passages[index].text))
        yield Stated(own, "party", place.entity, index, span, place.span, "structure/parties/line")
    for (one, there), (other, here) in combinations(found, 2):
        span = Span(0, len(outline.passages[here].text))
        lead = there if there != here else None
        core = other.span if lead is not None else one.span.cover(other.span)
        yield Stated(one.entity, "cooperatesWith", other.entity, here, span, core, "structure/parties/both", lead=lead)


def _is_alone(outline: Outline, index: int) -> bool:
    """Whether a passage says little but names."""
    text = list(outline.passages[index].text)
    for place in outline.outer[index]:
        text[place.span.start : place.span.end] = " " * len(place.span)
    rest = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", "".join(text))
    return len(re.findall(r"\w{2,}", rest)) <= _ALONE
