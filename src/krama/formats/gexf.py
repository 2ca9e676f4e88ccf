"""GEXF 1.2 for Gephi: names as labels, colours by class and places, so that it opens as a picture.

networkx writes the date of the day and its own version into the file; both are left out here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO
from xml.etree import ElementTree

import networkx as nx
from pyoxigraph import Quad

from krama.formats.network import plain_network
from krama.formats.xml import xml_text
from krama.network import Projection, load_view, place

_META = "{http://www.gexf.net/1.2draft}meta"
_HEIGHT = 34.0


def write_gexf(quads: Iterable[Quad], stream: BinaryIO) -> None:
    graph, projection = plain_network(quads)
    _paint(graph, projection)
    for _, _, key, row in graph.edges(keys=True, data=True):
        row["id"] = key
    root = ElementTree.fromstring("\n".join(nx.generate_gexf(graph, version="1.2draft")))
    for parent in root.iter():
        for meta in [child for child in parent if child.tag == _META]:
            parent.remove(meta)
    ElementTree.register_namespace("", "http://www.gexf.net/1.2draft")
    ElementTree.register_namespace("viz", "http://www.gexf.net/1.2draft/viz")
    ElementTree.indent(root)
    stream.write(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))
    stream.write(b"\n")


def _paint(graph: nx.MultiDiGraph[Any], projection: Projection) -> None:
    view = load_view()
    columns = {iri: view.style(node.type).column for iri, node in projection.nodes.items()}
    places = place(columns, dict.fromkeys(columns, _HEIGHT), [(edge.subject, edge.object) for edge in projection.edges])
    for iri, node in projection.nodes.items():
        colour, at = view.style(node.type).light.line, places[iri]
        r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        graph.nodes[xml_text(iri)]["viz"] = {
            "color": {"r": r, "g": g, "b": b, "a": 1.0},
            "position": {"x": at.x, "y": -at.y, "z": 0.0},
            "size": 10.0 + 2.0 * min(graph.degree(xml_text(iri)), 20),
        }
