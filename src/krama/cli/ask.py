"""krama ask: questions, named or in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from krama.cli.options import CONTEXT, common, confidence_option, format_option, store_folder
from krama.cli.telling import FACT_COLUMNS
from krama.errors import UsageError

if TYPE_CHECKING:
    from krama.questions import Catalogue, Desk, Reply

_SENTENCES = 2
_FEW = 5  # answers of which what one would expect beside them is said to be not stated
"""Sentences shown with an answer, the surest; the others are counted, and in JSON and CSV all are told."""
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@click.command("ask", context_settings=CONTEXT)
@click.argument("words", nargs=-1, metavar="[NAME] [ARG]...")
@click.option("--kind", default="", metavar="KIND", help="Only answers of this kind, such as prakas or ministry.")
@click.option(
    "--from", "first", default="", metavar="DATE", help="Only instruments of this day, month or year or later."
)
@click.option(
    "--to", "last", default="", metavar="DATE", help="Only instruments of this day, month or year or earlier."
)
@format_option("table", "csv", "json")
@confidence_option
@common
def command(words: tuple[str, ...], kind: str, first: str, last: str, format: str, min_confidence: float) -> int:
    """Ask a named question, or one in plain words. Without words: list the questions.

    Every answer comes with the sentence that states it, a reference to copy and whose word it is: a government's own
    report is not a law. What no source states is said to be not stated.

    \b
    krama ask governed-by "inspection of private recruitment agencies"
    krama ask what governs recruitment agencies
    krama ask "when was prakas 253 dated?"
    krama ask timeline --from 2013 --to 2015 --kind prakas
    """
    from krama.questions import Desk, load_questions
    from krama.store import open_store

    if not words:
        _list(load_questions(), format)
        return 0
    with open_store(store_folder()) as store:
        desk = Desk(store, min_confidence=min_confidence)
        question = desk.catalogue.find(words[0]) if len(words) > 1 or " " not in words[0] else None
        if question is not None:
            bounds = {"first": _day(first, "first"), "last": _day(last, "last")}
            reply = desk.ask_named(words[0], " ".join(words[1:]), kind=kind, **bounds)
        else:
            reply = _free(desk, " ".join(words), kind, first, last)
        _PRINTERS[format](reply, desk)
    return 0


def _free(desk: Desk, text: str, kind: str, first: str, last: str) -> Reply:
    if kind or first or last:
        raise UsageError("--kind, --from and --to go with a named question; in plain words say it in the question")
    return desk.ask(text)


def _day(text: str, end: str) -> str:
    """The first or last day that ``2013``, ``2013-09`` or ``2013-09-23`` means, ISO 8601."""
    from krama.model import PartialDate

    if not text:
        return ""
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        date = PartialDate.parse(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date; write 2013, 2013-09 or 2013-09-23") from None
    return date.earliest if end == "first" else date.latest


def _list(catalogue: Catalogue, format: str) -> None:
    from krama.cli.telling import Page, print_csv, print_json

    rows = [
        {"name": q.name, "title": q.title, "description": q.description, "examples": list(q.examples)}
        for q in catalogue.questions.values()
    ]
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(
            [{**row, "examples": "; ".join(row["examples"])} for row in rows],
            ("name", "title", "description", "examples"),
        )
    else:
        page = Page()
        for question in catalogue.questions.values():
            page.line(f"{question.name:<16}{question.title}", bold=True)
            page.line(question.description, 16)
            for example in question.examples:
                page.line(example, 16, dim=True)


def _print_text(reply: Reply, desk: Desk) -> None:
    from krama.cli.telling import Page
    from krama.questions.show import missing
    from krama.questions.tell import day, what

    page = Page()
    for question in reply.questions:
        page.line(f"{question.name}: {question.title}", bold=True)
    if reply.things:
        page.line("about: " + "; ".join(f"{thing.name} ({what(thing, desk.kinds)})" for thing in reply.things), hang=2)
    for note in reply.notes:
        page.line(f"note: {note}", hang=2)
    for number, answer in enumerate(reply.answers, 1):
        page.line()
        place = f"step {answer.position}: " if answer.position is not None else ""
        kind = f" ({what(answer.thing, desk.kinds)})" if answer.thing else ""
        name = answer.end.name if answer.thing else day(answer.end.name)
        page.line(f"{number}. {place}{name}{kind}", bold=True, hang=3)
        page.facts(answer.facts, desk, 3, most=_SENTENCES)
        if answer.thing and answer.thing.type == "Instrument" and len(reply.answers) <= _FEW:
            for words in missing(answer.thing, desk, ("issued-by", "date")):
                page.line(f"not stated: {words}", 3, hang=5)
    for words in reply.missing:
        page.line(f"not stated: {words}", hang=2)
    if reply.near:
        page.line()
        page.line("What is stated of it:")
        page.facts(reply.near, desk, 2)


def _print_csv(reply: Reply, desk: Desk) -> None:
    from krama.cli.telling import fact_row, print_csv, thing_row

    names = "; ".join(question.name for question in reply.questions)
    rows: list[dict[str, Any]] = []
    for answer in reply.answers:
        about = thing_row(answer.thing, desk) if answer.thing else {"name": answer.end.name}
        head = {
            "question": names,
            **{f"answer_{key}": value for key, value in about.items()},
            "position": answer.position,
        }
        rows += [{**head, **fact_row(fact, desk)} for fact in answer.facts] or [head]
    print_csv(rows, _COLUMNS)


_COLUMNS = (
    "question",
    "answer_name",
    "answer_iri",
    "answer_type",
    "answer_kind",
    "answer_number",
    "answer_date",
    "position",
    *FACT_COLUMNS,
)


def _print_json(reply: Reply, desk: Desk) -> None:
    from krama.cli.telling import fact_row, print_json, thing_row

    print_json(
        {
            "asked": reply.asked,
            "questions": [{"name": q.name, "title": q.title} for q in reply.questions],
            "about": [thing_row(thing, desk) for thing in reply.things],
            "stated": reply.stated,
            "notes": list(reply.notes),
            "not_stated": list(reply.missing),
            "answers": [
                {
                    "name": answer.end.name,
                    **(thing_row(answer.thing, desk) if answer.thing else {}),
                    **({"position": answer.position} if answer.position is not None else {}),
                    "facts": [fact_row(fact, desk) for fact in answer.facts],
                }
                for answer in reply.answers
            ],
            "near": [fact_row(fact, desk) for fact in reply.near],
        }
    )


_PRINTERS = {"table": _print_text, "csv": _print_csv, "json": _print_json}
