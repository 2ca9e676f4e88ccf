"""From a question in free text to a named question and the things it is about.

Every pattern of every question is laid over the words. What lies where a pattern has a place for a name is searched among
all names (``find``). The reading that explains most of the question's words, weighed by how much they tell, holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from krama.errors import UsageError
from krama.knowledge.kinds import Kinds
from krama.questions.catalogue import ENTITY_TYPES, Catalogue, Cue, Pattern, Question, Slot
from krama.questions.find import ENOUGH, Candidate, Names
from krama.questions.phrases import KindPhrase, KindWords, Ordinal, Period, find_ordinals, find_periods
from krama.questions.words import NOISE, SMALL, Word, alike, read_words

UNDERSTOOD = 0.55
"""Share of the question's words, by weight, that a reading must explain."""

_WANTED = {"who": "Actor", "whom": "Actor", "when": "date", "where": "Place"}
_ASKING, _MISFIT = 0.4, 0.8
_NO_KIND = {"who", "whom", "whose", "when", "where", "how", "is", "are", "was", "were", "do", "doe", "did", "ha", "has"}
"""Words after which a kind is not what is asked for ("who heads …", "is the labour law …")."""
_TERM = 0.07
_REST = 0.8
"""What a word is explained by a pattern that lets anything follow."""
_HALFWAY, _BESIDE = 0.36, 0.7
"""Scores of a thing that is the only one to fit, and of one that is named beside what the question is about."""
_TELLING = 0.9
"""Weight of words from which on they tell something: unexplained ones must not be all that says what is asked."""
_CHOOSING = {"which", "what", "many", "any", "all", "list", "every"}
_KNOWN = {"the", "this", "that", "its", "their"}
_POINTING = _KNOWN | {"a", "an"}
"""Words before a kind: the first ask which one, the second mean one that is known."""
_GENERAL = {"describe": 0.06, "things": 0.05, "about": 0.05, "evidence": 0.02, "located-in": 0.02}
"""Questions so general that another one is meant where it explains as much."""
_TELLING_ALL = ("describe", "evidence")
_Anchor = tuple[tuple[int, ...], object]
"""Where a cue, kind, period or ordinal stands (indices of words), and what was found there (None for a cue)."""
LONGEST = 60
"""Words of a question that are read; nobody asks in more."""
_FREE = ("entity", "other", "term", "rest")


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


class Matcher:
    """Reads questions about one graph."""

    def __init__(self, catalogue: Catalogue, names: Names, kinds: Kinds) -> None:
        self._catalogue = catalogue
        self.names = names
        self.kinds = kinds
        self.kind_words = KindWords(kinds, names.words)
        self._cue_words = {
            form
            for question in catalogue.questions.values()
            for pattern in question.patterns
            for element in pattern
            if isinstance(element, Cue)
            for choice in element.choices
            for form in choice
        }

    def read(self, text: str, most: int = 8) -> tuple[Understanding, ...]:
        """The ways to read ``text``, best first, at most one a question and only those that explain enough of it.

        Raises ``UsageError`` for a question of more than ``LONGEST`` words.
        """
        words = self.names.words.without_phrases(read_words(text))
        if len(words) > LONGEST:
            raise UsageError(f"a question of {len(words)} words is too long; ask in {LONGEST} words or fewer")
        reading = _Reading(self, words)
        best: dict[str, Understanding] = {}
        for question in self._catalogue.questions.values():
            for pattern in question.patterns:
                for found in reading.lay(question, pattern):
                    other = best.get(question.name)
                    if other is None or found.score > other.score:
                        best[question.name] = found
        ordered = sorted(best.values(), key=lambda u: (-u.score, u.question.name))
        return tuple(u for u in ordered if u.score >= UNDERSTOOD)[:most]

    def is_cue(self, form: str) -> bool:
        """Whether some question is asked with this word."""
        return form in self._cue_words


class _Reading:
    """One question's words with what was found in them so far."""

    def __init__(self, matcher: Matcher, row: tuple[Word, ...]) -> None:
        self.matcher = matcher
        self.names = matcher.names
        self.row = row
        self.weights = [self._weight(word) for word in row]
        self.total = sum(self.weights) or 1.0
        self.kinds = tuple(matcher.kind_words.find(row))
        self.periods = find_periods(row, self.names.words)
        self.ordinals = find_ordinals(row, self.names.words)
        self.focus = self._focus()
        self.wanted = frozenset(_WANTED[word.form] for word in row if word.form in _WANTED)
        self._cues: dict[Cue, tuple[tuple[int, ...], ...]] = {}
        self._found: dict[tuple[object, ...], tuple[Candidate, ...]] = {}

    def _weight(self, word: Word) -> float:
        return _ASKING if word.form in _WANTED else self.names.weight(word.form)

    def _focus(self) -> tuple[KindPhrase, ...]:
        """Kind phrases that say what is asked for: those before which only small and polite words stand. Of several in a
        row ("government institutions") the last one says it."""
        timed = {i for p in self.periods for i in range(p.start, p.end)}
        light = [i in timed or weight < 0.5 for i, weight in enumerate(self.weights)]
        first = next((p for p in self.kinds if all(light[: p.start])), None)
        before = {self.row[i].form for i in range(first.start)} if first else set()
        if first is None or (before & _NO_KIND and not before & {"there", "any"}):
            return self._asked_later()
        end = first.end
        found = [p for p in self.kinds if (p.start, p.end) == (first.start, first.end)]
        while following := [p for p in self.kinds if p.start == end]:
            end = following[0].end
            found += [KindPhrase(first.start, end, p.type, p.kind) for p in following if p.end == end]
        return tuple(found)

    def _asked_later(self) -> tuple[KindPhrase, ...]:
        """Kind phrases right after "which" or "what" further on: "X is governed by which law"."""
        later = (p for p in self.kinds if p.start and self.row[p.start - 1].form in ("which", "what"))
        first = next(later, None)
        return tuple(p for p in self.kinds if first and (p.start, p.end) == (first.start, first.end))

    def lay(self, question: Question, pattern: Pattern) -> Iterator[Understanding]:
        """Every way in which the pattern fits the words."""
        needed = question.parameter("entity")
        if needed and needed.required and not any(isinstance(e, Slot) and e.name == "entity" for e in pattern):
            return
        if question.name in ("about", "things") and self.wanted:
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
            fitting = [p for p in self.kinds if not question.gives or p.type in question.gives]
            return [(tuple(range(p.start, p.end)), p) for p in fitting if not self._is_definite(p)]
        found: Sequence[Period | Ordinal] = self.periods if element.name == "time" else self.ordinals
        return [(tuple(range(p.start, p.end)), p) for p in found]

    def _is_definite(self, phrase: KindPhrase) -> bool:
        """Whether the words mean one thing that is known ("the law on …"), not which ones there are."""
        before = self.row[phrase.start - 1].form if phrase.start else ""
        return before in _KNOWN and not _is_plural(self.row[phrase.end - 1])

    def _cue_places(self, cue: Cue) -> Iterator[tuple[int, ...]]:
        """Where a choice of the cue stands; a small word may stand between two of its words."""
        for choice in cue.choices:
            for start in range(len(self.row)):
                place: list[int] = []
                index = start
                for form in choice:
                    if place and index < len(self.row) and not self._is(form, index) and self.weights[index] < 0.3:
                        index += 1
                    if index >= len(self.row) or not self._is(form, index):
                        break
                    place.append(index)
                    index += 1
                else:
                    yield tuple(place)

    def _is(self, form: str, index: int) -> bool:
        word = self.row[index]
        if word.form == form or (word.plain.endswith("ing") and _without_ing(word.plain, form)):
            return True
        if len(form) < 5 or self.names.knows(word.form) or self.matcher.is_cue(word.form) or self.weights[index] < 0.5:
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
        for focus, time in product((None, *self.focus), (None, *self.periods)):
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
            if others and question.name != "describe" and question.gives & ENTITY_TYPES and not self._is_yes_or_no():
                continue
            if question.name in _TELLING_ALL and (
                things[0].score < _BESIDE or not self._asks_for(things, kind or focus)
            ):
                continue
            bonus += sum(0.02 if self._tells(place) else 0.005 for place, anchor in places if anchor is None)
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
                self.wanted | ({chosen.type} if chosen else set()),
                self._score(question, cues, used | extra, explained, bonus, chosen, kind is not None),
            )

    def _is_yes_or_no(self) -> bool:
        """Whether the question can be about two named things: "is X based on Y", "did X sign Y"."""
        return self.row[0].form in _NO_KIND - set(_WANTED)

    def _asks_for(self, things: tuple[Candidate, ...], kind: KindPhrase | None) -> bool:
        """Whether a question that tells all of a thing asks for such a thing: "who is …" not for a law."""
        thing = things[0].thing
        if self.wanted and thing.type not in self.wanted:
            return False
        if kind is None:
            return True
        return thing.type == kind.type and (not kind.kind or self.matcher.kinds.is_a(thing.kind, kind.kind))

    def _tells(self, place: tuple[int, ...]) -> bool:
        return any(self.weights[i] > SMALL or len(self.row[i].form) > 4 for i in place)

    def _regions(
        self, pattern: Pattern, places: tuple[_Anchor, ...], used: set[int]
    ) -> list[tuple[Slot, tuple[int, ...]]] | None:
        """The words at each free place of the pattern; None where one has none."""
        regions = []
        anchor, start = 0, 0
        for position, element in enumerate(pattern):
            if isinstance(element, Slot) and element.name in _FREE:
                after = anchor if position + 1 < len(pattern) else len(places)
                end = places[after][0][0] if after < len(places) else len(self.row)
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
                explained += _REST * sum(self.weights[i] for i in place)
                bonus += 0.05
                named = tuple(self.row[i] for i in place)
                continue
            types = question.entity_types if slot.name == "entity" else question.gives & ENTITY_TYPES
            found = self._find(place, frozenset(types), slot.kind)
            if not found or not self._meant(slot, found, place) or not self._names_it(slot, place, found[0]):
                return None
            if slot.name == "entity":
                things, named = found, tuple(self.row[i] for i in place)
            elif slot.name == "other":
                others = found
            else:
                term = tuple(self.row[i] for i in place)
            explained += found[0].explained
            if slot.name == "term":
                bonus += _TERM
            else:
                bonus += (0.04 if slot.kind else 0.0) + 0.1 * found[0].score + (0.05 if found[0].whole else 0.0)
        return things, others, term, named, explained, bonus

    def _find(self, place: tuple[int, ...], types: frozenset[str], kind: str) -> tuple[Candidate, ...]:
        key = (place, types, kind)
        if key not in self._found:
            found = self.names.find([self.row[i] for i in place], types)
            is_a = self.matcher.kinds.is_a
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
        return alone and not self.names.only_unknown([self.row[i] for i in place])

    def _names_it(self, slot: Slot, place: tuple[int, ...], best: Candidate) -> bool:
        """Whether words can be a name: "which prakas", "agreements" and "2013" by themselves say a kind or a year."""
        telling = [i for i in place if self.weights[i] >= _TELLING]
        if not telling:
            return bool(best.whole)
        if slot.name == "term":
            return any(not self.row[i].form.isdigit() for i in telling)
        rest = [i for i in telling if not any(p.start <= i < p.end for p in self.periods)]
        if not rest:
            return False
        if not all(any(p.start <= i < p.end for p in self.kinds) for i in rest):
            return True
        before = next((w.form for w in reversed(self.row[: rest[0]]) if not self._is_filler(w.form)), "")
        if before in _CHOOSING:
            return False
        if before in _POINTING:
            return True
        if _is_plural(self.row[rest[-1]]):
            return best.whole and _is_plural(read_words(best.name)[-1])
        return best.whole or slot.name == "entity"

    def _is_filler(self, form: str) -> bool:
        """A year, a number or a polite word, which may stand between an article and its noun."""
        return form not in _CHOOSING and (form.isdigit() or self.names.words.weight(form) == NOISE)

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
        light = sum(_TELLING - self.weights[i] for i in cues if self.weights[i] == NOISE)
        cue = light + sum(self.weights[i] for i in cues)
        told = light + sum(self.weights[i] for i in used) + explained
        total = light + self.total
        if total - told > _TELLING and not _asks(self.row, used, question):
            asked = kind is not None and kind in self.focus and total - told < 0.4 * total
            if (cue < _TELLING or question.name in _GENERAL) and not (asked and (anchored or question.name == "about")):
                return 0.0
        score = told
        for i, word in enumerate(self.row):
            wanted = _WANTED.get(word.form)
            if wanted and i not in used:
                score += self.weights[i] if wanted in question.gives else -_MISFIT
        if question.name == "describe" and self._lists():
            score -= 0.15 * total
        for phrase in self.focus[:1]:
            if kind is None and not set(range(phrase.start, phrase.end)) & used and self._asked(phrase):
                score -= 0.5
        return score / total + bonus - _GENERAL.get(question.name, 0.0) - (0.03 if anchored else 0.0)

    def _lists(self) -> bool:
        """Whether the words ask for things of a kind: "conventions on …", "draft laws", "is there a policy …"."""
        there = any(word.form == "there" for word in self.row)
        return any(_is_plural(self.row[p.end - 1]) or (there and p in self.focus) for p in self.kinds)

    def _asked(self, phrase: KindPhrase) -> bool:
        """Whether "which" or "what" stands before the kind phrase."""
        return any(self.row[i].form in ("which", "what", "any", "list", "many") for i in range(phrase.start))


def _asks(row: Sequence[Word], used: set[int], question: Question) -> bool:
    """Whether "when" or "where" is part of the pattern and asks for what the question gives."""
    return any(row[i].form in ("when", "where") and _WANTED[row[i].form] in question.gives for i in used)


def _is_plural(word: Word) -> bool:
    return word.plain != word.form


def _without_ing(plain: str, form: str) -> bool:
    stem = plain[:-3]
    return form in (stem, stem + "e") or (len(stem) > 2 and stem[-1] == stem[-2] and form == stem[:-1])
