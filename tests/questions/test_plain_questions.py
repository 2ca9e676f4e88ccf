"""Plain questions about the real text, asked of the store that is built from it blind.

The questions were written from the text by someone who had not seen the matcher. One is right when every expected answer
is given, at most one other, and the words that state it are among the sentences shown; where the text does not state what
is asked, when nothing is answered.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import krama
from krama.errors import UsageError
from krama.questions import Desk
from krama.questions.answer import Answer, Reply

QUESTIONS = Path(__file__).with_name("plain-questions.toml")
RIGHT = 0.85


@dataclass(frozen=True)
class Outcome:
    """How one question came out: ``why`` is empty where it was right."""

    id: str
    kind: str
    why: str


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>|\*", "", text)).strip().casefold()


def _names(answer: Answer) -> set[str]:
    thing = answer.thing
    labels = (thing.name, *thing.names, *thing.numbers, *thing.dates) if thing else ()
    facts = [fact.object.name for fact in answer.facts if not fact.object.iri]
    return {label.casefold() for label in (answer.end.name, *labels, *facts)}


def _paired(answers: list[Answer], expected: list[list[str]]) -> tuple[int, int]:
    """How many expected answers have none of their own, and how many answers are left over; paired as well as can be."""
    graph = nx.Graph()
    wanted = [("expected", number) for number in range(len(expected))]
    graph.add_nodes_from(wanted)
    for number, names in enumerate(expected):
        for index, answer in enumerate(answers):
            if any(name.casefold() in label for name in names for label in _names(answer)):
                graph.add_edge(("expected", number), ("answer", index))
    pairs = nx.bipartite.maximum_matching(graph, top_nodes=wanted)
    found = sum(node in pairs for node in wanted)
    return len(expected) - found, len(answers) - found


def _judge(question: dict[str, Any], reply: Reply) -> str:
    answers = [a for a in reply.answers if a.facts or not question["expect"]]
    if question["not_stated"]:
        return f"answered {[a.end.name for a in answers]}" if answers else ""
    missing, others = _paired(answers, question["expect"])
    if missing or others > 1:
        return f"{missing} missing, {others} others: {[a.end.name for a in answers]}"
    shown = " ".join(_plain(q.text) for a in answers for f in a.facts for q in f.quotes)
    return "" if _plain(question["sentence"]) in shown else "another sentence"


@pytest.fixture(scope="module")
def outcomes(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    store = tmp_path_factory.mktemp("plain") / "store"
    krama.build([reference / "khm-reply-2022.txt"], store=store, blind=True)
    questions = tomllib.loads(QUESTIONS.read_text(encoding="utf-8"))["question"]
    assert len(questions) >= 40
    with krama.open(store) as graph:
        desk = Desk(graph.store)
        return [Outcome(q["id"], q["kind"], _outcome(q, desk)) for q in questions]


def _outcome(question: dict[str, Any], desk: Desk) -> str:
    try:
        return _judge(question, desk.ask(question["ask"]))
    except UsageError as error:
        return f"not understood: {error}"


def test_plain_questions_are_answered(outcomes: list[Outcome]) -> None:
    wrong = [one for one in outcomes if one.why]
    share = 1 - len(wrong) / len(outcomes)
    assert share >= RIGHT, f"{share:.0%} of {len(outcomes)} right\n" + "\n".join(f"{w.id}: {w.why}" for w in wrong)
