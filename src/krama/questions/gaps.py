"""What is missing, contradictory or only planned in a graph. Which gaps count is said by the questions' headers
(``gap: WHAT unless krama:P, …``): a thing of the question's type that a document speaks of, and no source answers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from krama.knowledge.vocabulary import KRAMA
from krama.questions.desk import Desk
from krama.questions.facts import Fact, surest
from krama.questions.show import expects, has
from krama.questions.things import Thing
from krama.store.table import value

_EDGES = """
SELECT DISTINCT ?subject ?predicate ?object ?claim ?origin WHERE {
  ?statement a krama:Statement ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    krama:claimStatus ?claim ; krama:origin ?origin ; krama:confidence ?confidence .
}"""

_VALUES = ("number", "date", "status")


@dataclass(frozen=True, slots=True)
class Missing:
    """Things of which no source states something: ``what`` in words ("instruments without a date")."""

    question: str
    what: str
    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing to which sources give values that cannot all be right."""

    thing: Thing
    predicate: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that is missing, contradictory or only planned."""

    missing: tuple[Missing, ...]
    contradictions: tuple[Contradiction, ...]
    planned: tuple[Fact, ...]

    @property
    def none(self) -> bool:
        """Whether nothing is missing and nothing contradicts. Plans are no gap."""
        return not any(row.things for row in self.missing) and not self.contradictions


def find_gaps(desk: Desk) -> Gaps:
    """Look at every thing that some document speaks of."""
    stated: dict[str, set[tuple[bool, str]]] = defaultdict(set)
    spoken_of: set[str] = set()
    for row in desk.asker.graph.select(_EDGES):
        predicate = value(row["predicate"])
        if predicate not in KRAMA:
            continue
        for inverse, end in ((False, value(row["subject"])), (True, value(row["object"]))):
            if not value(row["claim"]).endswith("/planned"):
                stated[end].add((inverse, KRAMA.local(predicate)))
            if value(row["origin"]).endswith("/extracted"):
                spoken_of.add(end)
    things = [thing for iri, thing in desk.asker.things.items() if iri in spoken_of]
    missing = tuple(
        Missing(
            question.name,
            question.gap,
            tuple(thing for thing in things if expects(question, thing) and not has(question, stated[thing.iri])),
        )
        for question in desk.catalogue.questions.values()
        if question.gap
    )
    return Gaps(missing, tuple(_contradictions(things, desk)), _planned(desk))


def _contradictions(things: Iterable[Thing], desk: Desk) -> Iterable[Contradiction]:
    for thing in things:
        if thing.type != "Instrument":
            continue
        for predicate in _VALUES:
            found = desk.asker.facts.statements(thing.iri, KRAMA[predicate], None)
            facts = [fact for iri in found if (fact := desk.asker.facts.of(iri)).claim != "planned"]
            if not _agree({_bare(fact.object.name) for fact in facts}):
                yield Contradiction(thing, predicate, tuple(surest(facts)))


def _bare(text: str) -> str:
    """Letters and digits of a value without case: what two prints of a number share."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _agree(values: set[str]) -> bool:
    """Whether one value says all that the others say, only more exactly ("2013-09-23" and "2013")."""
    longest = max(values, key=len, default="")
    return all(longest.startswith(text) or longest.endswith(text) for text in values)


def _planned(desk: Desk) -> tuple[Fact, ...]:
    facts = desk.asker.facts
    plans = desk.asker.graph.select(
        "SELECT ?statement WHERE { ?statement krama:claimStatus <https://w3id.org/krama/claim/planned> }"
    )
    found = [facts.of(iri) for iri in sorted(set(plans.values("statement")))]
    drafts = [facts.of(iri) for iri in facts.statements(None, KRAMA["draftedBy"], None)]
    return tuple(fact for fact in (*found, *drafts) if fact.confidence >= desk.asker.min_confidence)
