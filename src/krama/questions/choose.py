"""Which of the things that words may mean a question is asked about: the best, and those nearly as good."""

from __future__ import annotations

from collections.abc import Sequence

from krama.questions.answer import Answer, Asker
from krama.questions.catalogue import Question
from krama.questions.find import ENOUGH, Candidate
from krama.questions.things import Thing
from krama.questions.words import forms

NEARLY_AS_GOOD, _WIDER = 0.88, 0.7
"""Shares of the best score that let a thing be asked about too, and where the best have no answer."""


def asks_freely(question: Question) -> bool:
    """Whether the question can be asked without a thing."""
    parameter = question.parameter("entity")
    return parameter is None or not parameter.required


def to_ask_about(things: Sequence[Candidate], question: Question) -> list[list[Thing]]:
    """The things to ask about: the best and those nearly as good; else a few more, unless the words name one exactly."""
    fitting = [c for c in things if not question.entity_types or c.thing.type in question.entity_types]
    if not fitting:
        return [[]] if asks_freely(question) else []
    tiers = [[c.thing for c in as_good(fitting, NEARLY_AS_GOOD)]]
    if not fitting[0].whole:
        tiers.append([c.thing for c in as_good(fitting, _WIDER)])
    return tiers


def with_government(things: Sequence[Thing], asker: Asker) -> list[Thing]:
    """The things; beside a state its government, which acts for it: the Actor that is called by the state's name."""
    states = {forms(name) for t in things if asker.kinds.is_a(t.kind, "state") for name in (t.name, *t.names)}
    called = {("government", *(form for form in row if form not in ("of", "the"))) for row in states}
    acting = [
        thing
        for thing in (asker.things.values() if states else ())
        if thing.type == "Actor" and thing not in things and called & set(map(_bare, (thing.name, *thing.names)))
    ]
    return [*things, *acting]


def _bare(name: str) -> tuple[str, ...]:
    return tuple(form for form in forms(name) if form not in ("of", "the"))


def as_good(things: Sequence[Candidate], share: float) -> list[Candidate]:
    """The candidates with at least that share of the best score; where the words name one exactly, only such."""
    if not things:
        return []
    best = things[0]
    if best.whole:
        return [c for c in things if c.whole and c.score >= best.score - 0.06]
    return [c for c in things if c.score >= max(share * best.score, ENOUGH * 0.9)]


def best_of(things: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are as good as the best: all whole names, or all that fit nearly as well."""
    return as_good(things, 0.97)


def all_as_telling(found: Sequence[Candidate]) -> list[Candidate]:
    """Every candidate that explains the words about as well as the best, however long its name."""
    best = max((c.explained for c in found), default=0.0)
    return [c for c in found if c.score >= ENOUGH and c.explained >= 0.85 * best]


def with_answers(things: Sequence[Thing], answers: Sequence[Answer]) -> tuple[Thing, ...]:
    """The things that some answer is about; all, where the facts do not show it (a chain)."""
    ends = {end.iri for a in answers for fact in a.facts for end in (fact.subject, fact.object)}
    return tuple(thing for thing in things if thing.iri in ends) or tuple(things)
