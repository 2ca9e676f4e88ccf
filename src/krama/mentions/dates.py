"""Dates in every order that texts use, as precise as the text and never more.

``find_dates`` reads a whole text; ``DateReader.at`` reads one at a given place, where it may also be short ("31-12-09").
A date that no calendar has ("30 February") is no date, nor is a part of it. Days come before months in figures, unless
only the other order is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from krama.knowledge.grammar import Calendar, Era
from krama.mentions.folding import fold
from krama.model import PartialDate, Span

_YEAR = r"(?:1[5-9]|2[0-4])\d{2}"
_PIVOT = 50  # "09" is 2009, "87" is 1987
_BEFORE = r"(?<![\d/.\w-])"
_AFTER = r"(?![\d/\w]|-\d|\.\d)"
_CALENDAR = Calendar()


@dataclass(frozen=True, slots=True)
class DateReader:
    """The patterns of one calendar, compiled. ``full`` are dates that stand by themselves; ``short`` need an introducer."""

    full: re.Pattern[str]
    short: re.Pattern[str]
    months: dict[str, int]
    eras: tuple[Era, ...]

    def find(self, text: str) -> Iterator[tuple[int, int, PartialDate]]:
        """(start, end, date) of every date of a folded text; bare years only after "in", "of", "since" and their like."""
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
    return _reader(tuple(sorted(calendar.months.items())), calendar.weekdays, calendar.eras)


@lru_cache(maxsize=16)
def _reader(months: tuple[tuple[str, int], ...], weekdays: tuple[str, ...], eras: tuple[Era, ...]) -> DateReader:
    names = "|".join(re.escape(name) for name, _ in sorted(months, key=lambda row: (-len(row[0]), row[0])))
    days = "|".join(re.escape(day) for day in weekdays)
    marks = "|".join(re.escape(mark) for era in eras for mark in sorted(era.marks, key=lambda mark: -len(mark)))
    ends = r"(?![^\W\d_]|[\u1780-\u17d3])"  # a month's name is a whole word
    word = rf"(?P<wordN>{names}){ends}\.?"
    weekday = rf"(?:(?:ថ្ងៃ)?(?:{days}),?\s{{0,2}})?" if days else ""
    day = r"(?P<dayN>\d{1,2})\s?(?:st|nd|rd|th|er)?(?![^\W\d_])"
    parts = [
        # 8 August B.E. 2550 (2006 A.D.)
        rf"{day}\s{{0,2}}(?:ខែ)?{word}\s{{0,2}}(?:{marks})\s?\d{{4}}\s?\(\s?(?P<commonN>{_YEAR})(?:\s?A\.?D\.?)?\s?\)" if marks else "",
        rf"{day}\s{{0,2}}(?:ខែ)?{word},?\s{{0,2}}(?P<markN>{marks})\s?(?P<oldN>\d{{4}})" if marks else "",
        rf"(?:{marks})\s?\d{{4}}\s?\(\s?(?P<commonN>{_YEAR})(?:\s?A\.?D\.?)?\s?\)" if marks else "",
        # the 15th of August 2008, this 24th day of March 2009, 5 October, 2011, ថ្ងៃទី១៧ ខែធ្នូ ឆ្នាំ២០០៩
        rf"{weekday}(?:(?:the|this|ថ្ងៃទី)\s?)?{day}[\s-]{{0,2}}(?:day\s)?(?:of\s)?(?:ខែ\s?)?{word}"
        rf",?[\s-]{{0,2}}(?:of\s)?(?:ឆ្នាំ\s?)?(?P<yearN>{_YEAR})",
        # September 23, 2013; January the 20th, 2003
        rf"{weekday}{word}\s{{0,2}}(?:the\s)?{day},?\s{{0,2}}(?P<yearN>{_YEAR})",
        # on September, 2013
        rf"(?:ខែ\s?)?{word},?[\s-]{{0,2}}(?:of\s)?(?:ឆ្នាំ\s?)?(?P<yearN>{_YEAR})",
        rf"(?P<yearN>{_YEAR})-(?P<monthN>\d{{1,2}})-(?P<dayN>\d{{1,2}})",
        rf"(?P<dayN>\d{{1,2}})/(?P<monthN>\d{{1,2}})/(?P<yearN>{_YEAR})",
        rf"(?P<dayN>\d{{1,2}})\.(?P<monthN>\d{{1,2}})\.(?P<yearN>{_YEAR})",
        rf"(?P<dayN>\d{{1,2}})-(?P<monthN>\d{{1,2}})-(?P<yearN>{_YEAR})",
    ]
    bare = rf"(?<=\b[Ii]n\s)(?P<yearN>{_YEAR})|(?<=\b[Oo]f\s)(?P<yearN>{_YEAR})|(?<=\b[Ss]ince\s)(?P<yearN>{_YEAR})|(?<=ឆ្នាំ)(?P<yearN>{_YEAR})"
    short = [
        rf"{weekday}(?:the\s)?{day}\s{{0,2}}{word},?\s{{0,2}}(?P<yearN>\d{{2}})",
        r"(?P<dayN>\d{1,2})/(?P<monthN>\d{1,2})/(?P<yearN>\d{2})",
        r"(?P<dayN>\d{1,2})\.(?P<monthN>\d{1,2})\.(?P<yearN>\d{2})",
        r"(?P<dayN>\d{1,2})-(?P<monthN>\d{1,2})-(?P<yearN>\d{2})",
        rf"(?:ឆ្នាំ\s?)?(?P<yearN>{_YEAR})(?!\s?-\s?\d)",
    ]
    full = "|".join(part for part in parts if part)
    return DateReader(
        _numbered(rf"{_BEFORE}(?:{full}|{bare}(?!\s?-\s?\d)){_AFTER}"),
        _numbered(rf"(?:{'|'.join(short)}){_AFTER}"),
        dict(months),
        eras,
    )


def _numbered(pattern: str) -> re.Pattern[str]:
    """Compile a pattern whose groups end in N: each gets a number of its own, which the reader strips again."""
    count = iter(range(10_000))
    return re.compile(re.sub(r"N>", lambda _: f"{next(count)}>", pattern), re.IGNORECASE)
