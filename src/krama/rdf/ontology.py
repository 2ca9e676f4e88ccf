"""The Turtle of ``ontology/``, sorted into what it is: vocabulary, curated names, shapes.

Vocabulary (classes, relations, kinds, topics) goes to the graph ``graph/ontology``. Blank nodes in it (unions, lists,
restrictions) get IRIs made from the content of their file, so that the graph has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, Triple, parse

from krama.errors import KnowledgeError
from krama.knowledge.vocabulary import GRAPH, ONTOLOGY_GRAPH
from krama.rdf import iris
from krama.rdf.serialise import in_graph, ordered
from krama.rdf.terms import node


def assemble_ontology(ontology_folder: Path) -> tuple[Quad, ...]:
    """The vocabulary as quads of ``graph/ontology``, sorted; ``KnowledgeError`` names a file that is no Turtle."""
    graph = node(ONTOLOGY_GRAPH)
    return tuple(
        ordered(
            quad
            for path in vocabulary_files(ontology_folder)
            for quad in in_graph(_without_blank_nodes(read_turtle(path, ontology_folder), path.name), graph)
        )
    )


def vocabulary_files(ontology_folder: Path) -> Iterator[Path]:
    """Classes, relations, kinds and topics, in the order of their paths."""
    for path in _turtle(ontology_folder):
        parts = path.relative_to(ontology_folder).parts
        if parts[0] not in ("names", "shapes") and (parts[0] != "jurisdictions" or parts[-1] == "kinds.ttl"):
            yield path


def name_files(ontology_folder: Path) -> Iterator[Path]:
    """Names of known things: ``names/`` and the entries of the jurisdictions."""
    for path in _turtle(ontology_folder):
        parts = path.relative_to(ontology_folder).parts
        if parts[0] == "names" or (parts[0] == "jurisdictions" and parts[-1] != "kinds.ttl"):
            yield path


def shape_files(ontology_folder: Path) -> Iterator[Path]:
    """SHACL: ``shapes/`` and the files of the relations, which hold their property shapes."""
    for path in _turtle(ontology_folder):
        if path.relative_to(ontology_folder).parts[0] in ("shapes", "relations"):
            yield path


def _turtle(folder: Path) -> list[Path]:
    files = [path for path in folder.rglob("*.ttl") if not path.name.startswith(".")]
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def read_turtle(path: Path, folder: Path) -> list[Triple]:
    """The triples of a file; ``KnowledgeError`` with file, line and column where it is not Turtle."""
    shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    try:
        return [quad.triple for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE, base_iri=str(GRAPH))]
    except (SyntaxError, ValueError) as error:
        raise KnowledgeError(f"{shown}: {error}") from None
    except OSError as error:
        raise KnowledgeError(f"{shown}: {error.strerror or error}") from None


def _without_blank_nodes(triples: list[Triple], name: str) -> Iterator[Triple]:
    if any(isinstance(term, BlankNode) for triple in triples for term in (triple.subject, triple.object)):
        dataset = Dataset(in_graph(triples))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        triples = [quad.triple for quad in dataset]
    for triple in triples:
        subject = _skolem(triple.subject, name) if isinstance(triple.subject, BlankNode) else triple.subject
        object_ = _skolem(triple.object, name) if isinstance(triple.object, BlankNode) else triple.object
        yield Triple(subject, triple.predicate, object_)


def _skolem(term: BlankNode, name: str) -> NamedNode:
    return node(f"{ONTOLOGY_GRAPH}/node/{iris.digest(name, term.value)[:24]}")
