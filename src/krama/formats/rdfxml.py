"""RDF/XML: the union of all named graphs, sorted. Characters that XML forbids are written as ``⟨U+0000⟩``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Literal, Quad, RdfFormat, serialize

from krama.formats.xml import xml_text
from krama.knowledge.vocabulary import PREFIXES
from krama.rdf.serialise import ordered
from krama.store import Term


def write_rdfxml(quads: Iterable[Quad], stream: BinaryIO) -> None:
    union = ordered(Quad(quad.subject, quad.predicate, _legal(quad.object)) for quad in quads)
    triples = [quad.triple for quad in union]
    stream.write(serialize(triples, format=RdfFormat.RDF_XML, prefixes=PREFIXES) or b"")


def _legal(term: Term) -> Term:
    if not isinstance(term, Literal):
        return term
    text = xml_text(term.value)
    if text == term.value:
        return term
    return Literal(text, language=term.language) if term.language else Literal(text, datatype=term.datatype)
