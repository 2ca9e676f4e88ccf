"""An extraction as annotation JSON: what this document states, in four types and the predicates of the guidelines.

Left out are documents, provisions, topics, what is only planned, and predicates that annotations do not have
(``cites``, ``about``). A draft's ``draftedBy`` is written ``issuedBy``. A kind becomes the nearest one that the
guidelines list. Of several predicates between the same two things the most specific one is written. An entity that the
text only refers to ("the Ministry") has no mention and is left out, and so are relations with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from krama.knowledge.kinds import Kinds
from krama.model import Attribute, Entity, Extraction, PartialDate, Relation

TYPES = ("Actor", "Instrument", "Mechanism", "Place")
PREDICATES = frozenset(
    (
        *("issuedBy", "party", "basedOn", "amends", "repeals", "implements", "promulgates", "governs", "establishes"),
        *("memberOf", "partOf", "heads", "holdsPost", "responsibleFor", "participatesIn", "cooperatesWith"),
        *("hasStep", "locatedIn"),
    )
)
_WRITTEN = {"draftedBy": "issuedBy"}
_IMPLIED = {"responsibleFor": "participatesIn", "heads": "memberOf"}
"""The more specific predicate → the one that it includes."""


def annotate(extraction: Extraction, kinds: Kinds) -> dict[str, Any]:
    """The annotations of one document, ready for ``json.dumps``; offsets are code points of ``Document.text``."""
    entities = [entity for entity in extraction.entities if entity.type in TYPES and entity.mentions]
    listed = {entity.id for entity in entities}
    values = _values(extraction.attributes)
    return {
        "document": extraction.document.source.name,
        "entities": [_entity(entity, kinds, values) for entity in entities],
        "relations": list(_relations(extraction.relations, listed)),
    }


def _entity(entity: Entity, kinds: Kinds, values: dict[tuple[str, str], str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": entity.id,
        "type": entity.type,
        "kind": "step" if entity.kind == "step" else kinds.listed(entity.kind),
        "name": entity.name,
    }
    if entity.type == "Instrument":
        for name in ("number", "date"):
            if (entity.id, name) in values:
                found[name] = values[entity.id, name]
    found["mentions"] = [[span.start, span.end] for span in sorted({mention.span for mention in entity.mentions})]
    return found


def _values(attributes: Iterable[Attribute]) -> dict[tuple[str, str], str]:
    """The surest number and date of each entity, of equally sure ones the first in the text."""
    best: dict[tuple[str, str], str] = {}
    for attribute in sorted(attributes, key=lambda one: (-one.confidence, one.evidence.span)):
        if attribute.claim != "planned":
            value = attribute.value
            text = value.iso if isinstance(value, PartialDate) else str(value)
            best.setdefault((attribute.subject, attribute.predicate), text)
    return best


def _relations(relations: Iterable[Relation], listed: set[str]) -> Iterable[dict[str, Any]]:
    rows = {
        (
            relation.subject,
            _WRITTEN.get(relation.predicate, relation.predicate),
            relation.object,
            relation.evidence.span,
        )
        for relation in relations
        if relation.claim != "planned" and relation.subject in listed and relation.object in listed
    }
    implied = {(subject, _IMPLIED[name], object_) for subject, name, object_, _ in rows if name in _IMPLIED}
    for subject, predicate, object_, span in sorted(rows):
        if predicate in PREDICATES and (subject, predicate, object_) not in implied:
            yield {
                "subject": subject,
                "predicate": predicate,
                "object": object_,
                "evidence": [span.start, span.end],
            }
