"""The graph as a read-only rdflib Dataset."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rdflib
import rdflib.plugins.sparql
from rdflib.graph import ModificationException

from krama.knowledge.vocabulary import CURATED_GRAPH, DOC, ID, KRAMA
from krama.store import Store, open_store
from rdf.small import LAW
from rdf.worlds import World

RIVERS, WATER = rdflib.URIRef(ID["law-on-rivers"]), rdflib.URIRef(ID["ministry-of-water"])
ISSUED = rdflib.URIRef(KRAMA["issuedBy"])


@pytest.fixture
def store(world: World) -> Iterator[Store]:
    world.build(world.write("law.txt", LAW), world.write("again.txt", LAW + "\n"))
    with open_store(world.store) as opened:
        yield opened


@pytest.fixture
def dataset(store: Store) -> rdflib.Dataset:
    return store.dataset()


def test_the_union_holds_every_triple_once(dataset: rdflib.Dataset) -> None:
    assert list(dataset.triples((RIVERS, ISSUED, None))) == [(RIVERS, ISSUED, WATER)]
    assert dataset.value(RIVERS, ISSUED) == WATER
    assert (RIVERS, ISSUED, WATER) in dataset


def test_lengths_are_those_of_the_union(store: Store, dataset: rdflib.Dataset) -> None:
    assert len(dataset) == store.manifest.triples < store.manifest.quads
    assert len(dataset) == sum(1 for _ in dataset.triples((None, None, None)))


def test_quads_name_every_graph(dataset: rdflib.Dataset) -> None:
    assert len(list(dataset.quads((RIVERS, ISSUED, WATER, None)))) == 2


def test_one_graph_can_be_read(store: Store, dataset: rdflib.Dataset) -> None:
    document = store.manifest.documents[0]
    graph = dataset.graph(rdflib.URIRef(DOC[document.id]))
    assert (RIVERS, ISSUED, WATER) in graph
    assert len(graph) == store.manifest.graphs[DOC[document.id]]
    assert (RIVERS, ISSUED, WATER) not in dataset.graph(rdflib.URIRef(CURATED_GRAPH))


def test_graphs_are_listed(store: Store, dataset: rdflib.Dataset) -> None:
    assert {str(graph.identifier) for graph in dataset.graphs()} >= set(store.graphs())


def test_sparql_sees_the_union_and_knows_the_prefixes(dataset: rdflib.Dataset) -> None:
    rows = list(dataset.query("SELECT ?law ?date { ?law krama:issuedBy ?body ; krama:date ?date } ORDER BY ?law"))
    assert [str(row.law) for row in rows] == [ID["law-on-dams"], str(RIVERS)]  # type: ignore[union-attr]
    assert rows[0].date.datatype == rdflib.XSD.gYearMonth  # type: ignore[union-attr]
    assert dataset.query("ASK { ?law krama:issuedBy ?body }").askAnswer
    built = dataset.query("CONSTRUCT { ?law a krama:Found } WHERE { ?law krama:issuedBy ?body }").graph
    assert built is not None
    assert len(built) == 2


def test_sparql_takes_bindings_and_asks_one_graph(store: Store, dataset: rdflib.Dataset) -> None:
    query = "SELECT ?body { ?law krama:issuedBy ?body }"
    assert len(list(dataset.query(query, initBindings={"law": RIVERS}))) == 1
    graph = dataset.graph(rdflib.URIRef(DOC[store.manifest.documents[0].id]))
    assert len(list(graph.query(query))) == 1


def test_rdflib_answers_what_the_engine_does_not(dataset: rdflib.Dataset) -> None:
    prepared = rdflib.plugins.sparql.prepareQuery("SELECT ?law { ?law <https://w3id.org/krama/ontology#number> ?n }")
    assert [row.law for row in dataset.query(prepared)] == [RIVERS]  # type: ignore[union-attr]


def test_rdflib_paths_work(dataset: rdflib.Dataset) -> None:
    statement = next(dataset.subjects(rdflib.RDF.predicate, ISSUED))
    quote = rdflib.PROV.wasDerivedFrom / rdflib.URIRef("http://www.w3.org/ns/oa#hasSelector")
    assert list(dataset.objects(statement, quote)) or list(dataset.objects(statement, rdflib.DCTERMS.source))


def test_nothing_can_be_changed(store: Store, dataset: rdflib.Dataset) -> None:
    triple = (RIVERS, ISSUED, rdflib.URIRef("urn:other"))
    with pytest.raises(ModificationException):
        dataset.add(triple)
    with pytest.raises(ModificationException):
        dataset.remove((None, None, None))
    with pytest.raises(ModificationException):
        dataset.graph(rdflib.URIRef("urn:new")).add(triple)
    with pytest.raises(ModificationException):
        dataset.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    assert len(store) == sum(store.manifest.graphs.values())


def test_literals_keep_their_form(dataset: rdflib.Dataset) -> None:
    confidence = rdflib.URIRef(KRAMA["confidence"])
    forms = {str(value) for value in dataset.objects(None, confidence)}
    assert forms == {"0.8", "0.9", "1"}
    assert rdflib.Literal("Law on Rivers", lang="en") in set(dataset.objects(RIVERS, rdflib.SKOS.prefLabel))


def test_it_can_be_serialised(dataset: rdflib.Dataset) -> None:
    again = rdflib.Dataset(default_union=True)
    again.parse(data=dataset.serialize(format="nquads"), format="nquads")
    assert (RIVERS, ISSUED, WATER) in again
