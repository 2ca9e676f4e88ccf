"""What a document states becomes a named graph in which every fact leads to its words."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuadParser, RdfFormat, parse

from krama.errors import IntegrityError
from krama.knowledge.vocabulary import CLAIM, DCTERMS, DOC, ELI, ID, KRAMA, OA, ORIGIN, PROV, RDF, SKOS, XSD
from krama.model import Entity, Evidence, Page, Relation, Rule, Span
from krama.rdf import assemble, serialise, verify
from rdf.small import LAW, PLAN, RULE, extraction

Facts = dict[str, dict[str, list[NamedNode | Literal]]]


def described(quads: tuple[Quad, ...]) -> Facts:
    found: Facts = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        found[quad.subject.value][quad.predicate.value].append(quad.object)  # type: ignore[union-attr,arg-type]
    return found


def statements(facts: Facts, predicate: str) -> list[str]:
    wanted = NamedNode(KRAMA[predicate])
    return [iri for iri, about in facts.items() if about[RDF["predicate"]] == [wanted]]


def values(facts: Facts, subject: str, predicate: str) -> list[str]:
    return [term.value for term in facts[subject][predicate]]


def test_entities_have_class_kind_and_names() -> None:
    facts = described(assemble(extraction(LAW)))
    law = ID["law-on-rivers"]
    assert KRAMA["Instrument"] in values(facts, law, RDF["type"])
    assert values(facts, law, KRAMA["kind"]) == ["https://w3id.org/krama/kind/law"]
    assert facts[law][SKOS["prefLabel"]] == [Literal("Law on Rivers", language="en")]
    assert facts[law][DCTERMS["title"]] == [Literal("Law on Rivers", language="en")]


def test_a_date_is_as_precise_as_the_text_and_has_bounds() -> None:
    facts = described(assemble(extraction(LAW)))
    law = facts[ID["law-on-rivers"]]
    assert law[KRAMA["date"]] == [Literal("2001-05", datatype=NamedNode(XSD["gYearMonth"]))]
    assert law[KRAMA["earliest"]] == [Literal("2001-05-01", datatype=NamedNode(XSD["date"]))]
    assert law[KRAMA["latest"]] == [Literal("2001-05-31", datatype=NamedNode(XSD["date"]))]


def test_a_number_is_kept_as_printed() -> None:
    facts = described(assemble(extraction(LAW)))
    assert facts[ID["law-on-rivers"]][KRAMA["number"]] == [Literal("12/2001 NS")]


@pytest.mark.parametrize("predicate", ["issuedBy", "number", "date"])
def test_every_fact_leads_to_its_words(predicate: str) -> None:
    made = extraction(LAW)
    facts = described(assemble(made))
    (statement,) = statements(facts, predicate)
    about = facts[statement]
    assert NamedNode(RDF["Statement"]) in about[RDF["type"]]
    assert about[KRAMA["origin"]] == [NamedNode(ORIGIN["extracted"])]
    assert about[KRAMA["claimStatus"]] == [NamedNode(CLAIM["claimed"])]
    assert about[KRAMA["confidence"]][0].value in ("0.8", "0.9")
    assert about[PROV["wasAttributedTo"]] == [NamedNode(DOC[made.document.id])]
    (passage,) = values(facts, statement, PROV["wasDerivedFrom"])
    assert values(facts, passage, OA["hasSource"]) == [DOC[f"{made.document.id}/text"]]
    selectors = {values(facts, iri, RDF["type"])[0]: facts[iri] for iri in values(facts, passage, OA["hasSelector"])}
    quote, place = selectors[OA["TextQuoteSelector"]], selectors[OA["TextPositionSelector"]]
    start, end = (int(place[OA[name]][0].value) for name in ("start", "end"))
    assert made.document.text[start:end] == quote[OA["exact"]][0].value
    assert quote[OA["exact"]][0].value.startswith("Law on Rivers |")
    (activity,) = values(facts, statement, PROV["wasGeneratedBy"])
    (rule,) = values(facts, activity, PROV["used"])
    assert values(facts, rule, DCTERMS["identifier"]) == [RULE.name]


def test_offsets_count_code_points() -> None:
    made = extraction("𝄞 ក្រម\n" + LAW)
    assert verify(assemble(made), made.document.text) == 3


def test_a_plan_is_a_statement_without_its_edge() -> None:
    facts = described(assemble(extraction(PLAN)))
    (statement,) = statements(facts, "governs")
    assert facts[statement][KRAMA["claimStatus"]] == [NamedNode(CLAIM["planned"])]
    assert not facts[ID["law-on-lakes"]][KRAMA["governs"]]


def test_a_heading_further_off_is_a_second_passage() -> None:
    made = extraction(LAW)
    relation = made.relations[0]
    apart = dataclasses.replace(relation, evidence=Evidence(relation.evidence.span, Span(50, 60)))
    facts = described(assemble(dataclasses.replace(made, relations=(apart,))))
    (statement,) = statements(facts, "issuedBy")
    assert len(facts[statement][PROV["wasDerivedFrom"]]) == 2


def test_a_page_is_named_where_there_are_pages() -> None:
    made = extraction(LAW)
    paged = dataclasses.replace(made.document, pages=(Page(1, Span(0, 10)), Page(2, Span(10, len(made.document.text)))))
    facts = described(assemble(dataclasses.replace(made, document=paged)))
    pages = {term.value for about in facts.values() for term in about[RDF["value"]]}
    assert pages == {"page=1", "page=2"}


def test_a_document_that_cites_is_the_subject() -> None:
    made = extraction(LAW)
    cites = Relation("", "cites", "law-on-rivers", made.relations[0].evidence, RULE, 0.9)
    facts = described(assemble(dataclasses.replace(made, relations=(cites,))))
    assert values(facts, DOC[made.document.id], KRAMA["cites"]) == [ID["law-on-rivers"]]


def test_a_provision_is_part_of_its_instrument() -> None:
    made = extraction(LAW)
    article = Entity("law-on-rivers/article-2", "Provision", "", "Article 2 of the Law on Rivers", of="law-on-rivers")
    facts = described(assemble(dataclasses.replace(made, entities=(*made.entities, article))))
    assert values(facts, ID["law-on-rivers/article-2"], ELI["is_part_of"]) == [ID["law-on-rivers"]]


def test_two_rules_that_read_the_same_words_make_one_statement() -> None:
    made = extraction(LAW)
    surer = dataclasses.replace(made.relations[0], rule=Rule("other", "1"), confidence=0.95)
    facts = described(assemble(dataclasses.replace(made, relations=(made.relations[0], surer))))
    (statement,) = statements(facts, "issuedBy")
    assert values(facts, statement, KRAMA["confidence"]) == ["0.95"]


def test_who_says_so_is_the_author_unless_the_text_names_another() -> None:
    made = extraction(LAW)
    other = dataclasses.replace(made.relations[0], said_by="ministry-of-water")
    facts = described(assemble(dataclasses.replace(made, author="ministry-of-rain", relations=(other,))))
    (issued,), (number,) = statements(facts, "issuedBy"), statements(facts, "number")
    assert values(facts, issued, PROV["wasAttributedTo"]) == [ID["ministry-of-water"]]
    assert values(facts, number, PROV["wasAttributedTo"]) == [ID["ministry-of-rain"]]


def test_evidence_outside_the_text_is_a_bug() -> None:
    made = extraction(LAW)
    astray = dataclasses.replace(made.relations[0], evidence=Evidence(Span(0, len(made.document.text) + 1)))
    with pytest.raises(IntegrityError, match="not in its text"):
        assemble(dataclasses.replace(made, relations=(astray,)))


def test_a_fact_about_nothing_is_a_bug() -> None:
    made = extraction(LAW)
    with pytest.raises(IntegrityError, match="does not have"):
        assemble(dataclasses.replace(made, entities=made.entities[:1]))


def test_a_quote_that_differs_from_its_span_is_found() -> None:
    made = extraction(LAW)
    with pytest.raises(IntegrityError, match="other words"):
        verify(assemble(made), made.document.text.replace("Rivers", "Oceans"))


def test_there_is_no_blank_node_and_one_graph() -> None:
    made = extraction(LAW + PLAN)
    quads = assemble(made)
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name for quad in quads} == {NamedNode(DOC[made.document.id])}


def read_back(data: bytes, format: RdfFormat) -> QuadParser:
    return parse(data, format=format)


@pytest.mark.parametrize(("name", "format"), [("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)])
def test_a_file_holds_what_was_written(name: str, format: RdfFormat) -> None:
    quads = assemble(extraction(LAW + PLAN))
    assert set(read_back(serialise(quads, name), format)) == set(quads)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["nq", "nt", "trig", "ttl"])
def test_order_and_repetition_do_not_change_the_bytes(name: str) -> None:
    quads = assemble(extraction(LAW + PLAN))
    assert serialise([*reversed(quads), *quads], name) == serialise(quads, name)  # type: ignore[arg-type]


def test_turtle_declares_the_fixed_prefixes_first() -> None:
    text = serialise(assemble(extraction(LAW)), "ttl").decode()
    assert text.startswith("@prefix krama: <https://w3id.org/krama/ontology#> .\n@prefix kind:")
    assert "krama:issuedBy id:ministry-of-water" in text
