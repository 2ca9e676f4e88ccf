"""Turtle: the union of all named graphs, sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad

from krama.rdf.serialise import serialise


def write_turtle(quads: Iterable[Quad], stream: BinaryIO) -> None:
    stream.write(serialise(quads, "ttl"))
