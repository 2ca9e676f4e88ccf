"""GraphML for Gephi, yEd and Cytoscape: names as labels, and the sentence, confidence and source on every edge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import networkx as nx
from pyoxigraph import Quad

from krama.formats.network import plain_network


def write_graphml(quads: Iterable[Quad], stream: BinaryIO) -> None:
    graph, _ = plain_network(quads)
    writer = nx.readwrite.graphml.GraphMLWriter(encoding="utf-8", prettyprint=True, edge_id_from_attribute=None)
    writer.add_graph_element(graph)
    writer.dump(stream)
    stream.write(b"\n")
