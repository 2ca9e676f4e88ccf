"""Answers and facts on stdout: text to read, rows to compute with. Every text that came from a document is made safe."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from krama.cli.terminal import printable

if TYPE_CHECKING:
    from krama.questions import Desk, Fact
    from krama.questions.things import Thing

NARROW, WIDE = 40, 110
"""Columns: text is never set narrower or wider."""


class Page:
    """Lines for people: wrapped where stdout is a terminal, one line an item elsewhere."""

    def __init__(self) -> None:
        self._tty = sys.stdout.isatty()
        self._width = max(NARROW, min(WIDE, shutil.get_terminal_size((100, 24)).columns - 1))

    def line(self, text: str = "", indent: int = 0, *, bold: bool = False, dim: bool = False, hang: int = 0) -> None:
        """One paragraph at an indent; ``hang`` more from its second line on."""
        text = " ".join(printable(text).split())
        start = " " * indent
        rows = [start + text]
        if self._tty:
            rows = textwrap.wrap(
                text, self._width, initial_indent=start, subsequent_indent=" " * (indent + hang), break_long_words=False
            )
        for row in rows or [""]:
            click.echo(click.style(row.rstrip(), bold=bold, dim=dim) if bold or dim else row.rstrip())

    def facts(
        self,
        facts: Iterable[Fact],
        desk: Desk,
        indent: int,
        *,
        edge: bool = True,
        inverse: bool = False,
        most: int | None = None,
    ) -> None:
        """Facts, those that say the same together: each sentence once and where it stands, then whose word it is.

        With ``most``, that many facts' sentences are shown, the first ones; the others are counted.
        """
        from krama.questions.tell import reference, restatement, taken_from, whose_word

        facts = list(facts)
        shown = _first_said(facts, most) if most is not None else facts
        for said, alike in _by_edge(shown, desk, inverse).items():
            if edge:
                self.line(said, indent, hang=2)
            quotes = dict.fromkeys(quote for fact in alike for quote in fact.quotes)
            for quote in quotes:
                self.line(f"“{quote.text}”", indent, hang=1)
                self.line(reference(quote), indent, hang=2, dim=True)
            for place in dict.fromkeys(place for fact in alike if not fact.quotes for place in taken_from(fact)):
                self.line(f"from {place}", indent, hang=2, dim=True)
            for words in dict.fromkeys(f"{whose_word(fact)}; confidence {fact.confidence:.2f}" for fact in alike):
                self.line(words, indent, hang=2, dim=True)
            for note in dict.fromkeys(note for fact in alike if (note := restatement(fact))):
                self.line(note, indent, hang=2, dim=True)
        self._others(facts, shown, indent)

    def _others(self, facts: Sequence[Fact], shown: Sequence[Fact], indent: int) -> None:
        """How many sentences are not shown, and the command that shows those of the first of them."""
        told = {fact.quote.text for fact in shown if fact.quote}
        hidden = [fact for fact in facts if fact.quote and fact.quote.text not in told]
        if hidden:
            count = len({fact.quote.text for fact in hidden if fact.quote})
            names = f'"{hidden[0].subject.name}" {hidden[0].predicate} "{hidden[0].object.name}"'
            self.line(f"and {count} more sentence{'s' if count > 1 else ''} (krama explain {names})", indent, hang=2)


def _first_said(facts: Sequence[Fact], most: int) -> list[Fact]:
    """The facts of the first ``most`` sentences, and those that no sentence states."""
    said = list(dict.fromkeys(fact.quote.text for fact in facts if fact.quote))[:most]
    return [fact for fact in facts if fact.quote is None or fact.quote.text in said]


def _by_edge(facts: Iterable[Fact], desk: Desk, inverse: bool) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(in_words(fact, desk, inverse=inverse), []).append(fact)
    return found


def in_words(fact: Fact, desk: Desk, *, inverse: bool = False) -> str:
    """A fact as a sentence: "X governs Y", or from the other end "Y is governed by X"."""
    from krama.questions.tell import day

    if not fact.object.iri:
        value = day(fact.object.name) if fact.predicate == "date" else fact.object.name
        return f"{fact.subject.name}: {desk.asker.facts.relation(fact.predicate)} {value}"
    label = desk.asker.facts.relation(fact.predicate, inverse=inverse)
    if label.endswith(" by") and not label.startswith(("is ", "has ")):
        label = f"was {label}"
    first, second = (fact.object.name, fact.subject.name) if inverse else (fact.subject.name, fact.object.name)
    return f"{first} {label} {second}"


FACT_COLUMNS = (
    "subject",
    "predicate",
    "object",
    "sentence",
    "heading",
    "document",
    "section",
    "page",
    "start",
    "end",
    "said_by",
    "claim",
    "whose_word",
    "origin",
    "confidence",
    "rules",
    "restates",
    "subject_iri",
    "object_iri",
    "document_iri",
    "statement",
)
"""The columns of a fact in CSV, as ``fact_row`` fills them."""


def fact_row(fact: Fact, desk: Desk) -> dict[str, Any]:
    """A fact as columns, for CSV and JSON."""
    from krama.questions.tell import whose_word

    quote = fact.quote
    source = quote.source if quote else next(iter(fact.sources), None)
    return {
        "subject": fact.subject.name,
        "subject_iri": fact.subject.iri,
        "predicate": fact.predicate,
        "object": fact.object.name,
        "object_iri": fact.object.iri,
        "sentence": quote.text if quote else "",
        "heading": fact.quotes[0].text if len(fact.quotes) > 1 else "",
        "document": source.title if source else "",
        "document_iri": source.iri if source else "",
        "restates": source.restates if source else "",
        "section": (quote.section if quote else "") or "; ".join(fact.places),
        "page": quote.page if quote else None,
        "start": quote.start if quote else None,
        "end": quote.end if quote else None,
        "said_by": "; ".join(end.name for end in fact.said_by),
        "claim": fact.claim,
        "origin": fact.origin,
        "whose_word": whose_word(fact),
        "confidence": fact.confidence,
        "rules": "; ".join(fact.rules),
        "statement": fact.iri,
    }


def thing_row(thing: Thing, desk: Desk) -> dict[str, Any]:
    """An entity as columns."""
    known = desk.kinds.get(thing.kind)
    return {
        "name": thing.name,
        "iri": thing.iri,
        "type": thing.type,
        "kind": known.label if known else thing.kind,
        "number": "; ".join(thing.numbers),
        "date": "; ".join(thing.dates),
    }


def print_csv(rows: Sequence[Mapping[str, Any]], columns: Iterable[str] = ()) -> None:
    """Rows under a header, UTF-8, RFC 4180. A cell that a spreadsheet would read as a formula stays what it is."""
    stream = io.StringIO(newline="")
    names = list(columns) or list(rows[0] if rows else ())
    writer = csv.DictWriter(stream, names, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    sys.stdout.buffer.write(stream.getvalue().encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def print_json(value: Any) -> None:
    """JSON, UTF-8."""
    sys.stdout.buffer.write(
        (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
    )
    sys.stdout.buffer.flush()
