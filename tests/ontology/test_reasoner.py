"""A reasoner finds no contradiction between the ontology, the published vocabularies and what the rules add.

HermiT (it comes with owlready2, which only this test uses, and needs Java) reads the classes and relations, the axioms
of ``standard-axioms.ttl`` and the invented country with everything that the rules add. The evidence layer is left out:
it speaks of statements, not of the world; and dates, whose datatypes HermiT does not know.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from .conftest import HERE, INFERRED, KRAMA, PREFIXES, VOCABULARY, Graph

owlready2 = pytest.importorskip("owlready2", reason="owlready2 (with HermiT) is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java"),
]

LEFT_OUT = tuple(PREFIXES[prefix] for prefix in ("sh", "oa", "statement"))
NOT_THE_WORLD = ("https://w3id.org/krama/shape/", "https://w3id.org/krama/document/", *LEFT_OUT)
RDF_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")


def _of_the_world(triple: ox.Triple) -> bool:
    subject, predicate, value = triple.subject, triple.predicate.value, triple.object
    if isinstance(subject, ox.NamedNode) and subject.value.startswith(NOT_THE_WORLD):
        return False
    if predicate.startswith(LEFT_OUT) or (isinstance(value, ox.NamedNode) and value.value.startswith(LEFT_OUT)):
        return False
    if isinstance(value, ox.Literal):
        return value.datatype.value.rsplit("#")[-1] not in ("date", "gYear", "gYearMonth")
    return True


def _consistent(triples: list[ox.Triple], folder: Path) -> bool:
    """Whether HermiT finds a model, and no class of krama that can have no member."""
    path = folder / "world.nt"
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    try:
        owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return not [found for found in world.inconsistent_classes() if found.iri.startswith(KRAMA)]


@pytest.fixture(scope="module")
def world(graph: Graph) -> list[ox.Triple]:
    axioms = [quad.triple for quad in ox.parse(path=HERE / "standard-axioms.ttl")]
    facts = [quad.triple for quad in graph.store if quad.graph_name != VOCABULARY]
    vocabulary = [quad.triple for quad in graph.store.quads_for_pattern(None, None, None, VOCABULARY)]
    assert len(list(graph.store.quads_for_pattern(None, None, None, INFERRED))) > 100
    return [triple for triple in (*axioms, *vocabulary, *facts) if _of_the_world(triple)]


def test_the_whole_is_consistent(world: list[ox.Triple], tmp_path: Path) -> None:
    assert _consistent(world, tmp_path)


MISTAKES = {
    "every actor an organization": ("krama:Actor", "rdfs:subClassOf", "org:Organization"),
    "to head is org:headOf": ("krama:heads", "rdfs:subPropertyOf", "org:headOf"),
    "a committee that a person heads a collaboration": ("id:committee", "rdf:type", "org:OrganizationalCollaboration"),
    "a place that is an actor": ("id:port-lumen", "rdf:type", "krama:Actor"),
    "a body that is an event": ("id:committee", "rdf:type", "org:ChangeEvent"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_reasoner_would_notice(mistake: str, world: list[ox.Triple], tmp_path: Path) -> None:
    names = [term.partition(":") for term in MISTAKES[mistake]]
    wrong = ox.Triple(*(ox.NamedNode(PREFIXES[prefix] + local) for prefix, _, local in names))
    assert not _consistent([*world, wrong], tmp_path)
