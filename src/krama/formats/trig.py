"""TriG: every named graph by itself, sorted by its IRI."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad

from krama.rdf.serialise import serialise


def write_trig(quads: Iterable[Quad], stream: BinaryIO) -> None:
    stream.write(serialise(quads, "trig"))
