"""What follows a kind word or its number: date, title, period, further number, in whatever order they come."""

from __future__ import annotations

import re
from dataclasses import replace

from krama.mentions.citations.citation import Context, Tail
from krama.mentions.citations.dated import date_after, suffix
from krama.mentions.citations.lists import introduced_number, other_word
from krama.mentions.citations.numbers import Number
from krama.mentions.citations.reading import KindWord
from krama.mentions.citations.titles import title_after, unspaced_title

_OPEN = re.compile(r"\s{0,2}\(\s?")
_OPEN_BODY = re.compile(r"\s\([A-Z][a-z]?[A-Z]{1,8}\s")  # the body that issued it: "(MoX No. 12)"
_BODIES = re.compile(r"\s{1,2}(?:of|by|from|issued by)\s[^.;:()\d]{3,160}")
_PARTIES = re.compile(r"\s(?:between|among|with)\s[^.;:()]{3,160}?(?=\s(?:on|concerning|relating to|regarding|for)\s)")
_PERIOD = re.compile(r"\s{0,2},?\s{0,2}(?:for\s)?\(?(?:19|20)\d{2}\s?-\s?(?:19|20)?\d{2}(?!\d)\)?")
_SHORT_FORM = re.compile(r"\s\([A-Z][A-Za-z-]{1,9}\)")
_QUOTE_END = re.compile(r"[”\"](?=,|\s\(|\sof\s\d)")


def tail_of(c: Context, position: int, word: KindWord, *, numbered: bool) -> Tail:
    """Everything that follows a kind word or its number and belongs to the citation."""
    tail, behind_number, depth = Tail(position), numbered, 0
    while depth < 6:
        depth += 1
        step = _step(c, tail, word, numbered, behind_number)
        if step is None:
            return tail
        tail, behind_number = step, False
    return tail


def _step(c: Context, tail: Tail, word: KindWord, numbered: bool, behind_number: bool) -> Tail | None:
    end = tail.end
    if tail.date is None:
        period = _PERIOD.match(c.text, end)
        if period and (tail.title or numbered or word.capital):
            return replace(tail, end=period.end(), how=tail.how or "period")
        date = date_after(c, end, word, after_number=behind_number)
        if date is None and tail.title:
            date = suffix(c, end) or (
                date_after(c, end + 1, word, after_number=False) if _QUOTE_END.match(c.text, end) else None
            )
        if date:
            return replace(tail, end=date.end, date=date.date, how=tail.how or date.how)
    if tail.number is None and not numbered and end > word.end:
        found = _later_number(c, end)
        if found:
            return replace(tail, end=found[0], number=found[1])
    if tail.title is None:
        titled = _title(c, end, word, numbered or tail.number is not None)
        if titled:
            return replace(tail, end=titled.end, title=titled.title, strength=titled.strength, cased=titled.cased)
    if tail.title is None and not numbered and word.capital:
        parties = _between(c, tail, word)
        if parties:
            return parties
    for pattern in (_SHORT_FORM, _BODIES):
        step = _over(c, pattern, tail, word, numbered)
        if step:
            return step
    return None


def _later_number(c: Context, position: int) -> tuple[int, Number] | None:
    """A number behind a title or year: "Convention, 1957 (No. 105)"."""
    for pattern in (_OPEN, _OPEN_BODY, re.compile(r"\s{0,2},?\s{0,2}")):
        match = pattern.match(c.text, position)
        if match is None or c.reading.words_between(match.start(), match.end()):
            continue
        found = introduced_number(c, match.end(), after_kind=False)
        if found:
            closed = re.compile(r"\s?\)").match(c.text, found[1].end) if pattern in (_OPEN, _OPEN_BODY) else None
            return (closed.end() if closed else found[1].end), found[1]
    return None


def _title(c: Context, position: int, word: KindWord, numbered: bool) -> Tail | None:
    gap = re.compile(r"\s{0,2}").match(c.text, position)
    start = gap.end() if gap else position
    unspaced = unspaced_title(c.text, start, c.grammar)
    if unspaced:
        return Tail(unspaced[1], title=unspaced, strength="strong", cased=True)
    index = c.reading.index(position)
    title = title_after(c.reading, index, word, c.grammar, numbered=numbered)
    if title is None:
        return None
    pieces = c.reading.pieces
    span = (pieces[title.first].start, pieces[title.last - 1].end)
    return Tail(span[1], title=span, strength=title.strength, cased=title.cased)


def _between(c: Context, tail: Tail, word: KindWord) -> Tail | None:
    """Parties that stand between an agreement and its title: "between X and Y on …"."""
    if not {"agreement", "treaty", "declaration"} & set(c.kinds.ancestors(word.kind)):
        return None
    match = _PARTIES.match(c.text, tail.end)
    if match is None or other_word(c, match.start(), match.end()):
        return None
    title = _title(c, match.end(), word, False)
    if title is None or title.title is None or title.strength != "strong" or not title.cased:
        return None
    return replace(tail, end=title.end, title=title.title, strength="strong", cased=True)


def _over(c: Context, pattern: re.Pattern[str], tail: Tail, word: KindWord, numbered: bool) -> Tail | None:
    """What stands behind a short form in brackets, or behind the bodies that issued it, if it is a date or title."""
    match = pattern.match(c.text, tail.end)
    if match is None:
        return None
    if pattern is _SHORT_FORM:
        step = replace(tail, end=match.end())
        date = date_after(c, match.end(), word, after_number=False) if tail.date is None else None
        title = _title(c, match.end(), word, numbered) if tail.title is None else None
        if title and not date:
            return replace(step, end=title.end, title=title.title, strength=title.strength, cased=title.cased)
        return replace(step, end=date.end, date=date.date, how=tail.how or date.how) if date else None
    if not numbered or tail.date or tail.title:
        return None
    cut = re.compile(r",?\s(?:dated|issued on|signed on|adopted on|of)\s(?=(?:on\s)?(?:the\s)?[\dA-Z])")
    for found in cut.finditer(c.text, tail.end + 4, match.end() + 24):
        date = date_after(c, found.start(), word, after_number=False)
        if date and date.date and date.date.month and not other_word(c, tail.end, found.start()):
            names = range(c.reading.index(tail.end), c.reading.index(found.start()))
            if any(index in c.reading.bodies for index in names):
                return replace(tail, end=date.end, date=date.date, how="of")
    return None
