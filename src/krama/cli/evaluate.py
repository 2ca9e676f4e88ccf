"""krama evaluate: precision and recall against gold annotations."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from krama.cli.options import CONTEXT, common, format_option
from krama.cli.terminal import print_table, say

if TYPE_CHECKING:
    from krama.evaluate.score import Count, Scores


@click.command("evaluate", context_settings=CONTEXT, no_args_is_help=True)
@click.argument("folder", metavar="GOLD_DIR", type=click.Path(path_type=Path))
@click.option("--blind", is_flag=True, help="Only blind: names known only from the text itself are switched off.")
@click.option("--jurisdiction", default="", metavar="CODE", help="The data pack to use, else the one that fits.")
@click.option("--model", default="", metavar="NAME", help="Another spaCy model.")
@click.option("--min", "least", type=float, metavar="F1", help="Exit with 1 where the relation F1 is below this.")
@format_option("table", "json", "md")
@common
def command(folder: Path, blind: bool, jurisdiction: str, model: str, least: float | None, format: str) -> int:
    """Precision, recall and F1 against gold annotations, with counts.

    GOLD_DIR holds NAME.txt and NAME.gold.json. Two figures are given: blind, as for a document that nobody has curated,
    and with everything that is curated.

    \b
    krama evaluate tests/gold/dev
    krama evaluate tests/gold/dev --blind --min 0.5
    krama evaluate tests/gold/dev --format json
    """
    from krama.building.settings import Settings
    from krama.building.understand import understand
    from krama.evaluate.gold import read_gold
    from krama.evaluate.run import evaluate
    from krama.evaluate.score import total

    golds = read_gold(folder)
    runs: dict[str, dict[str, Scores]] = {}
    for name, is_blind in (("blind", True), ("curated", False)):
        if name == "curated" and blind:
            continue
        settings = Settings(jurisdiction=jurisdiction, blind=is_blind, model=model)
        say(f"reading {len(golds)} texts, {name} …")
        runs[name] = evaluate(golds, partial(understand, settings=settings))
    totals = {name: total(scores.values()) for name, scores in runs.items()}
    if format == "json":
        click.echo(
            json.dumps(
                {n: {"total": _rows(totals[n]), "texts": {t: _rows(s) for t, s in runs[n].items()}} for n in runs},
                indent=1,
            )
        )
    else:
        for name in runs:
            _show(name, runs[name], totals[name], format)
    f1 = totals["blind"]["relation"].f1
    return 1 if least is not None and f1 < least else 0


def _rows(scores: Scores) -> dict[str, dict[str, float | int]]:
    return {
        name: {
            "p": round(c.precision, 4),
            "r": round(c.recall, 4),
            "f1": round(c.f1, 4),
            "hit": c.hit,
            "system": c.system,
            "gold": c.gold,
        }
        for name, c in sorted(scores.items())
    }


def _show(name: str, scores: dict[str, Scores], whole: Scores, format: str) -> None:
    from krama.evaluate.score import FIGURES

    heads = ("figure", "P", "R", "F1", "hit", "system", "gold")
    names = [*FIGURES, *sorted(key for key in whole if "/" in key)]
    rows = [_cells(key, whole[key]) for key in names if key in whole]
    each = [(text, *(f"{s[f].f1:.3f}" if f in s else "" for f in FIGURES)) for text, s in sorted(scores.items())]
    click.echo(f"{name}: {len(scores)} texts" if format == "table" else f"### {name}: {len(scores)} texts\n")
    for columns, table in ((heads, rows), (("text: F1", *FIGURES), each)):
        if format == "md":
            click.echo("| " + " | ".join(columns) + " |\n|" + " --- |" * len(columns))
            for row in table:
                click.echo("| " + " | ".join(row) + " |")
        else:
            print_table(columns, table)
        click.echo()


def _cells(name: str, count: Count) -> tuple[str, ...]:
    figures = (f"{value:.3f}" for value in (count.precision, count.recall, count.f1))
    return (name, *figures, str(count.hit), str(count.system), str(count.gold))
