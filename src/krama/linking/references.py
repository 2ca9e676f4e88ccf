"""References back: "the Ministry", "this Prakas", "the said Committee", "these inspections", "the NCCT's secretariat".

They are no mentions; they carry relations. A reference goes to the last mention before it whose kind its noun names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from krama.model import EntityType, Span
from krama.nlp.heads import Head, Headwords
from krama.nlp.words import Word

_POINTERS = {"the", "this", "that", "these", "those", "such", "said", "its", "their"}
_BETWEEN = {"said", "same", "above", "above-mentioned", "aforementioned", "aforesaid", "present", "abovementioned", "new",
            "entire", "whole"}  # fmt: skip
_OWN = {"this", "present", "these"}
_NOUN_AFTER = {"NN", "NNS", "NNP", "NNPS", "POS"}


@dataclass(frozen=True, slots=True)
class Reference:
    """A definite noun that points back: its span in the passage, what its head names, and whether it says "this"."""

    span: Span
    type: EntityType
    kind: str
    plural: bool
    own: bool
    head: str


def find_references(row: tuple[Word, ...], heads: Headwords, closed: Sequence[Span]) -> Iterator[Reference]:
    """Definite nouns of a passage that stand outside its mentions (``closed``), left to right."""
    for index, word in enumerate(row):
        if word.lower not in _POINTERS:
            continue
        at = index + 1
        while at < len(row) and row[at].lower in _BETWEEN and row[at].gap == " ":
            at += 1
        head = _head(row, heads, at)
        if head is None or head.kind in ("person", "step", "country"):
            continue
        span = Span(row[at].start, row[head.last].end)
        if any(other.overlaps(span) for other in closed) or _modifies(row, head.last):
            continue
        own = word.lower in _OWN or (word.lower == "the" and at > index + 1 and row[at - 1].lower == "present")
        noun = " ".join(w.lower for w in row[head.first : head.last + 1])
        yield Reference(span, head.type, head.kind, head.plural, own, noun)


def _head(row: tuple[Word, ...], heads: Headwords, at: int) -> Head | None:
    """The longest headword that starts at ``at``."""
    best = None
    for last in range(at, min(at + 3, len(row))):
        if last > at and row[last].gap not in (" ", "-"):
            break
        head = heads.ending_at(row, last)
        if head and head.first == at:
            best = head
    return best


def _modifies(row: tuple[Word, ...], last: int) -> bool:
    """ "the Ministry building", "the law enforcement": the head only modifies the noun after it."""
    if last + 1 >= len(row) or row[last + 1].gap != " ":
        return False
    return row[last + 1].tag in _NOUN_AFTER and not re.match(r"[’']s?\b", row[last + 1].text)
