"""krama: a knowledge graph of who acts, under which instrument, through which mechanism.

    import krama

    extraction = krama.extract("reply.txt")            # what one document states
    krama.build(["reply.txt", "laws/"], store="graph")  # many documents into a graph on disk
    graph = krama.open("graph")                         # the published graph
    graph.query("SELECT ?law { ?law krama:issuedBy id:kh-ministry-of-interior }")
    graph.ask("what governs private recruitment agencies?")

Errors are those of ``krama.errors``. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from krama.version import __version__

if TYPE_CHECKING:
    from krama.building import BuildReport
    from krama.graph import Graph
    from krama.model import Extraction


__all__ = ["__version__", "build", "extract", "open"]

_Path = str | os.PathLike[str]


def extract(
    path: _Path,
    *,
    jurisdiction: str = "",
    blind: bool = False,
    min_confidence: float = 0.0,
    model: str = "",
    password: str = "",
) -> Extraction:
    """What one document states. The work is done in this process, without limits on time and memory.

    ``jurisdiction`` is the code of a data pack ("kh"), "none", or empty for the one that fits the document. Raises
    ``SourceError`` where the document cannot be read, ``UsageError`` for a jurisdiction or model that is not there.
    """
    from krama.building import Settings
    from krama.building.document import extract_document
    from krama.errors import UsageError
    from krama.read import inputs

    listed = inputs([path])
    if len(listed) != 1:
        raise UsageError(f"{os.fspath(path)}: {len(listed)} files; extract reads one, build reads many")
    settings = Settings(jurisdiction=jurisdiction, blind=blind, min_confidence=min_confidence, model=model)
    return extract_document(listed[0].name, listed[0].load(), password, settings)


def build(
    paths: Iterable[_Path] | _Path,
    store: _Path = ".krama",
    *,
    fresh: bool = False,
    jobs: int = 0,
    wait: bool = False,
    jurisdiction: str = "",
    blind: bool = False,
    min_confidence: float = 0.0,
    model: str = "",
    password: str = "",
) -> BuildReport:
    """Read documents into the graph of a store, as ``krama build`` does; what became of each is in the report.

    Documents are read in child processes, each with limits on time and memory. Raises ``StoreBusy``, ``StoreError``,
    ``ShapeError``, ``KnowledgeError``, ``UsageError`` and ``IntegrityError``; the published graph is then the old one.
    """
    from krama.building import Settings
    from krama.building import build as build_all

    settings = Settings(jurisdiction=jurisdiction, blind=blind, min_confidence=min_confidence, model=model)
    named = [paths] if isinstance(paths, str | os.PathLike) else paths
    return build_all(named, store, settings=settings, fresh=fresh, jobs=jobs, wait=wait, password=password)


def open(store: _Path = ".krama") -> Graph:
    """The published graph of a store, read-only; ``StoreError`` where there is none or it is damaged."""
    from krama.graph import open_graph

    return open_graph(store)
