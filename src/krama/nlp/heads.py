"""Headwords of kinds, ready for the phrase finders: normal form → type and kind.

The labels of a kind in ``ontology/kinds`` are its headwords; plurals are known by rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from krama.knowledge.keys import normal_word
from krama.knowledge.kinds import Kinds
from krama.model import EntityType
from krama.nlp.words import Word


@dataclass(frozen=True, slots=True)
class Head:
    """A headword found in a passage: words ``first``..``last`` (inclusive) of it."""

    first: int
    last: int
    type: EntityType
    kind: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Headwords:
    """Headwords by their last word's normal form, longest first."""

    table: dict[str, tuple[tuple[tuple[str, ...], EntityType, str], ...]]

    def named(self, words: Iterable[str]) -> bool:
        """Whether one of ``words`` is the last word of an actor's or instrument's headword."""
        parts = (part for word in words for part in _parts(_singular(word.lower())[0]))
        return any(type_ in ("Actor", "Instrument") for part in parts for _, type_, _ in self.table.get(part, ()))

    def opens(self, name: str) -> bool:
        """Whether a name starts with a mechanism's headword: "Procedure for …", "Inspections of …"."""
        first = _parts(_singular(name.strip("“\"' ").split(" ")[0].lower())[0])
        return any(type_ == "Mechanism" for _, type_, _ in self.table.get(first[-1], ()))

    def ending_at(self, row: tuple[Word, ...], last: int, type_: EntityType | None = None) -> Head | None:
        """The longest headword (of one type, where told) whose last word is ``row[last]``; hyphens count as spaces."""
        form, plural = _singular(row[last].lower)
        for text in dict.fromkeys((row[last].lower, form)):
            parts = _parts(text)
            for forms, of_type, kind in self.table.get(parts[-1], ()):
                first = _start(row, last, parts, forms)
                if first is not None and type_ in (None, of_type):
                    return Head(first, last, of_type, kind, plural)
        return None


def _start(row: tuple[Word, ...], last: int, parts: tuple[str, ...], forms: tuple[str, ...]) -> int | None:
    """Index of the word at which ``forms`` start if they end with ``parts``, the parts of ``row[last]``."""
    found, first = parts, last
    while len(found) < len(forms) and first > 0 and not row[first].gap.strip(" -"):
        first -= 1
        found = (*_parts(row[first].lower), *found)
    return first if found == forms else None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(normal_word(part) for part in text.split("-") if part) or (text,)


def headwords(kinds: Kinds) -> Headwords:
    """Index the English labels of all kinds."""
    table: dict[str, set[tuple[tuple[str, ...], EntityType, str]]] = {}
    for kind in kinds.all():
        for label in kind.headwords("en", hidden=kind.entity_type != "Instrument"):
            forms = tuple(normal_word(word) for word in label.replace("-", " ").replace(",", " ").split())
            if forms:
                table.setdefault(forms[-1], set()).add((forms, kind.entity_type, kind.id))
    return Headwords(
        {last: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for last, rows in sorted(table.items())}
    )


def _singular(word: str) -> tuple[str, bool]:
    """The likely singular of an English noun, and whether it differs."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y", True
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2], True
    if word.endswith("men"):
        return word[:-3] + "man", True
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1], True
    return word, False
