"""The numbers that belong to a kind word: one, or a list with the dates of each or of all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from krama.knowledge.grammar import Grammar
from krama.mentions.citations.citation import Context, Item
from krama.mentions.citations.dated import date_after
from krama.mentions.citations.numbers import Number, is_year, number_at, number_patterns
from krama.mentions.citations.reading import KindWord
from krama.model import PartialDate

_GAP = re.compile(r"\s{0,3},?:?\s{0,3}")
_BRACKET = re.compile(r"\s{0,2}\(([^()\d]{2,40})\)")
_OPEN = re.compile(r"\s{0,2}\(\s?")
_BODIES = re.compile(r"\s{1,2}(?:of|by|from|issued by)\s[^.;:()\d]{3,160}")
_GOES_ON = frozenset(
    (
        "and", "or", "of", "on", "dated", "issued", "which", "that", "to", "is", "are", "was", "were", "as", "for",
        "in", "by", "with", "has", "have", "shall", "may", "from", "under",
    )
)  # fmt: skip


def introduced_number(c: Context, position: int, *, after_kind: bool = True) -> tuple[int, Number] | None:
    """(start of the introducer, number) where an introducer and a number stand at ``position``."""
    patterns = number_patterns(c.grammar)
    match = patterns.introducer.match(c.text, position) or (
        patterns.misprint.match(c.text, position) if after_kind else None
    )
    if match is None:
        return None
    number = number_at(c.reading.folded, match.end(), c.grammar, introduced=True)
    return (match.start(), number) if number else None


def numbers_of(c: Context, word: KindWord) -> tuple[tuple[Item, ...], str]:
    """The numbers that belong to a kind word, and the kind that a bracket behind the word names instead."""
    position, kind = word.end, ""
    bracket = _BRACKET.match(c.text, position)
    if bracket:
        inner = [w for w in c.reading.words_between(bracket.start(1), bracket.end(1)) if w.end <= bracket.end(1)]
        kind = inner[0].kind if inner and _first_number(c, bracket.end(), word) else ""
        if inner or any(char.isupper() for char in bracket.group(1)):
            position = bracket.end() if _first_number(c, bracket.end(), word) else position
    first = _first_number(c, position, word)
    if first is None:
        return (), ""
    start, number, date = first
    return tuple(_list(c, start, number, date)), kind


def _first_number(c: Context, position: int, word: KindWord) -> tuple[int, Number, PartialDate | None] | None:
    gap = _GAP.match(c.text, position)
    start = gap.end() if gap else position
    found = introduced_number(c, start)
    if found:
        return (*found, None) if _believable(c, found[1], word) else None
    bare = (
        number_at(c.reading.folded, start, c.grammar, introduced=False) if "," not in c.text[position:start] else None
    )
    if bare and _bare_number(c, bare, word, start):
        return bare.start, bare, None
    opened = _OPEN.match(c.text, position)
    if opened:
        found = introduced_number(c, opened.end())
        if found:
            return (*found, None)
    dated = date_after(c, position, word, after_number=False)
    if dated and dated.how == "of":
        found = introduced_number(c, _GAP.match(c.text, dated.end).end())  # type: ignore[union-attr]
        if found:
            return (*found, dated.date)
    bodies = _BODIES.match(c.text, position)
    if bodies and word.capital:
        comma = bodies.group().rfind(", ")
        while comma > 0:
            found = introduced_number(c, position + comma + 2)
            if found and not other_word(c, position, found[0]):
                return (*found, None)
            comma = bodies.group().rfind(", ", 0, comma)
        direct = number_patterns(c.grammar).anchor.search(c.text, position, bodies.end() + 6)
        between = c.text[position : direct.start()].lower().split() if direct else ["on"]
        if direct and not set(between) & {"on", "concerning", "regarding", "in", "case"}:
            found = introduced_number(c, direct.start())
            if found and not other_word(c, position, found[0]):
                return (*found, None)
    return None


def _believable(c: Context, number: Number, word: KindWord) -> bool:
    """Not everything that has a number is an instrument: an order No. 4471 for shoes, letter No. 14 of the alphabet."""
    if word.capital or not number.plain or word.kind not in c.grammar.everyday:
        return word.kind != "bill" or not number.plain or c.text[word.start : word.end].lower() != "bill"
    after = date_after(c, number.end, word, after_number=True)
    return after is not None


def _bare_number(c: Context, number: Number, word: KindWord, start: int) -> bool:
    """Whether a number without introducer belongs to the kind word right before it."""
    if start == word.end and not c.text[word.start].isascii():
        return False
    if is_year(number):
        return False
    if not number.plain:
        formal = word.capital or number.kind or word.kind in c.grammar.numbered_only
        return start > word.end and bool(formal)
    if not word.capital or len(number.printed) > 5:
        return False
    if re.match(r"[%-]|,\d", c.text[number.end :][:2]):
        return False
    counting = word.plural or word.kind in c.grammar.everyday
    return not (counting and _counts(c, number.end))


def _counts(c: Context, position: int) -> bool:
    """Whether a noun follows that the figure counts: "Prakas 12 months later"."""
    index = c.reading.index(position)
    if index >= len(c.reading.pieces):
        return False
    piece = c.reading.pieces[index]
    if not piece.word or piece.capital or not piece.gap or piece.lower in _GOES_ON:
        return False
    return not piece.tag.startswith(("VB", "MD", "RB"))


def other_word(c: Context, start: int, end: int) -> bool:
    return any(word.capital for word in c.reading.words_between(start + 1, end))


def _list(c: Context, start: int, number: Number, date: PartialDate | None) -> Iterator[Item]:
    """The first number and those that "," and "and" join to it, each with the date printed right behind it."""
    items = [Item(start, number.end, number, date)]
    while len(items) < 200:
        last = items[-1]
        own = None if last.date else date_after(c, last.end, None, after_number=True)
        if own:
            following = _following(c, own.end)
            if following is None or not following[2]:
                break
            items[-1] = replace(last, date=own.date, end=own.end)
        else:
            following = _following(c, last.end)
        if following is None:
            break
        items.append(Item(following[0], following[1].end, following[1]))
    yield from _shared_dates(c, items)


@lru_cache(maxsize=8)
def _separator(grammar: Grammar) -> re.Pattern[str]:
    joins = "|".join(re.escape(word) for word in grammar.joins)
    return re.compile(rf"\s{{0,2}}(?:,?\s{{0,2}}(?:{joins})\s{{0,2}}|,\s{{0,2}})")


def _following(c: Context, position: int) -> tuple[int, Number, bool] | None:
    """(start, number, whether introduced) of the next number of a list."""
    separator = _separator(c.grammar).match(c.text, position)
    if separator is None:
        return None
    found = introduced_number(c, separator.end(), after_kind=False)
    if found:
        return (*found, True)
    if c.dates.at(c.text, separator.end()):
        return None
    number = number_at(c.reading.folded, separator.end(), c.grammar, introduced=False)
    if number is None or is_year(number) or not c.text[number.start].isalnum() or _counts(c, number.end):
        return None
    if number.plain and (len(number.printed) > 5 or re.match(r"\s?%|,\d", c.text[number.end :][:3])):
        return None
    if number.plain and re.match(r"\s[A-Z][a-z]", c.text[number.end :][:3]):
        return None
    return number.start, number, False


def _shared_dates(c: Context, items: list[Item]) -> Iterator[Item]:
    """Dates that stand behind a list for all of it: "all dated …", "of … and … respectively"."""
    if len(items) > 1:
        end = items[-1].end
        shared = re.compile(r",?\s(?:all|both|each)\s(?:dated|of|issued on|signed on)\s(?:on\s)?").match(c.text, end)
        date = c.dates.at(c.text, shared.end()) if shared else None
        if date:
            items = [replace(item, date=item.date or date[1]) for item in items]
        else:
            row = _respective(c, end)
            if len(row) == len(items):
                items = [replace(item, date=date) for item, date in zip(items, row, strict=True)]
    yield from items


def _respective(c: Context, position: int) -> tuple[PartialDate, ...]:
    """The dates of "of 14 July and 2 August 2016 respectively", each with the year that is printed last."""
    match = re.compile(r",?\s(?:of|dated)\s([^.;()]{6,200}?),?\srespectively").match(c.text, position)
    if match is None:
        return ()
    years = re.findall(r"\b(?:19|20)\d{2}\b", match.group(1))
    dates = []
    for part in re.split(r",?\s(?:and|&)\s|,\s(?=\d{1,2}\s)", match.group(1)):
        for text in (part, f"{part} {years[-1]}" if years else part):
            date = c.dates.at(text, 0)
            if date:
                dates.append(date[1])
                break
    return tuple(dates)
