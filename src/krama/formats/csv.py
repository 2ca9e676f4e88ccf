"""Two tables for a spreadsheet: the entities, and the facts with the sentence behind each.

UTF-8 with a byte order mark (so that Excel reads Khmer), commas, CRLF. A cell that a spreadsheet would take for a
formula (its first character is ``=``, ``+``, ``-``, ``@``, a tab or a line break) gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from pyoxigraph import Quad

from krama.network import Edge, Projection, edge_row, project

NODE_COLUMNS = ("iri", "label", "class", "kind", "number", "date", "other_names")
EDGE_COLUMNS = (
    "subject_iri",
    "subject",
    "predicate",
    "object_iri",
    "object",
    "confidence",
    "origin",
    "claim",
    "said_by",
    "sentence",
    "document",
    "section",
    "page",
    "statements",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_nodes(quads: Iterable[Quad], stream: BinaryIO) -> None:
    projection = project(quads)
    rows = (
        (
            node.iri,
            node.label,
            node.type,
            node.kind_label,
            node.number,
            node.date,
            "; ".join(f"{text} ({language})" if language else text for text, language in node.names),
        )
        for node in projection.nodes.values()
    )
    _write(NODE_COLUMNS, rows, stream)


def write_edges(quads: Iterable[Quad], stream: BinaryIO) -> None:
    projection = project(quads)
    _write(EDGE_COLUMNS, (_row(edge, projection) for edge in projection.edges), stream)


def _row(edge: Edge, projection: Projection) -> Sequence[object]:
    row = edge_row(edge, projection.relations, projection.sources)
    ends = (
        edge.subject,
        projection.nodes[edge.subject].label,
        row["label"],
        edge.object,
        projection.nodes[edge.object].label,
    )
    return *ends, *(row.get(column, "") for column in EDGE_COLUMNS[len(ends) :])


def _write(columns: Sequence[str], rows: Iterable[Sequence[object]], stream: BinaryIO) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="backslashreplace", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _safe(cell: object) -> object:
    """No formula, and no NUL, which no spreadsheet reads."""
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\x00", "⟨U+0000⟩")
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
