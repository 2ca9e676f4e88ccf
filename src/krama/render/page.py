"""The whole page: one HTML file that loads nothing, from anywhere.

A projection, a selection and a view come in; HTML goes out, the same for the same input. Words from documents reach the
page only as JSON in a data block (``<``, ``>`` and ``&`` written as escapes) or through the template's escaping; its
script puts them on the page as text. Scripts and styles are allowed by their hashes in a content security policy.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pyvis
from jinja2 import DictLoader, Environment, StrictUndefined

from krama.errors import KramaError
from krama.network import Edge, Node, Projection, Selection, View, told_once
from krama.render.drawing import draw
from krama.render.facts import styles, tell
from krama.render.words import visible

MOST_NODES, MOST_EDGES = 1200, 5000
"""Entities and facts that one page holds; a larger graph is asked for part by part."""
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def render_html(projection: Projection, selection: Selection, view: View, name: str) -> str:
    """The page. ``name`` says whose graph it is (a store, a document), for the title and the head line."""
    told = told_once(projection.edges)
    nodes, edges = _held(projection, told, selection)
    drawn = selection.drawn(edges)
    facts = {
        "counts": {
            "entities": len(projection.nodes),
            "facts": len(told),
            "heldEntities": len(nodes),
            "heldFacts": len(edges),
            "unmentioned": projection.unmentioned,
        },
        "rule": visible(selection.rule),
        "aside": sorted(view.aside),
        "first": sorted({edge.predicate for edge in edges if edge.predicate in selection.relations}),
        "about": next((i for i, node in enumerate(nodes) if node.iri == selection.about), None),
        "start": _start(projection, nodes, [edge for edge in edges if edge.predicate not in view.aside]),
        "classes": styles(view, nodes),
        **tell(projection, nodes, edges, view),
    }
    parts = {
        "vis": _vis_script(),
        "script": _own("page.js"),
        "style": _own("page.css"),
    }
    environment = Environment(
        loader=DictLoader({"page.html": _own("page.html")}), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html").render(
        **parts,
        policy=_policy((parts["vis"], parts["script"]), parts["style"]),
        facts=_data(facts),
        network=_data(draw(projection, nodes, edges, selection, view)),
        title=visible(view.title),
        name=visible(name),
        shown=len(selection.nodes & {node.iri for node in nodes}),
        drawn=len(drawn),
        entities=len(projection.nodes),
        facts_count=len(told),
    )


def _held(projection: Projection, told: tuple[Edge, ...], selection: Selection) -> tuple[list[Node], list[Edge]]:
    """What the page holds: what is shown, then what touches it, then the rest, as far as there is room."""
    chosen = dict.fromkeys(sorted(selection.nodes))
    for near in (True, False):
        for edge in told:
            if not near or edge.subject in selection.nodes or edge.object in selection.nodes:
                chosen |= {edge.subject: None, edge.object: None}
    chosen |= dict.fromkeys(projection.nodes)
    held = frozenset(list(chosen)[:MOST_NODES])
    edges = [edge for edge in told if edge.subject in held and edge.object in held]
    edges.sort(key=lambda edge: not (edge.subject in selection.nodes and edge.object in selection.nodes))
    kept = {edge.key for edge in edges[:MOST_EDGES]}
    return (
        [node for iri, node in projection.nodes.items() if iri in held],
        [edge for edge in told if edge.key in kept],
    )


def _start(projection: Projection, nodes: list[Node], near: list[Edge]) -> int | None:
    """What a narrow screen opens with: a mechanism where an instrument and an actor meet, with many facts."""
    joined: dict[str, list[str]] = {}
    for edge in near:
        for one, other in ((edge.subject, edge.object), (edge.object, edge.subject)):
            joined.setdefault(one, []).append(projection.nodes[other].type)
    if not joined:
        return None

    def telling(iri: str) -> tuple[bool, bool, int, str]:
        types = joined[iri]
        return projection.nodes[iri].type == "Mechanism", {"Instrument", "Actor"} <= set(types), min(len(types), 8), iri

    best = max(joined, key=telling)
    return next(i for i, node in enumerate(nodes) if node.iri == best)


def _data(value: Any) -> str:
    """JSON that cannot end a script element; the same value always gives the same text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return re.sub("[<>&\u2028\u2029]", lambda match: _ESCAPES[match.group()], text)


@cache
def _own(name: str) -> str:
    return resources.files("krama.render").joinpath(name).read_text(encoding="utf-8")


@cache
def _vis_script() -> str:
    """vis-network from the installed pyvis, without the comment that would make a browser look for a source map."""
    found = sorted((Path(pyvis.__file__).parent / "lib").glob("vis-9*/vis-network.min.js"))
    if not found:
        raise KramaError("the installed pyvis has no vis-network 9 in it; install pyvis 0.3.2")
    script = found[-1].read_text(encoding="utf-8")
    script = re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "\n", script)
    if "</script" in script.lower() or "<!--" in script:
        raise KramaError(f"{found[-1]}: this script cannot be put into a page; install pyvis 0.3.2")
    return script


def _policy(scripts: tuple[str, ...], style: str) -> str:
    allowed = " ".join(_hash(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
