"""The export formats, one line each. A callable is named as a string, so that it loads when it is used.

A writer takes an iterable of quads and a binary stream. Most formats are one file; a table is two, each with the ending
that its file name gets (``FILE-nodes.csv``).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from krama.errors import UsageError


@dataclass(frozen=True, slots=True)
class Writer:
    """``parts`` are (ending of the file's stem, ``module:function``); ``note`` says what the format does not hold."""

    name: str
    extension: str
    media_type: str
    parts: tuple[tuple[str, str], ...]
    note: str = ""


_UNION = "all graphs together: which document states what is not in it"
_NETWORK = "the entities that documents mention and the facts between them, nothing else"

WRITERS = (
    Writer("turtle", ".ttl", "text/turtle", (("", "krama.formats.turtle:write_turtle"),), _UNION),
    Writer("trig", ".trig", "application/trig", (("", "krama.formats.trig:write_trig"),)),
    Writer("n-triples", ".nt", "application/n-triples", (("", "krama.formats.ntriples:write_ntriples"),), _UNION),
    Writer("n-quads", ".nq", "application/n-quads", (("", "krama.formats.nquads:write_nquads"),)),
    Writer("json-ld", ".jsonld", "application/ld+json", (("", "krama.formats.jsonld:write_jsonld"),)),
    Writer("rdf-xml", ".rdf", "application/rdf+xml", (("", "krama.formats.rdfxml:write_rdfxml"),), _UNION),
    Writer("graphml", ".graphml", "application/graphml+xml", (("", "krama.formats.graphml:write_graphml"),), _NETWORK),
    Writer("gexf", ".gexf", "application/gexf+xml", (("", "krama.formats.gexf:write_gexf"),), _NETWORK),
    Writer(
        "csv",
        ".csv",
        "text/csv",
        (("-nodes", "krama.formats.csv:write_nodes"), ("-edges", "krama.formats.csv:write_edges")),
        _NETWORK,
    ),
)


def writer_for(path: Path) -> tuple[Writer, bool]:
    """The writer for a file's extension, and whether it is to be compressed (``.gz``).

    Raises ``UsageError`` that lists the known extensions.
    """
    name = path.name.lower()
    packed = name.endswith(".gz")
    stem = name.removesuffix(".gz")
    for writer in WRITERS:
        if stem.endswith(writer.extension) and stem != writer.extension:
            return writer, packed
    known = " ".join(writer.extension for writer in WRITERS)
    raise UsageError(f"{path.name}: no export format has this extension; known are {known}, each also with .gz")
