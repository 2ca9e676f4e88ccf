"""krama show: one entity with its facts and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from krama.cli.options import CONTEXT, common, confidence_option, format_option, store_folder
from krama.cli.telling import FACT_COLUMNS

if TYPE_CHECKING:
    from krama.questions import Desk
    from krama.questions.show import Portrait


@click.command("show", context_settings=CONTEXT, no_args_is_help=True)
@click.argument("name", nargs=-1, required=True, metavar="NAME-OR-IRI")
@format_option("table", "csv", "json")
@confidence_option
@common
def command(name: tuple[str, ...], format: str, min_confidence: float) -> int:
    """One entity: its names, kind, number, date, and its facts in both directions, each with its source sentence.

    What one would expect of such a thing and no source states is said at the end. A name may be short, partial or
    misspelt; where it may mean several things they are named.

    \b
    krama show "National Committee for Counter Trafficking"
    krama show prakas 253
    krama show id:kh-ncct --format json
    """
    from krama.questions import Desk
    from krama.questions.show import show
    from krama.store import open_store

    with open_store(store_folder()) as store:
        desk = Desk(store, min_confidence=min_confidence)
        portrait = show(desk.thing(" ".join(name)), desk)
        _PRINTERS[format](portrait, desk)
    return 0


def _print_text(portrait: Portrait, desk: Desk) -> None:
    from krama.cli.telling import Page, in_words
    from krama.questions.desk import short
    from krama.questions.tell import what

    page, thing = Page(), portrait.thing
    page.line(thing.name, bold=True)
    page.line(f"{thing.type.lower()}: {what(thing, desk.kinds)}", 2)
    page.line(short(thing.iri), 2, dim=True)
    if thing.names:
        page.line("also: " + "; ".join(thing.names), 2, hang=2)
    for edge in portrait.edges:
        page.line()
        planned = " (planned)" if edge.planned else ""
        page.line(in_words(edge.facts[0], desk, inverse=edge.inverse) + planned, bold=True, hang=2)
        page.facts(edge.facts, desk, 2, edge=False, inverse=edge.inverse)
    if portrait.missing:
        page.line()
        for words in portrait.missing:
            page.line(f"not stated: {words}", hang=2)


def _print_csv(portrait: Portrait, desk: Desk) -> None:
    from krama.cli.telling import fact_row, print_csv

    rows = [
        {"relation": edge.relation, "planned": edge.planned, **fact_row(fact, desk)}
        for edge in portrait.edges
        for fact in edge.facts
    ]
    print_csv(rows, _COLUMNS)


_COLUMNS = ("relation", "planned", *FACT_COLUMNS)


def _print_json(portrait: Portrait, desk: Desk) -> None:
    from krama.cli.telling import fact_row, print_json, thing_row

    print_json(
        {
            **thing_row(portrait.thing, desk),
            "names": list(portrait.thing.names),
            "edges": [
                {
                    "relation": edge.relation,
                    "inverse": edge.inverse,
                    "planned": edge.planned,
                    "facts": [fact_row(fact, desk) for fact in edge.facts],
                }
                for edge in portrait.edges
            ],
            "not_stated": list(portrait.missing),
        }
    )


_PRINTERS = {"table": _print_text, "csv": _print_csv, "json": _print_json}
