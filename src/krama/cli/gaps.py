"""krama gaps: what is missing, contradictory, out of order or only planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from krama.cli.options import CONTEXT, common, confidence_option, format_option, store_folder

if TYPE_CHECKING:
    from pathlib import Path

    from krama.questions import Desk
    from krama.questions.gaps import Gaps
    from krama.store import Store
    from krama.validate import Violation


@click.command("gaps", context_settings=CONTEXT)
@click.option("--strict", is_flag=True, help="Exit with status 1 where something is missing or contradictory.")
@format_option("table", "csv", "json")
@confidence_option
@common
def command(strict: bool, format: str, min_confidence: float) -> int:
    """What is missing or contradictory: instruments without issuer, date or number, mechanisms without a governing
    instrument or a responsible actor, values that cannot both be right, the order of norms, and what is only planned.

    Counts come first, then the lists. Only things that a document speaks of are looked at. That something is missing
    here says that no source states it, not that it does not exist.

    \b
    krama gaps
    krama gaps --strict --format csv > gaps.csv
    """
    from krama.knowledge.location import ontology_folder
    from krama.questions import Desk
    from krama.questions.gaps import find_gaps
    from krama.store import open_store

    with open_store(store_folder()) as store:
        desk = Desk(store, min_confidence=min_confidence)
        gaps = find_gaps(desk)
        warnings = _order_of_norms(store, ontology_folder())
        _PRINTERS[format](gaps, warnings, desk)
    return 1 if strict and (warnings or not gaps.none) else 0


def _order_of_norms(store: Store, ontology: Path) -> tuple[Violation, ...]:
    """Warnings of the shapes about the order of norms, over the instruments that refer to another one."""
    from pyoxigraph import NamedNode

    from krama.knowledge.vocabulary import KRAMA
    from krama.validate import check_shapes, load_shapes

    linked = {
        end
        for name in _LINKS
        for triple in store.triples(predicate=NamedNode(KRAMA[name]))
        for end in (triple.subject, triple.object)
        if isinstance(end, NamedNode)
    }
    quads = [quad for end in sorted(linked, key=str) for quad in store.quads(subject=end)]
    found = check_shapes(quads, load_shapes(ontology)) if quads else ()
    return tuple(sorted({w for w in found if w.severity == "warning" and "/Norms-" in w.rule}))


_LINKS = ("basedOn", "amends", "repeals", "promulgates", "draftedBy", "implements")


def _print_text(gaps: Gaps, warnings: tuple[Violation, ...], desk: Desk) -> None:
    from krama.cli.telling import Page, in_words
    from krama.questions.desk import short
    from krama.questions.tell import what

    page = Page()
    for name, count in _counts(gaps, warnings).items():
        page.line(f"{count:,} {name}", 7 - len(f"{count:,}"))
    for row in gaps.missing:
        if row.things:
            page.line()
            page.line(row.what, bold=True)
            for thing in row.things:
                page.line(f"{thing.name} ({what(thing, desk.kinds)}) {short(thing.iri)}", 2, hang=2)
    for contradiction in gaps.contradictions:
        page.line()
        page.line(f"contradictory {contradiction.predicate} of {contradiction.thing.name}", bold=True, hang=2)
        page.facts(contradiction.facts, desk, 2)
    if warnings:
        page.line()
        page.line("order of norms", bold=True)
        for warning in warnings:
            page.line(f"{desk.asker.facts.name(warning.thing)}: {warning.message}", 2, hang=2)
    if gaps.planned:
        page.line()
        page.line("only planned, or a draft", bold=True)
        for fact in gaps.planned:
            page.line(in_words(fact, desk), 2, hang=2)


def _counts(gaps: Gaps, warnings: tuple[Violation, ...]) -> dict[str, int]:
    return {
        **{row.what: len(row.things) for row in gaps.missing},
        "contradictory values": len(gaps.contradictions),
        "warnings about the order of norms": len(warnings),
        "facts that are only planned, or drafts": len(gaps.planned),
    }


def _print_csv(gaps: Gaps, warnings: tuple[Violation, ...], desk: Desk) -> None:
    from krama.cli.telling import print_csv, thing_row

    rows: list[dict[str, Any]] = [
        {"gap": row.what, **thing_row(thing, desk)} for row in gaps.missing for thing in row.things
    ]
    for contradiction in gaps.contradictions:
        rows += [
            {
                "gap": f"contradictory {contradiction.predicate}",
                **thing_row(contradiction.thing, desk),
                "detail": f"{fact.object.name}: {fact.quote.text if fact.quote else ''}",
            }
            for fact in contradiction.facts
        ]
    name = desk.asker.facts.name
    rows += [{"gap": "order of norms", "name": name(w.thing), "iri": w.thing, "detail": w.message} for w in warnings]
    rows += [
        {"gap": "planned", "name": f.subject.name, "iri": f.subject.iri, "detail": f"{f.predicate} {f.object.name}"}
        for f in gaps.planned
    ]
    print_csv(rows, ("gap", "name", "iri", "type", "kind", "number", "date", "detail"))


def _print_json(gaps: Gaps, warnings: tuple[Violation, ...], desk: Desk) -> None:
    from krama.cli.telling import fact_row, print_json, thing_row

    print_json(
        {
            "counts": _counts(gaps, warnings),
            "missing": [
                {"what": row.what, "question": row.question, "things": [thing_row(thing, desk) for thing in row.things]}
                for row in gaps.missing
            ],
            "contradictions": [
                {
                    "thing": thing_row(contradiction.thing, desk),
                    "predicate": contradiction.predicate,
                    "facts": [fact_row(fact, desk) for fact in contradiction.facts],
                }
                for contradiction in gaps.contradictions
            ],
            "order_of_norms": [{"thing": warning.thing, "message": warning.message} for warning in warnings],
            "planned": [fact_row(fact, desk) for fact in gaps.planned],
        }
    )


_PRINTERS = {"table": _print_text, "csv": _print_csv, "json": _print_json}
