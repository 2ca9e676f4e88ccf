"""Byte-stable RDF: the same quads always give the same bytes.

Graphs, subjects, predicates and objects are sorted by their N-Triples form (a type first), prefixes come in the order
of ``PREFIXES``, nothing is written twice. The graph has no blank nodes, so no label can vary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal as Choice

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from krama.knowledge.vocabulary import PREFIXES
from krama.rdf import terms as t

_HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()).encode()

Format = Choice["nq", "nt", "trig", "ttl"]


def in_graph(triples: Iterable[Triple], graph: NamedNode | None = None) -> Iterator[Quad]:
    """The triples as quads of one graph; without one, of the default graph."""
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def ordered(quads: Iterable[Quad]) -> list[Quad]:
    """The quads, each once, in the order in which they are written."""
    keyed = {_key(quad): quad for quad in quads}
    return [keyed[key] for key in sorted(keyed)]


def _key(quad: Quad) -> tuple[str, str, bool, str, str]:
    return (
        str(quad.graph_name),
        str(quad.subject),
        quad.predicate != t.A,
        str(quad.predicate),
        str(quad.object),
    )


def serialise(quads: Iterable[Quad], format: Format) -> bytes:
    """N-Quads or TriG with named graphs; N-Triples or Turtle of the union. UTF-8."""
    if format in ("nq", "trig"):
        return _write(ordered(quads), format)
    return _write([quad.triple for quad in ordered(in_graph(quad.triple for quad in quads))], format)


def serialise_triples(triples: Iterable[Triple], format: Choice["nt", "ttl"]) -> bytes:
    """Triples without a graph, sorted. Blank nodes that a query made keep their names."""
    return _write([quad.triple for quad in ordered(in_graph(triples))], format)


def _write(items: list[Quad] | list[Triple], format: Format) -> bytes:
    if format == "nq":
        return serialize(items, format=RdfFormat.N_QUADS) or b""
    if format == "nt":
        return serialize(items, format=RdfFormat.N_TRIPLES) or b""
    chosen = RdfFormat.TRIG if format == "trig" else RdfFormat.TURTLE
    return _HEADER + _without_prefixes(serialize(items, format=chosen, prefixes=PREFIXES) or b"")


def _without_prefixes(data: bytes) -> bytes:
    """The library writes its prefixes in an order that changes from run to run; they stand before the first triple."""
    start = 0
    while data.startswith(b"@prefix ", start):
        start = data.index(b"\n", start) + 1
    return data[start:]
