"""Things by their kind and the words of their names, for questions about a subject ("instruments on child labour")."""

from __future__ import annotations

from collections.abc import Sequence

from krama.questions.answer import Answer, Asker, Reply, in_period
from krama.questions.catalogue import Question
from krama.questions.choose import all_as_telling
from krama.questions.facts import surest
from krama.questions.match import Matcher, Understanding
from krama.questions.things import Thing
from krama.questions.words import forms


def search(text: str, question: Question, reading: Understanding, asker: Asker, matcher: Matcher) -> Reply:
    """Things by kind and words of their names; for a subject also what governs or establishes what has that name."""
    phrase = reading.kind
    types = {phrase.type} if phrase else set(reading.question.gives)
    words = reading.term or reading.named
    answers: dict[str, Answer] = {}
    if words:
        found = matcher.names.find(words, types, most=40)
        for candidate in all_as_telling(found):
            answers[candidate.thing.iri] = about_itself(candidate.thing, asker)
        if "Instrument" in types:
            for candidate in all_as_telling(matcher.names.find(words, {"Actor", "Mechanism"}, most=40)):
                _add_governing(candidate.thing, asker, answers)
    else:
        for thing in asker.things.values():
            if thing.type in types and (thing.facts or thing.documents):
                answers[thing.iri] = about_itself(thing, asker)
    kept = [a for a in answers.values() if a.facts or (a.thing and a.thing.documents)]
    if phrase and not phrase.kind and phrase.usually:
        kept = asker.of_kind(kept, phrase.usually) or kept
    if phrase and phrase.kind:
        kept = asker.of_kind(kept, phrase.kind) or akin(kept, phrase.kind, asker)
    if reading.period:
        kept = [a for a in kept if in_period(a.thing, reading.period)]
    missing = () if kept else (question.none,)
    return Reply(text, (question,), (), tuple(kept), missing)


def about_itself(thing: Thing, asker: Asker) -> Answer:
    """The thing as its own answer, with the most telling facts about it."""
    facts = [f for f in surest(asker.facts.about(thing.iri)) if f.confidence >= asker.min_confidence]
    return Answer(asker.facts.end(thing.iri), thing, tuple(facts[:2]), asker.position(thing.iri))


def _add_governing(thing: Thing, asker: Asker, answers: dict[str, Answer]) -> None:
    for fact in asker.facts.about(thing.iri):
        if fact.predicate in ("governs", "establishes") and fact.object.iri == thing.iri and fact.claim != "planned":
            other = asker.things.get(fact.subject.iri)
            if other is not None and other.type == "Instrument" and fact.confidence >= asker.min_confidence:
                answers.setdefault(other.iri, Answer(fact.subject, other, (fact,)))


def akin(answers: Sequence[Answer], kind: str, asker: Asker) -> list[Answer]:
    """The answers of a kind near to the one asked for: under the same listed kind, or called by the same noun ("decree")."""
    listed, noun = asker.kinds.listed(kind), set(forms(asker.kinds[kind].label))
    return [
        a
        for a in answers
        if a.thing is not None
        and (known := asker.kinds.get(a.thing.kind)) is not None
        and (known.listed == listed or noun <= set(forms(known.label)))
    ]
