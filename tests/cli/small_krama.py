"""``krama`` whose reading is that of the small world: the command line for tests."""

from __future__ import annotations

import functools
import sys

import krama.build
from krama.cli import run
from rdf.small import EXTRACTOR

krama.build.Settings = functools.partial(krama.build.Settings, extractor=EXTRACTOR)  # type: ignore[misc,assignment]

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
