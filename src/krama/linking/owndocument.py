"""What a document itself is: the instrument that its head names, and whether it lays down rules.

The head is what stands before the first article or the first long paragraph: a number line, a kind word, a title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from krama.knowledge.kinds import Kinds
from krama.linking.clusters import Sighting
from krama.model import Entity, Marked, Place

_HEAD = 30
_RULES = ("constitution", "law", "royal_kram", "royal_decree", "sub_decree", "prakas", "decision", "circular")
_PROVISION = re.compile(r"\b(?:Article|Section|Art\.?)\s*\d|\b(?:shall|hereby)\b", re.IGNORECASE)
_LONG = 300


def own_head(marked: Marked, sightings: Sequence[Sighting]) -> tuple[int, ...]:
    """Indices of the sightings of the document's own number and own title, where its head has one of each."""
    numbers, titles = [], []
    for index, sighting in enumerate(sightings):
        found = sighting.found
        if sighting.passage >= _HEAD or found.type != "Instrument" or found.nested:
            continue
        if found.finder.endswith("/own-number"):
            numbers.append(index)
        elif not found.number and len(found.span) >= 0.6 * len(marked.document.passages[sighting.passage].text.strip()):
            titles.append(index)
    return (numbers[0], titles[0]) if len(numbers) == 1 and titles else ()


def own_instrument(
    marked: Marked, places: Sequence[Sequence[Place]], entities: dict[str, Entity], kinds: Kinds
) -> tuple[str, bool]:
    """The id of the instrument that the document is ("" where its head names none), and whether it is normative."""
    candidates: list[tuple[int, int, str]] = []
    for index, passage in enumerate(marked.document.passages[:_HEAD]):
        if len(passage.text) > _LONG or (passage.kind == "item" and index > 3):
            break
        for place in places[index]:
            if place.type != "Instrument" or place.nested:
                continue
            alone = len(place.span) >= 0.6 * len(passage.text.strip())
            if not alone:
                continue
            entity = entities[place.entity]
            titled = place.title is not None or " on " in entity.name.lower() or passage.kind == "heading"
            candidates.append((0 if titled else 1, index, place.entity))
    if not candidates:
        return "", False
    own = min(candidates)[2]
    listed = kinds.listed(entities[own].kind)
    provisions = sum(1 for passage in marked.document.passages if _PROVISION.search(passage.text))
    return own, listed in _RULES and provisions >= 3
