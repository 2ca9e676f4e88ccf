"""The published graph for people who write Python: what ``krama.open`` gives."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from krama.store import Store, Table, open_store

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from krama.questions import Desk, Reply
    from krama.questions.show import Portrait
    from krama.store.binding import Bindings
    from krama.store.table import Triple


class Graph:
    """One published version of the graph, read-only; a build beside it does not change it. Close it or use ``with``."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        """The number of quads."""
        return len(self.store)

    def close(self) -> None:
        """Let go of this version, so that a build may remove it."""
        self.store.close()

    def query(self, sparql: str, bindings: Bindings | None = None) -> Table | bool | tuple[Triple, ...]:
        """The answer of a SPARQL 1.1 query over the union of all graphs: rows, true or false, or triples.

        krama's prefixes need no declaration. The query runs in this process, without limits; a query of strangers
        belongs in ``krama.store.child.run``. Raises ``UsageError`` for a malformed query.
        """
        return self.store.query(sparql, bindings)

    def dataset(self) -> rdflib.Dataset:
        """A read-only ``rdflib.Dataset`` over the union; ``.graph(iri)`` gives one named graph."""
        return self.store.dataset()

    def ask(self, question: str, *about: str) -> Reply:
        """The answer to a question in plain words, or to a named one about something: ``ask("issued-by", "Prakas 250")``.

        Raises ``UsageError``, with near names, for a question or a thing that is not known.
        """
        if about or self._desk.catalogue.find(question) is not None:
            return self._desk.ask_named(question, " ".join(about))
        return self._desk.ask(question)

    def entity(self, name: str) -> Portrait:
        """Everything that is known of the thing that a name or an IRI means, each fact with its source.

        Raises ``UsageError``, with near names, where none or several are meant.
        """
        from krama.questions.show import show

        return show(self._desk.thing(name), self._desk)

    @cached_property
    def _desk(self) -> Desk:
        from krama.questions import Desk

        return Desk(self.store)

    def network(self) -> nx.MultiDiGraph[Any]:
        """The entities and the edges between them, with the sentence behind each, as a ``networkx.MultiDiGraph``."""
        from krama.network import project

        return project(self.store.quads()).graph

    def export(self, path: str | os.PathLike[str], *, without: tuple[str, ...] = ()) -> tuple[Path, ...]:
        """Write the graph to ``path``, in the format of its extension; the files written.

        ``without`` leaves out layers: "evidence", "inferred". Raises ``UsageError`` for an unknown extension or layer.
        """
        from krama import formats

        quads = list(formats.without(self.store.quads(), without))
        written = []
        for target, _, call in formats.targets(Path(path)):
            with target.open("wb") as stream:
                formats.write(quads, call, stream, packed=target.name.lower().endswith(".gz"))
            written.append(target)
        return tuple(written)


def open_graph(store: str | os.PathLike[str]) -> Graph:
    """Open the published graph of a store; ``StoreError`` where there is none or it is damaged."""
    return Graph(open_store(Path(store)))
