"""The whole way with the real ontology, the real stages and the bundled source: every fact leads to its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from krama.building import BuildReport, build
from krama.knowledge.location import graph_folder
from krama.knowledge.vocabulary import CURATED_GRAPH, INFERRED_GRAPH
from krama.store import Store, open_store

pytestmark = pytest.mark.slow
SOURCE = graph_folder() / "sources" / "khm-reply-2022-restatement.md"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    return build([SOURCE], tmp_path_factory.mktemp("real") / "store")


@pytest.fixture(scope="module")
def store(report: BuildReport) -> Iterator[Store]:
    with open_store(Path(report.store)) as opened:
        yield opened


def test_the_bundled_source_is_published(report: BuildReport) -> None:
    assert report.exit_status == 0, [one.message for one in report.inputs]
    assert report.edges > 100


def test_every_quote_is_a_slice_of_the_text(store: Store) -> None:
    (document,) = store.manifest.documents
    text = store.text(document.id)
    rows = store.select(
        """SELECT DISTINCT ?exact ?start ?end { ?passage oa:hasSelector ?quote , ?place .
        ?quote oa:exact ?exact . ?place oa:start ?start ; oa:end ?end }"""
    )
    assert len(rows) > 50
    for row in rows:
        start, end = (int(row[name].value) for name in ("start", "end"))  # type: ignore[union-attr]
        assert text[start:end] == row["exact"].value  # type: ignore[union-attr]
        assert end - start <= 700


def test_every_statement_is_whole(store: Store) -> None:
    partly = store.select(
        """SELECT ?statement { ?statement a krama:Statement .
        FILTER(!EXISTS { ?statement krama:confidence ?c ; krama:origin ?o ; krama:claimStatus ?s ;
          prov:wasAttributedTo ?w ; prov:wasGeneratedBy/prov:used ?r ; rdf:subject ?x ; rdf:predicate ?y ; rdf:object ?z }
        || !(EXISTS { ?statement prov:wasDerivedFrom ?d } || EXISTS { ?statement dcterms:source ?d })) }"""
    )
    assert len(partly) == 0


def test_every_inference_ends_in_words_or_a_source(store: Store) -> None:
    loose = store.select(
        """SELECT ?statement { ?statement krama:origin origin:inferred .
        FILTER NOT EXISTS { ?statement prov:wasDerivedFrom+ ?ground . { ?ground a oa:SpecificResource }
          UNION { ?ground dcterms:source ?named } } }"""
    )
    assert len(loose) == 0


def test_plans_have_no_edge_of_their_own(store: Store) -> None:
    asserted = store.select(
        """SELECT ?s ?p ?o { ?plan krama:claimStatus claim:planned ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
        ?s ?p ?o . FILTER NOT EXISTS { ?other rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
          krama:claimStatus ?status . FILTER(?status != claim:planned) } }"""
    )
    assert len(asserted) == 0


def test_each_thing_has_one_name_a_language_and_one_kind(store: Store) -> None:
    double = store.select(
        """SELECT ?thing (COUNT(*) AS ?n) { ?thing krama:kind ?kind ; skos:prefLabel ?name .
        BIND(LANG(?name) AS ?language) } GROUP BY ?thing ?language HAVING(COUNT(*) > 1)"""
    )
    assert len(double) == 0


def test_there_is_no_blank_node_and_every_graph_is_there(store: Store) -> None:
    assert not store.ask("ASK { ?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o)) }")
    assert {CURATED_GRAPH, INFERRED_GRAPH} < set(store.graphs())
