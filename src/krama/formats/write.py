"""Write an export into streams that the caller opens.

``targets`` says which files a name gives, ``write`` fills one of them. The same quads give the same bytes, compressed
or not, in whatever order they come.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad

from krama.errors import UsageError
from krama.formats.writers import Writer, writer_for
from krama.knowledge.vocabulary import ACTIVITY, DOC, INFERRED_GRAPH, KRAMA, RDF, RULE, SOFTWARE, STATEMENT

LAYERS = ("evidence", "inferred")
"""What an export may leave out."""
_STATEMENT = NamedNode(KRAMA["Statement"])


def targets(path: Path) -> tuple[tuple[Path, Writer, str], ...]:
    """The files that an export to ``path`` gives: (file, writer, callable). Raises ``UsageError``."""
    writer, packed = writer_for(path)
    ending = len(writer.extension) + (3 if packed else 0)
    stem, extension = path.name[:-ending], path.name[-ending:]
    return tuple((path.with_name(f"{stem}{part}{extension}"), writer, call) for part, call in writer.parts)


def write(quads: Iterable[Quad], call: str, stream: BinaryIO, *, packed: bool = False) -> None:
    """Run one writer of the table; ``packed`` compresses with no name and no time in the file."""
    module, _, name = call.partition(":")
    function = getattr(import_module(module), name)
    if not packed:
        function(quads, stream)
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as inner:
        function(quads, inner)


def without(quads: Iterable[Quad], layers: Collection[str]) -> Iterator[Quad]:
    """The quads without some layers: ``evidence`` (Statements, quotes, offsets, activities) and ``inferred`` facts.

    Raises ``UsageError`` for another layer.
    """
    unknown = sorted(set(layers) - set(LAYERS))
    if unknown:
        raise UsageError(f"no layer is called {unknown[0]!r}; known are {', '.join(LAYERS)}")
    for quad in quads:
        if "inferred" in layers and getattr(quad.graph_name, "value", "") == INFERRED_GRAPH:
            continue
        if "evidence" in layers and _is_evidence(quad):
            continue
        yield quad


def _is_evidence(quad: Quad) -> bool:
    subject = getattr(quad.subject, "value", "")
    if any(subject in namespace for namespace in (STATEMENT, ACTIVITY, RULE, SOFTWARE)):
        return True
    if quad.predicate.value == RDF["type"] and quad.object == _STATEMENT:
        return True
    # below a document: its text, the passages quoted from it, its pages, the reading of it
    return subject in DOC and "/" in DOC.local(subject)
