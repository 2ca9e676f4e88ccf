"""The words of one question and what they say besides names: kinds, periods, ordinals, what is asked for."""

from __future__ import annotations

from dataclasses import replace

from krama.questions.find import Names
from krama.questions.phrases import KindPhrase, KindWords, find_ordinals, find_periods
from krama.questions.words import NOISE, SMALL, Word

WANTED = {"who": "Actor", "whom": "Actor", "when": "date", "where": "Place"}
"""Words that say by themselves what sort of answer is wanted."""
NO_KIND = {"who", "whom", "whose", "when", "where", "how", "is", "are", "was", "were", "do", "doe", "did", "ha", "has"}
"""Words after which a kind is not what is asked for ("who heads …", "is the labour law …")."""
CHOOSING = {"which", "what", "many", "any", "all", "list", "every"}
KNOWN = {"the", "this", "that", "its", "their"}
POINTING = KNOWN | {"a", "an"}
"""Words before a kind: the first ask which one, the others mean one that is known."""

_INVERTING = {"ha", "has", "have", "had", "do", "doe", "did", "may", "can", "must", "shall", "should", "will"}
"""Words after what is asked for, before the subject: "which conventions has … ratified"."""
_QUALIFIERS = 3
"""Words that may stand between "which" and the kind that is asked for."""

_ASKING = 0.4
"""Weight of a word of ``WANTED``."""


class Asked:
    """One question's words. ``focus`` are the kind phrases that say what is asked for, ``wanted`` the types that words like
    "who" ask for, ``weights`` how much each word tells."""

    def __init__(self, words: tuple[Word, ...], names: Names, kind_words: KindWords) -> None:
        self.words = words
        self._names = names
        self.weights = [_ASKING if w.form in WANTED else names.weight(w.form) for w in words]
        self.total = sum(self.weights) or 1.0
        self.kinds = tuple(kind_words.find(words))
        self.periods = find_periods(words, names.words)
        self.ordinals = find_ordinals(words, names.words)
        self.focus = self._focus()
        self.wanted = frozenset(WANTED[word.form] for word in words if word.form in WANTED)

    def _focus(self) -> tuple[KindPhrase, ...]:
        """Kind phrases that say what is asked for: those before which only small and polite words stand. Of several in a
        row ("government institutions") the last one says it."""
        timed = {i for p in self.periods for i in range(p.start, p.end)}
        light = [i in timed or weight < 0.5 for i, weight in enumerate(self.weights)]
        first = next((p for p in self.kinds if all(light[: p.start])), None)
        before = {self.words[i].form for i in range(first.start)} if first else set()
        if first is None and (asked := self._qualified()):
            return (asked,)
        if first is None or (before & NO_KIND and not before & {"there", "any"}):
            return self._asked_later()
        end = first.end
        found = [p for p in self.kinds if (p.start, p.end) == (first.start, first.end)]
        while following := [p for p in self.kinds if p.start == end and not self._listed(end)]:
            end = following[0].end
            found += [KindPhrase(first.start, end, p.type, p.kind) for p in following if p.end == end]
        return tuple(self._with_others(found))

    def _listed(self, index: int) -> bool:
        """Whether a comma stands before a word."""
        return index > 0 and self.words[index].start - self.words[index - 1].end > 1

    def _with_others(self, found: list[KindPhrase]) -> list[KindPhrase]:
        """The phrases with the kinds of the same type that are asked for beside them: "laws or decrees"."""
        last, also = found[-1], list[KindPhrase]()
        end = last.end
        while end < len(self.words):
            start = end + 1 if self.words[end].form in ("and", "or") else end if self._listed(end) else -1
            other = next((p for p in self.kinds if p.start == start and p.type == last.type), None)
            if other is None:
                break
            also.append(other)
            end = other.end
        return [replace(last, end=end, also=tuple(also))] if also else found

    def _qualified(self) -> KindPhrase | None:
        """What "which ILO conventions has …" asks for: a kind with the words before it, before an inverted subject."""
        if self.words[0].form not in ("which", "what"):
            return None
        for p in self.kinds:
            before = self.words[1 : p.start]
            inverted = p.end < len(self.words) and self.words[p.end].form in _INVERTING
            if inverted and 0 < len(before) <= _QUALIFIERS and not any(w.form in NO_KIND | _INVERTING for w in before):
                return replace(p, start=1, qualifiers=tuple(w.form for w in before))
        return None

    def _asked_later(self) -> tuple[KindPhrase, ...]:
        """Kind phrases right after "which" or "what" further on: "X is governed by which law"."""
        later = (p for p in self.kinds if p.start and self.words[p.start - 1].form in ("which", "what"))
        first = next(later, None)
        return tuple(p for p in self.kinds if first and (p.start, p.end) == (first.start, first.end))

    def is_definite(self, phrase: KindPhrase) -> bool:
        """Whether the words mean one thing that is known ("the law on …"), not which ones there are."""
        before = self.words[phrase.start - 1].form if phrase.start else ""
        return before in KNOWN and not is_plural(self.words[phrase.end - 1])

    def is_yes_or_no(self) -> bool:
        """Whether the question can be about two named things: "is X based on Y", "did X sign Y"."""
        return self.words[0].form in NO_KIND - set(WANTED)

    def tells(self, place: tuple[int, ...]) -> bool:
        """Whether words are more than small ones that every question has."""
        return any(self.weights[i] > SMALL or len(self.words[i].form) > 4 for i in place)

    def is_filler(self, form: str) -> bool:
        """A year, a number or a polite word, which may stand between an article and its noun."""
        return form not in CHOOSING and (form.isdigit() or self._names.words.weight(form) == NOISE)

    def lists(self) -> bool:
        """Whether the words ask for things of a kind: "conventions on …", "draft laws", "is there a policy …"."""
        there = any(word.form == "there" for word in self.words)
        return any(is_plural(self.words[p.end - 1]) or (there and p in self.focus) for p in self.kinds)

    def asks_which(self, phrase: KindPhrase) -> bool:
        """Whether "which" or "what" stands before the kind phrase."""
        return any(self.words[i].form in ("which", "what", "any", "list", "many") for i in range(phrase.start))


def is_plural(word: Word) -> bool:
    """Whether a word is written in the plural."""
    return word.plain != word.form
