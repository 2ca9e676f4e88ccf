"""A country that acts is a state: "Cambodia adopted …", "signed by Viet Nam", "between Cambodia and host countries".

Where it only says where or whose ("in Cambodia", "Cambodia authorities") it stays a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from krama.knowledge.gazetteer import Gazetteer
from krama.knowledge.keys import normal_word
from krama.model import Found
from krama.nlp.words import Word

_FINITE = {"VBZ", "VBD", "VBP", "MD"}
_BETWEEN = {"RB", "RBR", "RBS"}
_TOWARDS = {"by", "between", "with"}
_LOCAL = {
    "in",
    "of",
    "from",
    "to",
    "into",
    "within",
    "throughout",
    "outside",
    "inside",
    "across",
    "for",
    "at",
    "around",
    "via",
}


def acting(
    row: Sequence[Word], finds: Sequence[Found], gazetteer: Gazetteer, country_words: frozenset[str]
) -> Iterator[Found]:
    """``finds`` with the countries that act turned into actors of kind state. Another country than the document's own
    (``country_words``) is named for what it does, unless the text says where."""
    ends = {word.end: index for index, word in enumerate(row)}
    starts = {word.start: index for index, word in enumerate(row)}
    for found in finds:
        if found.type == "Place" and found.kind == "country" and not found.nested:
            last, first = ends.get(found.span.end), starts.get(found.span.start)
            if last is not None and first is not None:
                words = {normal_word(word.text) for word in row[first : last + 1]}
                foreign = bool(country_words) and not words & country_words
                if _acts(row, first, last, foreign=foreign):
                    yield replace(found, type="Actor", kind="state", entry=_state(found, gazetteer))
                    continue
        yield found


def _acts(row: Sequence[Word], first: int, last: int, *, foreign: bool) -> bool:
    before = row[first - 1].lower if first else ""
    if before == "the" and first > 1:
        before = row[first - 2].lower
    if before in _LOCAL - ({"for"} if foreign else set()):
        return False
    if foreign:
        return True
    if before in _TOWARDS:
        return not (last + 1 < len(row) and row[last + 1].gap == " " and row[last + 1].tag in ("NN", "NNS", "NNP"))
    at = last + 1
    while at < len(row) and row[at].tag in _BETWEEN and row[at].gap == " ":
        at += 1
    return at < len(row) and row[at].tag in _FINITE and row[at].gap == " "


def _state(found: Found, gazetteer: Gazetteer) -> str:
    """The curated state of that name, or ""."""
    if not found.entry:
        return ""
    entry = gazetteer.entries[found.entry]
    for name, _ in entry.names:
        for other in gazetteer.named(name):
            if gazetteer.entries[other].type == "Actor" and gazetteer.entries[other].kind == "state":
                return other
    return ""
