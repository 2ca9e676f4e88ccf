"""Why an edge is in the graph: its Statements, and for an inferred one those that it follows from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process

from krama.errors import UsageError
from krama.knowledge.vocabulary import KRAMA
from krama.questions.choose import best_of
from krama.questions.desk import Desk, expand
from krama.questions.facts import Fact, surest
from krama.questions.words import forms


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact, how deep it stands under the edge that is explained, and whether it was told before."""

    fact: Fact
    depth: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """``asked`` is the edge in words; ``grounds`` every Statement of it, each followed by what it follows from;
    ``between`` what is stated between the two things where that edge is not."""

    asked: str
    grounds: tuple[Ground, ...]
    between: tuple[Fact, ...] = ()


def explain(subject: str, predicate: str, object_: str, desk: Desk) -> Explanation:
    """Find the edge by names or IRIs. Raises ``UsageError`` for a name or relation that is not known."""
    relation = find_relation(predicate, desk)
    subjects = [c.thing for c in best_of(desk.candidates(subject))]
    facts = desk.asker.facts
    found = {iri: facts.of(iri) for thing in subjects for iri in facts.statements(thing.iri, relation, None)}
    values = [fact for fact in found.values() if not fact.object.iri and _says(fact, object_)]
    asked = f"{subjects[0].name} {facts.name(relation)} {object_}"
    if values:
        return Explanation(asked, tuple(_all_grounds(values, desk)))
    objects = [c.thing for c in best_of(desk.candidates(object_))]
    ends = {thing.iri for thing in objects}
    edges = [fact for fact in found.values() if fact.object.iri in ends]
    asked = f"{subjects[0].name} {facts.name(relation)} {objects[0].name}"
    between = () if edges else tuple(_between({t.iri for t in subjects}, ends, desk))
    return Explanation(asked, tuple(_all_grounds(edges, desk)), between)


def find_relation(name: str, desk: Desk) -> str:
    """The IRI of a relation named by its local name, label or prefixed name; ``UsageError`` with near ones."""
    iri = expand(name)
    if iri != name.strip():
        return iri
    known: dict[str, str] = {}
    for row in desk.asker.graph.select(_RELATIONS):
        relation = str(getattr(row["relation"], "value", ""))
        known[" ".join(forms(_split(KRAMA.local(relation))))] = relation
        known[" ".join(forms(str(getattr(row["label"], "value", ""))))] = relation
    wanted = " ".join(forms(_split(name)))
    if wanted in known:
        return known[wanted]
    near = [KRAMA.local(known[found]) for found, _, _ in process.extract(wanted, list(known), limit=4)]
    raise UsageError(f"no relation is called {name!r}; near: {', '.join(dict.fromkeys(near))}")


_RELATIONS = """
SELECT ?relation ?label WHERE {
  ?relation a ?sort ; rdfs:label ?label .
  FILTER(?sort IN (owl:ObjectProperty, owl:DatatypeProperty, owl:AnnotationProperty, owl:SymmetricProperty, rdf:Property))
  FILTER(STRSTARTS(STR(?relation), "https://w3id.org/krama/ontology#"))
}"""


def _split(name: str) -> str:
    """The words of a local name: "issuedBy" is "issued By"."""
    return "".join(f" {letter}" if letter.isupper() else letter for letter in name.removeprefix("krama:"))


def _says(fact: Fact, text: str) -> bool:
    said, asked = (" ".join(words.casefold().split()) for words in (fact.object.name, text))
    return bool(asked) and (said == asked or said.startswith((asked + " ", asked + "-")))


def _between(ones: set[str], others: set[str], desk: Desk) -> Iterable[Fact]:
    for one in sorted(ones):
        for fact in desk.asker.facts.about(one):
            if {fact.subject.iri, fact.object.iri} & others - {one} and fact.claim != "planned":
                yield fact


def _all_grounds(facts: Iterable[Fact], desk: Desk) -> Iterable[Ground]:
    told: set[str] = set()
    for fact in surest(facts):
        yield from _grounds(fact, 0, told, desk)


def _grounds(fact: Fact, depth: int, told: set[str], desk: Desk) -> Iterable[Ground]:
    if fact.iri in told:
        return
    told.add(fact.iri)
    yield Ground(fact, depth)
    for iri in fact.grounds:
        yield from _grounds(desk.asker.facts.of(iri), depth + 1, told, desk)
