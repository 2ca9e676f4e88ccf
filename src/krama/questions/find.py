"""Which things a few words may mean: search over all names, tolerant of spelling, of partial names and of plurals.

A name is compared word by word. What the words of the question explain counts most, what of the name they leave out a
little. Numbers ("prakas 253"), years ("the 2008 law"), kinds ("hotline") and initials ("NCCT") of a thing count as words
that its names need not repeat.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import fuzz, process

from krama.knowledge.kinds import Kinds
from krama.questions.names import SearchName, date_in_words, head_nouns, is_upper, kind_words, number_parts, read_names
from krama.questions.things import Thing
from krama.questions.words import NOISE, SMALL, Word, Words, alike, forms

ENOUGH = 0.5
"""Score below which a thing is not meant."""

_UNKNOWN = 1.2
"""Weight of a word that stands in no name."""

_NUMBER = 1.8
"""Weight of a number that some thing has."""
_KIN = 0.6
"""How alike two words of one root are where names have both: "minister" and "ministerial"."""
_REGULATED = 0.6
"""What a word is worth that only names what an instrument regulates."""
_SAID = 0.75
"""What a word is worth that only stands in a sentence about an instrument without a name of its own."""
_NEAR = 0.1
_ALL, _BY_NUMBER = 0.93, 0.95
"""Share of words that is as good as all; the score of a thing that its number names."""
_NAMELESS, _ONLY_KIND = 0.8, 0.6
"""What is left of a score where no word of the question stands in the name, and where only words for its kind do (the
Minister of Justice is not the Minister of Interior) or only its number does (prakas 111 is not Convention 111)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that words may mean. ``explained`` is the weight of the words that it explains; ``score`` is 1 where the
    words are the whole name; ``whole`` says that the words name it and nothing else (full name, number or initials)."""

    thing: Thing
    score: float
    explained: float
    whole: bool
    name: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words that are searched: their forms, those written as abbreviations, those that say more than a kind, what each
    weighs, and the words of names that each may be."""

    forms: tuple[str, ...]
    spelt: frozenset[str]
    telling: frozenset[str]
    weights: Mapping[str, float]
    similar: Mapping[str, Mapping[str, float]]


class Names:
    """All names of a graph's things, to be searched."""

    def __init__(
        self,
        things: Mapping[str, Thing],
        words: Words,
        kinds: Kinds,
        sentences: Callable[[str], Iterable[str]] | None = None,
    ) -> None:
        """``sentences`` gives what sources say of the thing with an IRI: one that has no name but its kind ("the circular")
        is told from others by it."""
        self.things = things
        self.words = words
        self._kind_words = kind_words(kinds)
        self._said_of_kinds = head_nouns(kinds)
        self._names = read_names(things, words)
        self._extras = {iri: self._extra(thing) for iri, thing in things.items()}
        self._numbers = {iri: tuple(number_parts(number) for number in thing.numbers) for iri, thing in things.items()}
        self._holders: dict[str, set[str]] = defaultdict(set)
        for iri, names in self._names.items():
            for form in chain.from_iterable((*name.forms, *name.initials) for name in names):
                self._holders[form].add(iri)
            for form in self._extras[iri]:
                self._holders[form].add(iri)
        self._sentences = sentences
        self._said: dict[str, frozenset[str]] = {}
        in_names = Counter(form for names in self._names.values() for form in {f for n in names for f in n.forms})
        self._rarity = {
            form: 0.6 + 1.4 * math.log(max(len(things), 2) / count) / math.log(max(len(things), 2))
            for form, count in in_names.items()
        }

    @property
    def vocabulary(self) -> Iterable[str]:
        """The words of all names."""
        return self._rarity.keys()

    def is_word(self, form: str) -> bool:
        """Whether a word is one of a name, has a synonym, or is a small or polite one."""
        return form in self._holders or form in self.words.synonyms or self.words.weight(form) < 1.0

    def only_unknown(self, words: Iterable[Word]) -> bool:
        """Whether a telling word among these stands in no name, not even misspelt."""
        return any(self.words.weight(form) == 1.0 and not self._similar(form, raw) for form, raw in self._expand(words))

    def knows(self, form: str) -> bool:
        """Whether some name, number, year or kind has this word."""
        return form in self._holders

    def is_bare(self, thing: Thing) -> bool:
        """Whether no name of the thing says more than its kind."""
        return all(
            form in self._kind_words.get(thing.kind, {}) or self.words.weight(form) < 1.0
            for name in self._names[thing.iri]
            for form in name.forms
        )

    def says_a_kind(self, form: str) -> bool:
        """Whether a word by itself says a kind of actor or instrument."""
        return form in self._said_of_kinds

    def weight(self, form: str) -> float:
        """How much a word tells: small and polite words little, rare words of names most."""
        base = self.words.weight(form)
        if form.isdigit() and form in self._holders:
            return _NUMBER
        return base * self._rarity.get(form, _UNKNOWN) if base == 1.0 else base

    def find(self, words: Sequence[Word], types: Collection[str] = (), most: int = 12) -> tuple[Candidate, ...]:
        """The things that ``words`` may mean, best first. ``types`` limits them; none means all."""
        asked = self._expand(words)
        if not any(self.weight(form) > SMALL for form, _ in asked):
            return ()
        weights = {form: self.weight(form) for form, _ in asked}
        similar = {form: self._similar(form, raw) for form, raw in asked}
        query = _Asked(
            forms=tuple(form for form, _ in asked),
            spelt=frozenset(form for form, raw in asked if is_upper(raw)),
            telling=frozenset(f for f, w in weights.items() if w > NOISE and f not in self._said_of_kinds),
            weights=weights,
            similar=similar,
        )
        scores: list[Candidate] = []
        for iri in sorted({iri for near in similar.values() for known in near for iri in self._holders[known]}):
            thing = self.things[iri]
            if not types or thing.type in types:
                found = self._score(thing, query)
                if found is not None:
                    scores.append(found)
        scores.sort(key=lambda c: (-c.score, -c.thing.facts, c.thing.iri))
        return tuple(scores[:most])

    def near(self, text: str, words: Sequence[Word], most: int = 5) -> tuple[str, ...]:
        """Names that share words with ``words`` or look like ``text``, for a message that it is unknown."""
        best = {c.thing.name: 1 + c.score for c in self.find(words, most=most) if c.score > _NEAR}
        if len(best) < most:
            spoken_of = (thing for thing in self.things.values() if thing.facts or thing.documents)
            names = {name: thing.name for thing in spoken_of for name in (thing.name, *thing.names)}
            asked = " ".join(word.raw for word in words) or text
            for name, score, _ in process.extract(
                asked, names.keys(), scorer=fuzz.WRatio, limit=3 * most, score_cutoff=60
            ):
                best.setdefault(names[name], score / 100)
        return tuple(sorted(best, key=lambda name: (-best[name], name))[:most])

    def _extra(self, thing: Thing) -> dict[str, float]:
        """Words that mean this thing without standing in its names, with how much they are worth: number, date, kind, what
        an instrument regulates."""
        found: dict[str, float] = {}
        if thing.type == "Instrument":
            for iri in thing.regulates:
                for name in self._names.get(iri, ())[:1]:
                    found |= dict.fromkeys(name.forms, _REGULATED)
        found |= self._kind_words.get(thing.kind, {})
        for number in thing.numbers:
            found |= dict.fromkeys(
                (part for whole in number_parts(number) for part in (whole, whole.lstrip("0") or "0")), 1.0
            )
        for date in thing.dates:
            found |= dict.fromkeys(forms(date_in_words(date)), 1.0)
        return found

    def _expand(self, words: Iterable[Word]) -> list[tuple[str, str]]:
        """(form, what the question has there), synonyms replaced, numbers split from letters ("C29")."""
        found: list[tuple[str, str]] = []
        for word in words:
            same = self.words.synonyms.get(word.form) if word.form not in self._holders else None
            lettered = re.fullmatch(r"[a-z]{1,3}(\d{1,4})", word.form)
            if same is not None:
                found.extend((form, form) for form in same if form not in self.words.small)
            elif lettered and word.form not in self._holders:
                found.append((lettered[1], lettered[1]))
            elif word.form not in self.words.small or is_upper(word.raw):
                found.append((word.form, word.raw))
        return list(dict.fromkeys(found))

    def _similar(self, form: str, raw: str) -> dict[str, float]:
        """Known words that may be this one, with how alike they are."""
        if form in self.words.small:
            return {form: 1.0} if is_upper(raw) and form in self._holders else {}
        bare = form.lstrip("0") if form.isdigit() else form
        if form in self._holders or bare in self._holders:
            known = {name: 1.0 for name in (form, bare) if name in self._holders}
            known.update({name: _KIN for name in self._holders if name not in known and _related(form, name)})
            synonym = self.words.synonyms.get(form, ())
            known.update({name: 0.95 for name in synonym if len(synonym) == 1 and name in self._holders})
            return known
        if self.words.weight(form) < 1.0:
            return {}
        return {name: value for name in self._holders if (value := alike(form, name))}

    def _score(self, thing: Thing, asked: _Asked) -> Candidate | None:
        found = [c for name in self._names[thing.iri] if (c := self._compare(thing, name, asked))]
        return max(found, key=lambda c: (c.score, c.whole), default=None)

    def _compare(self, thing: Thing, name: SearchName, asked: _Asked) -> Candidate | None:
        """How well one name of the thing, with its number, date and kind, fits the words that were asked."""
        extras = self._extras[thing.iri]
        explained, covered, told = 0.0, set[str](), set[str]()
        initials = number = counted = False
        said = self._said_of(thing, name, asked)
        for form in asked.forms:
            near = asked.similar[form]
            hits = {known: near[known] for known in near if known in name.forms}
            short = form in name.initials and (form in asked.spelt or self.words.weight(form) == 1.0)
            extra = max((near[known] * extras[known] for known in near if known in extras), default=0.0)
            value = max(max(hits.values(), default=0.0), extra, 1.0 if short else _SAID if form in said else 0.0)
            number = number or (extra == 1.0 and form.isdigit())
            counted = counted or any(form in parts[:1] for parts in self._numbers[thing.iri])
            initials = initials or short
            explained += asked.weights[form] * value
            covered.update(hits)
            if value:
                told.add(form)
        if not explained:
            return None
        length = sum(self.weight(form) for form in name.forms)
        share = 1.0 if initials else sum(self.weight(form) for form in covered) / length
        reach = explained / sum(asked.weights.values())
        score = reach * (0.7 + 0.3 * share)
        numbered = any(len(parts) > 1 and set(parts) <= set(asked.forms) for parts in self._numbers[thing.iri])
        whole = (reach > _ALL and (share > _ALL or number)) or (number and numbered)
        if whole and number:
            score = max(score, _BY_NUMBER)
        if not covered and not number and not initials:
            score *= _NAMELESS
        if asked.telling and not told & asked.telling:
            score *= _ONLY_KIND
        if counted and not numbered and (self._said_of_kinds & set(asked.forms)) - told:
            score *= _ONLY_KIND
            whole = False
        return Candidate(thing, score, explained, whole, name.text)

    def _said_of(self, thing: Thing, name: SearchName, asked: _Asked) -> frozenset[str]:
        """Words of the sentences about an instrument that is named by its kind alone, where that kind is asked for."""
        nameless = thing.type == "Instrument" and set(name.forms) <= self._kind_words.get(thing.kind, {}).keys()
        if self._sentences is None or not nameless or not set(name.forms) <= set(asked.forms):
            return frozenset()
        if thing.iri not in self._said:
            row = {form for sentence in self._sentences(thing.iri) for form in forms(sentence)} - self.words.small
            same = (self.words.synonyms.get(form, ()) for form in row)
            self._said[thing.iri] = frozenset(row).union(*same)
        return self._said[thing.iri]


def _related(one: str, other: str) -> bool:
    return one != other and one[:5] == other[:5] and alike(one, other) == 0.8
