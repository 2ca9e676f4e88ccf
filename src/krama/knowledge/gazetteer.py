"""Names known in advance: the curated entries of ``ontology/names`` and ``ontology/jurisdictions/*``.

A name's sources are the ``dcterms:source`` values of its subject in the file where it stands, so that names known only
from a document can be switched off when that document is read blind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from krama.errors import KnowledgeError
from krama.knowledge.keys import key, words
from krama.model import EntityType

_KRAMA = "https://w3id.org/krama/ontology#"
_ID = "https://w3id.org/krama/id/"
_KIND = "https://w3id.org/krama/kind/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SOURCE = "http://purl.org/dc/terms/source"
_LABELS = {f"{_SKOS}prefLabel", f"{_SKOS}altLabel", f"{_SKOS}hiddenLabel"}
_TYPES: dict[str, EntityType] = {f"{_KRAMA}{name}": name for name in ("Actor", "Instrument", "Mechanism", "Place")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One curated thing. ``names`` are (text, language); ``numbers`` and ``dates`` as its files give them."""

    id: str
    type: EntityType
    kind: str
    name: str
    names: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by id, and their names by comparison key."""

    entries: dict[str, Entry]
    by_key: dict[str, tuple[str, ...]] = field(repr=False)
    _starts: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]] = field(repr=False)

    def find(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """Longest names in ``text``, left to right: (start, end, entry id, name as curated).

        Where two entries share a name, the first id is given; a caller that minds looks at ``by_key``.
        Abbreviations and one-word names must agree in case, longer names need not.
        """
        row = words(text)
        index = 0
        while index < len(row):
            hit = self._longest(text, row, index)
            if hit is None:
                index += 1
                continue
            length, entry, name = hit
            yield row[index][1], row[index + length - 1][2], entry, name
            index += length

    def named(self, name: str) -> tuple[str, ...]:
        """Ids of the entries that have this name."""
        return self.by_key.get(key(name), ())

    def _longest(self, text: str, row: tuple[tuple[str, int, int], ...], index: int) -> tuple[int, str, str] | None:
        for forms, entry, name in self._starts.get(row[index][0], ()):
            end = index + len(forms)
            if end > len(row) or any(row[index + i][0] != form for i, form in enumerate(forms)):
                continue
            printed = text[row[index][1] : row[end - 1][2]]
            if not _gapless(text, row, index, end) or not _same_case(name, printed):
                continue
            return len(forms), entry, name
        return None


def _gapless(text: str, row: tuple[tuple[str, int, int], ...], start: int, end: int) -> bool:
    """Only spaces, hyphens, commas, slashes and quotes stand between the words of one name."""
    return all(set(text[row[i][2] : row[i + 1][1]]) <= set(" -,–/’'.\u00a0") for i in range(start, end - 1))


def _same_case(name: str, printed: str) -> bool:
    if " " not in name.strip():
        return name.replace(".", "") == printed.replace(".", "") or (
            len(name) > 4 and name.istitle() and printed.isupper()
        )
    return True


def load_gazetteer(
    files: Iterable[Path],
    switched_off: frozenset[str] = frozenset(),
    described: Iterable[Path] = (),
    source: frozenset[str] = frozenset(),
) -> Gazetteer:
    """Read curated Turtle files. Names all of whose sources are in ``switched_off`` (IRIs) are left out, and so is an
    entry none of whose names is left. Of the files ``described`` only what comes from ``source`` alone, the document
    being read, is known. Raises ``KnowledgeError`` naming file and line."""
    texts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, dict[tuple[str, str], bool]] = defaultdict(dict)
    for path, own in [*((path, False) for path in files), *((path, True) for path in described)]:
        for subject, properties in _subjects(path).items():
            sources = {o.value for o in properties.get(_SOURCE, ())}
            if own and not (sources and sources <= source):
                continue
            if sources and sources <= switched_off:
                continue
            for predicate, objects in properties.items():
                for value in objects:
                    if predicate in _LABELS and isinstance(value, ox.Literal):
                        label = (value.value, value.language or "en")
                        names[subject][label] = names[subject].get(label, False) or predicate.endswith("prefLabel")
                    else:
                        texts[subject][predicate].append(value.value)
    entries = {}
    for subject in sorted(names):
        entry = _entry(subject, texts[subject], names[subject])
        if entry:
            entries[entry.id] = entry
    return _index(entries)


def _subjects(path: Path) -> dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]:
    table: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE):
            if not isinstance(triple.subject, ox.NamedNode) or isinstance(triple.object, ox.BlankNode):
                raise KnowledgeError(f"{path}: a curated file has no blank nodes; give {triple.subject} an IRI")
            table[triple.subject.value][triple.predicate.value].append(triple.object)
    except SyntaxError as error:
        raise KnowledgeError(f"{path}:{error.lineno}: not Turtle: {error.msg}") from error
    return table


def _entry(subject: str, texts: dict[str, list[str]], names: dict[tuple[str, str], bool]) -> Entry | None:
    types = [_TYPES[value] for value in texts.get(_TYPE, ()) if value in _TYPES]
    if not types or not subject.startswith(_ID):
        return None

    def first(name: str, strip: str = "") -> str:
        return min((v.removeprefix(strip) for v in texts.get(_KRAMA + name, ())), default="")

    preferred = sorted(text for (text, language), is_preferred in names.items() if is_preferred and language == "en")
    ordered = sorted(names, key=lambda label: (not names[label], label[1] != "en", label))
    return Entry(
        id=subject.removeprefix(_ID),
        type=types[0],
        kind=first("kind", _KIND) or "other",
        name=preferred[0] if preferred else ordered[0][0],
        names=tuple(ordered),
        numbers=tuple(sorted(set(texts.get(_KRAMA + "number", ())))),
        dates=tuple(sorted(set(texts.get(_KRAMA + "date", ())))),
        jurisdiction=first("jurisdiction", _ID),
    )


def _variants(forms: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name, and its usual short form: "UN" for "United Nations"."""
    yield forms
    if forms[:2] == ("united", "nations") and len(forms) > 2:
        yield ("un", *forms[2:])


def _index(entries: dict[str, Entry]) -> Gazetteer:
    by_key: dict[str, set[str]] = defaultdict(set)
    starts: dict[str, set[tuple[tuple[str, ...], str, str, bool]]] = defaultdict(set)
    for entry in entries.values():
        for name, language in entry.names:
            forms = tuple(key(name).split())
            if not forms or (len(forms) == 1 and len(forms[0]) < 2):
                continue
            for variant in _variants(forms):
                by_key[" ".join(variant)].add(entry.id)
                if language != "km":
                    starts[variant[0]].add((variant, entry.id, name, entry.kind == "state"))
    return Gazetteer(
        entries=entries,
        by_key={name: tuple(sorted(ids)) for name, ids in sorted(by_key.items())},
        _starts={
            first: tuple(row[:3] for row in sorted(rows, key=lambda row: (-len(row[0]), row[3], row[1], row[2])))
            for first, rows in sorted(starts.items())
        },
    )
