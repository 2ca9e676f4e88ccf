"""How a build reads documents: everything that changes what comes out, and the limits that do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from krama.knowledge.location import graph_folder, ontology_folder
from krama.rdf.iris import digest
from krama.version import __version__

UNDERSTAND = "krama.building.understand:understand"


@dataclass(frozen=True, slots=True)
class Settings:
    """``extractor`` is the function "module:name" that makes an Extraction of a Document and these settings."""

    jurisdiction: str = ""
    blind: bool = False
    min_confidence: float = 0.0
    model: str = ""
    extractor: str = UNDERSTAND

    def entry(self, name: str, checksum: str, password: str, knowledge: str) -> str:
        """The name of a document's cache entry: a hash of all that its quads depend on."""
        options = sorted(asdict(self).items())
        return digest(name, checksum, password, options, __version__, _code_digest(), knowledge)[:40]


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """What one document may take before it is skipped: seconds, and bytes of memory."""

    seconds: float = 300.0
    memory: int = 2 << 30


def knowledge_digest() -> str:
    """A hash of the ontology and the curated facts, as they are on disk."""
    parts: list[str] = []
    for folder in (ontology_folder(), graph_folder()):
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
            if path.suffix in (".ttl", ".toml", ".rq", ".tsv") and path.is_file():
                parts += [path.relative_to(folder).as_posix(), sha256(path.read_bytes()).hexdigest()]
    return digest(*parts)[:16]


@cache
def _code_digest() -> str:
    """A hash of krama's own code, so that a changed rule in it is not hidden by an old entry."""
    package = Path(__file__).resolve().parent.parent
    files = sorted(package.rglob("*.py"), key=lambda path: path.relative_to(package).as_posix())
    return digest(*(sha256(path.read_bytes()).hexdigest() for path in files))


def version_key(entries: Iterable[str], knowledge: str, *, blind: bool) -> str:
    """What a version of the graph is made from: the same key means the same graph."""
    return digest(sorted(entries), blind, __version__, _code_digest(), knowledge)
