"""A question in free text, answered: read it, find what it is about, run the named question, filter, tell what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from krama.questions.answer import Answer, Asker, Reply
from krama.questions.catalogue import Catalogue, Question
from krama.questions.choose import NEARLY_AS_GOOD, as_good, asks_freely, to_ask_about, with_answers, with_government
from krama.questions.match import Matcher, Understanding
from krama.questions.missing import not_read, not_stated, not_understood
from krama.questions.narrow import by_name, narrow, told, turned
from krama.questions.search import search

_T = TypeVar("_T")

_CLAUSE = re.compile(r"[;?!]|,|\band (?=who|what|when|which|where|how)", re.IGNORECASE)
_SAME, _NEARLY = 0.008, 0.03
"""How far below the best reading another one may be to be answered with it, or in its place where it has no answer."""
_LAST_RESORT = ("describe", "evidence", "things")


def ask(text: str, asker: Asker, matcher: Matcher, catalogue: Catalogue) -> Reply:
    """Answer a question in plain words. Raises ``UsageError``, with what is near, where nothing fits it."""
    if unread := not_read(text, asker, matcher):
        return unread
    readings = matcher.read(text)
    for clause in () if readings else _clauses(text):
        readings = readings or matcher.read(clause)
    if not readings:
        return not_understood(text, asker, matcher)
    best = readings[0]
    for rank, reading in enumerate(readings):
        if reading.score < best.score - _NEARLY:
            break
        if rank and reading.question.name in _LAST_RESORT:
            continue
        same = [r for r in readings if abs(r.score - reading.score) <= _SAME] if rank == 0 else [reading]
        reply = _answer_all(text, same, asker, matcher, catalogue)
        if reply.stated:
            return reply
    return not_stated(text, best, asker)


def _clauses(text: str) -> list[str]:
    """The parts of a long question, to be read by themselves where the whole is not understood."""
    return [part for part in _CLAUSE.split(text) if len(part.split()) > 2 and part.strip() != text.strip()]


def _answer_all(
    text: str, readings: Sequence[Understanding], asker: Asker, matcher: Matcher, catalogue: Catalogue
) -> Reply:
    if readings[0].question.name not in _LAST_RESORT:
        readings = [r for r in readings if r.question.name not in (*_LAST_RESORT, "about")] or readings
    replies = [_answer(text, reading, (reading.question,), asker, matcher) for reading in readings]
    if not any(reply.stated for reply in replies):
        replies = [_answer(text, r, _instead(r.question, catalogue), asker, matcher) for r in readings]
    stated = [reply for reply in replies if reply.stated] or replies[:1]
    answers: dict[str, Answer] = {}
    for reply in stated:
        for answer in reply.answers:
            answers.setdefault(answer.end.iri or answer.end.name, answer)
    return Reply(
        asked=text,
        questions=_unique(question for reply in stated for question in reply.questions),
        things=_unique(thing for reply in stated for thing in reply.things),
        answers=tuple(answers.values()),
        missing=_unique(words for reply in stated for words in reply.missing),
        notes=_unique(words for reply in stated for words in reply.notes),
        near=_unique(fact for reply in stated for fact in reply.near),
    )


def _instead(question: Question, catalogue: Catalogue) -> tuple[Question, ...]:
    """The questions to ask where this one has no answer."""
    return tuple(catalogue[name] for name in question.instead)


def _answer(text: str, reading: Understanding, questions: Iterable[Question], asker: Asker, matcher: Matcher) -> Reply:
    """What the first of the questions answers that has an answer, about the things that the reading names."""
    for question in questions:
        if question.name in ("about", "things"):
            found = search(text, question, reading, asker, matcher)
            if found.stated:
                return found
            continue
        for things in to_ask_about(reading.things, question):
            if question.name not in _LAST_RESORT:
                things = with_government(things, asker)
            answers = (
                asker.run(question, things, **_parameters(question, reading)) if things or asks_freely(question) else ()
            )
            answers = turned(told(answers, question, things, asker), question, things, reading)
            kept, notes = narrow(answers, reading, asker)
            if kept:
                if not question.entity_types and reading.named:
                    kept = by_name(kept, reading.named)
                return Reply(text, (question,), with_answers(things, kept), tuple(kept), (), tuple(notes))
    return Reply(text, (reading.question,), tuple(c.thing for c in as_good(reading.things, NEARLY_AS_GOOD)))


def _parameters(question: Question, reading: Understanding) -> dict[str, str]:
    given: dict[str, str] = {}
    if question.parameter("from") and reading.period:
        given |= {"first": reading.period.first, "last": reading.period.last}
    return given


def _unique(items: Iterable[_T]) -> tuple[_T, ...]:
    found: list[_T] = []
    for item in items:
        if item not in found:
            found.append(item)
    return tuple(found)
