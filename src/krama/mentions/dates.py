"""Dates in every order that texts use, as precise as the text and never more.

``find_dates`` reads a whole text; ``DateReader.at`` reads one at a given place, where it may also be short
("31-12-09"). A date that no calendar has ("30 February") is no date, nor is a part of it. Days come before
months in figures, unless only the other order is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from krama.knowledge.grammar import Calendar, Era
from krama.mentions.folding import UNSPACED, fold
from krama.model import PartialDate, Span

_YEAR = r"(?:1[5-9]|2[0-4])\d{2}"
_PIVOT = 50  # "09" is 2009, "87" is 1987
_BEFORE = r"(?<![\d/.\w-])"
_AFTER = r"(?![\d/\w]|-\d|\.\d)"
_CALENDAR = Calendar()


@dataclass(frozen=True, slots=True)
class DateReader:
    """The patterns of one calendar, compiled: ``full`` dates stand alone, ``short`` ones where a date must be."""

    full: re.Pattern[str]
    short: re.Pattern[str]
    months: dict[str, int]
    eras: tuple[Era, ...]

    def find(self, text: str) -> Iterator[tuple[int, int, PartialDate]]:
        """(start, end, date) of every date of a folded text; bare years only after "in", "of" or "since"."""
        for match in self.full.finditer(text):
            date = self._date(match)
            if date:
                yield match.start(), match.end(), date

    def at(self, text: str, position: int, *, year: bool = True) -> tuple[int, PartialDate] | None:
        """(end, date) of the date that starts at ``position`` of a folded text; ``year`` allows a year alone."""
        for pattern in (self.full, self.short):
            match = pattern.match(text, position)
            if match:
                date = self._date(match)
                if date is None or (date.month is None and not year):
                    return None
                return match.end(), date
        return None

    def _date(self, match: re.Match[str]) -> PartialDate | None:
        given = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value is not None}
        day = int(given["day"]) if "day" in given else None
        month: int | None = None
        if "word" in given:
            month = self.months[given["word"].lower().rstrip(".")]
        elif "month" in given:
            month = int(given["month"])
            if month > 12 and day is not None and day <= 12:
                day, month = month, day
        year = self._year(given, month)
        if year is None:
            return None
        try:
            return PartialDate(year, month, day)
        except ValueError:
            return None

    def _year(self, given: dict[str, str], month: int | None) -> int | None:
        if "year" in given:
            year = int(given["year"])
            if len(given["year"]) == 2:
                year += 2000 if year < _PIVOT else 1900
            return year
        if "common" in given:
            return int(given["common"])
        mark = given.get("mark", "").rstrip(".")
        era = next((era for era in self.eras if mark in {one.rstrip(".") for one in era.marks}), None)
        return era.year(int(given["old"]), month) if era else None


def find_dates(text: str, calendar: Calendar = _CALENDAR) -> tuple[tuple[Span, PartialDate], ...]:
    """Every date of ``text`` with its span (code points), left to right."""
    folded = fold(text)
    return tuple((folded.span(start, end), date) for start, end, date in date_reader(calendar).find(folded.text))


def date_reader(calendar: Calendar) -> DateReader:
    """The reader of a calendar; made once for equal ones."""
    words = (calendar.weekdays, calendar.day_words, calendar.month_words, calendar.year_words)
    return _reader(tuple(sorted(calendar.months.items())), words, calendar.eras)


@lru_cache(maxsize=16)
def _reader(
    months: tuple[tuple[str, int], ...], words: tuple[tuple[str, ...], ...], eras: tuple[Era, ...]
) -> DateReader:
    weekdays, of_day, of_month, of_year = (_either(row) for row in words)
    marks = _either(tuple(sorted((mark for era in eras for mark in era.marks), key=lambda mark: -len(mark))))
    names = _either(tuple(sorted((name for name, _ in months), key=lambda name: (-len(name), name))))
    ends = rf"(?![^\W\d_]|[{UNSPACED}])"  # a month's name is a whole word
    word = rf"(?:(?:{of_month})\s?)?(?P<wordN>{names}){ends}\.?"
    weekday = rf"(?:(?:{of_day})?(?:{weekdays}),?\s{{0,2}})?"
    day = r"(?P<dayN>\d{1,2})\s?(?:st|nd|rd|th|er)?(?![^\W\d_])"
    year = rf"(?:(?:{of_year})\s?)?(?P<yearN>{_YEAR})"
    common = rf"\s?\d{{4}}\s?\(\s?(?P<commonN>{_YEAR})(?:\s?A\.?D\.?)?\s?\)"
    full = (
        # 8 August B.E. 2550 (2006 A.D.)
        rf"{day}\s{{0,2}}{word}\s{{0,2}}(?:{marks}){common}",
        rf"{day}\s{{0,2}}{word},?\s{{0,2}}(?P<markN>{marks})\s?(?P<oldN>\d{{4}})",
        rf"(?:{marks}){common}",
        # the 15th of August 2008, this 24th day of March 2009, 5 October, 2011
        rf"{weekday}(?:(?:the|this|{of_day})\s?)?{day}[\s-]{{0,2}}(?:day\s)?(?:of\s)?{word}"
        rf",?[\s-]{{0,2}}(?:of\s)?{year}",
        # September 23, 2013; January the 20th, 2003
        rf"{weekday}{word}\s{{0,2}}(?:the\s)?{day},?\s{{0,2}}(?P<yearN>{_YEAR})",
        # on September, 2013
        rf"{word},?[\s-]{{0,2}}(?:of\s)?{year}",
        rf"(?P<yearN>{_YEAR})-(?P<monthN>\d{{1,2}})-(?P<dayN>\d{{1,2}})",
        *(rf"(?P<dayN>\d{{1,2}}){sign}(?P<monthN>\d{{1,2}}){sign}(?P<yearN>{_YEAR})" for sign in ("/", r"\.", "-")),
        *(rf"(?<=\b{said}\s)(?P<yearN>{_YEAR})(?!\s?-\s?\d)" for said in ("[Ii]n", "[Oo]f", "[Ss]ince")),
        rf"(?:{of_year})\s?(?P<yearN>{_YEAR})(?!\s?-\s?\d)",
    )
    short = (
        rf"{weekday}(?:the\s)?{day}\s{{0,2}}{word},?\s{{0,2}}(?P<yearN>\d{{2}})",
        *(rf"(?P<dayN>\d{{1,2}}){sign}(?P<monthN>\d{{1,2}}){sign}(?P<yearN>\d{{2}})" for sign in ("/", r"\.", "-")),
        rf"{year}(?!\s?-\s?\d)",
    )
    return DateReader(
        _numbered(rf"{_BEFORE}(?:{'|'.join(full)}){_AFTER}"),
        _numbered(rf"(?:{'|'.join(short)}){_AFTER}"),
        dict(months),
        eras,
    )


def _either(words: tuple[str, ...]) -> str:
    """One pattern for any of the words; one that never matches where there are none."""
    return "|".join(re.escape(word) for word in words) or "(?!)"


def _numbered(pattern: str) -> re.Pattern[str]:
    """Compile a pattern whose groups end in N: each gets a number of its own, which the reader strips again."""
    count = iter(range(10_000))
    return re.compile(re.sub(r"N>", lambda _: f"{next(count)}>", pattern), re.IGNORECASE)
