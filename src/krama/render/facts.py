"""What the page knows besides the picture: entities, facts and the words behind them, as plain JSON.

Texts that repeat (sentences, sources) are kept once and named by their position. All words have passed ``visible``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from krama.network import Edge, Evidence, Node, Projection, View
from krama.render.words import visible


class _Texts:
    """A list of texts, each once."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def add(self, text: str) -> int:
        return self.known.setdefault(visible(text), len(self.known))


def tell(projection: Projection, nodes: list[Node], edges: list[Edge], view: View) -> dict[str, Any]:
    """Entities and facts, in the order of the lists; facts name their ends by position."""
    number = {node.iri: i for i, node in enumerate(nodes)}
    sources = {iri: i for i, iri in enumerate(projection.sources)}
    texts = _Texts()

    def said(edge: Edge) -> list[dict[str, Any]]:
        return [_evidence(item, sources, texts) for item in edge.evidence]

    predicates = sorted({edge.predicate for edge in (*edges, *projection.planned)}, key=_first(view))
    relation = {iri: i for i, iri in enumerate(predicates)}
    return {
        "entities": [
            {
                "iri": node.iri,
                "label": visible(node.label),
                "class": node.type,
                "kind": visible(node.kind_label),
                "names": _other_names(node),
                "position": node.position,
                "values": [
                    [visible(projection.relations[value.predicate]), visible(value.object), said(value)]
                    for value in projection.values.get(node.iri, ())
                ],
            }
            for node in nodes
        ],
        "facts": [[number[edge.subject], relation[edge.predicate], number[edge.object], said(edge)] for edge in edges],
        "planned": [
            [number[edge.subject], relation[edge.predicate], number[edge.object], said(edge)]
            for edge in projection.planned
            if edge.subject in number and edge.object in number
        ],
        "relations": [{"iri": iri, "label": visible(projection.relations[iri])} for iri in predicates],
        "sources": [
            {"title": visible(source.title), "file": visible(source.file), "restates": visible(source.restates)}
            for source in projection.sources.values()
        ],
        "texts": list(texts.known),
    }


def _other_names(node: Node) -> list[list[str]]:
    """Each name once, whatever its capitals; not the name that the head line shows."""
    names: dict[str, list[str]] = {visible(node.label).casefold(): []}
    for text, language in node.names:
        names.setdefault(visible(text).casefold(), [visible(text), language])
    return [name for name in names.values() if name]


def _first(view: View) -> Any:
    """Sort key: the relations of the view in its order, then the others by name."""
    order = list(view.first)
    return lambda iri: (order.index(iri) if iri in order else len(order), iri)


def _evidence(item: Evidence, sources: dict[str, int], texts: _Texts) -> dict[str, Any]:
    told: dict[str, Any] = {
        "origin": item.origin,
        "claim": item.claim,
        "confidence": item.confidence,
        "by": [visible(name) for name in item.said_by],
        "quote": texts.add(item.quote) if item.quote else None,
        "section": texts.add(item.section) if item.section else None,
        "source": sources.get(item.document),
        "named": visible(item.document) if item.document and item.document not in sources else "",
        "page": item.page,
        "place": visible(item.place),
        "rule": visible(item.rule) if item.origin == "inferred" else "",
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}


def styles(view: View, nodes: Iterable[Node]) -> list[dict[str, Any]]:
    """The legend: classes that occur, in the order of the view, with colours for light and dark."""
    present = {node.type for node in nodes}
    return [
        {
            "name": style.name,
            "label": style.label,
            "shape": style.shape,
            "column": style.column,
            **{
                theme: {"fill": palette.fill, "line": palette.line, "ink": palette.ink}
                for theme, palette in (("light", style.light), ("dark", style.dark))
            },
        }
        for style in view.classes
        if style.name in present
    ]
