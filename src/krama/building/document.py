"""One document, from bytes to checked quads. Everything here happens in a child process."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from krama.building.settings import Settings
from krama.knowledge.location import ontology_folder
from krama.model import Attribute, Document, Extraction, Relation
from krama.rdf import assemble, serialise, verify
from krama.rdf.iris import document as document_iri
from krama.validate import Shapes, Violation, check_shapes, load_shapes

Extractor = Callable[[Document, Settings], Extraction]


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What was made of one document: N-Quads, the text they quote, what the shapes found, some figures."""

    id: str
    quads: bytes
    text: str
    pages: int
    warnings: tuple[str, ...]
    violations: tuple[Violation, ...]
    counts: dict[str, int]


def build_document(name: str, data: bytes, password: str, settings: Settings) -> DocumentResult:
    """Read, understand, assemble and check one document.

    Raises ``SourceError`` where it cannot be read, ``IntegrityError`` where a quote differs from its span.
    """
    extraction = extract_document(name, data, password, settings)
    quads = assemble(extraction)
    verify(quads, extraction.document.text)
    return DocumentResult(
        id=extraction.document.id,
        quads=serialise(quads, "nq"),
        text=extraction.document.text,
        pages=len(extraction.document.pages),
        warnings=extraction.document.source.warnings,
        violations=check_shapes(quads, _shapes(), document_iri(extraction.document.id).value),
        counts=_counts(extraction),
    )


def extract_document(name: str, data: bytes, password: str, settings: Settings) -> Extraction:
    """Read and understand one document, without the facts that are less sure than the settings ask for.

    Raises ``SourceError`` where it cannot be read.
    """
    from krama.read import read

    document = read(name, data, password or None)
    extraction = _load_extractor(settings.extractor)(document, settings)
    return _confident(extraction, settings.min_confidence)


def _load_extractor(name: str) -> Extractor:
    module, _, function = name.partition(":")
    found: Any = getattr(import_module(module), function)
    return found  # type: ignore[no-any-return]


@cache
def _shapes() -> Shapes:
    return load_shapes(ontology_folder())


def _confident(extraction: Extraction, least: float) -> Extraction:
    """Without the facts whose confidence is below ``least``. Entities stay."""
    if least <= 0:
        return extraction
    return dataclasses.replace(
        extraction,
        relations=tuple(fact for fact in extraction.relations if fact.confidence >= least),
        attributes=tuple(fact for fact in extraction.attributes if fact.confidence >= least),
    )


def _counts(extraction: Extraction) -> dict[str, int]:
    counts = Counter(f"{entity.type}" for entity in extraction.entities)
    facts: tuple[Relation | Attribute, ...] = (*extraction.relations, *extraction.attributes)
    return {
        **dict(sorted(counts.items())),
        "edges": sum(relation.claim != "planned" for relation in extraction.relations),
        "values": sum(attribute.claim != "planned" for attribute in extraction.attributes),
        "planned": sum(fact.claim == "planned" for fact in facts),
    }
