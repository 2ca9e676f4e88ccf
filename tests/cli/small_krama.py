"""``krama`` whose reading is that of the small world: the command line for tests."""

from __future__ import annotations

import functools
import sys

import krama.building
from krama.cli import run
from rdf.small import EXTRACTOR

krama.building.Settings = functools.partial(krama.building.Settings, extractor=EXTRACTOR)  # type: ignore[misc,assignment]

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
