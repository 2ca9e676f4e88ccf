"""What was made of each document, kept so that a build skips what has not changed.

An entry is named by a hash of all it depends on: the file's bytes, its name, krama's version, the knowledge and the
options. It holds the document's quads (N-Quads), its text and a few figures, compressed the same way every time.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, RdfFormat, parse

from krama.errors import StoreError
from krama.store import folder as folders


class Cache:
    """The entries of one store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / folders.CACHE

    def make(self) -> None:
        with folders.explained(self.folder):
            self.folder.mkdir(exist_ok=True)

    def path(self, entry: str) -> Path:
        """The file of an entry's quads."""
        return self.folder / f"{entry}.nq.gz"

    def text(self, entry: str) -> Path:
        return self.folder / f"{entry}.txt.gz"

    def recall(self, name: str) -> Any:
        """What was remembered under a name, or None."""
        try:
            return json.loads((self.folder / f"{name}.json").read_bytes())
        except (OSError, ValueError):
            return None

    def remember(self, name: str, value: Any) -> None:
        """Keep a JSON value until a published version no longer uses it."""
        with folders.explained(self.folder):
            folders.replace(self.folder / f"{name}.json", (json.dumps(value, sort_keys=True) + "\n").encode())

    def find(self, entry: str) -> dict[str, Any] | None:
        """The figures of an entry that is whole and as it was written, else None. They are written last."""
        found = self.recall(entry)
        if not isinstance(found, dict) or "figures" not in found:
            return None
        try:
            whole = all(_hash(path.read_bytes()) == found[path.name] for path in (self.path(entry), self.text(entry)))
        except (OSError, KeyError):
            return None
        figures: dict[str, Any] = found["figures"]
        return figures if whole else None

    def keep(self, entry: str, quads: bytes, text: str, figures: dict[str, Any]) -> None:
        """Write an entry; the same content gives the same bytes."""
        parts = {self.path(entry): quads, self.text(entry): text.encode("utf-8")}
        packed = {path: gzip.compress(data, 6, mtime=0) for path, data in parts.items()}
        with folders.explained(self.folder):
            for path, data in packed.items():
                folders.replace(path, data)
        self.remember(entry, {"figures": figures, **{path.name: _hash(data) for path, data in packed.items()}})

    def quads(self, entry: str) -> Iterator[Quad]:
        """The quads of an entry; ``StoreError`` where it is gone or damaged."""
        path = self.path(entry)
        try:
            yield from parse(gzip.decompress(path.read_bytes()), format=RdfFormat.N_QUADS)
        except (OSError, EOFError, SyntaxError, zlib.error) as error:
            advice = folders.rebuild(self.folder.parent)
            raise StoreError(f"{path}: missing or damaged ({error}); {advice}") from None

    def sweep(self, used: Iterable[str]) -> None:
        """Remove the entries that the published version does not use."""
        wanted = set(used)
        with folders.explained(self.folder):
            for path in self.folder.iterdir():
                if path.name.split(".", 1)[0] not in wanted:
                    path.unlink(missing_ok=True)


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
