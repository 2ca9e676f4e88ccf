"""What people see: messages on stderr, tables on stdout, and no control character that came from a document."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence

import click

QUIET, VERBOSE = "krama.quiet", "krama.verbose"

_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def printable(text: str) -> str:
    """``text`` with control and direction characters made visible, so that it cannot act on a terminal."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def complain(message: str) -> None:
    """One line on stderr about what went wrong."""
    click.echo(f"krama: {printable(' '.join(message.split()))}", err=True)


def say(message: str = "") -> None:
    """A message on stderr, unless ``--quiet``."""
    if not is_quiet():
        click.echo(printable(message), err=True)


def is_quiet() -> bool:
    return _flag(QUIET)


def is_verbose() -> bool:
    """Whether ``--verbose`` was given; also answers when the command line itself could not be read."""
    return _flag(VERBOSE) or "--verbose" in sys.argv[1:]


def _flag(key: str) -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get(key))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Aligned columns on stdout: wrapped on a terminal, one line a row elsewhere."""
    cells = [[printable(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _print_wrapped(columns, cells)
        return
    cells = [[cell.replace("\n", "\\n") for cell in row] for row in cells]
    widths = [max((len(row[index]) for row in (columns, *cells)), default=0) for index in range(len(columns))]
    for row in (columns, *cells):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _print_wrapped(columns: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(Text(column))
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)
