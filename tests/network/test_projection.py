"""The network that quads give."""

from __future__ import annotations

import io
import random

import networkx as nx
import pytest

from krama.errors import UsageError
from krama.knowledge.vocabulary import ID, KRAMA
from krama.network import Projection, find, project
from network.sample import HOSTILE, KHMER, around, report, sample


@pytest.fixture(scope="module")
def projection() -> Projection:
    return project(sample())


def test_an_entity_is_a_node_with_its_names_number_and_date(projection: Projection) -> None:
    assert projection.graph.nodes[ID["prakas"]] == {
        "iri": ID["prakas"],
        "label": "Prakas on Inspections",
        "class": "Instrument",
        "kind": "prakas",
        "number": "250 KB/PRK",
        "date": "2013-09-23",
    }
    assert (KHMER, "km") in projection.nodes[ID["prakas"]].names
    assert projection.nodes[ID["prakas"]].rank == 60


def test_one_edge_carries_the_evidence_of_every_document(projection: Projection) -> None:
    (edge,) = [e for e in projection.edges if e.key == (ID["prakas"], KRAMA["governs"], ID["inspections"])]
    assert {item.quote for item in edge.evidence} == {
        "The Prakas on Inspections governs Inspections <b>and more</b>.",
        "This Prakas sets the rules of Inspections.",
    }
    assert {item.claim for item in edge.evidence} == {"claimed", "stated"}
    assert all(item.page == 7 for item in edge.evidence)


def test_an_edge_says_its_relation_in_the_words_of_the_ontology(projection: Projection) -> None:
    row = projection.graph.edges[ID["prakas"], ID["inspections"], KRAMA["governs"]]
    assert row["label"] == "lays down rules for"
    assert row["statements"] == 2
    assert projection.relations[KRAMA["issuedBy"]] == "issued by"


def test_what_is_planned_is_no_edge(projection: Projection) -> None:
    assert not projection.graph.has_edge(ID["gov"], ID["inspections"])
    assert [edge.object for edge in projection.planned] == [ID["inspections"]]


def test_names_that_no_document_mentions_are_left_out_and_counted(projection: Projection) -> None:
    assert ID["unmentioned"] not in projection.nodes
    assert ID["whole"] in projection.nodes
    assert projection.unmentioned == 1


def test_without_documents_everything_is_in_the_network() -> None:
    assert ID["unmentioned"] in project(around()).nodes


def test_a_curated_fact_names_its_source_and_the_place_in_it(projection: Projection) -> None:
    (edge,) = [e for e in projection.edges if e.object == ID["whole"]]
    assert edge.best is not None
    assert (edge.best.origin, edge.best.place, edge.best.said_by) == ("curated", "section 3", ())
    assert projection.sources[edge.best.document].title == "The original reply"


def test_a_restatement_is_known_as_one(projection: Projection) -> None:
    note = projection.sources["https://w3id.org/krama/document/report-aaaa1111"]
    assert (note.title, note.file, note.restates) == ("Restatement of the reply", "report.txt", "The original reply")


def test_unsure_facts_can_be_left_out() -> None:
    sure = project(sample(), least=0.5)
    assert not sure.graph.has_edge(ID["gov"], ID["hotline"])
    assert sure.graph.has_edge(ID["prakas"], ID["inspections"])


def test_the_order_of_the_quads_changes_nothing(projection: Projection) -> None:
    quads = list(sample())
    random.Random(1).shuffle(quads)
    other = project(quads)
    assert other.edges == projection.edges
    assert list(other.nodes.items()) == list(projection.nodes.items())
    assert list(other.graph.edges(keys=True, data=True)) == list(projection.graph.edges(keys=True, data=True))


def test_every_writer_of_networkx_takes_the_graph() -> None:
    graph = nx.relabel_nodes(project(q for q in report()).graph, lambda iri: iri.replace("\x00", ""))
    for _, row in graph.nodes(data=True):
        row["label"] = row["label"].replace("\x00", "")
    nx.write_graphml(graph, io.BytesIO())
    nx.write_gexf(graph, io.BytesIO())


def test_nothing_at_all_is_an_empty_network() -> None:
    empty = project(())
    assert (empty.nodes, empty.edges, empty.planned, empty.unmentioned) == ({}, (), (), 0)


@pytest.mark.parametrize(
    "name",
    ["Ministry of Labour", "the ministry of labour", "MoL", "id:ministry", ID["ministry"], "ministry"],
)
def test_an_entity_is_found_by_any_of_its_names(projection: Projection, name: str) -> None:
    assert find(projection, name) == ID["ministry"]


def test_a_number_finds_its_instrument(projection: Projection) -> None:
    assert find(projection, "250 KB/PRK") == ID["prakas"]


def test_an_unknown_name_tells_the_near_ones(projection: Projection) -> None:
    with pytest.raises(UsageError, match="near it: 'Ministry of Labour'"):
        find(projection, "Ministry of Lobour")
    with pytest.raises(UsageError, match="no entity is called"):
        find(projection, "")


def test_a_name_that_two_have_is_not_guessed(projection: Projection) -> None:
    with pytest.raises(UsageError, match="may mean"):
        find(projection, "labour")


def test_labels_are_kept_as_they_are(projection: Projection) -> None:
    assert projection.nodes[ID["hostile"]].label == HOSTILE
