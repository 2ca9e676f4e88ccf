"""Checks of the whole graph: the evidence gate, and what several graphs say together about one thing.

Over the whole graph SHACL is slow, so the gate (no edge without evidence) is a query on the store, and the shapes see
only the things that more than one graph describes: nothing else can break a shape by the merging.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from krama.errors import KnowledgeError, UsageError
from krama.knowledge.vocabulary import ENTITY_CLASSES, INFERRED_GRAPH, KRAMA, ONTOLOGY_GRAPH
from krama.rdf import terms as t
from krama.store.queries import Queries
from krama.store.table import value
from krama.validate.shapes import Shapes, check_shapes
from krama.validate.violations import Violation


def check_evidence(store: Queries, ontology_folder: Path) -> tuple[Violation, ...]:
    """Run ``checks/evidence.rq``: a SELECT whose first column is the thing; each row is a violation."""
    path = ontology_folder / "checks" / "evidence.rq"
    try:
        query = path.read_text(encoding="utf-8")
        table = store.select(query)
    except OSError as error:
        raise KnowledgeError(f"ontology/checks/{path.name}: {error.strerror}") from None
    except UsageError as error:
        raise KnowledgeError(f"ontology/checks/{path.name}: {error}") from None
    title = next((line.lstrip("# ") for line in query.splitlines() if line.startswith("#")), path.stem)
    return tuple(
        sorted(
            Violation("violation", f"checks/{path.stem}", value(row[0]), title, *map(value, (*row[1:3],)))
            for row in table.rows
        )
    )


def check_merged(store: Queries, shapes: Shapes) -> tuple[Violation, ...]:
    """The shapes on everything that two or more graphs describe, as the union says it."""
    quads: list[ox.Quad] = []
    things = _shared(store)
    for thing in things:
        quads.extend(quad for quad in store.quads(subject=thing) if not _from_rules(quad))
    neighbours = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode) and quad.predicate != t.A}
    for neighbour in neighbours:
        quads.extend(store.quads(subject=neighbour, predicate=t.A))
    if not quads:
        return ()
    return check_shapes(quads, shapes, things={thing.value for thing in things})


def _from_rules(quad: ox.Quad) -> bool:
    return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value in (INFERRED_GRAPH, ONTOLOGY_GRAPH)


def _shared(store: Queries) -> list[ox.NamedNode]:
    graphs: dict[ox.NamedNode, set[str]] = {}
    for name in ENTITY_CLASSES:
        for quad in store.quads(predicate=t.A, object=t.node(KRAMA[name])):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.graph_name, ox.NamedNode):
                graphs.setdefault(quad.subject, set()).add(quad.graph_name.value)
    return sorted((thing for thing, names in graphs.items() if len(names - {INFERRED_GRAPH}) > 1), key=str)
