"""Curated facts meet the words they were taken from, once their source is in the store.

A source of ``graph/corpus.toml`` is a document that was read when their bytes have the same SHA-256. The document is
then said to be a specialization of the source, and a curated Statement that the document states too is derived from
the same passages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from krama.knowledge.vocabulary import CURATED_GRAPH, PROV
from krama.rdf import iris
from krama.rdf import terms as t
from krama.store.draft import Draft
from krama.store.manifest import StoredDocument

_CURATED = t.node(CURATED_GRAPH)
_SPECIALIZES = t.node(PROV["specializationOf"])
_Fact = tuple[str, ...]


def link_sources(draft: Draft, documents: Iterable[StoredDocument]) -> int:
    """Link the documents of the store to the sources of the curated facts; before ``unite``. The number of links."""
    sources = {t.value(quad.object): quad.subject for quad in draft.quads(predicate=t.SHA256, graph=_CURATED)}
    new: list[Quad] = []
    for document in documents:
        source, read = sources.get(document.sha256), iris.document(document.id)
        if isinstance(source, NamedNode):
            new.append(Quad(read, _SPECIALIZES, source, _CURATED))
            new.extend(_passages(draft, source, read))
    draft.replace((), new)
    return len(new)


def _passages(draft: Draft, source: NamedNode, read: NamedNode) -> Iterator[Quad]:
    stated = defaultdict(list)
    for statement, fact in _facts(draft, read):
        stated[fact].append(statement)
    taken = {quad.subject for quad in draft.quads(predicate=t.SOURCE, object=source, graph=_CURATED)}
    for statement, fact in _facts(draft, _CURATED):
        if statement in taken:
            for extracted in stated.get(fact, ()):
                for quad in draft.quads(subject=extracted, predicate=t.DERIVED, graph=read):
                    yield Quad(statement, t.DERIVED, quad.object, _CURATED)


def _facts(draft: Draft, graph: NamedNode) -> Iterator[tuple[NamedNode, _Fact]]:
    """The Statements of a graph, each with what it says."""
    parts: dict[NamedNode, dict[str, str]] = defaultdict(dict)
    for predicate in (t.SUBJECT, t.PREDICATE, t.OBJECT):
        for quad in draft.quads(predicate=predicate, graph=graph):
            if isinstance(quad.subject, NamedNode):
                parts[quad.subject][predicate.value] = str(quad.object)
    for statement, about in parts.items():
        yield statement, tuple(about.get(key.value, "") for key in (t.SUBJECT, t.PREDICATE, t.OBJECT))
