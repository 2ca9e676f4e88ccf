"""Find an entity by what people call it: its IRI, its id, any of its names, or a part of a name that only one has."""

from __future__ import annotations

from difflib import get_close_matches

from krama.errors import UsageError
from krama.knowledge.keys import key
from krama.knowledge.vocabulary import ID, PREFIXES
from krama.network.edge import Projection

_NEAR = 5


def find(projection: Projection, name: str) -> str:
    """The IRI of the entity that ``name`` means; ``UsageError`` with the near names where none or several fit."""
    iri = _iri(name)
    for candidate in (iri, ID[name]):
        if candidate in projection.nodes:
            return candidate
    names: dict[str, set[str]] = {}
    for node in projection.nodes.values():
        for text in (node.label, *(text for text, _ in node.names), node.number):
            if text:
                names.setdefault(key(text), set()).add(node.iri)
    wanted = key(name)
    labelled = {node.iri for node in projection.nodes.values() if key(node.label) == wanted}
    parts = {found for text, iris in names.items() if wanted and wanted in text for found in iris}
    for found in (labelled, names.get(wanted, set()), parts):
        if len(found) == 1:
            return found.pop()
        if found:
            raise UsageError(f"{name!r} may mean {_list(projection, sorted(found))}; give the whole name or its IRI")
    near = [sorted(names[text])[0] for text in get_close_matches(wanted, names, _NEAR, 0.6)]
    hint = f"; near it: {_list(projection, list(dict.fromkeys(near)))}" if near else ""
    raise UsageError(f"no entity is called {name!r}{hint}")


def _iri(name: str) -> str:
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def _list(projection: Projection, iris: list[str]) -> str:
    shown = [projection.nodes[iri].label for iri in iris[:_NEAR]]
    return ", ".join(repr(label) for label in shown) + (", …" if len(iris) > _NEAR else "")
