"""Free text is matched to a question and its entity: the wordings of ``wordings.toml`` over the graph of ``facts.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from krama.errors import UsageError
from krama.questions import Answer, Desk

WORDINGS: dict[str, str] = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))[
    "wordings"
]


def test_there_are_as_many_wordings_as_were_written() -> None:
    assert len(WORDINGS) >= 500


@pytest.mark.parametrize("text", WORDINGS)
def test_wording_is_understood(desk: Desk, text: str) -> None:
    expected = WORDINGS[text]
    if expected == "unknown":
        with pytest.raises(UsageError):
            desk.ask(text)
        return
    name, _, answers = expected.partition(": ")
    reply = desk.ask(text)
    assert name == "any" or name in [question.name for question in reply.questions]
    found = {_id(answer) for answer in reply.answers}
    if answers == "none":
        assert not found
        assert reply.missing
    elif answers == "any":
        assert found
    elif answers.startswith("some "):
        assert found >= set(answers.removeprefix("some ").split(", "))
    else:
        assert found == set(answers.split(", "))


def _id(answer: Answer) -> str:
    return answer.end.iri.rsplit("/", 1)[-1] if answer.thing else f"={answer.end.name}"
