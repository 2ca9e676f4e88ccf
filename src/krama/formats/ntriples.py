"""N-Triples: the union of all named graphs, sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad

from krama.rdf.serialise import serialise


def write_ntriples(quads: Iterable[Quad], stream: BinaryIO) -> None:
    stream.write(serialise(quads, "nt"))
