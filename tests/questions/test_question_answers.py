"""Answers with their facts: the sentence, where it stands, whose word it is; what is missing; why an edge is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from krama.errors import UsageError
from krama.questions import Desk, Source
from krama.questions.explain import explain
from krama.questions.gaps import find_gaps
from krama.questions.show import show
from krama.questions.tell import day, reference, restatement, what, whose_word


def test_answer_carries_sentence_reference_and_author(desk: Desk) -> None:
    (answer,) = desk.ask("what governs recruitment agencies").answers
    (fact,) = answer.facts
    assert fact.quote is not None
    assert "governs Inspections of Private Recruitment Agencies" in fact.quote.text
    assert reference(fact.quote).startswith("facts.md, section “")
    assert f"characters {fact.quote.start}–{fact.quote.end}" in reference(fact.quote)
    assert whose_word(fact) == "claimed by its author: National Committee for Counter Trafficking"


def test_word_of_a_law_and_of_a_report_differ(desk: Desk) -> None:
    (answer,) = desk.ask("when was prakas 253 dated").answers
    fact = answer.facts[0]
    assert fact.quote is not None
    report = replace(fact.quote, source=replace(fact.quote.source, sort="report"))
    assert "(a report, not a law)" in whose_word(replace(fact, quotes=(report,)))
    assert whose_word(replace(fact, claim="stated")).startswith("stated by the law itself")
    assert whose_word(replace(fact, claim="planned")).startswith("planned only")


def test_restatement_is_said_not_to_be_the_original(desk: Desk) -> None:
    fact = desk.ask("date of prakas 719").answers[0].facts[0]
    assert not restatement(fact)
    assert fact.quote is not None
    retold = replace(fact.quote, source=Source("doc:x", "A restatement", restates="The reply"))
    assert "not the original" in restatement(replace(fact, quotes=(retold,)))


def test_date_is_told_as_precise_as_it_is() -> None:
    assert [day(text) for text in ("2013-09-23", "2013-09", "2013", "soon")] == [
        "23 September 2013",
        "September 2013",
        "2013",
        "soon",
    ]


def test_what_a_thing_is_is_told_with_number_and_date(desk: Desk) -> None:
    assert what(desk.thing("prakas 253"), desk.kinds) == "prakas, No. 253 KB/PRK, dated 23 September 2013"


def test_low_confidence_is_left_out(desk: Desk) -> None:
    strict = Desk(desk.asker.graph, min_confidence=0.95)
    assert strict.ask("date of prakas 253").stated
    assert not strict.ask("who heads the NCCT").stated


def test_known_thing_without_an_answer_is_not_stated_and_told_about(desk: Desk) -> None:
    reply = desk.ask("Who heads the Arbitration Council?")
    assert not reply.stated
    assert "who heads Arbitration Council" in reply.missing[0]
    assert {fact.predicate for fact in reply.near} == {"governs"}


def test_question_that_documents_do_not_answer_is_not_stated(desk: Desk) -> None:
    reply = desk.ask("what is the budget of the NCCT?")
    assert not reply.stated
    assert reply.missing


def test_unknown_name_is_told_with_near_names(desk: Desk) -> None:
    with pytest.raises(UsageError, match="Ministry of Interior"):
        desk.ask("who leads the Ministry of Magic")


def test_named_question_about_a_thing_of_another_type_asks_the_one_that_fits(desk: Desk) -> None:
    reply = desk.ask_named("governs", "inspections of private recruitment agencies")
    assert [question.name for question in reply.questions] == ["governed-by"]
    assert "read as governed-by" in reply.notes[0]


def test_named_question_needs_its_thing(desk: Desk) -> None:
    with pytest.raises(UsageError, match="needs"):
        desk.ask_named("heads")


def test_period_and_kind_narrow_a_named_question(desk: Desk) -> None:
    reply = desk.ask_named("timeline", kind="prakas", first="2018-01-01", last="2020-12-31")
    assert [a.thing.numbers[0] for a in reply.answers if a.thing] == ["719 PRK", "073/20"]


def test_unknown_kind_is_told_with_near_ones(desk: Desk) -> None:
    with pytest.raises(UsageError, match="prakas"):
        desk.ask_named("things", kind="prakasa")


def test_ambiguous_name_is_told_with_the_things_it_may_mean(desk: Desk) -> None:
    with pytest.raises(UsageError, match="may mean several things"):
        desk.thing("MOI")


@pytest.mark.parametrize(
    "text",
    [
        'NCCT" . ?s ?p ?o } #',
        "who leads <https://w3id.org/krama/id/ncct> } UNION { ?x ?y ?z",
        "} ; DROP ALL ; { NCCT",
        "what governs \\u0022 UNION",
        "\x00\x1b[31m NCCT \u202e",
    ],
)
def test_text_never_becomes_a_query(desk: Desk, text: str) -> None:
    try:
        reply = desk.ask(text)
    except UsageError:
        return
    assert len(reply.answers) < 20


def test_very_long_question_is_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="too long"):
        desk.ask("who leads and heads " * 500)


def test_portrait_shows_both_directions_and_what_is_missing(desk: Desk) -> None:
    portrait = show(desk.thing("NCCT"), desk)
    told = {(edge.relation, edge.inverse) for edge in portrait.edges}
    assert {("is headed by", True), ("is responsible for", False), ("has the part", True)} <= told
    assert any("established National Committee for Counter Trafficking" in words for words in portrait.missing)
    assert all(edge.facts[0].quotes for edge in portrait.edges)


def test_draft_is_not_missed_for_its_issuer(desk: Desk) -> None:
    portrait = show(desk.thing("Law on Management of Foreign Migrant Workers (draft)"), desk)
    assert not any("who issued" in words for words in portrait.missing)


def test_gaps_list_what_no_source_states(desk: Desk) -> None:
    gaps = find_gaps(desk)
    missing = {row.question: {thing.name for thing in row.things} for row in gaps.missing}
    assert "Penal Code" not in missing["date"]  # no fact of it is known: no document says anything of it
    assert "Gender Policy" in missing["date"]
    assert "Labor Law" in missing["number"]
    assert "Consular Support" in missing["governed-by"]
    assert "Law on Management of Foreign Migrant Workers (draft)" not in missing["issued-by"]
    assert not any("Crisis Intervention" in names for names in missing.values())
    assert not gaps.contradictions
    assert {fact.predicate for fact in gaps.planned} == {"draftedBy"}


def test_explanation_names_rule_quote_and_document(desk: Desk) -> None:
    found = explain("prakas 253", "governs", "job placement", desk)
    (ground,) = found.grounds
    assert ground.fact.rules == ("governs/facts",)
    assert ground.fact.quote is not None


def test_explanation_takes_a_value_and_a_label(desk: Desk) -> None:
    assert explain("prakas 253", "date", "2013-09-23", desk).grounds
    assert explain("prakas 253", "issued by", "Ministry of Labour", desk).grounds


def test_edge_that_is_not_there_is_told_with_what_is(desk: Desk) -> None:
    found = explain("Sar Kheng", "partOf", "NCCT", desk)
    assert not found.grounds
    assert [fact.predicate for fact in found.between] == ["heads"]


def test_unknown_relation_is_told_with_near_ones(desk: Desk) -> None:
    with pytest.raises(UsageError, match="governs"):
        explain("prakas 253", "goverms", "job placement", desk)
