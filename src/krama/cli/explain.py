"""krama explain: why an edge is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from krama.cli.options import CONTEXT, common, format_option, store_folder
from krama.cli.telling import FACT_COLUMNS

if TYPE_CHECKING:
    from krama.questions import Desk
    from krama.questions.explain import Explanation


@click.command("explain", context_settings=CONTEXT, no_args_is_help=True)
@click.argument("subject", metavar="S")
@click.argument("predicate", metavar="P")
@click.argument("object_", metavar="O")
@format_option("table", "csv", "json")
@common
def command(subject: str, predicate: str, object_: str, format: str) -> int:
    """Why an edge is there: the rule, the quote, the document, section and page, and how sure it is.

    S and O are names or IRIs (O may be a value: a number, a date), P is a relation such as governs, issuedBy or
    "issued by". An edge that a rule of inference added is told with the statements that it follows from.

    \b
    krama explain "prakas 253" governs "job placement"
    krama explain "Sar Kheng" heads NCCT
    krama explain "prakas 253" date 2013-09-23
    """
    from krama.questions import Desk
    from krama.questions.explain import explain
    from krama.store import open_store

    with open_store(store_folder()) as store:
        desk = Desk(store)
        _PRINTERS[format](explain(subject, predicate, object_, desk), desk)
    return 0


def _print_text(found: Explanation, desk: Desk) -> None:
    from krama.cli.telling import Page

    page = Page()
    page.line(found.asked, bold=True)
    for ground in found.grounds:
        indent = 2 + 2 * ground.depth
        page.line()
        if ground.depth:
            page.line("follows from:", indent - 2)
        page.facts((ground.fact,), desk, indent)
        for rule in ground.fact.rules:
            page.line(f"rule {rule}; {ground.fact.origin}", indent, dim=True)
    if not found.grounds:
        page.line("not stated: No source that was read says so.", 2)
    if found.between:
        page.line()
        page.line("What is stated between the two:")
        page.facts(found.between, desk, 2)


def _print_csv(found: Explanation, desk: Desk) -> None:
    from krama.cli.telling import fact_row, print_csv

    print_csv([{"depth": ground.depth, **fact_row(ground.fact, desk)} for ground in found.grounds], _COLUMNS)


_COLUMNS = ("depth", *FACT_COLUMNS)


def _print_json(found: Explanation, desk: Desk) -> None:
    from krama.cli.telling import fact_row, print_json

    print_json(
        {
            "asked": found.asked,
            "stated": bool(found.grounds),
            "statements": [{"depth": ground.depth, **fact_row(ground.fact, desk)} for ground in found.grounds],
            "between": [fact_row(fact, desk) for fact in found.between],
        }
    )


_PRINTERS = {"table": _print_text, "csv": _print_csv, "json": _print_json}
