"""A version of the graph that is being built beside the published one, and its publication."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from hashlib import sha256
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from krama.errors import StoreError
from krama.store import folder as folders
from krama.store.cache import Cache
from krama.store.manifest import NAME, QUADS, TEXTS, Manifest, StoredDocument, count_graphs, list_files
from krama.store.queries import Queries
from krama.version import __version__

MANY = 60_000
"""Quads from which on a bulk load is worth its files."""
NEEDED = 64 * 1024 * 1024
"""Bytes that must be free before a build begins, beside twice the size of what will be loaded."""


class Draft(Queries):
    """An unpublished version; the caller holds the store for writing (``folder.writing``)."""

    def __init__(self, folder: Path) -> None:
        self.version = folders.next_version(folder)
        self.part = self.version.with_name(self.version.name + folders.PART)
        with folders.explained(folder):
            self.part.mkdir()
            (self.part / TEXTS).mkdir()
            (self.part / folders.LOCK).touch()
            quads = ox.Store(self.part / QUADS)
        super().__init__(quads, folder)

    def load(self, *parts: Iterable[ox.Quad]) -> None:
        """Load many quads at once."""
        with folders.explained(self.folder):
            self._quads.bulk_extend(chain.from_iterable(parts))

    def replace(self, old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
        """Take some quads out of their graphs and put others in; before ``unite``."""
        with folders.explained(self.folder):
            for quad in old:
                self._quads.remove(quad)
            self._quads.extend(new)

    def unite(self) -> None:
        """Make the union of what is loaded, which queries see. What is added later joins it."""
        with folders.explained(self.folder):
            self._quads.bulk_extend(_in_union(quad) for quad in self._quads)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads to their graphs and to the union."""
        parts = [part for quad in quads for part in (quad, _in_union(quad))]
        with folders.explained(self.folder):
            # a bulk load makes nine files however little it loads, a transaction keeps all it adds in memory
            (self._quads.bulk_extend if len(parts) > MANY else self._quads.extend)(parts)

    def add_text(self, cache: Cache, entry: str) -> None:
        """Keep a document's text with the version."""
        source, target = cache.text(entry), self.part / TEXTS / f"{entry}.txt.gz"
        with folders.explained(self.folder):
            try:
                os.link(source, target)
            except OSError:
                shutil.copyfile(source, target)

    def publish(self, *, key: str, blind: bool, documents: Iterable[StoredDocument]) -> Manifest:
        """Close the database, write the manifest, make everything durable and switch to this version."""
        with folders.explained(self.folder):
            counts, triples = count_graphs(self._quads)
            self._quads.flush()
            del self._quads
            manifest = Manifest(
                version=__version__,
                key=key,
                blind=blind,
                quads=sum(counts.values()),
                triples=triples,
                graphs=counts,
                documents=tuple(sorted(documents, key=lambda document: document.id)),
                files=list_files(self.part / QUADS),
            )
            data = manifest.to_json()
            (self.part / NAME).write_bytes(data)
        folders.publish(self.folder, self.part, self.version, sha256(data).hexdigest())
        return manifest

    def discard(self) -> None:
        """Leave the published version as it is and remove this one."""
        if hasattr(self, "_quads"):
            del self._quads
        shutil.rmtree(self.part, ignore_errors=True)


def _in_union(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def require_space(folder: Path, needed: int) -> None:
    """``StoreError`` where the disk has not room for ``needed`` bytes and some more."""
    with folders.explained(folder):
        free = shutil.disk_usage(folder).free
    if free < needed + NEEDED:
        raise StoreError(f"{folder}: {free >> 20} MiB free, {(needed + NEEDED) >> 20} MiB needed; free some space")
