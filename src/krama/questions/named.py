"""A named question about a thing, as ``krama ask NAME ARG`` puts it."""

from __future__ import annotations

from collections.abc import Sequence

from krama.errors import UsageError
from krama.questions.answer import Asker, Reply
from krama.questions.catalogue import Catalogue, Question
from krama.questions.choose import to_ask_about, with_answers
from krama.questions.find import Candidate
from krama.questions.things import Thing


def answer_named(
    question: Question,
    about: str,
    candidates: Sequence[Candidate],
    asker: Asker,
    catalogue: Catalogue,
    *,
    kind: str = "",
    first: str = "",
    last: str = "",
) -> Reply:
    """Answer a named question about what ``about`` names; where the thing is of another type, the question that fits."""
    chosen = question
    if candidates and not _fits(question, candidates):
        fitting = [catalogue[name] for name in question.instead if _fits(catalogue[name], candidates)]
        if not fitting:
            wanted = " or ".join(sorted(question.entity_types)).lower()
            thing = candidates[0].thing
            raise UsageError(f"krama ask {question.name} takes {wanted}; {thing.name} is {_article(thing.type)}")
        chosen = fitting[0]
    notes = (f"read as {chosen.name}: {chosen.title}",) if chosen is not question else ()
    term = about if question.parameter("term") else ""
    things: list[Thing] = []
    for things in to_ask_about(candidates, chosen) or [[]]:
        answers = asker.run(chosen, things, kind=kind, first=first, last=last, term=term)
        if answers:
            return Reply(about, (chosen,), with_answers(things, answers), answers, (), notes)
    names = " or ".join(thing.name for thing in things[:3]) or "it"
    missing = (chosen.none.replace("{entity}", names),)
    return Reply(about, (chosen,), tuple(things), (), missing, notes, asker.near(things))


def _fits(question: Question, candidates: Sequence[Candidate]) -> bool:
    return any(c.thing.type in question.entity_types for c in candidates)


def _article(type_: str) -> str:
    return f"an {type_.lower()}" if type_[0] in "AI" else f"a {type_.lower()}"
