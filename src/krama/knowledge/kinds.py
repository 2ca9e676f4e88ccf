"""Kinds of actors, instruments, mechanisms and places: the SKOS concepts of ``ontology/kinds`` and of each country.

A kind's labels are its headwords: the citation grammar and the finders are made from them, so no list is kept twice.
A country's ``kinds.ttl`` adds labels to a kind of ``ontology/kinds`` by naming it again, or new kinds with
``skos:broader``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import pyoxigraph as ox

from krama.errors import KnowledgeError
from krama.model import EntityType, Name

_KIND = "https://w3id.org/krama/kind/"
_KRAMA = "https://w3id.org/krama/ontology#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SCHEMES: dict[str, EntityType] = {
    _KIND + "actors": "Actor",
    _KIND + "instruments": "Instrument",
    _KIND + "mechanisms": "Mechanism",
    _KIND + "places": "Place",
}
_LABELS = ("prefLabel", "altLabel", "hiddenLabel")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. ``id`` is its local name under ``kind:``; ``label`` its English name.

    ``names`` are its other headwords that people write, ``hidden`` the misspellings and short forms that count only
    where a number follows. ``listed`` is the name by which annotations know it: its own, or that of the nearest kind
    above it that is a top concept of its scheme. ``rank`` orders norms: the smaller, the higher.
    ``examples`` are citations or names that must be found.
    """

    id: str
    entity_type: EntityType
    label: str
    names: tuple[Name, ...] = ()
    hidden: tuple[Name, ...] = ()
    broader: str = ""
    listed: str = ""
    rank: int | None = None
    examples: tuple[str, ...] = ()

    def headwords(self, language: str | None = None, *, hidden: bool = True) -> tuple[str, ...]:
        """Its labels of one language (BCP 47), or of all: preferred ones first, as they are written in the file."""
        rows = (Name(self.label), *self.names, *(self.hidden if hidden else ()))
        return tuple(dict.fromkeys(row.text for row in rows if language is None or row.language == language))


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """All kinds, by id. Equal only to itself, so that what is made from it can be kept."""

    by_id: dict[str, Kind] = field(default_factory=dict)

    def __getitem__(self, kind: str) -> Kind:
        return self.by_id[kind]

    def __contains__(self, kind: str) -> bool:
        return kind in self.by_id

    def get(self, kind: str) -> Kind | None:
        """The kind of that id, or None."""
        return self.by_id.get(kind)

    def all(self) -> tuple[Kind, ...]:
        """Every kind, ordered by id."""
        return tuple(self.by_id[name] for name in sorted(self.by_id))

    def of_type(self, entity_type: EntityType) -> tuple[Kind, ...]:
        """The kinds of one entity type, ordered by id."""
        return tuple(kind for kind in self.all() if kind.entity_type == entity_type)

    def listed(self, kind: str) -> str:
        """The name that annotations use for ``kind``; "other" where the kind is empty or unknown."""
        known = self.by_id.get(kind)
        return known.listed if known else "other"

    def is_a(self, kind: str, ancestor: str) -> bool:
        """Whether ``kind`` is ``ancestor`` or stands below it."""
        return ancestor in self.ancestors(kind)

    def ancestors(self, kind: str) -> tuple[str, ...]:
        """``kind`` and what is broader than it, nearest first."""
        found = []
        while kind in self.by_id:
            found.append(kind)
            kind = self.by_id[kind].broader
        return tuple(found)


def load_kinds(folder: Path) -> Kinds:
    """The kinds of an ontology folder. Raises ``KnowledgeError`` naming file and line."""
    facts = _Facts()
    for path in (*sorted(folder.glob("kinds/*.ttl")), *sorted(folder.glob("jurisdictions/*/kinds.ttl"))):
        facts.read(path)
    return Kinds(dict(facts.kinds()))


class _Facts:
    """Triples about concepts, with the file that first named each: what an error message has to say."""

    def __init__(self) -> None:
        self.values: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        self.files: dict[str, Path] = {}

    def read(self, path: Path) -> None:
        try:
            for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE):
                subject, value = quad.subject, quad.object
                if isinstance(subject, ox.BlankNode) or isinstance(value, ox.BlankNode):
                    raise KnowledgeError(f"{path}: a kind has no blank nodes; give it a name under kind:")
                if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
                    continue
                if subject.value in _SCHEMES or not subject.value.startswith(_KIND):
                    continue
                self.files.setdefault(subject.value, path)
                self.values.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(value)
        except SyntaxError as error:
            raise KnowledgeError(f"{path}:{error.lineno}: not Turtle: {error.msg}") from error
        except OSError as error:
            raise KnowledgeError(f"{path}: cannot be read: {error.strerror}") from error

    def kinds(self) -> Iterator[tuple[str, Kind]]:
        for iri in sorted(self.values):
            kind = self._kind(iri)
            yield kind.id, kind

    def _kind(self, iri: str) -> Kind:
        name = iri.removeprefix(_KIND)
        preferred, names, hidden = (self._labels(iri, label) for label in _LABELS)
        english = [row.text for row in preferred if row.language == "en"]
        if not english:
            raise self._error(iri, f'kind:{name} has no skos:prefLabel "…"@en')
        if len(english) > 1:
            raise self._error(iri, f"kind:{name} has {len(english)} English skos:prefLabel; keep one")
        rank = self._one(iri, _KRAMA + "rank")
        return Kind(
            id=name,
            entity_type=self._entity_type(iri),
            label=english[0],
            names=(*(row for row in preferred if row != Name(english[0])), *names),
            hidden=hidden,
            broader=self._one(iri, _SKOS + "broader").removeprefix(_KIND),
            listed=self._listed(iri),
            rank=int(rank) if rank else None,
            examples=tuple(sorted(value.value for value in self._get(iri, _SKOS + "example"))),
        )

    def _labels(self, iri: str, label: str) -> tuple[Name, ...]:
        rows = (v for v in self._get(iri, _SKOS + label) if isinstance(v, ox.Literal))
        return tuple(dict.fromkeys(Name(row.value, row.language or "en") for row in rows))

    def _entity_type(self, iri: str) -> EntityType:
        for ancestor in self._up(iri):
            for value in self._get(ancestor, _KRAMA + "entityType"):
                if value.value.removeprefix(_KRAMA) in get_args(EntityType):
                    return value.value.removeprefix(_KRAMA)  # type: ignore[return-value]
            for value in self._get(ancestor, _SKOS + "inScheme"):
                if value.value in _SCHEMES:
                    return _SCHEMES[value.value]
        raise self._error(iri, f"kind:{iri.removeprefix(_KIND)} is in no scheme of kinds; add skos:inScheme")

    def _listed(self, iri: str) -> str:
        for ancestor in self._up(iri):
            if self._get(ancestor, _SKOS + "topConceptOf"):
                return self._one(ancestor, _SKOS + "notation") or ancestor.removeprefix(_KIND)
        raise self._error(iri, f"kind:{iri.removeprefix(_KIND)} has neither skos:topConceptOf nor skos:broader")

    def _up(self, iri: str) -> Iterator[str]:
        seen: set[str] = set()
        while iri:
            if iri in seen:
                raise self._error(iri, f"kind:{iri.removeprefix(_KIND)} is broader than itself")
            seen.add(iri)
            yield iri
            above = self._one(iri, _SKOS + "broader")
            if above and above not in self.values:
                raise self._error(iri, f"skos:broader {above} is no kind in ontology/kinds", near=above)
            iri = above

    def _one(self, iri: str, predicate: str) -> str:
        values = sorted({value.value for value in self._get(iri, predicate)})
        if len(values) > 1:
            short = predicate.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
            raise self._error(iri, f"kind:{iri.removeprefix(_KIND)} has more than one {short}: {', '.join(values)}")
        return values[0] if values else ""

    def _get(self, iri: str, predicate: str) -> Iterable[ox.NamedNode | ox.Literal]:
        return self.values.get(iri, {}).get(predicate, ())

    def _error(self, iri: str, message: str, near: str = "") -> KnowledgeError:
        """The message, with the file and line where the kind (or ``near``) is first written."""
        path = self.files[iri]
        wanted = tuple(part for name in (near, iri) if name for part in ("kind:" + name.removeprefix(_KIND), name))
        lines = path.read_text(encoding="utf-8").splitlines()
        for word in wanted:
            for number, line in enumerate(lines, 1):
                if word in line.replace("<", " ").replace(">", " ").split():
                    return KnowledgeError(f"{path}:{number}: {message}")
        return KnowledgeError(f"{path}: {message}")
