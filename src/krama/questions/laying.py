"""Laying a pattern over the words of a question: where its cues stand, what its free places name, how much is explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TypeVar

from krama.knowledge.kinds import Kinds
from krama.questions.asked import WANTED, Asked
from krama.questions.catalogue import ENTITY_TYPES, Cue, Pattern, Question, Slot
from krama.questions.find import Candidate, Names
from krama.questions.phrases import KindPhrase, Ordinal, Period
from krama.questions.regions import BESIDE, TELLING, Named, Naming, Region
from krama.questions.things import Thing
from krama.questions.words import NOISE, Word, alike

_MISFIT = 0.8
"""What it costs that "who", "when" or "where" asks for something else than the question gives."""
_GENERAL = {"describe": 0.06, "things": 0.05, "about": 0.05, "evidence": 0.02, "located-in": 0.02}
"""Questions so general that another one is meant where it explains as much."""
_TELLING_ALL = ("describe", "evidence")
_FREE = ("entity", "other", "term", "rest")

_Sort = TypeVar("_Sort")
_Anchor = tuple[tuple[int, ...], object]
"""Where a cue, kind, period or ordinal stands (indices of words), and what was found there (None for a cue)."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """One way to read a question. ``things`` are those it may be about, best first; ``others`` those it names beside;
    ``term`` are the words of a subject, ``named`` those that name the things; ``wanted`` the types that "who" and "which
    ministry" ask for; ``score`` is the share of the question that this reading explains."""

    question: Question
    things: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
    term: tuple[Word, ...] = ()
    named: tuple[Word, ...] = ()
    kind: KindPhrase | None = None
    period: Period | None = None
    ordinal: Ordinal | None = None
    wanted: frozenset[str] = frozenset()
    score: float = 0.0


class Layer:
    """Lays patterns over one question. ``cue_words`` are all words that some question is asked with."""

    def __init__(self, asked: Asked, names: Names, kinds: Kinds, cue_words: frozenset[str]) -> None:
        self.asked = asked
        self.names = names
        self.kinds = kinds
        self._cue_words = cue_words
        self._cues: dict[Cue, tuple[tuple[int, ...], ...]] = {}
        self._naming = Naming(asked, names, kinds)

    def lay(self, question: Question, pattern: Pattern) -> Iterator[Understanding]:
        """Every way in which the pattern fits the words."""
        needed = question.parameter("entity")
        if needed and needed.required and not any(isinstance(e, Slot) and e.name == "entity" for e in pattern):
            return
        if question.name in ("about", "things") and self.asked.wanted:
            return
        anchors = [element for element in pattern if not (isinstance(element, Slot) and element.name in _FREE)]
        for places in self._arrange([self._places(element, question) for element in anchors]):
            yield from self._fill(question, pattern, places)

    def _places(self, element: Cue | Slot, question: Question) -> Sequence[_Anchor]:
        if isinstance(element, Cue):
            if element not in self._cues:
                self._cues[element] = tuple(self._cue_places(element))
            return [(place, None) for place in self._cues[element]]
        if element.name == "kind":
            several = [p for p in self.asked.focus if p.also]
            fitting = [p for p in (*several, *self.asked.kinds) if not question.gives or p.type in question.gives]
            return [(tuple(range(p.start, p.end)), p) for p in fitting if not self.asked.is_definite(p)]
        found: Sequence[Period | Ordinal] = self.asked.periods if element.name == "time" else self.asked.ordinals
        return [(tuple(range(p.start, p.end)), p) for p in found]

    def _cue_places(self, cue: Cue) -> Iterator[tuple[int, ...]]:
        """Where a choice of the cue stands; a small word may stand between two of its words."""
        for choice in cue.choices:
            for start in range(len(self.asked.words)):
                place: list[int] = []
                index = start
                for form in choice:
                    if (
                        place
                        and index < len(self.asked.words)
                        and not self._is(form, index)
                        and self.asked.weights[index] < 0.3
                    ):
                        index += 1
                    if index >= len(self.asked.words) or not self._is(form, index):
                        break
                    place.append(index)
                    index += 1
                else:
                    yield tuple(place)

    def _is(self, form: str, index: int) -> bool:
        word = self.asked.words[index]
        if word.form == form or (word.plain.endswith("ing") and _without_ing(word.plain, form)):
            return True
        if (
            len(form) < 5
            or self.names.knows(word.form)
            or word.form in self._cue_words
            or self.asked.weights[index] < 0.5
        ):
            return False
        return alike(form, word.form) > 0.8

    def _arrange(self, options: Sequence[Sequence[_Anchor]], after: int = -1) -> Iterator[tuple[_Anchor, ...]]:
        """One place for each anchor, in the order of the pattern."""
        if not options:
            yield ()
            return
        for place, found in options[0]:
            if place[0] > after:
                for rest in self._arrange(options[1:], place[-1]):
                    yield ((place, found), *rest)

    def _fill(self, question: Question, pattern: Pattern, places: tuple[_Anchor, ...]) -> Iterator[Understanding]:
        used: set[int] = {index for place, _ in places for index in place}
        cues = {index for place, found in places if found is None for index in place}
        kind, period, ordinal = _first(places, KindPhrase), _first(places, Period), _first(places, Ordinal)
        for focus, time in product((None, *self.asked.focus), (None, *self.asked.periods)):
            if (focus and (kind or focus.type not in question.gives)) or (time and (period or not _dated(question))):
                continue
            extra = {i for phrase in (focus, time) if phrase for i in range(phrase.start, phrase.end)}
            regions = None if extra & used else self._regions(pattern, places, used | extra)
            named = self._naming.name(question, regions) if regions is not None else None
            chosen = kind or focus
            if named is None or not self._fits(question, named, chosen):
                continue
            bonus = sum(0.02 if self.asked.tells(place) else 0.005 for place, anchor in places if anchor is None)
            named = replace(named, bonus=named.bonus + bonus)
            yield Understanding(
                question,
                named.things,
                named.others,
                named.term,
                named.words,
                chosen,
                period or time,
                ordinal,
                self.asked.wanted | ({chosen.type} if chosen else set()),
                self._score(question, cues, used | extra, named, chosen, kind is not None),
            )

    def _fits(self, question: Question, named: Named, kind: KindPhrase | None) -> bool:
        """Whether the question can be put like that: about two things, or about all that is said of one."""
        if question.name in _TELLING_ALL:
            return named.things[0].score >= BESIDE and self._asks_for(named.things[0].thing, kind)
        return not (named.others and question.gives & ENTITY_TYPES) or self.asked.is_yes_or_no()

    def _asks_for(self, thing: Thing, kind: KindPhrase | None) -> bool:
        """Whether a question that tells all of a thing asks for such a thing: "who is …" not for a law."""
        if self.asked.wanted and thing.type not in self.asked.wanted:
            return False
        if kind is None:
            return True
        return thing.type == kind.type and (not kind.kind or self.kinds.is_a(thing.kind, kind.kind))

    def _regions(self, pattern: Pattern, places: tuple[_Anchor, ...], used: set[int]) -> list[Region] | None:
        """The words at each free place of the pattern; None where one has none."""
        regions: list[Region] = []
        anchor, start = 0, 0
        for position, element in enumerate(pattern):
            if isinstance(element, Slot) and element.name in _FREE:
                after = anchor if position + 1 < len(pattern) else len(places)
                end = places[after][0][0] if after < len(places) else len(self.asked.words)
                words = [i for i in range(start, end) if i not in used]
                if not words:
                    return None
                regions.append((element, tuple(words)))
            else:
                start = places[anchor][0][-1] + 1
                anchor += 1
        return regions

    def _score(
        self,
        question: Question,
        cues: set[int],
        used: set[int],
        named: Named,
        kind: KindPhrase | None,
        anchored: bool,
    ) -> float:
        light = sum(TELLING - self.asked.weights[i] for i in cues if self.asked.weights[i] == NOISE)
        cue = light + sum(self.asked.weights[i] for i in cues)
        told = light + sum(self.asked.weights[i] for i in used) + named.explained
        total = light + self.asked.total
        if total - told > TELLING and not _asks(self.asked.words, used, question):
            asked = kind is not None and kind in self.asked.focus and total - told < 0.4 * total
            if (cue < TELLING or question.name in _GENERAL) and not (asked and (anchored or question.name == "about")):
                return 0.0
        score = told
        for i, word in enumerate(self.asked.words):
            wanted = WANTED.get(word.form)
            if wanted and i not in used:
                score += self.asked.weights[i] if wanted in question.gives else -_MISFIT
        if question.name == "describe" and self.asked.lists():
            score -= 0.15 * total
        for phrase in self.asked.focus[:1]:
            if kind is None and not set(range(phrase.start, phrase.end)) & used and self.asked.asks_which(phrase):
                score -= 0.5
        return score / total + named.bonus - _GENERAL.get(question.name, 0.0) - (0.03 if anchored else 0.0)


def _first(places: tuple[_Anchor, ...], sort: type[_Sort]) -> _Sort | None:
    return next((found for _, found in places if isinstance(found, sort)), None)


def _dated(question: Question) -> bool:
    """Whether its answers have dates, so that a period may choose among them."""
    return "Instrument" in question.gives


def _asks(row: Sequence[Word], used: set[int], question: Question) -> bool:
    """Whether "when" or "where" is part of the pattern and asks for what the question gives."""
    return any(row[i].form in ("when", "where") and WANTED[row[i].form] in question.gives for i in used)


def _without_ing(plain: str, form: str) -> bool:
    stem = plain[:-3]
    return form in (stem, stem + "e") or (len(stem) > 2 and stem[-1] == stem[-2] and form == stem[:-1])
