"""A question in free text, answered: read it, find what it is about, run the named question, filter, tell what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from krama.errors import UsageError
from krama.questions.answer import Answer, Asker, Reply, in_period
from krama.questions.catalogue import ENTITY_TYPES, Catalogue, Question
from krama.questions.facts import Fact, surest
from krama.questions.find import ENOUGH, Candidate, Names
from krama.questions.match import Matcher, Understanding
from krama.questions.things import Thing
from krama.questions.words import Word, forms, read_words

_T = TypeVar("_T")

_CLAUSE = re.compile(r"[;?!]|,|\band (?=who|what|when|which|where|how)", re.IGNORECASE)
_SAME, _NEARLY = 0.008, 0.03
"""How far below the best reading another one may be to be answered with it, or in its place where it has no answer."""
_LAST_RESORT = ("describe", "evidence", "things")
_LISTS = ("timeline", "things", "issued", "about", "treaties")
"""Questions that list instruments: "laws" means laws there, where it elsewhere means any instrument."""
_TIER, _WIDER = 0.88, 0.7


def ask(text: str, asker: Asker, matcher: Matcher, catalogue: Catalogue) -> Reply:
    """Answer a question in plain words. Raises ``UsageError``, with what is near, where nothing fits it."""
    readings = matcher.read(text)
    for clause in () if readings else _clauses(text):
        readings = readings or matcher.read(clause)
    if not readings:
        return _not_understood(text, asker, matcher)
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
    return _not_stated(text, best, asker, matcher)


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
            found = _search(text, question, reading, asker, matcher)
            if found.stated:
                return found
            continue
        for things in _tiers(reading.things, question):
            answers = asker.run(question, things, **_parameters(question, reading)) if things or _free(question) else ()
            answers = _turned(_told(answers, question, things, asker), question, things, reading)
            kept, notes = _filter(answers, reading, asker, matcher)
            if kept:
                if not question.entity_types and reading.named:
                    kept = _by_name(kept, reading.named)
                return Reply(text, (question,), _with_rows(things, kept), tuple(kept), (), tuple(notes))
    return Reply(text, (reading.question,), tuple(c.thing for c in _tier(reading.things, _TIER)))


def _told(answers: tuple[Answer, ...], question: Question, things: Sequence[Thing], asker: Asker) -> tuple[Answer, ...]:
    """What "tell me about …" answers: the facts of one thing, or the things themselves where several may be meant."""
    if question.name != "describe":
        return answers
    if len(things) > 1:
        return tuple(_about_itself(thing, asker) for thing in things if thing.facts or thing.documents)
    telling = [a for a in answers if any(fact.predicate != "jurisdiction" for fact in a.facts)]
    return tuple(telling) or answers


def _akin(answers: Sequence[Answer], kind: str, asker: Asker) -> list[Answer]:
    """The answers of a kind near to the one asked for: under the same listed kind, or called by the same noun ("decree")."""
    listed, noun = asker.kinds.listed(kind), set(forms(asker.kinds[kind].label))
    return [
        a
        for a in answers
        if a.thing is not None
        and (known := asker.kinds.get(a.thing.kind)) is not None
        and (known.listed == listed or noun <= set(forms(known.label)))
    ]


def _by_name(answers: list[Answer], words: Sequence[Word]) -> list[Answer]:
    """Answers whose names have words of the question come first."""
    asked = {word.form for word in words}
    return sorted(answers, key=lambda answer: -len(asked & set(forms(answer.end.name))))


def _turned(
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


def _parameters(question: Question, reading: Understanding) -> dict[str, str]:
    given: dict[str, str] = {}
    if question.parameter("from") and reading.period:
        given |= {"first": reading.period.first, "last": reading.period.last}
    return given


def _free(question: Question) -> bool:
    parameter = question.parameter("entity")
    return parameter is None or not parameter.required


def _tiers(things: Sequence[Candidate], question: Question) -> list[list[Thing]]:
    """The things to ask about: the best and those nearly as good; else a few more, unless the words name one exactly."""
    fitting = [c for c in things if not question.entity_types or c.thing.type in question.entity_types]
    if not fitting:
        return [[]] if _free(question) else []
    tiers = [[c.thing for c in _tier(fitting, _TIER)]]
    if not fitting[0].whole:
        tiers.append([c.thing for c in _tier(fitting, _WIDER)])
    return tiers


def _tier(things: Sequence[Candidate], share: float) -> list[Candidate]:
    if not things:
        return []
    best = things[0]
    if best.whole:
        return [c for c in things if c.whole and c.score >= best.score - 0.06]
    return [c for c in things if c.score >= max(share * best.score, ENOUGH * 0.9)]


def best_of(things: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are as good as the best: all whole names, or all that fit nearly as well."""
    return _tier(things, 0.97)


def _with_rows(things: Sequence[Thing], answers: Sequence[Answer]) -> tuple[Thing, ...]:
    """The things that some answer is about; all, where the facts do not show it (a chain)."""
    ends = {end.iri for a in answers for fact in a.facts for end in (fact.subject, fact.object)}
    return tuple(thing for thing in things if thing.iri in ends) or tuple(things)


def _filter(
    answers: Sequence[Answer], reading: Understanding, asker: Asker, matcher: Matcher
) -> tuple[list[Answer], list[str]]:
    kept, notes = list(answers), list[str]()
    if not kept:
        return [], []
    if reading.others and reading.question.gives & ENTITY_TYPES:
        kept = _only_others(kept, reading)
        notes.append("yes" if kept else "")
    if reading.period and reading.question.name != "timeline" and reading.question.name != "date":
        kept = [a for a in kept if in_period(a.thing, reading.period)]
    kept = [a for a in kept if a.thing is not None and a.thing.type in reading.wanted] or kept
    kept = _of_the_kind(kept, reading, asker, matcher, notes)
    if reading.ordinal and kept:
        steps = sorted(kept, key=lambda a: (a.position is None, a.position or 0))
        place = reading.ordinal.place
        chosen = steps[place if place < 0 else place - 1] if place <= len(steps) else None
        kept = [a for a in steps if a is chosen or (chosen and a.position is None and _dates(a) == _dates(chosen))]
    return kept, [note for note in notes if note]


def _dates(answer: Answer) -> tuple[str, ...]:
    return answer.thing.dates if answer.thing else ()


def _only_others(answers: Sequence[Answer], reading: Understanding) -> list[Answer]:
    wanted = {c.thing.iri for c in _tier(reading.others, _TIER)}
    return [a for a in answers if a.end.iri in wanted]


def _of_the_kind(
    answers: list[Answer], reading: Understanding, asker: Asker, matcher: Matcher, notes: list[str]
) -> list[Answer]:
    """The answers of the type and kind that were asked for. A word for a body is taken loosely, for a law strictly."""
    phrase = reading.kind
    if phrase is None or not answers:
        return answers
    of_type = [a for a in answers if a.thing is not None and a.thing.type == phrase.type]
    if not of_type:
        return [] if phrase.type == "Instrument" and all(a.thing for a in answers) else answers
    if not phrase.kind:
        usual = asker.of_kind(of_type, phrase.usually) if phrase.usually else []
        if reading.question.name in _LISTS:
            return usual or of_type
        return usual + [a for a in of_type if a not in usual]
    of_kind = asker.of_kind(of_type, phrase.kind)
    if of_kind:
        noun = set(forms(asker.kinds[phrase.kind].label))
        called = [a for a in _akin(of_type, phrase.kind, asker) if noun <= set(forms(a.end.name))]
        return [a for a in of_type if a in of_kind or a in called]
    if akin := _akin(of_type, phrase.kind, asker):
        return akin
    label = asker.kinds[phrase.kind].label
    if phrase.type == "Instrument":
        return []
    notes.append(f"none of these is listed as a {label}")
    return of_type


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
    for things in _tiers(candidates, chosen) or [[]]:
        answers = asker.run(chosen, things, kind=kind, first=first, last=last, term=term)
        if answers:
            return Reply(about, (chosen,), _with_rows(things, answers), answers, (), notes)
    names = " or ".join(thing.name for thing in things[:3]) or "it"
    missing = (chosen.none.replace("{entity}", names),)
    return Reply(about, (chosen,), tuple(things), (), missing, notes, asker.near(things))


def _fits(question: Question, candidates: Sequence[Candidate]) -> bool:
    return any(c.thing.type in question.entity_types for c in candidates)


def _article(type_: str) -> str:
    return f"an {type_.lower()}" if type_[0] in "AI" else f"a {type_.lower()}"


def _search(text: str, question: Question, reading: Understanding, asker: Asker, matcher: Matcher) -> Reply:
    """Things by kind and words of their names; for a subject also what governs or establishes what has that name."""
    phrase = reading.kind
    types = {phrase.type} if phrase else set(reading.question.gives)
    words = reading.term or reading.named
    answers: dict[str, Answer] = {}
    if words:
        found = matcher.names.find(words, types, most=40)
        for candidate in _tier_all(found):
            answers[candidate.thing.iri] = _about_itself(candidate.thing, asker)
        if "Instrument" in types:
            for candidate in _tier_all(matcher.names.find(words, {"Actor", "Mechanism"}, most=40)):
                _add_governing(candidate.thing, asker, answers)
    else:
        for thing in asker.things.values():
            if thing.type in types and (thing.facts or thing.documents):
                answers[thing.iri] = _about_itself(thing, asker)
    kept = [a for a in answers.values() if a.facts or (a.thing and a.thing.documents)]
    if phrase and not phrase.kind and phrase.usually:
        kept = asker.of_kind(kept, phrase.usually) or kept
    if phrase and phrase.kind:
        kept = asker.of_kind(kept, phrase.kind) or _akin(kept, phrase.kind, asker)
    if reading.period:
        kept = [a for a in kept if in_period(a.thing, reading.period)]
    missing = () if kept else (question.none,)
    return Reply(text, (question,), (), tuple(kept), missing)


def _tier_all(found: Sequence[Candidate]) -> list[Candidate]:
    """Every candidate that explains the words about as well as the best, however long its name."""
    best = max((c.explained for c in found), default=0.0)
    return [c for c in found if c.score >= ENOUGH and c.explained >= 0.85 * best]


def _about_itself(thing: Thing, asker: Asker) -> Answer:
    facts = [f for f in surest(asker.facts.about(thing.iri)) if f.confidence >= asker.min_confidence]
    return Answer(asker.facts.end(thing.iri), thing, tuple(facts[:2]), asker.position(thing.iri))


def _add_governing(thing: Thing, asker: Asker, answers: dict[str, Answer]) -> None:
    for fact in asker.facts.about(thing.iri):
        if fact.predicate in ("governs", "establishes") and fact.object.iri == thing.iri and fact.claim != "planned":
            other = asker.things.get(fact.subject.iri)
            if other is not None and other.type == "Instrument" and fact.confidence >= asker.min_confidence:
                answers.setdefault(other.iri, Answer(fact.subject, other, (fact,)))


def _not_stated(text: str, reading: Understanding, asker: Asker, matcher: Matcher) -> Reply:
    things = tuple(c.thing for c in _tier(reading.things, _TIER))
    names = " or ".join(thing.name for thing in things[:3])
    missing = [reading.question.none.replace("{entity}", names) if names else reading.question.none]
    if reading.others and reading.question.gives & ENTITY_TYPES:
        missing = [f"No source that was read says so of {reading.others[0].thing.name} and {names}."]
    elif reading.kind and reading.kind.kind:
        missing.append(f"Only what is a {asker.kinds[reading.kind.kind].label} was looked for.")
    near = asker.near(things) if things else ()
    return Reply(text, (reading.question,), things, (), tuple(missing), (), near)


def _not_understood(text: str, asker: Asker, matcher: Matcher) -> Reply:
    """No question fits. A thing that is known is told about; else ``UsageError`` with names that are near."""
    words = read_words(text)
    named = _named_in(words, matcher)
    if named:
        names = " or ".join(c.thing.name for c in named[:3])
        things = tuple(c.thing for c in named[:3])
        missing = (f"What was asked of {names} is not among what krama reads out of documents.",)
        return Reply(text, (), things, (), missing, (), asker.near(things))
    raise nothing_near(
        text, matcher.names, [w for w in words if not matcher.is_cue(w.form) or matcher.names.knows(w.form)]
    )


def nothing_near(text: str, names: Names, words: Sequence[Word] = ()) -> UsageError:
    """What to raise for a name that the graph does not have: it tells the names that are near. ``words`` are those of the
    text that may be a name; none means all."""
    near = names.near(text, words or read_words(text))
    hint = f"near: {'; '.join(near)}" if near else "no name is near"
    return UsageError(f"{text!r}: nothing of that name is in the graph ({hint}); krama ask lists the questions")


def _named_in(row: Sequence[Word], matcher: Matcher) -> list[Candidate]:
    """Things whose whole name stands somewhere in the words."""
    for length in range(len(row), 0, -1):
        for start in range(len(row) - length + 1):
            part = row[start : start + length]
            if all(matcher.names.weight(word.form) < 0.5 or word.form.isdigit() for word in part):
                continue
            found = [c for c in matcher.names.find(part) if c.whole]
            if found:
                return found
    return []


def _unique(items: Iterable[_T]) -> tuple[_T, ...]:
    found: list[_T] = []
    for item in items:
        if item not in found:
            found.append(item)
    return tuple(found)


def fact_names(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Names at both ends, for tests and listings."""
    return tuple(dict.fromkeys(end.name for fact in facts for end in (fact.subject, fact.object)))
