"""Curated files become a graph in which every fact has its source."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode

from krama.errors import KnowledgeError
from krama.knowledge.vocabulary import DCTERMS, DOC, ID, KRAMA, ORIGIN, PROV, RDF
from krama.rdf import assemble_curated, assemble_ontology
from rdf.small import small_world
from rdf.test_rdf_assemble import described, statements, values


def test_a_name_file_is_sourced_by_its_subjects(tmp_path: Path) -> None:
    facts = described(assemble_curated(*small_world(tmp_path)))
    (statement,) = statements(facts, "jurisdiction")
    assert values(facts, statement, KRAMA["origin"]) == [ORIGIN["curated"]]
    assert values(facts, statement, DCTERMS["source"]) == ["https://example.org/ministries"]
    assert values(facts, ID["ministry-of-water"], KRAMA["jurisdiction"]) == [ID["kingdom-of-rivers"]]


def test_a_statement_in_short_form_becomes_an_edge_with_its_place(tmp_path: Path) -> None:
    facts = described(assemble_curated(*small_world(tmp_path)))
    (statement,) = statements(facts, "issuedBy")
    assert "/curated/" not in statement
    assert values(facts, statement, KRAMA["place"]) == ["page 3"]
    assert values(facts, statement, DCTERMS["source"]) == [DOC["gazette"]]
    assert values(facts, statement, PROV["wasAttributedTo"]) == [DOC["gazette"]]
    assert values(facts, ID["law-on-dams"], KRAMA["issuedBy"]) == [ID["ministry-of-water"]]
    assert values(facts, DOC["gazette"], DCTERMS["title"]) == ["The Gazette"]


def test_curated_dates_have_bounds_and_instruments_a_title(tmp_path: Path) -> None:
    facts = described(assemble_curated(*small_world(tmp_path)))
    assert values(facts, ID["law-on-dams"], KRAMA["latest"]) == ["2008-02-29"]
    assert values(facts, ID["law-on-dams"], DCTERMS["title"]) == ["Law on Dams"]


def test_the_file_is_the_rule_of_its_facts(tmp_path: Path) -> None:
    facts = described(assemble_curated(*small_world(tmp_path)))
    (statement,) = statements(facts, "issuedBy")
    (activity,) = values(facts, statement, PROV["wasGeneratedBy"])
    (rule,) = values(facts, activity, PROV["used"])
    assert values(facts, rule, DCTERMS["identifier"]) == ["curated/water"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id:x a krama:Actor .", r"water.ttl: .*id/x has no dcterms:source"),
        ("id:x a krama:Statement ; rdf:subject id:y .", r"water.ttl: .*id/x has no .*predicate"),
        ("id:x a krama:Actor ; dcterms:source [] .", r"water.ttl: a blank node"),
        ("id:x a krama:Actor ;;; . ,", r"water.ttl: "),
    ],
)
def test_a_fact_without_a_source_is_refused(tmp_path: Path, text: str, message: str) -> None:
    ontology, graph = small_world(tmp_path)
    path = graph / "curated" / "water.ttl"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        assemble_curated(ontology, graph)


def test_a_planned_curated_fact_has_no_edge(tmp_path: Path) -> None:
    ontology, graph = small_world(tmp_path)
    path = graph / "curated" / "water.ttl"
    text = path.read_text(encoding="utf-8").replace('"page 3"@en', '"page 3"@en ; krama:claimStatus claim:planned')
    path.write_text("@prefix claim: <https://w3id.org/krama/claim/> .\n" + text, encoding="utf-8")
    facts = described(assemble_curated(ontology, graph))
    assert len(statements(facts, "issuedBy")) == 1
    assert not values(facts, ID["law-on-dams"], KRAMA["issuedBy"])


def test_the_ontology_has_no_blank_nodes_and_stable_names(tmp_path: Path) -> None:
    ontology, _ = small_world(tmp_path)
    quads = assemble_ontology(ontology)
    assert quads == assemble_ontology(ontology)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert any(quad.predicate == NamedNode(RDF["first"]) for quad in quads)
