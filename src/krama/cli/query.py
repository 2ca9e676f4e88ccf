"""krama query: SPARQL over the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from krama.cli.options import CONTEXT, common, store_folder
from krama.cli.terminal import print_table, printable
from krama.errors import LimitExceeded, UsageError

if TYPE_CHECKING:
    from krama.store import Table
    from krama.store.child import Triples
    from krama.store.results import ResultFormat


@click.command("query", context_settings=CONTEXT, no_args_is_help=True)
@click.argument("file", required=False, metavar="[FILE|-]")
@click.option("-q", "text", metavar="TEXT", help="The query itself.")
@click.option(
    "--format",
    "format",
    type=click.Choice(["table", "csv", "tsv", "json", "xml", "ttl"]),
    help="How to print.  [default: table, or ttl for CONSTRUCT and DESCRIBE]",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop the query after this time.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    metavar="N",
    help="Print at most so many rows or triples.",
)
@click.option(
    "--memory",
    type=click.FloatRange(min=0.1),
    default=4.0,
    show_default=True,
    metavar="GIB",
    help="Memory that the query may use.",
)
@common
def command(
    file: str | None, text: str | None, format: str | None, timeout: float, max_rows: int, memory: float
) -> int:
    """Ask the graph in SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.

    A query sees the union of all named graphs; GRAPH asks one (doc:ID for a document, graph:curated, graph:inferred).
    The prefixes krama: kind: id: doc: skos: dcterms: prov: oa: eli: org: and the others that krama writes need no
    PREFIX. A query reads this store and nothing else: SERVICE, LOAD and updates are refused. When --max-rows cuts the
    answer short, the exit status is 8.

    \b
    krama query -q "SELECT ?law ?body { ?law krama:issuedBy ?body }"
    krama query question.rq --format csv > answer.csv
    echo "DESCRIBE id:kh" | krama query -
    """
    from krama.store import Table, open_store
    from krama.store.child import Limits, run
    from krama.store.results import write_answer, write_table

    query = _query(file, text)
    with open_store(store_folder()) as store:
        answer = run(store, query, Limits(seconds=timeout, memory=int(memory * (1 << 30)), rows=max_rows))
    if isinstance(answer, bool):
        words = f"{'true' if answer else 'false'}\n".encode()
        _write(words if format in (None, "table") else write_answer(answer, _rows_format(format)))
        return 0
    if not isinstance(answer, Table):
        _print_triples(answer, format)
    elif format in (None, "table"):
        _print(answer)
    else:
        _write(write_table(answer, _rows_format(format)))
    if answer.truncated:
        raise LimitExceeded(f"the answer was cut after {max_rows:,} rows or 200 MB; --max-rows allows more")
    return 0


def _rows_format(format: str | None) -> ResultFormat:
    if format == "ttl":
        raise UsageError("only CONSTRUCT and DESCRIBE have triples; use --format table, csv, tsv, json or xml")
    return cast("ResultFormat", format)


def _query(file: str | None, text: str | None) -> str:
    if (file is None) == (text is None):
        raise UsageError("give one query: a FILE, - for standard input, or -q TEXT")
    if text is not None:
        return text
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(str(file)).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}; to give the query itself use -q") from None
    except UnicodeDecodeError:
        raise UsageError(f"{file}: not UTF-8") from None


def _print(table: Table) -> None:
    from krama.cli.terms import shown

    print_table(table.columns, [[shown(term) for term in row] for row in table.rows])


def _print_triples(answer: Triples, format: str | None) -> None:
    from krama.rdf.serialise import serialise_triples

    if format not in (None, "ttl", "table"):
        raise UsageError("a CONSTRUCT or DESCRIBE has triples; use --format ttl")
    data = serialise_triples(answer.triples, "ttl")
    _write(printable(data.decode()).encode() if sys.stdout.isatty() else data)


def _write(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
