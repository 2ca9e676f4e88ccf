"""Questions put to a graph: rows become answers, each with its facts; what no source states is said to be not stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode

from krama.errors import UsageError
from krama.knowledge.kinds import Kinds
from krama.knowledge.vocabulary import KIND
from krama.model import PartialDate
from krama.questions.catalogue import Question
from krama.questions.facts import End, Fact, Facts, surest
from krama.questions.phrases import Period
from krama.questions.things import Thing
from krama.store.queries import Queries
from krama.store.table import Term, value


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: an entity or a value, and the facts that say so. ``position`` is the place of a step."""

    end: End
    thing: Thing | None
    facts: tuple[Fact, ...] = ()
    position: int | None = None


@dataclass(frozen=True)
class Reply:
    """What was understood, and what is stated. ``things`` are those the question was asked about. ``missing`` says what no
    source states; ``notes`` how the question was read; ``near`` are facts about the same things."""

    asked: str
    questions: tuple[Question, ...]
    things: tuple[Thing, ...] = ()
    answers: tuple[Answer, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    near: tuple[Fact, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether some source states an answer."""
        return bool(self.answers)


@dataclass(frozen=True)
class Asker:
    """One graph to be asked: its things, its facts, its kinds."""

    graph: Queries
    things: Mapping[str, Thing]
    facts: Facts
    kinds: Kinds
    min_confidence: float = 0.0
    _positions: dict[str, int | None] = field(default_factory=dict)

    def run(
        self,
        question: Question,
        things: Sequence[Thing] = (),
        *,
        kind: str = "",
        first: str = "",
        last: str = "",
        term: str = "",
    ) -> tuple[Answer, ...]:
        """The answers to a question about each of ``things`` (or about none), in the order of its rows.

        Raises ``UsageError`` where a parameter that it needs is not given.
        """
        given = {"entity": bool(things), "term": bool(term), "kind": bool(kind), "from": bool(first), "to": bool(last)}
        for parameter in question.parameters:
            if parameter.required and not given[parameter.name]:
                raise UsageError(f"krama ask {question.name} needs {parameter.description or parameter.name}")
        bindings: dict[str, Term] = {}
        if term and _needs(question, "term"):
            bindings["term"] = Literal(term)
        rows: dict[str, list[tuple[Answer, Fact | None]]] = {}
        about: Iterable[Thing | None] = things if question.parameter("entity") and things else (None,)
        for thing in about:
            asked = {**bindings, "entity": NamedNode(thing.iri)} if thing and _needs(question, "entity") else bindings
            for row in self.graph.select(question.query, asked):
                if _is_about(row, thing):
                    self._add(rows, question, row, thing)
        answers = _fullest([self._answer(row) for row in rows.values()])
        if kind:
            answers = self.of_kind(answers, kind)
        if first or last:
            answers = [a for a in answers if in_period(a.thing, Period(0, 0, first, last))]
        if term and not _needs(question, "term"):
            answers = [a for a in answers if term.casefold() in a.end.name.casefold()]
        return tuple(answers)

    def _add(
        self,
        rows: dict[str, list[tuple[Answer, Fact | None]]],
        question: Question,
        row: Mapping[str, Term],
        thing: Thing | None,
    ) -> None:
        statement = row.get("statement")
        fact = self.facts.of(statement.value) if isinstance(statement, NamedNode) else None
        if fact is not None and fact.confidence < self.min_confidence:
            return
        ends = {name: row[name] for name in ("subject", "object") if name in row}
        side = question.answers
        if side not in ends or (thing and value(ends[side]) == thing.iri):
            side = next((n for n in ends if not (thing and value(ends[n]) == thing.iri)), "")
        if not side:
            return
        end = self.facts.end(ends[side])
        if end.iri in KIND and question.name in ("describe", "evidence"):
            end = End("", end.name)
        answer = Answer(end, self.things.get(end.iri), (), self.position(end.iri))
        rows.setdefault(end.iri or f"{row.get('predicate')} {end.name}", []).append((answer, fact))

    def _answer(self, rows: list[tuple[Answer, Fact | None]]) -> Answer:
        facts = surest({fact.iri: fact for _, fact in rows if fact is not None}.values())
        first = rows[0][0]
        return Answer(first.end, first.thing, tuple(facts), first.position)

    def position(self, iri: str) -> int | None:
        """The place of a step in its procedure, where one is stated."""
        if not self._positions:
            self._positions[""] = None
            for row in self.graph.select("SELECT ?step ?place WHERE { ?step krama:position ?place }"):
                self._positions[value(row["step"])] = int(value(row["place"]))
        return self._positions.get(iri)

    def of_kind(self, answers: Iterable[Answer], kind: str) -> list[Answer]:
        """The answers that are of a kind or of a narrower one."""
        return [a for a in answers if a.thing is not None and self.kinds.is_a(a.thing.kind, kind)]

    def near(self, things: Iterable[Thing], most: int = 5) -> tuple[Fact, ...]:
        """Some facts about things whose asked-for fact is not stated."""
        found: dict[tuple[str, str, str], Fact] = {}
        for thing in things:
            for fact in surest(self.facts.about(thing.iri)):
                if fact.confidence >= self.min_confidence and fact.claim != "planned":
                    found.setdefault((fact.subject.name, fact.predicate, fact.object.name), fact)
        facts = sorted(found.values(), key=lambda fact: fact.predicate == "jurisdiction")
        return tuple(facts)[:most]


def _needs(question: Question, name: str) -> bool:
    """Whether a query is bound to the parameter. The engine does not show an optional one to BOUND: answers are filtered."""
    parameter = question.parameter(name)
    return parameter is not None and parameter.required


def _is_about(row: Mapping[str, Term], thing: Thing | None) -> bool:
    """Whether a row is about the thing. A query that is bound to it answers with it alone."""
    if thing is None or "entity" in row:
        return True
    return any(isinstance(row.get(n), NamedNode) and row[n] == NamedNode(thing.iri) for n in ("subject", "object"))


def _fullest(answers: list[Answer]) -> list[Answer]:
    """Answers without values that are only the beginning of another one ("1997" beside "1997-03-13"); what says them goes to
    the fuller one."""
    kept = []
    for answer in answers:
        shorter = [other for other in answers if _is_beginning(other, answer)]
        if not any(_is_beginning(answer, other) for other in answers):
            facts = (*answer.facts, *(fact for other in shorter for fact in other.facts))
            kept.append(replace(answer, facts=facts) if shorter else answer)
    return kept


def _is_beginning(one: Answer, other: Answer) -> bool:
    if one.thing is not None or other.thing is not None or one.end.name == other.end.name:
        return False
    alike = {fact.predicate for fact in one.facts} & {fact.predicate for fact in other.facts} & {"date", "number"}
    rest = other.end.name.removeprefix(one.end.name)
    return bool(alike) and rest != other.end.name and rest.startswith(("-", " ", "/"))


def in_period(thing: Thing | None, period: Period) -> bool:
    """Whether a thing is dated, and its whole date lies in the period."""
    return thing is not None and any(_lies_in(date, period) for date in thing.dates)


def _lies_in(text: str, period: Period) -> bool:
    try:
        date = PartialDate.parse(text)
    except ValueError:
        return False
    return (not period.first or date.earliest >= period.first) and (not period.last or date.latest <= period.last)
