"""JSON-LD 1.1 with every named graph by itself, expanded: full IRIs and no context that anybody would have to fetch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize

from krama.rdf.serialise import ordered


def write_jsonld(quads: Iterable[Quad], stream: BinaryIO) -> None:
    stream.write(serialize(ordered(quads), format=RdfFormat.JSON_LD) or b"[]")
