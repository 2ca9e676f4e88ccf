"""Free text is matched to a question and its entity: the wordings of ``wordings.toml`` over the graph of ``facts.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from krama.errors import UsageError
from krama.questions import Desk

WORDINGS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))[
    "wording"
]


def test_there_are_as_many_wordings_as_were_written() -> None:
    assert len(WORDINGS) >= 100
    assert len({wording["ask"] for wording in WORDINGS}) == len(WORDINGS)


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording["ask"])
def test_wording_is_understood(desk: Desk, wording: dict[str, Any]) -> None:
    if wording.get("unknown"):
        with pytest.raises(UsageError):
            desk.ask(wording["ask"])
        return
    reply = desk.ask(wording["ask"])
    found = {a.end.iri.rsplit("/", 1)[-1] if a.thing else f"={a.end.name}" for a in reply.answers}
    assert wording["question"] in [question.name for question in reply.questions]
    if wording.get("none"):
        assert not reply.stated
        assert reply.missing
    elif "some" in wording:
        assert found >= set(wording["some"])
    else:
        assert found == set(wording["answers"])
