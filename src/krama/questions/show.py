"""One entity with everything that is known of it, and what one would expect to be stated and is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass

from krama.questions.catalogue import Question
from krama.questions.desk import Desk
from krama.questions.facts import Fact, surest
from krama.questions.things import Thing


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing that is said of the entity: a relation in words, the other end, and every Statement that says so.
    ``inverse`` says that the entity is the object. ``planned`` says that all of them only speak of a plan."""

    relation: str
    inverse: bool
    facts: tuple[Fact, ...]

    @property
    def planned(self) -> bool:
        return all(fact.claim == "planned" for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of one thing. ``missing`` are sentences on what no source states."""

    thing: Thing
    edges: tuple[Edge, ...]
    missing: tuple[str, ...]


def show(thing: Thing, desk: Desk) -> Portrait:
    """Everything that is known of ``thing``, its values first, then its relations from its side, then from the others'."""
    grouped: dict[tuple[bool, bool, str, str], list[Fact]] = defaultdict(list)
    for fact in desk.asker.facts.about(thing.iri):
        if fact.confidence >= desk.asker.min_confidence and not _both_ways(fact, thing):
            inverse = fact.subject.iri != thing.iri
            other = fact.subject if inverse else fact.object
            grouped[inverse, bool(other.iri), fact.predicate, other.name].append(fact)
    facts = desk.asker.facts
    edges = tuple(
        Edge(facts.relation(predicate, inverse=inverse), inverse, tuple(surest(found)))
        for (inverse, _, predicate, _), found in sorted(grouped.items(), key=lambda item: _order(item[0], item[1]))
    )
    return Portrait(thing, edges, missing(thing, desk, desk.catalogue.questions))


def missing(thing: Thing, desk: Desk, names: Container[str]) -> tuple[str, ...]:
    """Sentences on what no source states of ``thing``, for the questions of these names."""
    least = desk.asker.min_confidence
    facts = [f for f in desk.asker.facts.about(thing.iri) if f.claim != "planned" and f.confidence >= least]
    stated = {(fact.subject.iri != thing.iri, fact.predicate) for fact in facts}
    return tuple(
        question.none.replace("{entity}", thing.name)
        for question in desk.catalogue.questions.values()
        if question.name in names and expects(question, thing) and not has(question, stated)
    )


def _both_ways(fact: Fact, thing: Thing) -> bool:
    """Whether an inferred fact only turns a symmetric one around."""
    return fact.origin == "inferred" and fact.predicate == "cooperatesWith" and fact.subject.iri == thing.iri


def _order(key: tuple[bool, bool, str, str], facts: list[Fact]) -> tuple[object, ...]:
    inverse, is_thing, predicate, name = key
    planned = all(fact.claim == "planned" for fact in facts)
    return planned, inverse, is_thing, predicate == "jurisdiction", predicate, name.casefold(), name


def expects(question: Question, thing: Thing) -> bool:
    """Whether a reader would expect such a thing to have an answer to the question."""
    wanted, _, without = question.expected.partition(" except ")
    names = {name.strip() for name in wanted.split(",")}
    return bool({thing.type, thing.kind} & names) and thing.kind not in {name.strip() for name in without.split(",")}


def has(question: Question, stated: set[tuple[bool, str]]) -> bool:
    """Whether one of the relations that the question looks for, or that excuse it, is among (entity is object, name)."""
    inverse = question.answers == "subject"
    looked_for = {(inverse, name) for name in question.looks_for}
    if question.answers == "other":
        looked_for |= {(not inverse, name) for name in question.looks_for}
    return bool(stated & (looked_for | {(False, name) for name in question.excused}))
