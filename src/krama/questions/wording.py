"""A question put plainly before it is read: topics go where their pronouns stand, slips are mended, counts left out.

The words of a question come in and go out; nothing here knows what the question asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from krama.questions.words import Word, same_root

_BREAK = re.compile(r"\s[-\u2013\u2014]\s|\u2014|:\s|,\s|\.\s")
_PRONOUNS = {"it", "its", "they", "their", "them", "this", "that", "these", "those", "he", "she"}
_ASKING = {
    *("who", "whom", "whose", "what", "which", "when", "where", "how", "is", "are", "was", "were", "do", "doe", "did"),
    *("ha", "has", "have", "can", "by", "under", "on", "from", "in", "for", "of"),
}
_SURE = {"who", "whom", "whose", "what", "which", "when", "where", "how"}
_LONG, _VERY_LONG = 6, 9
"""Letters from which on one slip, or two, are taken for slips."""


def with_topic(text: str, row: Sequence[Word]) -> tuple[Word, ...]:
    """The words of "TOPIC: what does it cover?" as those of "what does TOPIC cover?"; others as they are.

    The topic stands before a colon, a dash, a comma or a full stop and asks nothing itself; what follows asks, with a pronoun
    for it.
    """
    for found in _BREAK.finditer(text):
        topic = [word for word in row if word.end <= found.start()]
        rest = [word for word in row if word.start >= found.end()]
        if not topic or len(rest) < 2 or rest[0].form not in _ASKING or any(w.form in _SURE for w in topic):
            continue
        place = next((i for i, word in enumerate(rest) if i and word.form in _PRONOUNS), None)
        if place is not None:
            return (*rest[:place], *topic, *rest[place + 1 :])
    return tuple(row)


def without_counts(row: Sequence[Word], counted: Collection[str]) -> tuple[Word, ...]:
    """The words without a count that goes with a noun: "10-step case management" is "case management"."""
    drop: set[int] = set()
    for i in range(len(row) - 2):
        number, noun = row[i], row[i + 1]
        before = row[i - 1].form if i else ""
        if number.form.isdigit() and noun.form in counted and noun.plain == noun.form and before not in counted:
            drop |= {i, i + 1}
    return tuple(word for i, word in enumerate(row) if i not in drop)


def without_slips(row: Iterable[Word], known: Callable[[str], bool], names: Iterable[str]) -> tuple[Word, ...]:
    """The words with those that are no known word, and one or two slips away from a word of a name, written like that."""
    return tuple(word if known(word.form) or not _may_slip(word.form) else _mended(word, names) for word in row)


def _may_slip(form: str) -> bool:
    return len(form) >= _LONG and form.isalpha()


def _mended(word: Word, names: Iterable[str]) -> Word:
    allowed = 2 if len(word.form) >= _VERY_LONG else 1
    near: dict[str, int] = {}
    for name in names:
        if name[0] == word.form[0] and _may_slip(name) and not same_root(name, word.form):
            distance = OSA.distance(name, word.form, score_cutoff=allowed)
            if distance <= allowed:
                near[name] = distance
    best = [name for name, distance in near.items() if distance == min(near.values())]
    return replace(word, form=best[0], plain=best[0]) if len(best) == 1 else word
