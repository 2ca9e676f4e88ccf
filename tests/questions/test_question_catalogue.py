"""The files of ``ontology/questions``: headers complete, patterns readable, queries that run."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from krama.errors import KnowledgeError
from krama.knowledge.vocabulary import ID
from krama.questions import load_questions
from krama.questions.catalogue import ENTITY_TYPES, Cue, Question, Slot, read_patterns, unknown_question
from krama.store.queries import Queries

QUESTIONS = load_questions().questions
ASKED_FOR = {
    *("governs", "governed-by", "issued-by", "basis-chain", "established-by", "members", "heads", "responsible-for"),
    *("steps", "participates", "timeline", "evidence", "drafts"),
}
FREE = ("entity", "other", "term", "rest")


def test_the_questions_that_lawyers_asked_for_are_there() -> None:
    assert set(QUESTIONS) >= ASKED_FOR
    assert len(QUESTIONS) >= 45


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_header_is_complete(question: Question) -> None:
    assert question.title
    assert question.examples
    assert question.patterns
    assert question.answers in ("subject", "object", "other")
    assert question.gives <= ENTITY_TYPES | {"date", "number", "status"}
    assert question.gives
    assert set(question.instead) <= set(QUESTIONS)
    assert all(f"krama ask {question.name}" in example for example in question.examples)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_two_names_never_stand_side_by_side_in_a_pattern(question: Question) -> None:
    for pattern in question.patterns:
        for one, other in pairwise(pattern):
            free = [isinstance(e, Slot) and e.name in FREE for e in (one, other)]
            assert not all(free), pattern


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_query_runs_and_has_the_columns_of_an_answer(graph: Queries, question: Question) -> None:
    bindings = {
        p.name: NamedNode(ID["nobody"]) if p.name == "entity" else Literal("child")
        for p in question.parameters
        if p.required
    }
    table = graph.select(question.query, bindings)
    assert {"subject", "predicate", "object", "statement"} <= set(table.columns)


def test_choices_and_optional_parts_are_read() -> None:
    with_word, without = sorted(read_patterns("(lead|in charge of) [over] {entity:!step}"), key=len, reverse=True)
    assert with_word == (Cue((("lead",), ("in", "charge", "of"))), Cue((("over",),)), Slot("entity", "!step"))
    assert without == (Cue((("lead",), ("in", "charge", "of"))), Slot("entity", "!step"))


def test_header_without_a_title_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "odd.rq").write_text("# description: x\nSELECT * {}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"odd\.rq.*title"):
        load_questions(tmp_path)


def test_unknown_question_is_told_with_near_ones() -> None:
    assert "governed-by" in str(unknown_question("govern-by", load_questions()))
