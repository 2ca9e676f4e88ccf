"""The published graph as a read-only ``rdflib.Dataset``, without a copy.

rdflib asks, pyoxigraph answers: triples by index, SPARQL by pyoxigraph's engine over the union of the graphs (or over
one graph, where the query is put to it). Every change is refused with rdflib's ``ModificationException``.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NoReturn, cast

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID, ModificationException
from rdflib.query import Result
from rdflib.store import Store as RdflibStore
from rdflib.term import Node

from krama.knowledge.vocabulary import PREFIXES
from krama.store.binding import Bindings, bind

if TYPE_CHECKING:
    from krama.store.embedded import Store

# rdflib types a term as ``Node`` and a context as ``Graph`` with optional parts at every turn; its stores are checked
# by behaviour (tests/store/test_dataset.py), so the signatures here use its own loose types.
_Triple = tuple[Node, Node, Node]


def read_only_dataset(store: Store) -> rdflib.Dataset:
    """A Dataset over the union of the store's named graphs. It keeps ``store`` open as long as it lives."""
    dataset = rdflib.Dataset(_Adapter(store), default_union=True)
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri, override=True, replace=True)
    return dataset


class _Adapter(RdflibStore):
    context_aware = True
    graph_aware = True

    def __init__(self, store: Store) -> None:
        self._store = store
        self._namespaces: dict[str, rdflib.URIRef] = {}
        super().__init__()

    def triples(
        self, triple_pattern: Any, context: rdflib.Graph | None = None
    ) -> Iterator[tuple[_Triple, Iterator[rdflib.Graph | None]]]:
        subject, predicate, object_ = (to_oxigraph(term) for term in triple_pattern)
        if not isinstance(subject, ox.NamedNode | None) or not isinstance(predicate, ox.NamedNode | None):
            return
        graph = self._graph(context)
        if graph is None:
            for triple in self._store.triples(subject, predicate, object_):
                yield _from_triple(triple), self._graphs_of(triple)
        else:
            for quad in self._store.quads(subject, predicate, object_, graph):
                yield _from_triple(quad.triple), iter((context,))

    def _graphs_of(self, triple: ox.Triple) -> Iterator[rdflib.Graph]:
        """The named graphs that hold a triple, looked up only where somebody asks."""
        if isinstance(triple.subject, ox.NamedNode):
            for quad in self._store.quads(triple.subject, triple.predicate, triple.object):
                yield self._as_graph(quad.graph_name)

    def __len__(self, context: rdflib.Graph | None = None) -> int:
        graph = self._graph(context)
        manifest = self._store.manifest
        return manifest.triples if graph is None else manifest.graphs.get(graph.value, 0)

    def contexts(self, triple: _Triple | None = None) -> Generator[rdflib.Graph, None, None]:
        if triple is None or all(term is None for term in triple):
            for iri in self._store.graphs():
                yield self._as_graph(ox.NamedNode(iri))
        else:
            for _, graphs in self.triples(triple):
                yield from (graph for graph in graphs if graph is not None)

    def query(
        self, query: Any, initNs: Mapping[str, Any], initBindings: Mapping[str, Any], queryGraph: Any, **kwargs: Any
    ) -> Result:
        if not isinstance(query, str) or kwargs:
            raise NotImplementedError  # rdflib's own engine takes over, with the triples of this adapter
        union = queryGraph == "__UNION__" or queryGraph == DATASET_DEFAULT_GRAPH_ID
        values = {str(name): to_oxigraph(term) for name, term in initBindings.items()}
        answer = self._store._quads.query(
            bind(query, cast(Bindings, values)),
            prefixes={prefix: str(iri) for prefix, iri in initNs.items()},
            default_graph=None if union else ox.NamedNode(str(queryGraph)),
        )
        return _result(answer)

    def bind(self, prefix: str, namespace: rdflib.URIRef, override: bool = True) -> None:
        if override or prefix not in self._namespaces:
            self._namespaces[prefix] = namespace

    def namespace(self, prefix: str) -> rdflib.URIRef | None:
        return self._namespaces.get(prefix)

    def prefix(self, namespace: rdflib.URIRef) -> str | None:
        return next((prefix for prefix, iri in self._namespaces.items() if iri == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, rdflib.URIRef]]:
        yield from tuple(self._namespaces.items())

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Naming a graph to read it is no change."""

    def add(self, triple: Any, context: Any, quoted: bool = False) -> NoReturn:
        raise ModificationException

    def addN(self, quads: Iterable[Any]) -> NoReturn:
        raise ModificationException

    def remove(self, triple: Any, context: Any = None) -> NoReturn:
        raise ModificationException

    def remove_graph(self, graph: Any) -> NoReturn:
        raise ModificationException

    def update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ModificationException

    def _graph(self, context: Any) -> ox.NamedNode | None:
        """The one graph that is asked, or None for the union."""
        if context is None or isinstance(context, rdflib.Dataset):
            return None
        name = context.identifier if isinstance(context, rdflib.Graph) else context
        return None if name == DATASET_DEFAULT_GRAPH_ID else ox.NamedNode(str(name))

    def _as_graph(self, name: object) -> rdflib.Graph:
        return rdflib.Graph(
            store=self, identifier=rdflib.URIRef(name.value) if isinstance(name, ox.NamedNode) else None
        )


def _result(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
    if isinstance(answer, ox.QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(answer)
    elif isinstance(answer, ox.QueryTriples):
        result = Result("CONSTRUCT")
        result.graph = rdflib.Graph()
        for triple in answer:
            result.graph.add(_from_triple(triple))
    else:
        result = Result("SELECT")
        names = [variable.value for variable in answer.variables]
        result.vars = [rdflib.Variable(name) for name in names]
        result.bindings = [
            {
                variable: from_oxigraph(term)
                for variable, name in zip(result.vars, names, strict=True)
                if (term := solution[name]) is not None
            }
            for solution in answer
        ]
    return result


def _from_triple(triple: ox.Triple) -> _Triple:
    return from_oxigraph(triple.subject), from_oxigraph(triple.predicate), from_oxigraph(triple.object)


def to_oxigraph(term: Any) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    """rdflib's term as pyoxigraph's; None stays None."""
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    return ox.NamedNode(str(term))


def from_oxigraph(term: Any) -> Any:
    """pyoxigraph's term as rdflib's, the lexical form unchanged."""
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    return rdflib.BNode(term.value) if isinstance(term, ox.BlankNode) else rdflib.URIRef(term.value)
