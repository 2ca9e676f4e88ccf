"""Laying a pattern over the words of a question: where its cues stand, what its free places name, how much is explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from krama.knowledge.kinds import Kinds
from krama.questions.asked import CHOOSING, POINTING, WANTED, Asked, is_plural
from krama.questions.catalogue import ENTITY_TYPES, Cue, Pattern, Question, Slot
from krama.questions.find import ENOUGH, Candidate, Names
from krama.questions.phrases import KindPhrase, Ordinal, Period
from krama.questions.words import NOISE, Word, alike, read_words

_MISFIT = 0.8
"""What it costs that "who", "when" or "where" asks for something else than the question gives."""
_TERM, _REST = 0.07, 0.8
"""What it adds that a subject is named; what a word is explained by a pattern that lets anything follow."""
_HALFWAY, _BESIDE = 0.36, 0.7
"""Scores of a thing that is the only one to fit, and of one that is named beside what the question is about."""
_TELLING = 0.9
"""Weight of words from which on they tell something: unexplained ones must not be all that says what is asked."""
_GENERAL = {"describe": 0.06, "things": 0.05, "about": 0.05, "evidence": 0.02, "located-in": 0.02}
"""Questions so general that another one is meant where it explains as much."""
_TELLING_ALL = ("describe", "evidence")
_FREE = ("entity", "other", "term", "rest")

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


@dataclass(frozen=True, slots=True)
class _Named:
    """What the free places of a pattern name, the weight of the words that this explains, and what it adds to a score."""

    things: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
    term: tuple[Word, ...] = ()
    words: tuple[Word, ...] = ()
    explained: float = 0.0
    bonus: float = 0.0


class Layer:
    """Lays patterns over one question. ``cue_words`` are all words that some question is asked with."""

    def __init__(self, asked: Asked, names: Names, kinds: Kinds, cue_words: frozenset[str]) -> None:
        self.asked = asked
        self.names = names
        self.kinds = kinds
        self._cue_words = cue_words
        self._cues: dict[Cue, tuple[tuple[int, ...], ...]] = {}
        self._found: dict[tuple[object, ...], tuple[Candidate, ...]] = {}

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
            fitting = [p for p in self.asked.kinds if not question.gives or p.type in question.gives]
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
        named = [found for _, found in places if found is not None]
        kind = next((f for f in named if isinstance(f, KindPhrase)), None)
        period = next((f for f in named if isinstance(f, Period)), None)
        ordinal = next((f for f in named if isinstance(f, Ordinal)), None)
        for focus, time in product((None, *self.asked.focus), (None, *self.asked.periods)):
            extra: set[int] = set()
            if focus is not None:
                if kind is not None or (question.gives and focus.type not in question.gives):
                    continue
                extra.update(range(focus.start, focus.end))
            if time is not None:
                if period is not None or not question.gives & {"Instrument"}:
                    continue
                extra.update(range(time.start, time.end))
            if extra & used:
                continue
            regions = self._regions(pattern, places, used | extra)
            if regions is None:
                continue
            found = self._name(question, regions)
            if found is None:
                continue
            things, others, term, named_by, explained, bonus = found
            if (
                others
                and question.name != "describe"
                and question.gives & ENTITY_TYPES
                and not self.asked.is_yes_or_no()
            ):
                continue
            if question.name in _TELLING_ALL and (
                things[0].score < _BESIDE or not self._asks_for(things, kind or focus)
            ):
                continue
            bonus += sum(0.02 if self.asked.tells(place) else 0.005 for place, anchor in places if anchor is None)
            chosen = kind or focus
            yield Understanding(
                question,
                things,
                others,
                term,
                named_by,
                chosen,
                period or time,
                ordinal,
                self.asked.wanted | ({chosen.type} if chosen else set()),
                self._score(question, cues, used | extra, explained, bonus, chosen, kind is not None),
            )

    def _asks_for(self, things: tuple[Candidate, ...], kind: KindPhrase | None) -> bool:
        """Whether a question that tells all of a thing asks for such a thing: "who is …" not for a law."""
        thing = things[0].thing
        if self.asked.wanted and thing.type not in self.asked.wanted:
            return False
        if kind is None:
            return True
        return thing.type == kind.type and (not kind.kind or self.kinds.is_a(thing.kind, kind.kind))

    def _regions(
        self, pattern: Pattern, places: tuple[_Anchor, ...], used: set[int]
    ) -> list[tuple[Slot, tuple[int, ...]]] | None:
        """The words at each free place of the pattern; None where one has none."""
        regions = []
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

    def _name(
        self, question: Question, regions: list[tuple[Slot, tuple[int, ...]]]
    ) -> tuple[tuple[Candidate, ...], tuple[Candidate, ...], tuple[Word, ...], tuple[Word, ...], float, float] | None:
        things: tuple[Candidate, ...] = ()
        others: tuple[Candidate, ...] = ()
        term: tuple[Word, ...] = ()
        named: tuple[Word, ...] = ()
        explained = bonus = 0.0
        for slot, place in regions:
            if slot.name == "rest":
                explained += _REST * sum(self.asked.weights[i] for i in place)
                bonus += 0.05
                named = tuple(self.asked.words[i] for i in place)
                continue
            types = question.entity_types if slot.name == "entity" else question.gives & ENTITY_TYPES
            found = self._find(place, frozenset(types), slot.kind)
            if not found or not self._meant(slot, found, place) or not self._names_it(slot, place, found[0]):
                return None
            if slot.name == "entity":
                things, named = found, tuple(self.asked.words[i] for i in place)
            elif slot.name == "other":
                others = found
            else:
                term = tuple(self.asked.words[i] for i in place)
            explained += found[0].explained
            if slot.name == "term":
                bonus += _TERM
            else:
                bonus += (0.04 if slot.kind else 0.0) + 0.1 * found[0].score + (0.05 if found[0].whole else 0.0)
        return things, others, term, named, explained, bonus

    def _find(self, place: tuple[int, ...], types: frozenset[str], kind: str) -> tuple[Candidate, ...]:
        key = (place, types, kind)
        if key not in self._found:
            found = self.names.find([self.asked.words[i] for i in place], types)
            is_a = self.kinds.is_a
            wanted = not kind.startswith("!")
            kind = kind.removeprefix("!")
            self._found[key] = tuple(c for c in found if not kind or is_a(c.thing.kind, kind) == wanted)
        return self._found[key]

    def _meant(self, slot: Slot, found: tuple[Candidate, ...], place: tuple[int, ...]) -> bool:
        """Whether the best is good enough, or the only one that fits half-way with every word known."""
        best = found[0].score
        if best >= (_BESIDE if slot.name == "other" else ENOUGH):
            return True
        if slot.name == "other":
            return False
        alone = best >= _HALFWAY and (len(found) == 1 or best >= 1.3 * found[1].score)
        return alone and not self.names.only_unknown([self.asked.words[i] for i in place])

    def _names_it(self, slot: Slot, place: tuple[int, ...], best: Candidate) -> bool:
        """Whether words can be a name: "which prakas", "agreements" and "2013" by themselves say a kind or a year."""
        telling = [i for i in place if self.asked.weights[i] >= _TELLING]
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

    def _score(
        self,
        question: Question,
        cues: set[int],
        used: set[int],
        explained: float,
        bonus: float,
        kind: KindPhrase | None,
        anchored: bool,
    ) -> float:
        light = sum(_TELLING - self.asked.weights[i] for i in cues if self.asked.weights[i] == NOISE)
        cue = light + sum(self.asked.weights[i] for i in cues)
        told = light + sum(self.asked.weights[i] for i in used) + explained
        total = light + self.asked.total
        if total - told > _TELLING and not _asks(self.asked.words, used, question):
            asked = kind is not None and kind in self.asked.focus and total - told < 0.4 * total
            if (cue < _TELLING or question.name in _GENERAL) and not (asked and (anchored or question.name == "about")):
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
        return score / total + bonus - _GENERAL.get(question.name, 0.0) - (0.03 if anchored else 0.0)


def _asks(row: Sequence[Word], used: set[int], question: Question) -> bool:
    """Whether "when" or "where" is part of the pattern and asks for what the question gives."""
    return any(row[i].form in ("when", "where") and WANTED[row[i].form] in question.gives for i in used)


def _without_ing(plain: str, form: str) -> bool:
    stem = plain[:-3]
    return form in (stem, stem + "e") or (len(stem) > 2 and stem[-1] == stem[-2] and form == stem[:-1])
