"""Answers of SELECT and ASK in the W3C formats: JSON, XML, CSV, TSV.

CSV and TSV are what the W3C says they are; a spreadsheet may read a cell that begins with ``=`` as a formula.
Characters that XML cannot hold are written as U+FFFD there.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Literal as Choice
from xml.etree import ElementTree

from pyoxigraph import BlankNode, Literal, NamedNode

from krama.knowledge.vocabulary import XSD
from krama.store.table import Table, Term, value

ResultFormat = Choice["json", "xml", "csv", "tsv"]

_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_table(table: Table, format: ResultFormat) -> bytes:
    """The rows in one format, UTF-8."""
    if format == "json":
        return _dump({"head": {"vars": list(table.columns)}, "results": {"bindings": [*map(_bindings, table)]}})
    if format == "xml":
        return _xml(table)
    return _csv(table) if format == "csv" else _tsv(table)


def write_answer(answer: bool, format: ResultFormat) -> bytes:
    """The answer of an ASK. CSV and TSV have no form for it: the bare word is written."""
    if format == "json":
        return _dump({"head": {}, "boolean": answer})
    if format == "xml":
        root = ElementTree.Element("sparql", xmlns=_NAMESPACE)
        ElementTree.SubElement(root, "head")
        ElementTree.SubElement(root, "boolean").text = str(answer).lower()
        return _document(root)
    return f"{str(answer).lower()}\n".encode()


def _dump(result: dict[str, object]) -> bytes:
    return (json.dumps(result, ensure_ascii=False) + "\n").encode()


def _bindings(row: dict[str, Term]) -> dict[str, dict[str, str]]:
    return {column: _json(term) for column, term in row.items()}


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": value(term)}
    if isinstance(term, Literal) and term.language:
        found["xml:lang"] = term.language
    elif isinstance(term, Literal) and term.datatype.value != XSD["string"]:
        found["datatype"] = term.datatype.value
    return found


def _xml(table: Table) -> bytes:
    root = ElementTree.Element("sparql", xmlns=_NAMESPACE)
    head = ElementTree.SubElement(root, "head")
    for column in table.columns:
        ElementTree.SubElement(head, "variable", name=column)
    results = ElementTree.SubElement(root, "results")
    for row in table:
        result = ElementTree.SubElement(results, "result")
        for column, term in row.items():
            parts = _json(term)
            attributes = {key: text for key, text in parts.items() if key in ("xml:lang", "datatype")}
            binding = ElementTree.SubElement(result, "binding", name=column)
            ElementTree.SubElement(binding, parts["type"], attributes).text = _NOT_XML.sub("\ufffd", parts["value"])
    return _document(root)


def _document(root: ElementTree.Element) -> bytes:
    body: bytes = ElementTree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def _csv(table: Table) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_label(term) if isinstance(term, BlankNode) else value(term) for term in row])
    return stream.getvalue().encode()


def _label(term: BlankNode) -> str:
    return f"_:{term.value}"


def _tsv(table: Table) -> bytes:
    lines = ["\t".join(f"?{column}" for column in table.columns)]
    lines += ["\t".join("" if term is None else _turtle(term) for term in row) for row in table.rows]
    return ("\n".join(lines) + "\n").encode()


def _turtle(term: Term) -> str:
    """N-Triples form; it has no tab or line break."""
    return str(term).replace("\t", "\\t")
