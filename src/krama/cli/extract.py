"""krama extract: what one document states."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from krama.cli.options import CONTEXT, common, format_option, reading_options
from krama.cli.terminal import is_verbose, print_table, printable, say
from krama.errors import KramaError, LimitExceeded, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from krama.model import Attribute, Extraction, Relation

_FORMAT = "KRAMA_EXTRACT_FORMAT"
_COLUMNS = ("subject", "predicate", "object", "confidence", "claim", "sentence")


@click.command("extract", context_settings=CONTEXT, no_args_is_help=True)
@click.argument("file", metavar="FILE|-")
@format_option("table", "annotations", "ttl", "trig", "jsonl", "text")
@reading_options
@common
def command(
    file: str, format: str, jurisdiction: str, min_confidence: float, blind: bool, model: str, password: str
) -> int:
    """What one document states, without a store.

    FILE is a .txt, .md, .html, .docx or .pdf file, or - for standard input.

    \b
    table        the facts, each with the words that state it
    annotations  entities and relations with offsets, as JSON for annotators
    ttl, trig    the document's graph in RDF, with its evidence
    jsonl        one entity or fact a line, as JSON
    text         the text that was read: the offsets of all other formats count in it

    \b
    krama extract reply.txt
    krama extract reply.txt --format annotations > reply.json
    krama extract prakas.pdf --format ttl --jurisdiction kh
    """
    from krama.building import DocumentLimits, Settings
    from krama.building.children import Child, Task
    from krama.read import inputs

    listed = inputs([file])
    if len(listed) != 1:
        raise UsageError(f"{file}: {len(listed)} files; extract reads one, build reads many")
    settings = Settings(jurisdiction=jurisdiction, blind=blind, min_confidence=min_confidence, model=model)
    os.environ[_FORMAT] = format
    child = Child(settings, DocumentLimits(), f"{__name__}:serve")
    try:
        reply = child.make(Task(listed[0].name, listed[0].load, password))
    finally:
        child.kill()
    if reply.head["status"] != "made":
        raise _failure(file, reply.head)
    for warning in reply.head["warnings"]:
        say(f"note: {file}: {warning}")
    _print(reply.quads, format)
    return 0


def _failure(file: str, head: dict[str, Any]) -> KramaError:
    from krama import errors

    message = head["message"] if head["message"].startswith(file) else f"{file}: {head['message']}"
    if head["status"] == "failed":
        kind = getattr(errors, head["error"], KramaError)
        found: KramaError = kind(head["message"])
        return found
    if head["code"] in ("time", "memory"):
        return LimitExceeded(message)
    if head["code"] == "crash":
        if is_verbose():
            click.echo(printable(head.get("trace", "")), err=True)
        return KramaError(message)
    return UsageError(message)


def _print(data: bytes, format: str) -> None:
    if format == "table":
        print_table(_COLUMNS, json.loads(data))
        return
    if sys.stdout.isatty():
        data = printable(data.decode("utf-8")).encode("utf-8")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def serve() -> None:
    """What the child process runs: read, extract, and write in the format that the parent asked for."""
    from krama.building.worker import main

    main(_handle)


def _handle(name: str, data: bytes, password: str, settings: Any) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    from krama.building.document import extract_document

    extraction = extract_document(name, data, password, settings)
    made = _write(extraction, os.environ[_FORMAT])
    return {"status": "made", "warnings": extraction.document.source.warnings}, (made,)


def _write(extraction: Extraction, format: str) -> bytes:
    if format == "text":
        return extraction.document.text.encode("utf-8")
    if format == "annotations":
        from krama.evaluate.annotations import annotate
        from krama.knowledge.kinds import load_kinds
        from krama.knowledge.location import ontology_folder

        found = annotate(extraction, load_kinds(ontology_folder()))
        return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    if format in ("ttl", "trig"):
        from krama.rdf import assemble, serialise, verify

        quads = assemble(extraction)
        verify(quads, extraction.document.text)
        return serialise(quads, "ttl" if format == "ttl" else "trig")
    if format == "table":
        return json.dumps(list(_rows(extraction))).encode("utf-8")
    return b"".join((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8") for line in _lines(extraction))


def _facts(extraction: Extraction) -> tuple[Relation | Attribute, ...]:
    return *extraction.relations, *extraction.attributes


def _rows(extraction: Extraction) -> Iterator[tuple[str, ...]]:
    names = {entity.id: entity.name for entity in extraction.entities}
    for fact in sorted(_facts(extraction), key=lambda fact: not fact.subject):  # what it cites comes last
        yield (
            names.get(fact.subject, fact.subject) or extraction.document.source.name,
            fact.predicate,
            names.get(_object(fact), _object(fact)),
            f"{fact.confidence:.2f}",
            fact.claim,
            " ".join(extraction.document.quote(fact.evidence.span).split()),
        )


def _object(fact: Relation | Attribute) -> str:
    value = getattr(fact, "object", None) or getattr(fact, "value", "")
    return getattr(value, "iso", None) or str(value)


def _lines(extraction: Extraction) -> Iterator[dict[str, Any]]:
    document = extraction.document
    for entity in extraction.entities:
        yield {
            "entity": entity.id,
            "type": entity.type,
            "kind": entity.kind,
            "name": entity.name,
            "names": [{"text": name.text, "language": name.language} for name in entity.names],
            "known": entity.known,
            "mentions": [[mention.span.start, mention.span.end] for mention in entity.mentions],
        }
    for fact in _facts(extraction):
        span = fact.evidence.span
        yield {
            "subject": fact.subject or document.id,
            "predicate": fact.predicate,
            "object" if hasattr(fact, "object") else "value": _object(fact),
            "confidence": fact.confidence,
            "claim": fact.claim,
            "said_by": fact.said_by or extraction.author,
            "rule": fact.rule.name,
            "evidence": [span.start, span.end],
            "page": document.page_at(span.start),
            "sentence": document.quote(span),
        }
