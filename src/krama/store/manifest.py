"""What a version holds: its documents, its counts and the size and hash of every file, so that damage is noticed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

from pyoxigraph import QuerySolutions, Store

from krama.errors import StoreError
from krama.rdf.terms import value

FORMAT = 1
NAME = "manifest.json"
QUADS = "quads"
TEXTS = "texts"
HASHED_AT_OPEN = 32 * 1024 * 1024
"""Bytes: a database up to this size is hashed when it is opened (some 20 ms), a larger one by ``krama validate``."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document of the store. ``entry`` names its cache entry, ``place`` is a hash of where its file was read."""

    id: str
    name: str
    sha256: str
    entry: str
    place: str = ""
    knowledge: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """``key`` says what the version was made from: the same key means the same graph.

    ``quads`` are those of the named graphs, ``graphs`` counts them by graph, ``triples`` is the size of the union.
    """

    version: str
    key: str
    blind: bool
    quads: int
    triples: int
    graphs: dict[str, int]
    documents: tuple[StoredDocument, ...]
    files: dict[str, tuple[int, str]]

    def to_json(self) -> bytes:
        return (json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False) + "\n").encode()


def read_manifest(data: bytes) -> Manifest:
    """``ValueError`` where the bytes are not a manifest of this format."""
    fields = json.loads(data)
    if fields.pop("format", None) != FORMAT:
        raise ValueError("made by another version of krama")
    fields["documents"] = tuple(StoredDocument(**document) for document in fields["documents"])
    fields["files"] = {name: (size, checksum) for name, (size, checksum) in fields["files"].items()}
    return Manifest(**fields)


def list_files(quads: Path) -> dict[str, tuple[int, str]]:
    """Size and SHA-256 of every file of the database that readers need."""
    return {path.name: (path.stat().st_size, _hash(path)) for path in sorted(quads.iterdir()) if _belongs(path)}


def count_graphs(quads: Store) -> tuple[dict[str, int], int]:
    """Quads by named graph, and triples of the union (the default graph), counted by the engine."""
    by_graph = quads.query("SELECT ?graph (COUNT(*) AS ?count) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph")
    counts = {value(row["graph"]): int(value(row["count"])) for row in cast(QuerySolutions, by_graph)}
    union = cast(QuerySolutions, quads.query("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }"))
    return dict(sorted(counts.items())), int(value(next(union)["count"]))


def _belongs(path: Path) -> bool:
    return path.is_file() and path.name != "LOCK" and not path.name.startswith("LOG")


def check_files(quads: Path, manifest: Manifest, *, thorough: bool) -> None:
    """Compare the files with the manifest; ``StoreError`` names the first that is missing or differs."""
    thorough = thorough or sum(size for size, _ in manifest.files.values()) <= HASHED_AT_OPEN
    for name, (size, checksum) in manifest.files.items():
        path = quads / name
        if not path.is_file():
            raise StoreError(f"{path}: missing")
        if path.stat().st_size != size or (thorough and _hash(path) != checksum):
            raise StoreError(f"{path}: damaged")


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        digest = sha256()
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
