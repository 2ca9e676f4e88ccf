"""From a passage to its citations: by kind word from left to right, then numbers without one in what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from krama.knowledge.grammar import Grammar
from krama.knowledge.kinds import Kinds
from krama.mentions.citations.alone import own_number, without_kind_word
from krama.mentions.citations.citation import Citation, Context, Item, Tail
from krama.mentions.citations.dated import date_before, made_in
from krama.mentions.citations.lists import numbers_of
from krama.mentions.citations.lower import lower, made_by
from krama.mentions.citations.named import named
from krama.mentions.citations.reading import KindWord, read
from krama.mentions.citations.subjects import is_draft, name_start
from krama.mentions.citations.tails import tail_of
from krama.mentions.dates import date_reader
from krama.model import Span

_SHORT = re.compile(r"\s\([A-Z][A-Za-z]{1,9}\)")


def find_citations(doc: Doc, grammar: Grammar, kinds: Kinds, *, nested: bool = False) -> tuple[Citation, ...]:
    """Every citation of a passage, ordered by place; with ``nested`` also those inside the title of another."""
    c = Context(read(doc, grammar, kinds), grammar, kinds, date_reader(grammar.calendar))
    own = own_number(c)
    found = (own,) if own else _all(c, nested)
    folded = c.reading.folded
    rows = (
        replace(
            row,
            span=folded.span(row.span.start, row.span.end),
            title=folded.span(row.title.start, row.title.end) if row.title else None,
        )
        for row in found
    )
    return tuple(sorted(rows, key=lambda row: (row.span.start, -row.span.end)))


def _all(c: Context, nested: bool) -> Iterator[Citation]:
    """Citations in the folded text: by kind word from left to right, then numbers without one in what is left."""
    reach = 0
    spare: tuple[KindWord, Citation] | None = None
    covered: list[Span] = []
    for word in c.reading.words:
        inner = word.start < reach
        if inner and not (nested and word.kind != "amendment"):
            continue
        rows = tuple(_from_word(c, word, 0 if inner else reach))
        if not rows:
            waiting = _generic_plural(c, word, reach)
            spare = (word, waiting) if waiting else spare
            continue
        if spare and _shares_title(c, spare[0], rows[0]):
            yield spare[1]
        spare = None
        rows = (*rows, *_short_form(c, rows[-1]))
        yield from rows
        covered += [row.span for row in rows]
        if not inner:
            reach = max(row.span.end for row in rows)
    yield from without_kind_word(c, covered)


def _from_word(c: Context, word: KindWord, floor: int) -> Iterator[Citation]:
    """The citations that a kind word makes: one, several (a list of numbers), or none."""
    if _part_of_other_word(c, word):
        return
    items, kind = numbers_of(c, word)
    if items:
        yield from _numbered(c, word, items, kind, floor)
    elif not word.hidden:
        rule = named if word.capital else lower
        found = _change(c, word) or rule(c, word, floor) or made_by(c, word)
        if found:
            yield found


def _short_form(c: Context, citation: Citation) -> Iterator[Citation]:
    """The abbreviated kind word in brackets behind a citation: "Standard Operating Procedure (SOP)"."""
    match = _SHORT.match(c.text, citation.span.end)
    if match:
        span = Span(match.start() + 2, match.end() - 1)
        if any(
            (word.end, word.kind) == (span.end, citation.kind) for word in c.reading.words_between(span.start, span.end)
        ):
            yield replace(citation, span=span, title=None, finder="short-form")


def _part_of_other_word(c: Context, word: KindWord) -> bool:
    """Whether the kind word is only part of another: "father-in-law", "policy-makers", "Law School"."""
    if c.reading.hyphen(word.first - 1) and not word.capital:
        return True
    if c.reading.hyphen(word.last) or c.reading.lower(word.last) in c.grammar.after:
        return True
    if c.reading.lower(word.first - 1) in c.grammar.aliens and c.reading.pieces[word.first].gap:
        return True
    return c.reading.hyphen(word.first - 1) and c.reading.lower(word.first - 2) not in ("draft", "non")


def _numbered(c: Context, word: KindWord, items: tuple[Item, ...], kind: str, floor: int) -> Iterator[Citation]:
    kind = kind or word.kind
    first_start = name_start(c, word, floor)
    before = date_before(c, first_start)
    whole = tail_of(c, items[-1].end, word, numbered=True)
    once = all(item.start == item.number.start and item.date is None for item in items[1:]) and items[0].date is None
    for position, item in enumerate(items):
        start = first_start if position == 0 else item.start
        last = position == len(items) - 1
        tail = whole if last else Tail(item.end)
        date = item.date or (whole.date if last or once else None) or (before if position == 0 else None)
        if date is None and last:
            date = made_in(c, tail.end)
        printed = item.number.printed
        if date and date.iso in c.text[item.end : tail.end] and kind in c.grammar.with_year and tail.how == "of":
            printed = f"{printed} of {date.iso}"
        yield Citation(
            Span(start, _closed(c.text, start, max(tail.end, item.end))),
            kind,
            printed,
            date,
            item.number.body,
            Span(*tail.title) if tail.title else None,
            is_draft(c, first_start),
            "numbered",
        )


def _closed(text: str, start: int, end: int) -> int:
    """The end with the bracket that closes what was opened inside."""
    closing = re.compile(r"\s?\)").match(text, end)
    return closing.end() if closing and text.count("(", start, end) > text.count(")", start, end) else end


def _change(c: Context, word: KindWord) -> Citation | None:
    """ "amendment to the Labor Law", "sub-decree amending …": a text named by the one it changes or promulgates."""
    links = c.grammar.changes.get(word.kind, c.grammar.participles)
    said = c.text[word.end : word.end + 40].lower()
    link = next((link for link in links if said.startswith(f" {link} ")), None)
    if link is None or (word.plural and not word.capital):
        return None
    position = word.end + len(link) + 2
    following = c.reading.next_word(position)
    if following is None or following.start - position > 80:
        return None
    rows = tuple(_from_word(c, following, position))
    if not rows or c.text[position : rows[0].span.start].split() not in ([], ["the"]):
        return None
    start = name_start(c, word, 0)
    return Citation(
        Span(start, rows[0].span.end),
        word.kind,
        draft=is_draft(c, start),
        title=rows[0].span,
        finder="change",
    )


def _generic_plural(c: Context, word: KindWord, floor: int) -> Citation | None:
    """A kind word that could share the title of the next: "National Policies and National Plan on …"."""
    if not word.capital or word.hidden or _part_of_other_word(c, word):
        return None
    start = name_start(c, word, floor)
    alone = start < word.start or set(c.kinds.ancestors(word.kind)) & c.grammar.with_parties
    return Citation(Span(start, word.end), word.kind, finder="shared") if alone else None


def _shares_title(c: Context, word: KindWord, following: Citation) -> bool:
    between = c.text[word.end : following.span.start].strip().lower()
    return between in ("and", "or", "&") and (following.title is not None or following.finder == "party")
