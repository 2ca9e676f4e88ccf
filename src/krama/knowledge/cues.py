"""The words of relations: ``ontology/relations/NAME.toml``, and the small words of a language.

A relation's file lists cues. Each cue belongs to a frame of language (code, shared by all relations) and gives the words
that fill it and the roles that become the relation's subject and object.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from krama.errors import KnowledgeError

FRAMES = ("verb", "noun", "preposition", "adjective", "title", "post", "aside", "list")
_FILE_KEYS = {"subject", "object", "confidence", "example", "counter", *FRAMES}
_CUE_KEYS = {
    "name", "words", "nouns", "subject", "object", "subject_types", "object_types", "confidence", "claim", "with",
    "role_words", "swap",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: ``words`` (lemmas, lower case) of ``frame``; ``subject`` and ``object`` name the roles that fill the relation.

    ``nouns`` are a verb's nominalisations. ``subject_types`` and ``object_types`` are "Type" or "Type:kind".
    ``also`` are words that must stand in the clause too. ``version`` is a hash of the file.
    """

    name: str
    predicate: str
    frame: str
    words: frozenset[str]
    nouns: frozenset[str]
    subject: str
    object: str
    subject_types: tuple[str, ...]
    object_types: tuple[str, ...]
    confidence: float
    claim: str
    also: frozenset[str]
    version: str


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must yield a relation (names of its ends), or must not (a counter-example: no ends)."""

    predicate: str
    text: str
    subject: str = ""
    object: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """Small words of one language that the frames need: lower-case lemmas."""

    transparent: frozenset[str]
    plans: frozenset[str]
    doubts: frozenset[str]
    negations: frozenset[str]
    light: frozenset[str]
    controls_object: frozenset[str]
    attitudes: frozenset[str]
    exemplifies: tuple[str, ...]


def load_cues(folder: Path) -> tuple[tuple[Cue, ...], tuple[Example, ...]]:
    """All cues and examples of ``relations/*.toml``, in file order. Raises ``KnowledgeError`` naming file and key."""
    cues: list[Cue] = []
    examples: list[Example] = []
    for path in sorted(folder.glob("relations/*.toml")):
        data = path.read_bytes()
        try:
            table = tomllib.loads(data.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{path}: not TOML: {error}") from error
        unknown = set(table) - _FILE_KEYS
        if unknown:
            raise KnowledgeError(f"{path}: unknown key {sorted(unknown)[0]}; known are {', '.join(sorted(_FILE_KEYS))}")
        version = hashlib.sha256(data).hexdigest()[:12]
        for frame in FRAMES:
            cues += [_cue(path, frame, row, table, version) for row in table.get(frame, ())]
        examples += [Example(path.stem, row["text"], row["subject"], row["object"]) for row in table.get("example", ())]
        examples += [Example(path.stem, row["text"]) for row in table.get("counter", ())]
    names = [cue.name for cue in cues]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise KnowledgeError(f"{folder}/relations: two cues are called {twice[0]}; give one another name")
    return tuple(cues), tuple(examples)


def _cue(path: Path, frame: str, row: Mapping[str, Any], table: Mapping[str, Any], version: str) -> Cue:
    unknown = set(row) - _CUE_KEYS
    if unknown or "name" not in row:
        raise KnowledgeError(f"{path}: a [[{frame}]] cue has {sorted(unknown)[0] if unknown else 'no name'}")
    return Cue(
        name=f"{path.stem}/{frame}/{row['name']}",
        predicate=path.stem,
        frame=frame,
        words=frozenset(row.get("words", ())),
        nouns=frozenset(row.get("nouns", ())),
        subject=row.get("subject", "agent"),
        object=row.get("object", "patient"),
        subject_types=tuple(row.get("subject_types", table["subject"])),
        object_types=tuple(row.get("object_types", table["object"])),
        confidence=float(row.get("confidence", table.get("confidence", 0.75))),
        claim=row.get("claim", ""),
        also=frozenset(row.get("with", ())),
        version=version,
    )


def load_language(folder: Path, code: str = "en") -> Language:
    """The small words of ``languages/CODE.toml``."""
    path = folder / "languages" / f"{code}.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Language(
        transparent=frozenset(table["transparent"]),
        plans=frozenset(table["plans"]),
        doubts=frozenset(table["doubts"]),
        negations=frozenset(table["negations"]),
        light=frozenset(table["light"]),
        controls_object=frozenset(table["controls_object"]),
        attitudes=frozenset(table["attitudes"]),
        exemplifies=tuple(table["exemplifies"]),
    )
