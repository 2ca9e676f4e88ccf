"""An extraction as annotation JSON: exactly what the guidelines ask for, nothing else."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from krama.evaluate.annotations import annotate
from krama.knowledge.kinds import Kind, Kinds
from krama.model import Attribute, Entity, EntityType, Evidence, Extraction, Mention, PartialDate, Relation, Rule, Span
from rdf.small import extraction

RULE = Rule("test", "1")
KINDS = Kinds(
    {
        "prakas": Kind("prakas", "Instrument", "prakas", listed="prakas"),
        "joint_prakas": Kind("joint_prakas", "Instrument", "joint prakas", broader="prakas", listed="prakas"),
        "other_instrument": Kind("other_instrument", "Instrument", "other", listed="other"),
        "ministry": Kind("ministry", "Actor", "ministry", listed="ministry"),
        "procedure": Kind("procedure", "Mechanism", "procedure", listed="procedure"),
    }
)


def entity(id_: str, type_: EntityType, kind: str, *starts: int) -> Entity:
    return Entity(id_, type_, kind, id_.upper(), (), tuple(Mention(Span(start, start + 5)) for start in starts))


def fact(subject: str, predicate: str, object_: str, **more: Any) -> Relation:
    return Relation(subject, predicate, object_, more.pop("evidence", Evidence(Span(0, 20))), RULE, 0.9, **more)


def made(entities: tuple[Entity, ...], relations: tuple[Relation, ...] = (), *values: Attribute) -> dict[str, Any]:
    base: Extraction = extraction("x" * 100 + "\n")
    whole = dataclasses.replace(base, entities=entities, relations=relations, attributes=values)
    return annotate(whole, KINDS)


PRAKAS, BODY = entity("p", "Instrument", "joint_prakas", 30, 0), entity("b", "Actor", "ministry", 10)
WORK = entity("w", "Mechanism", "procedure", 20)


def triples(found: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(row["subject"], row["predicate"], row["object"]) for row in found["relations"]}


def test_an_entity_has_its_listed_kind_and_sorted_mentions() -> None:
    assert made((PRAKAS,))["entities"] == [
        {"id": "p", "type": "Instrument", "kind": "prakas", "name": "P", "mentions": [[0, 5], [30, 35]]}
    ]


@pytest.mark.parametrize(("kind", "listed"), [("step", "step"), ("other_instrument", "other"), ("unheard", "other")])
def test_kinds_become_those_of_the_guidelines(kind: str, listed: str) -> None:
    assert made((entity("x", "Mechanism", kind, 0),))["entities"][0]["kind"] == listed


def test_number_and_date_are_those_of_the_text() -> None:
    evidence = Evidence(Span(0, 5))
    found = made(
        (PRAKAS, BODY),
        (),
        Attribute("p", "number", "250 KB/PRK", evidence, RULE, 0.9),
        Attribute("p", "number", "wrong", evidence, RULE, 0.5),
        Attribute("p", "date", PartialDate(2013, 9), evidence, RULE, 0.9),
        Attribute("p", "status", "draft", evidence, RULE, 0.9),
        Attribute("b", "number", "7", evidence, RULE, 0.9),
    )
    body, prakas = sorted(found["entities"], key=lambda row: str(row["id"]))
    assert (prakas["number"], prakas["date"]) == ("250 KB/PRK", "2013-09")
    assert "status" not in prakas
    assert "number" not in body


def test_a_planned_value_is_left_out() -> None:
    value = Attribute("p", "date", PartialDate(2030), Evidence(Span(0, 5)), RULE, 0.9, "planned")
    assert "date" not in made((PRAKAS,), (), value)["entities"][0]


def test_a_draft_is_written_as_issued_and_a_plan_not_at_all() -> None:
    found = made((PRAKAS, BODY, WORK), (fact("p", "draftedBy", "b"), fact("p", "governs", "w", claim="planned")))
    assert triples(found) == {("p", "issuedBy", "b")}


def test_what_annotations_do_not_have_is_left_out() -> None:
    topic, article = entity("t", "Topic", "", 0), entity("a", "Provision", "", 0)
    relations = (fact("", "cites", "p"), fact("p", "about", "t"), fact("p", "cites", "a"), fact("p", "governs", "w"))
    found = made((PRAKAS, WORK, topic, article), relations)
    assert triples(found) == {("p", "governs", "w")}
    assert {row["type"] for row in found["entities"]} == {"Instrument", "Mechanism"}


def test_a_thing_that_is_only_referred_to_is_left_out_with_its_relations() -> None:
    found = made((PRAKAS, entity("b", "Actor", "ministry")), (fact("p", "issuedBy", "b"),))
    assert [row["id"] for row in found["entities"]] == ["p"]
    assert found["relations"] == []


@pytest.mark.parametrize(("specific", "general"), [("responsibleFor", "participatesIn"), ("heads", "memberOf")])
def test_only_the_most_specific_predicate_is_written(specific: str, general: str) -> None:
    found = made((BODY, WORK), (fact("b", specific, "w"), fact("b", general, "w")))
    assert triples(found) == {("b", specific, "w")}
    assert triples(made((BODY, WORK), (fact("b", general, "w"),))) == {("b", general, "w")}


def test_every_evidence_is_given_once() -> None:
    other = Evidence(Span(40, 60))
    relations = (fact("p", "governs", "w"), fact("p", "governs", "w"), fact("p", "governs", "w", evidence=other))
    assert [row["evidence"] for row in made((PRAKAS, WORK), relations)["relations"]] == [[0, 20], [40, 60]]
