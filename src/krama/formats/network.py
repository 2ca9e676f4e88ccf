"""The network as the formats for network programs take it: readable labels, plain values, legal XML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx
from pyoxigraph import Quad

from krama.formats.xml import xml_text
from krama.network import Projection, project


def plain_network(quads: Iterable[Quad]) -> tuple[nx.MultiDiGraph[Any], Projection]:
    """Nodes by IRI, edges with ids ``e0``, ``e1`` … in order; all texts fit for XML."""
    projection = project(quads)
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for iri, row in projection.graph.nodes(data=True):
        graph.add_node(xml_text(iri), **_legal(row))
    edges = sorted(projection.graph.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[2], edge[1]))
    for i, (subject, object_, _, row) in enumerate(edges):
        graph.add_edge(xml_text(subject), xml_text(object_), key=f"e{i}", **_legal(row))
    return graph, projection


def _legal(row: dict[str, Any]) -> dict[str, Any]:
    return {name: xml_text(value) if isinstance(value, str) else value for name, value in row.items()}
