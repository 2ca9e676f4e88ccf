"""The words of a question: normal forms, weights, and how alike two words are.

Text comes in; ``Word``s go out, in the same normal form as the names of the graph (``krama.knowledge.keys``), singular.
What is small, what is polite and what means the same stands in ``ontology/questions/words.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from krama.errors import KnowledgeError
from krama.knowledge import keys
from krama.knowledge.location import ontology_folder

SMALL, NOISE = 0.05, 0.2
"""Weights of a small word and of a polite one; a telling word weighs 1 or more."""

_ENDING = re.compile(
    "|s|es|ed|d|ing|ions?|ations?|ments?|ers?|ors?|al|ance|e|y|ies|ied|ications?|cation|ive|ative|ial|ially|ly|ity|able"
    "|ying|ered|ering|ration"
)


@dataclass(frozen=True, slots=True)
class Word:
    """``form`` is the normal form, singular; ``plain`` the normal form as written; ``start`` and ``end`` are code points
    of the question; ``raw`` is what stands there."""

    form: str
    plain: str
    raw: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """The data of ``words.toml``: small words, noise, synonyms (word → words), general nouns (words → type), ordinals,
    the words of periods (use → rows of words), nouns that are counted ("10 steps"), and what krama does not read ("phone
    number")."""

    small: frozenset[str]
    noise: frozenset[str]
    synonyms: dict[str, tuple[str, ...]]
    types: dict[tuple[str, ...], str]
    ordinals: dict[str, int]
    periods: dict[str, tuple[tuple[str, ...], ...]]
    phrases: tuple[tuple[str, ...], ...]
    counted: frozenset[str]
    unread: tuple[tuple[str, ...], ...]

    def without_phrases(self, row: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words of a question without those that only say where to look ("according to the report")."""
        kept: list[Word] = []
        index = 0
        while index < len(row):
            here = tuple(word.form for word in row[index : index + 8])
            phrase = next((phrase for phrase in self.phrases if here[: len(phrase)] == phrase), ())
            if not phrase:
                kept.append(row[index])
            index += len(phrase) or 1
        return tuple(kept)

    def weight(self, form: str) -> float:
        """How much a word tells before any name is known."""
        if form in self.small:
            return SMALL
        return NOISE if form in self.noise else 1.0


@cache
def load_words(folder: Path | None = None) -> Words:
    """Read ``questions/words.toml`` of an ontology folder; ``KnowledgeError`` where it is not as it should be."""
    root = folder or ontology_folder()
    path = root / "questions" / "words.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return Words(
            small=frozenset(form for text in table["small"] for form in forms(text)),
            noise=frozenset(form for text in table["noise"] for form in forms(text)) | _country_words(root),
            synonyms={" ".join(forms(name)): forms(text) for name, text in table["synonyms"].items()},
            types={forms(text): kind for kind, texts in table["types"].items() for text in texts},
            ordinals={singular(word): place for word, place in table["ordinals"].items()},
            phrases=tuple(sorted((forms(text) for text in table["phrases"]), key=len, reverse=True)),
            counted=frozenset(singular(word) for word in table["counted"]),
            unread=tuple(sorted((forms(text) for text in table["unread"]), key=len, reverse=True)),
            periods={use: tuple(forms(text) for text in texts) for use, texts in table["periods"].items()},
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise KnowledgeError(f"{path}: the words of questions cannot be read: {error}") from error


def _country_words(root: Path) -> frozenset[str]:
    """Words for the countries of the data packs: nearly every name has them, so they tell little."""
    found: set[str] = set()
    for path in sorted(root.glob("jurisdictions/*/jurisdiction.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in (*table.get("demonyms", ()), *table.get("country_words", ()), *table.get("name", {}).values()):
            found.update(forms(text))
    return frozenset(found)


def read_words(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    return tuple(Word(singular(form), form, text[a:b], a, b) for form, a, b in keys.words(text) if form)


def forms(text: str) -> tuple[str, ...]:
    """The normal forms of the words of a text, singular."""
    return tuple(word.form for word in read_words(text))


@cache
def singular(form: str) -> str:
    """A word without its plural ending."""
    if len(form) < 4 or not form.isalpha() or form.endswith(("ss", "us", "is")):
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("ches", "shes", "sses", "xes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") else form


@cache
def alike(one: str, other: str) -> float:
    """How alike two normal forms are: 1 the same, less for a slip of the pen or another ending, 0 different words."""
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit() or min(len(one), len(other)) < 4 or one[0] != other[0]:
        return 0.0
    if same_root(one, other):
        return 0.8
    allowed = 0 if min(len(one), len(other)) < 5 else 1 if max(len(one), len(other)) < 9 else 2
    distance = OSA.distance(one, other, score_cutoff=allowed) if allowed else 9
    return 0.9 - 0.05 * distance if distance <= allowed else 0.0


def same_root(one: str, other: str) -> bool:
    """Whether two words differ only in a common ending ("deport", "deportation")."""
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = one[common:], other[common:]
    enough = 5 if "" in rests else 6
    return common >= enough and all(_ENDING.fullmatch(rest) for rest in rests)
