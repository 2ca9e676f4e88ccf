"""krama's version, for provenance and ``--version``."""

__version__ = "0.1.0"
