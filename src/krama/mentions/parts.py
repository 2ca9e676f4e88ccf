"""The parts of a citation behind its kind word: numbers, dates, titles, periods, bodies, in whatever order they come.

All offsets here are of the passage's folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from krama.knowledge.grammar import Grammar
from krama.knowledge.kinds import Kinds
from krama.mentions.dates import DateReader
from krama.mentions.numbers import Number, is_year, number_at, number_patterns
from krama.mentions.reading import KindWord, Reading
from krama.mentions.titles import title_after, unspaced_title
from krama.model import PartialDate

_GAP = re.compile(r"\s{0,3},?:?\s{0,3}")
_BRACKET = re.compile(r"\s{0,2}\(([^()\d]{2,40})\)")
_OPEN = re.compile(r"\s{0,2}\(\s?")
_BODIES = re.compile(r"\s{1,2}(?:of|by|from|issued by)\s[^.;:()\d]{3,160}")
_PARTIES = re.compile(r"\s(?:between|among|with)\s[^.;:()]{3,160}?(?=\s(?:on|concerning|relating to|regarding|for)\s)")
_PERIOD = re.compile(r"\s{0,2},?\s{0,2}(?:for\s)?\(?(?:19|20)\d{2}\s?-\s?(?:19|20)?\d{2}(?!\d)\)?")
_YEAR_ENDS = re.compile(r"\s*(?:$|[^\w\s(-]|\(|\s[a-z])")
_CLOSE = re.compile(r"\s?(?:[,;][^()]{0,60})?\)")
_SHORT_FORM = re.compile(r"\s\([A-Z][A-Za-z-]{1,9}\)")
_QUOTE_END = re.compile(r"[”\"](?=,|\s\(|\sof\s\d)")
_SUFFIX = re.compile(r"_(\d{2})(\d{2})(\d{2})(?!\d)")
_GOES_ON = frozenset(
    [
        "and",
        "or",
        "of",
        "on",
        "dated",
        "issued",
        "which",
        "that",
        "to",
        "is",
        "are",
        "was",
        "were",
        "as",
        "for",
        "in",
        "by",
        "with",
        "has",
        "have",
        "shall",
        "may",
        "from",
        "under",
    ]
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules need: the passage, the grammar, the kinds and the date reader."""

    reading: Reading
    grammar: Grammar
    kinds: Kinds
    dates: DateReader

    @property
    def text(self) -> str:
        return self.reading.text


@dataclass(frozen=True, slots=True)
class Item:
    """A number with the place where its introducer starts, and the date that is printed with it."""

    start: int
    end: int
    number: Number
    date: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows: where it ends, and what of a date, title and number it gave. ``strength`` is the title's."""

    end: int
    date: PartialDate | None = None
    title: tuple[int, int] | None = None
    strength: str = ""
    cased: bool = False
    number: Number | None = None
    how: str = ""


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
            if found and not _other_word(c, position, found[0]):
                return (*found, None)
            comma = bodies.group().rfind(", ", 0, comma)
        direct = number_patterns(c.grammar).anchor.search(c.text, position, bodies.end() + 6)
        between = c.text[position : direct.start()].lower().split() if direct else ["on"]
        if direct and not set(between) & {"on", "concerning", "regarding", "in", "case"}:
            found = introduced_number(c, direct.start())
            if found and not _other_word(c, position, found[0]):
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
        return start > word.end and (word.capital or bool(number.kind))
    if not word.capital or len(number.printed) > 5:
        return False
    before = c.text[number.end :][:2]
    return not before.startswith(("%", "-")) and not re.match(r",\d", before) and not _counts(c, number.end)


def _counts(c: Context, position: int) -> bool:
    """Whether a noun follows that the figure counts: "Prakas 12 months later"."""
    index = c.reading.index(position)
    if index >= len(c.reading.pieces):
        return False
    piece = c.reading.pieces[index]
    if not piece.word or piece.capital or not piece.gap or piece.lower in _GOES_ON:
        return False
    return not piece.tag.startswith(("VB", "MD", "RB"))


def _other_word(c: Context, start: int, end: int) -> bool:
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


@lru_cache(maxsize=8)
def _date_introducer(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s{1,2}") for word in grammar.date_introducers if word != "on")
    far = "|".join(re.escape(word) for word in grammar.corresponding)
    return (
        re.compile(
            rf"\s{{0,2}},?\s{{0,2}}\(?(?P<word>{words}|on)(?:\s{{1,2}}|(?<=[^\x00-\x7f])|(?=\d)):?\s?", re.IGNORECASE
        ),
        re.compile(rf"(?:{far})\s{{0,2}}", re.IGNORECASE),
    )


def date_after(c: Context, position: int, word: KindWord | None, *, after_number: bool) -> Tail | None:
    """The date that stands at ``position``: introduced, in brackets, behind a comma, or right behind the number."""
    near, far = _date_introducer(c.grammar)
    match = near.match(c.text, position)
    if match:
        said = match.group("word").lower()
        date = c.dates.at(c.text, match.end(), year=said != "on")
        if date and (said != "on" or after_number):
            end = date[0]
            closed = _CLOSE.match(c.text, end) if "(" in match.group() else None
            return Tail(closed.end() if closed else end, date[1], how="of")
    for pattern, how in (
        (_OPEN, "bracket"),
        (re.compile(r"\s{0,2},\s{0,2}"), "comma"),
        (re.compile(r"\s{1,2}"), "space"),
    ):
        match = pattern.match(c.text, position)
        date = c.dates.at(c.text, match.end()) if match else None
        if date is None:
            continue
        if how == "bracket":
            closed = _CLOSE.match(c.text, date[0])
            if closed:
                return Tail(closed.end(), date[1], how=how)
        elif how == "space" and not after_number and date[1].month:
            continue
        elif date[1].month or _YEAR_ENDS.match(c.text, date[0]):
            return Tail(date[0], date[1], how=how)
    if after_number and far.pattern != r"(?:)\s{0,2}":
        corresponding = far.search(c.text, position, position + 140)
        if corresponding and not re.search(
            r"[.;]\s[A-Z]|\n", c.text[position : corresponding.start()].replace(".E. ", " ")
        ):
            date = c.dates.at(c.text, corresponding.end())
            if date:
                return Tail(date[0], date[1], how="corresponding")
    return None


@lru_cache(maxsize=8)
def _made_pattern(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"\s?\(?,?\s?(?:(?:which\s)?(?:was|were)\s)?(?:{'|'.join(grammar.made)})\s(?:in|on)\s(?:the\s)?")


def made_in(c: Context, position: int) -> PartialDate | None:
    """The date of "…, adopted in 1997" or "… was signed on 3 May 2016" behind a citation."""
    match = _made_pattern(c.grammar).match(c.text, position)
    date = c.dates.at(c.text, match.end()) if match else None
    return date[1] if date else None


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
            suffix = _suffix(c, end)
            date = suffix or (
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
    for pattern in (_OPEN, re.compile(r"\s{0,2},?\s{0,2}")):
        match = pattern.match(c.text, position)
        found = introduced_number(c, match.end(), after_kind=False) if match else None
        if found:
            closed = re.compile(r"\s?\)").match(c.text, found[1].end) if pattern is _OPEN else None
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
    if match is None or _other_word(c, match.start(), match.end()):
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
        if date and date.date and date.date.month and not _other_word(c, tail.end, found.start()):
            names = range(c.reading.index(tail.end), c.reading.index(found.start()))
            if any(index in c.reading.bodies for index in names):
                return replace(tail, end=date.end, date=date.date, how="of")
    return None


def _suffix(c: Context, position: int) -> Tail | None:
    match = _SUFFIX.match(c.text, position)
    if match is None or "yymmdd" not in c.grammar.suffixes:
        return None
    year, month, day = (int(group) for group in match.groups())
    try:
        return Tail(match.end(), PartialDate(2000 + year if year < 50 else 1900 + year, month, day), how="suffix")
    except ValueError:
        return None
