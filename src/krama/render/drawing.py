"""The network in pyvis' own data: nodes, edges and options, placed beforehand and without physics.

Every entity of the page is a node here; those that are not shown at first are hidden, and the page's script shows them
when they are asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from pyvis.network import Network

from krama.network import ClassStyle, Edge, Node, Placed, Projection, Selection, View, place
from krama.render.words import visible, wrap

ACROSS, LINES = 25, 3
"""A box holds at most so many letters across and so many lines; the panel has the whole name."""
_LINE, _MARGIN = 16.0, 7.0

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {"hover": True, "dragNodes": True, "keyboard": False, "selectConnectedEdges": False},
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 3,
        "font": {"size": 13, "face": "system-ui, 'Noto Sans', 'Noto Sans Khmer', 'Khmer OS', sans-serif"},
        "margin": _MARGIN,
        "shadow": False,
        "widthConstraint": {"minimum": 208},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.55}},
        "color": {"inherit": "from", "opacity": 0.75},
        "hoverWidth": 1,
        "selectionWidth": 1.5,
        "width": 1.2,
    },
}


def draw(
    projection: Projection, nodes: list[Node], edges: list[Edge], selection: Selection, view: View
) -> dict[str, Any]:
    """``{"nodes": …, "edges": …, "options": …}`` for vis-network. Node and edge ids are positions in the lists."""
    number = {node.iri: i for i, node in enumerate(nodes)}
    labels = [wrap(visible(node.label), ACROSS, LINES) for node in nodes]
    drawn = {edge.key for edge in selection.drawn(edges)}
    shown = {iri for iri in selection.nodes if iri in number}
    where = place(
        {iri: view.style(projection.nodes[iri].type).column for iri in sorted(shown)},
        {iri: labels[number[iri]].count("\n") * _LINE + _LINE + 2 * _MARGIN for iri in sorted(shown)},
        [(edge.subject, edge.object) for edge in edges if edge.key in drawn],
    )
    network = Network(directed=True, cdn_resources="in_line")
    for i, node in enumerate(nodes):
        spot = where.get(node.iri)
        style = view.style(node.type)
        network.add_node(
            i,
            label=labels[i],
            shape="box",
            color={"background": style.light.fill, "border": style.light.line},
            font={"color": style.light.ink},
            shapeProperties=_shape(style),
            hidden=spot is None,
            x=spot.x if spot else 0,
            y=spot.y if spot else 0,
        )
    pairs: Counter[tuple[int, int]] = Counter()
    for i, edge in enumerate(edges):
        ends = number[edge.subject], number[edge.object]
        nth = pairs[min(ends), max(ends)]
        pairs[min(ends), max(ends)] += 1
        best = edge.best
        network.add_edge(
            *ends,
            id=i,
            relation=visible(projection.relations[edge.predicate]),
            hidden=edge.key not in drawn,
            dashes=[6, 4] if best and best.origin == "inferred" else False,
            first=nth == 0,
            smooth=_bend(nth, where.get(edge.subject), where.get(edge.object)),
        )
    network.options = _OPTIONS
    found_nodes, found_edges, _, _, _, options = network.get_network_data()
    return {"nodes": found_nodes, "edges": found_edges, "options": json.loads(options)}


def _shape(style: ClassStyle) -> dict[str, Any]:
    radius = {"plain": 0, "cut": 8, "round": 20, "dashed": 3}[style.shape]
    return {"borderRadius": radius, "borderDashes": [5, 4] if style.shape == "dashed" else False}


def _bend(nth: int, start: Placed | None, end: Placed | None) -> dict[str, Any]:
    """The first line between two entities runs level out of its box; further ones bow, so that none hides another.

    A line within a column bows far enough to be seen beside the boxes between its ends.
    """
    if nth > 0:
        return {"enabled": True, "type": "curvedCW" if nth % 2 else "curvedCCW", "roundness": 0.12 * (nth // 2 + 1)}
    if start and end and start.x == end.x:
        apart = abs(start.y - end.y)
        return {
            "enabled": True,
            "type": "curvedCW",
            "roundness": round(min(2.0, 270 / apart), 2) if apart > 110 else 0.1,
        }
    return {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.4}
