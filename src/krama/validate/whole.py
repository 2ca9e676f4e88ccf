"""Everything that can be checked of a published graph: damage, quotes, evidence, shapes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from krama.errors import StoreError
from krama.knowledge.vocabulary import CURATED_GRAPH
from krama.rdf import iris, verify
from krama.rdf import terms as t
from krama.rdf.iris import text_checksum
from krama.store import Store
from krama.validate.gate import check_evidence, check_merged
from krama.validate.shapes import check_shapes, load_shapes
from krama.validate.violations import Violation


def check_store(store: Store, ontology_folder: Path) -> tuple[Violation, ...]:
    """What is not as it should be, worst first.

    Raises ``StoreError`` where the files are damaged or a text is not the one that was read, ``IntegrityError`` where a
    quote differs from its span.
    """
    store.check()
    found = set(check_evidence(store, ontology_folder))
    shapes = load_shapes(ontology_folder)
    found.update(check_merged(store, shapes))
    if CURATED_GRAPH in store.graphs():
        found.update(check_shapes(store.quads(graph=t.node(CURATED_GRAPH)), shapes, CURATED_GRAPH))
    for document in store.manifest.documents:
        graph = iris.document(document.id)
        quads = list(store.quads(graph=graph))
        _check_text(store, document.id, quads)
        found.update(check_shapes(quads, shapes, graph.value))
    return tuple(sorted(found))


def _check_text(store: Store, document_id: str, quads: list[ox.Quad]) -> None:
    text = store.text(document_id)
    if text_checksum(text) not in _checksums(document_id, quads):
        raise StoreError(f"{store.folder}: the text of {document_id} is not the one that was read; build it again")
    verify(quads, text)


def _checksums(document_id: str, quads: list[ox.Quad]) -> Iterator[str]:
    text = iris.text(document_id)
    for quad in quads:
        if quad.subject == text and quad.predicate == t.SHA256 and isinstance(quad.object, ox.Literal):
            yield quad.object.value
