"""Things by their kind and the words of their names, for questions about a subject ("instruments on child labour")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from krama.questions.answer import Answer, Asker, Reply, in_period
from krama.questions.catalogue import Question
from krama.questions.choose import all_as_telling
from krama.questions.facts import surest
from krama.questions.match import Matcher, Understanding
from krama.questions.phrases import KindPhrase
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
            titled = [a.thing for a in answers.values() if a.thing and a.thing.type == "Instrument"]
            for thing in _sharing_a_title(titled, asker, matcher):
                answers.setdefault(thing.iri, about_itself(thing, asker))
            for candidate in all_as_telling(matcher.names.find(words, {"Actor", "Mechanism"}, most=40)):
                _add_governing(candidate.thing, asker, answers)
    else:
        for thing in asker.things.values():
            if thing.type in types and (thing.facts or thing.documents):
                answers[thing.iri] = about_itself(thing, asker)
    kept = [a for a in answers.values() if a.facts or (a.thing and a.thing.documents)]
    if phrase and phrase.also:
        kept = of_kinds(kept, phrase, asker)
    elif phrase and not phrase.kind and phrase.usually:
        kept = asker.of_kind(kept, phrase.usually) or kept
    elif phrase and phrase.kind:
        kept = asker.of_kind(kept, phrase.kind) or akin(kept, phrase.kind, asker)
    if reading.period:
        kept = [a for a in kept if in_period(a.thing, reading.period)]
    missing = () if kept else (question.none,)
    return Reply(text, (question,), (), tuple(kept), missing)


def about_itself(thing: Thing, asker: Asker) -> Answer:
    """The thing as its own answer, with the most telling facts about it."""
    facts = [f for f in surest(asker.facts.about(thing.iri)) if f.confidence >= asker.min_confidence]
    return Answer(asker.facts.end(thing.iri), thing, tuple(facts[:2]), asker.position(thing.iri))


def _sharing_a_title(titled: Sequence[Thing], asker: Asker, matcher: Matcher) -> list[Thing]:
    """Instruments whose title is told together with that of another: in "Policies and Plans on X" both are on X."""
    bare = [
        thing
        for thing in asker.things.values()
        if thing.type == "Instrument" and thing.documents and matcher.names.is_bare(thing) and thing not in titled
    ]
    found: dict[str, Thing] = {}
    for thing in titled if bare else ():
        said = {_plain(quote.text) for fact in asker.facts.about(thing.iri) for quote in fact.quotes}
        for name, other, joint in product((thing.name, *thing.names), bare, ("and", "or")):
            if any(f"{_plain(other.name)}{joint}{_plain(name)}" in text for text in said):
                found[other.iri] = other
    return list(found.values())


def _plain(text: str) -> str:
    """The words of a text in small letters, with a space before and after each."""
    return " ".join(("", *re.findall(r"[^\W_]+", text.casefold()), ""))


def _add_governing(thing: Thing, asker: Asker, answers: dict[str, Answer]) -> None:
    for fact in asker.facts.about(thing.iri):
        if fact.predicate in ("governs", "establishes") and fact.object.iri == thing.iri and fact.claim != "planned":
            other = asker.things.get(fact.subject.iri)
            if other is not None and other.type == "Instrument" and fact.confidence >= asker.min_confidence:
                answers.setdefault(other.iri, Answer(fact.subject, other, (fact,)))


def of_kinds(answers: Sequence[Answer], phrase: KindPhrase, asker: Asker) -> list[Answer]:
    """The answers of any of the kinds that are asked for together. A general noun beside a kind is meant strictly ("laws or
    decrees"), beside another general one not ("laws and regulations")."""
    parts = (phrase, *phrase.also)
    strict = any(part.kind for part in parts)
    kinds = {part.kind or (part.usually if strict else "") for part in parts}
    of_type = [a for a in answers if a.thing is not None and a.thing.type == phrase.type]
    if "" in kinds:
        return of_type
    wanted = [a for kind in sorted(kinds) for a in asker.of_kind(of_type, kind) or akin(of_type, kind, asker)]
    return [a for a in of_type if a in wanted]


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
