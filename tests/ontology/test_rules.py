"""What the rules add to the invented country, and what they must not add."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from krama.knowledge.location import ontology_folder

from .conftest import Graph

RULES = sorted((ontology_folder() / "rules").glob("*.rq"))

ADDED = """
id:ana krama:heads id:committee
id:world-body krama:cooperatesWith id:ministry
id:prakas rdf:type eli:LegalResource
id:article rdf:type eli:LegalResourceSubdivision
id:step-one rdf:type p-plan:Step
id:port-lumen rdf:type schema:Place
topic:child-labour rdf:type skos:Concept
id:ministry rdf:type cv:PublicOrganisation
id:sorana rdf:type org:Organization
id:minister rdf:type org:Post
id:ana rdf:type foaf:Person
id:ministries rdf:type foaf:Group
id:inspection rdf:type p-plan:Plan
id:legal-aid rdf:type cpsv:PublicService
id:department rdf:type org:OrganizationalUnit
id:board rdf:type org:OrganizationalCollaboration
id:prakas eli:passed_by id:ministry
id:prakas eli:based_on id:decree
id:amendment eli:amends id:law
id:decree eli:repeals id:old-decree
id:ana org:holds id:minister
id:committee dcterms:spatial id:port-lumen
id:step-one p-plan:isStepOfPlan id:case-management
id:law eli:ensures_implementation_of id:treaty
id:prakas eli:cites id:article
doc:report dcterms:references id:law
id:prakas eli:is_about topic:child-labour
id:prakas eli:jurisdiction id:sorana-place
id:ministry dcterms:spatial id:sorana-place
id:prakas eli:in_force eli:InForce-inForce
id:old-decree eli:in_force eli:InForce-notInForce
id:ministry org:memberOf id:board
id:sorana org:memberOf id:world-body
id:department org:subOrganizationOf id:ministry
id:department org:unitOf id:ministry
id:ana org:headOf id:ministry
id:ana org:headOf id:committee
id:chair org:postIn id:committee
id:legal-aid cv:hasCompetentAuthority id:ministry
id:legal-aid cv:hasLegalResource id:law
id:ministry org:linkedTo id:world-body
id:world-body org:linkedTo id:ministry
id:prakas eli:type_document kind:prakas
id:ministry org:classification kind:ministry
id:decree rdf:type cv:ReferenceFramework
"""

NOT_ADDED = """
id:draft eli:passed_by id:ministry
id:draft eli:in_force eli:InForce-notInForce
id:ana rdf:type org:Organization
id:minister rdf:type org:Organization
id:ministries rdf:type org:Organization
id:committee rdf:type org:OrganizationalCollaboration
id:step-one rdf:type p-plan:Plan
id:inspection rdf:type cpsv:PublicService
id:department org:headOf id:inspection
id:chair org:headOf id:committee
id:inspection cv:hasCompetentAuthority id:ministry
id:legal-aid cv:hasCompetentAuthority id:council
id:case-management eli:ensures_implementation_of id:law
id:case-management eli:is_about topic:child-labour
doc:report eli:cites id:law
id:hotline org:subOrganizationOf id:complaints
id:committee krama:establishes id:legal-aid
id:ministry eli:type_document kind:ministry
"""


@pytest.mark.parametrize("edge", ADDED.split("\n")[1:-1])
def test_rules_add(graph: Graph, edge: str) -> None:
    assert graph.has(*edge.split())


@pytest.mark.parametrize("edge", NOT_ADDED.split("\n")[1:-1])
def test_rules_do_not_add(graph: Graph, edge: str) -> None:
    assert not graph.has(*edge.split())


def test_a_date_reaches_eli_only_where_the_day_is_known(graph: Graph) -> None:
    rows = graph.query("SELECT ?instrument ?date WHERE { ?instrument eli:date_document ?date }")
    assert [(row["instrument"].value.rsplit("/")[-1], row["date"].value) for row in rows] == [("decree", "2010-05-03")]


def test_a_body_results_from_an_event_framed_by_its_instrument(graph: Graph) -> None:
    rows = graph.query(
        "SELECT ?body ?instrument WHERE "
        "{ ?body org:resultedFrom ?event . ?event a org:ChangeEvent ; cv:hasFormalFramework ?instrument }"
    )
    assert [(r["body"].value, r["instrument"].value) for r in rows] == [
        ("https://w3id.org/krama/id/committee", "https://w3id.org/krama/id/decree")
    ]


def test_every_head_of_a_body_has_one_membership_in_that_role(graph: Graph) -> None:
    rows = graph.query(
        "SELECT ?who ?body WHERE { ?m a org:Membership ; org:member ?who ; org:organization ?body ; "
        "org:role <https://w3id.org/krama/role/head> }"
    )
    found = sorted((r["who"].value.rsplit("/")[-1], r["body"].value.rsplit("/")[-1]) for r in rows)
    assert found == [("ana", "committee"), ("ana", "ministry"), ("chair", "committee")]


def test_the_ground_of_a_conclusion_from_two_statements_is_both(graph: Graph) -> None:
    rows = graph.query(
        "SELECT ?predicate WHERE { ?s rdf:subject id:ana ; rdf:predicate krama:heads ; rdf:object id:committee ; "
        "prov:wasDerivedFrom/rdf:predicate ?predicate }"
    )
    assert {row["predicate"].value.rsplit("#")[-1] for row in rows} == {"holdsPost", "heads"}


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_a_rule_says_what_it_does_and_adds_something(path: Path, graph: Graph) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[1].startswith("# ")
    assert re.fullmatch(r"\d\d-[a-z-]+", path.stem)
    assert graph.apply(path) == 0, "a second run of the rules adds nothing"


def test_there_are_rules() -> None:
    assert len(RULES) >= 26
