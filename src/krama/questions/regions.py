"""What stands at the free places of a pattern: names of things, a subject, or anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from krama.knowledge.kinds import Kinds
from krama.questions.asked import CHOOSING, POINTING, Asked, is_plural
from krama.questions.catalogue import ENTITY_TYPES, Question, Slot
from krama.questions.find import ENOUGH, Candidate, Names
from krama.questions.words import Word, read_words

TELLING = 0.9
"""Weight of words from which on they tell something."""
BESIDE = 0.7
"""Score of a thing that may be named beside what the question is about."""

_HALFWAY = 0.36
"""Score of a thing that will do where no other one fits."""
_SUBJECT, _ANYTHING = 0.07, 0.05
_EXPLAINED = 0.8
"""What it adds to a score that a subject or anything is named; how much of anything counts as explained."""

_PASSIVE = {"is", "are", "was", "were", "be", "being", "been", "get"}
_BY_VERB, _UNDERGOING = 0.75, 0.5
"""What a name is worth that only the verb gives; how much of the words for who undergoes it counts as explained."""

Region = tuple[Slot, tuple[int, ...]]
"""A free place of a pattern, and the words (by index) that stand there."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the free places of a pattern name, the weight of the words that this explains, and what it adds to a score."""

    things: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
    term: tuple[Word, ...] = ()
    words: tuple[Word, ...] = ()
    explained: float = 0.0
    bonus: float = 0.0


class Naming:
    """Searches the names at free places, each place once."""

    def __init__(self, asked: Asked, names: Names, kinds: Kinds) -> None:
        self.asked = asked
        self.names = names
        self.kinds = kinds
        self._found: dict[tuple[object, ...], tuple[Candidate, ...]] = {}

    def name(self, question: Question, regions: Sequence[Region]) -> Named | None:
        """What the regions name; None where one names nothing that the question can be about."""
        named = Named()
        for slot, place in regions:
            added = self._anything(named, place) if slot.name == "rest" else self._thing(named, question, slot, place)
            if added is None:
                return None
            named = added
        return named

    def _anything(self, named: Named, place: tuple[int, ...]) -> Named:
        return replace(
            named,
            words=tuple(self.asked.words[i] for i in place),
            explained=named.explained + _EXPLAINED * sum(self.asked.weights[i] for i in place),
            bonus=named.bonus + _ANYTHING,
        )

    def _thing(self, named: Named, question: Question, slot: Slot, place: tuple[int, ...]) -> Named | None:
        types = question.entity_types if slot.name == "entity" else question.gives & ENTITY_TYPES
        found = self._find(place, frozenset(types), slot.kind)
        if not found or not self._meant(slot, found, place) or not self._names_it(slot, place, found[0]):
            return None
        best, words = found[0], tuple(self.asked.words[i] for i in place)
        explained = named.explained + best.explained
        if slot.name == "term":
            return replace(named, term=words, explained=explained, bonus=named.bonus + _SUBJECT)
        bonus = named.bonus + (0.04 if slot.kind else 0.0) + 0.1 * best.score + (0.05 if best.whole else 0.0)
        if slot.name == "other":
            return replace(named, others=found, explained=explained, bonus=bonus)
        return replace(named, things=found, words=words, explained=explained, bonus=bonus)

    def _find(self, place: tuple[int, ...], types: frozenset[str], kind: str) -> tuple[Candidate, ...]:
        key = (place, types, kind)
        if key not in self._found:
            found = self.names.find([self.asked.words[i] for i in place], types)
            if not found or found[0].score < ENOUGH:
                found = self._by_verb(place, types) or found
            is_a = self.kinds.is_a
            wanted = not kind.startswith("!")
            kind = kind.removeprefix("!")
            self._found[key] = tuple(c for c in found if not kind or is_a(c.thing.kind, kind) == wanted)
        return self._found[key]

    def _by_verb(self, place: tuple[int, ...], types: frozenset[str]) -> tuple[Candidate, ...]:
        """What a passive verb names by itself: "foreigners are deported" is the deportation procedure, whoever undergoes it."""
        words = [self.asked.words[i] for i in place]
        if types and "Mechanism" not in types:
            return ()
        if len(words) < 3 or not words[-1].form.endswith("ed") or not any(w.form in _PASSIVE for w in words):
            return ()
        rest = _UNDERGOING * sum(self.asked.weights[i] for i in place[:-1])
        found = self.names.find(words[-1:], {"Mechanism"})
        return tuple(
            replace(c, score=_BY_VERB * c.score, explained=c.explained + rest, whole=False)
            for c in found
            if _BY_VERB * c.score >= ENOUGH
        )

    def _meant(self, slot: Slot, found: tuple[Candidate, ...], place: tuple[int, ...]) -> bool:
        """Whether the best is good enough, or the only one that fits half-way with every word known."""
        best = found[0].score
        if best >= (BESIDE if slot.name == "other" else ENOUGH):
            return True
        if slot.name == "other":
            return False
        alone = best >= _HALFWAY and (len(found) == 1 or best >= 1.3 * found[1].score)
        return alone and not self.names.only_unknown([self.asked.words[i] for i in place])

    def _names_it(self, slot: Slot, place: tuple[int, ...], best: Candidate) -> bool:
        """Whether words can be a name: "which prakas", "agreements" and "2013" by themselves say a kind or a year."""
        telling = [i for i in place if self.asked.weights[i] >= TELLING]
        if not telling:
            return bool(best.whole)
        if slot.name == "term":
            return any(not self.asked.words[i].form.isdigit() for i in telling)
        rest = [i for i in telling if not any(p.start <= i < p.end for p in self.asked.periods)]
        if not rest:
            return False
        if not all(any(p.start <= i < p.end for p in self.asked.kinds) for i in rest):
            return True
        before = next((w.form for w in reversed(self.asked.words[: rest[0]]) if not self.asked.is_filler(w.form)), "")
        if before in CHOOSING:
            return False
        if before in POINTING:
            return True
        if is_plural(self.asked.words[rest[-1]]):
            return best.whole and is_plural(read_words(best.name)[-1])
        return best.whole or slot.name == "entity"
