"""SHACL core shapes on a plain copy of one graph: a document's, the curated one, or what several say together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.term import Node

from krama.errors import KnowledgeError
from krama.knowledge.vocabulary import KRAMA, RDF, RDFS, SH, SKOS
from krama.rdf.ontology import assemble_ontology, read_turtle, shape_files
from krama.rdf.terms import value
from krama.validate.sentences import Sentences
from krama.validate.violations import Severity, Violation

_BACKGROUND = {RDFS["subClassOf"], SKOS["inScheme"], SKOS["broader"], SKOS["topConceptOf"], KRAMA["rank"]}
_BACKGROUND_TYPES = {SKOS["Concept"], KRAMA["Topic"]}
_SEVERITIES: dict[str, Severity] = {SH["Violation"]: "violation", SH["Warning"]: "warning", SH["Info"]: "info"}


@dataclass(frozen=True)
class Shapes:
    """The shapes, and the triples that every graph is checked with: the classes, and which kinds there are."""

    graph: rdflib.Graph
    background: tuple[tuple[Any, Any, Any], ...]


def load_shapes(ontology_folder: Path) -> Shapes:
    """The shapes of ``shapes/`` and ``relations/``; ``KnowledgeError`` names a file that is no Turtle."""
    graph = rdflib.Graph()
    for path in shape_files(ontology_folder):
        for triple in read_turtle(path, ontology_folder):
            graph.add(_triple(triple, prefix=path.stem))
    background = tuple(
        _triple(quad.triple) for quad in assemble_ontology(ontology_folder) if _is_background(quad.triple)
    )
    return Shapes(graph, background)


def _is_background(triple: ox.Triple) -> bool:
    predicate = triple.predicate.value
    if predicate == RDF["type"]:
        return isinstance(triple.object, ox.NamedNode) and triple.object.value in _BACKGROUND_TYPES
    return predicate in _BACKGROUND


def check_shapes(
    quads: Iterable[ox.Quad], shapes: Shapes, graph: str = "", things: Collection[str] | None = None
) -> tuple[Violation, ...]:
    """Check the quads as one graph, named ``graph`` in the result; sorted, worst first.

    ``things`` are the IRIs that count; without them everything that the quads describe.
    """
    quads = list(quads)
    own = set(things) if things is not None else {value(quad.subject) for quad in quads}
    data = rdflib.Graph()
    for triple in shapes.background:
        data.add(triple)
    for quad in quads:
        data.add(_triple(quad.triple))
    try:
        _, results, _ = pyshacl.validate(data, shacl_graph=shapes.graph, inference="none", inplace=True)
    except pyshacl.errors.ShapeLoadError as error:
        raise KnowledgeError(f"ontology/shapes: {' '.join(str(error).split())}") from None
    if not isinstance(results, rdflib.Graph):
        raise KnowledgeError(f"ontology/shapes: {results}")
    sentences = Sentences(quads)
    found = {_violation(results, result, shapes, sentences, graph) for result in _results(results, own)}
    return tuple(sorted(found))


def _results(report: rdflib.Graph, own: set[str]) -> list[Node]:
    """The results about the graph's own things, not about the background."""
    found = report.subject_objects(rdflib.URIRef(SH["focusNode"]))
    return [result for result, thing in found if str(thing) in own]


def _violation(report: rdflib.Graph, result: Node, shapes: Shapes, sentences: Sentences, graph: str) -> Violation:
    def get(name: str) -> str:
        found = report.value(result, rdflib.URIRef(SH[name]))
        return "" if found is None else str(found)

    shape = report.value(result, rdflib.URIRef(SH["sourceShape"]))
    thing, path, wrong = get("focusNode"), get("resultPath"), get("value")
    return Violation(
        severity=_SEVERITIES.get(get("resultSeverity"), "violation"),
        rule=_name(shape, shapes.graph),
        thing=thing,
        message=" ".join(get("resultMessage").split()),
        path=path,
        value=wrong,
        sentence=sentences.of(thing, path, wrong),
        graph=graph,
    )


def _name(shape: Node | None, graph: rdflib.Graph) -> str:
    """IRI of the shape; of a property shape without one, the IRI of the shape that holds it."""
    if isinstance(shape, rdflib.BNode):
        shape = next(graph.subjects(rdflib.URIRef(SH["property"]), shape), shape)
    return "" if shape is None else str(shape)


def _triple(triple: ox.Triple, prefix: str = "") -> tuple[Any, Any, Any]:
    return cast(tuple[Any, Any, Any], tuple(_term(term, prefix) for term in triple))


def _term(term: Any, prefix: str) -> Any:
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(f"{prefix}{term.value}")
    return rdflib.URIRef(term.value)
