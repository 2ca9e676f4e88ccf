"""The published graph, opened for reading: queries, quads, texts, and a view for rdflib.

Any number of processes may read while a build writes the next version: a reader keeps the version it opened. Queries
see the union of all named graphs unless they say ``GRAPH`` or ``FROM``.
"""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from krama.errors import StoreError, UsageError
from krama.store import folder as folders
from krama.store.manifest import NAME, QUADS, TEXTS, Manifest, check_files, count_graphs, read_manifest
from krama.store.queries import Queries

if TYPE_CHECKING:
    import rdflib


class Store(Queries):
    """One published version of the graph, read-only. Use ``open_store``."""

    def __init__(self, folder: Path, version: Path, manifest: Manifest, quads: ox.Store, hold: int) -> None:
        super().__init__(quads, folder)
        self.version = version
        self.manifest = manifest
        self._hold = hold

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the version, so that a build may remove it."""
        if self._hold >= 0:
            os.close(self._hold)
            self._hold = -1

    def __len__(self) -> int:
        return self.manifest.quads

    def graphs(self) -> tuple[str, ...]:
        """IRIs of the named graphs, sorted."""
        return tuple(sorted(self.manifest.graphs))

    def text(self, document_id: str) -> str:
        """The text of a document, in which the offsets of its evidence count; ``UsageError`` for an unknown one."""
        for document in self.manifest.documents:
            if document.id == document_id:
                path = self.version / TEXTS / f"{document.entry}.txt.gz"
                try:
                    return gzip.decompress(path.read_bytes()).decode("utf-8")
                except (OSError, EOFError, UnicodeDecodeError):
                    raise StoreError(f"{path}: missing or damaged; {folders.rebuild(self.folder)}") from None
        raise UsageError(f"{document_id}: no such document in {self.folder}")

    def dataset(self) -> rdflib.Dataset:
        """A read-only ``rdflib.Dataset`` over the union of the graphs, without a copy; ``.graph(iri)`` gives one."""
        from krama.store.dataset import read_only_dataset

        return read_only_dataset(self)

    def check(self) -> None:
        """Hash every file and count every graph; ``StoreError`` where the store differs from its manifest."""
        with folders.explained(self.folder):
            _checked(self.folder, self.version, self.manifest, thorough=True)
            counts = count_graphs(self._quads)
        if counts != (self.manifest.graphs, self.manifest.triples):
            raise StoreError(f"{self.folder}: the counts differ from the manifest; {folders.rebuild(self.folder)}")


def open_store(folder: Path | str) -> Store:
    """Open the published graph of a store for reading.

    Raises ``StoreError`` where there is none, it cannot be read or it is damaged.
    """
    folder = Path(folder)
    for _ in range(20):
        with folders.explained(folder):
            published = folders.current(folder)
            if published is None:
                raise StoreError(
                    f"{folder}: no graph here; make one with krama build PATH, or name its store with --store"
                )
            version, checksum = published
            try:
                hold = folders.reading(version)
            except FileNotFoundError:
                if folders.current(folder) == published:
                    raise StoreError(f"{version}: missing; {folders.rebuild(folder)}") from None
                continue
        try:
            return _open(folder, version, checksum, hold)
        except BaseException:
            os.close(hold)
            raise
    raise StoreError(f"{folder}: the graph is being replaced too often to be read; try again")


def _open(folder: Path, version: Path, checksum: str, hold: int) -> Store:
    from hashlib import sha256

    try:
        data = (version / NAME).read_bytes()
        if sha256(data).hexdigest() != checksum:
            raise ValueError("damaged")
        manifest = read_manifest(data)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(f"{version / NAME}: {error}; {folders.rebuild(folder)}") from None
    _checked(folder, version, manifest, thorough=False)
    try:
        quads = ox.Store.read_only(str(version / QUADS))
    except OSError as error:
        raise StoreError(f"{version}: {' '.join(str(error).split())[:200]}; {folders.rebuild(folder)}") from None
    return Store(folder, version, manifest, quads, hold)


def _checked(folder: Path, version: Path, manifest: Manifest, *, thorough: bool) -> None:
    try:
        check_files(version / QUADS, manifest, thorough=thorough)
    except StoreError as error:
        raise StoreError(f"{error}; {folders.rebuild(folder)}") from None
