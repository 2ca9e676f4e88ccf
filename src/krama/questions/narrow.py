"""From all answers of a question to those that were asked for: of a kind, a period, a place in an order, a thing named."""

from __future__ import annotations

from collections.abc import Sequence

from krama.questions.answer import Answer, Asker, in_period
from krama.questions.catalogue import ENTITY_TYPES, Question
from krama.questions.choose import NEARLY_AS_GOOD, as_good
from krama.questions.match import Understanding
from krama.questions.search import about_itself, akin, of_kinds
from krama.questions.things import Thing
from krama.questions.words import Word, forms

_LISTS = ("timeline", "things", "issued", "about", "treaties")
"""Questions that list instruments: "laws" means laws there, where it elsewhere means any instrument."""


def narrow(answers: Sequence[Answer], reading: Understanding, asker: Asker) -> tuple[list[Answer], list[str]]:
    """The answers that were asked for, and notes on how they were chosen."""
    kept, notes = list(answers), list[str]()
    if not kept:
        return [], []
    if reading.others and reading.question.gives & ENTITY_TYPES:
        kept = _only_others(kept, reading)
        notes.append("yes" if kept else "")
    if reading.period and reading.question.name != "timeline" and reading.question.name != "date":
        kept = [a for a in kept if in_period(a.thing, reading.period)]
    kept = [a for a in kept if a.thing is not None and a.thing.type in reading.wanted] or kept
    kept = _of_the_kind(kept, reading, asker, notes)
    if reading.ordinal and kept:
        steps = sorted(kept, key=lambda a: (a.position is None, a.position or 0))
        place = reading.ordinal.place
        chosen = steps[place if place < 0 else place - 1] if place <= len(steps) else None
        kept = [a for a in steps if a is chosen or (chosen and a.position is None and _dates(a) == _dates(chosen))]
    return kept, [note for note in notes if note]


def _dates(answer: Answer) -> tuple[str, ...]:
    return answer.thing.dates if answer.thing else ()


def _only_others(answers: Sequence[Answer], reading: Understanding) -> list[Answer]:
    wanted = {c.thing.iri for c in as_good(reading.others, NEARLY_AS_GOOD)}
    return [a for a in answers if a.end.iri in wanted]


def _of_the_kind(answers: list[Answer], reading: Understanding, asker: Asker, notes: list[str]) -> list[Answer]:
    """The answers of the type and kind that were asked for. A word for a body is taken loosely, for a law strictly."""
    phrase = reading.kind
    if phrase is None or not answers:
        return answers
    if phrase.qualifiers:
        called = [a for a in answers if set(phrase.qualifiers) <= _said_of(a)]
        if not called:
            notes.append(f"none of these is said to be “{' '.join(phrase.qualifiers)}”")
        answers = called or answers
    of_type = [a for a in answers if a.thing is not None and a.thing.type == phrase.type]
    if not of_type:
        return [] if phrase.type == "Instrument" and all(a.thing for a in answers) else answers
    if phrase.also:
        return of_kinds(of_type, phrase, asker) or ([] if phrase.type == "Instrument" else of_type)
    if not phrase.kind:
        usual = asker.of_kind(of_type, phrase.usually) if phrase.usually else []
        if reading.question.name in _LISTS:
            return usual or of_type
        return usual + [a for a in of_type if a not in usual]
    of_kind = asker.of_kind(of_type, phrase.kind)
    if of_kind:
        noun = set(forms(asker.kinds[phrase.kind].label))
        called = [a for a in akin(of_type, phrase.kind, asker) if noun <= set(forms(a.end.name))]
        return [a for a in of_type if a in of_kind or a in called]
    if near := akin(of_type, phrase.kind, asker):
        return near
    label = asker.kinds[phrase.kind].label
    if phrase.type == "Instrument":
        return []
    notes.append(f"none of these is listed as a {label}")
    return of_type


def _said_of(answer: Answer) -> set[str]:
    """The words of an answer's names and of the sentences that state it."""
    names = (answer.end.name, *(answer.thing.names if answer.thing else ()))
    return {form for text in (*names, *(q.text for fact in answer.facts for q in fact.quotes)) for form in forms(text)}


def told(answers: tuple[Answer, ...], question: Question, things: Sequence[Thing], asker: Asker) -> tuple[Answer, ...]:
    """What "tell me about …" answers: the facts of one thing, or the things themselves where several may be meant."""
    if question.name != "describe":
        return answers
    if len(things) > 1:
        return tuple(about_itself(thing, asker) for thing in things if thing.facts or thing.documents)
    telling = [a for a in answers if any(fact.predicate != "jurisdiction" for fact in a.facts)]
    return tuple(telling) or answers


def turned(
    answers: tuple[Answer, ...], question: Question, things: Sequence[Thing], reading: Understanding
) -> tuple[Answer, ...]:
    """Of a draft that is named, the draft itself is the answer, unless its drafter is asked for."""
    if question.name != "drafts" or "Actor" in reading.wanted:
        return answers
    found = []
    for thing in things:
        facts = tuple(f for a in answers for f in a.facts if f.subject.iri == thing.iri)
        if thing.type == "Instrument" and facts:
            found.append(Answer(facts[0].subject, thing, facts))
    return tuple(found) or answers


def by_name(answers: list[Answer], words: Sequence[Word]) -> list[Answer]:
    """Answers whose names have words of the question come first."""
    asked = {word.form for word in words}
    return sorted(answers, key=lambda answer: -len(asked & set(forms(answer.end.name))))
