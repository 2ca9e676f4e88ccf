"""krama validate: is the stored graph as it should be."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from krama.cli.options import CONTEXT, common, format_option, store_folder
from krama.cli.terminal import print_table, say
from krama.cli.terms import compact

if TYPE_CHECKING:
    from krama.validate import Violation

_COLUMNS = ("severity", "rule", "thing", "message", "value", "sentence")


@click.command("validate", context_settings=CONTEXT)
@format_option("table", "csv", "json")
@common
def command(format: str) -> int:
    """Check the stored graph: damage, quotes, evidence and SHACL shapes.

    Every file is compared with the hash that was written when it was made, every quote with its place in the text,
    every edge with its evidence, every graph with the shapes of the ontology. Exit status 0: nothing is wrong (warnings
    are listed); 1: a shape or the evidence rule is broken; 6: the store is damaged.

    \b
    krama validate
    krama validate --format json
    """
    from krama.knowledge.location import ontology_folder
    from krama.store import open_store
    from krama.validate import check_store, structural

    with open_store(store_folder()) as store:
        found = check_store(store, ontology_folder())
        counted = f"{len(store.manifest.documents):,} documents and {len(store):,} quads"
    _print(found, format)
    severities = Counter(violation.severity for violation in found)
    say(f"{counted} checked: {severities['violation']} violations, {severities['warning']} warnings.")
    return 1 if structural(found) else 0


def _print(found: tuple[Violation, ...], format: str) -> None:
    if format == "json":
        click.echo(json.dumps([asdict(violation) for violation in found], indent=2, ensure_ascii=False))
        return
    rows = [[_cell(violation, column) for column in _COLUMNS] for violation in found]
    if format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([_COLUMNS, *rows])
    elif rows:
        print_table(_COLUMNS, rows)


def _cell(violation: Violation, column: str) -> str:
    text = str(getattr(violation, column))
    return compact(text) if column in ("rule", "thing", "value") else text
