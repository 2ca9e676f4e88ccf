"""Dates and numbers as texts write them."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krama.knowledge.grammar import Calendar, load_grammar
from krama.knowledge.location import ontology_folder
from krama.mentions.dates import date_reader, find_dates
from krama.mentions.numerals import parse_number, parse_ordinal

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@cache
def calendar() -> Calendar:
    return load_grammar(ontology_folder()).calendar


def read(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], found.iso) for span, found in find_dates(text, calendar())]


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("dated on March 4, 2016, and", "March 4, 2016", "2016-03-04"),
        ("dated 4 March 2016.", "4 March 2016", "2016-03-04"),
        ("on March, 2016", "March, 2016", "2016-03"),
        ("the 21st of June 2010", "the 21st of June 2010", "2010-06-21"),
        ("this 2nd day of May 2011", "this 2nd day of May 2011", "2011-05-02"),
        ("on June the 2nd, 2011", "June the 2nd, 2011", "2011-06-02"),
        ("on 7 Sept. 2014", "7 Sept. 2014", "2014-09-07"),
        ("5 October, 2012", "5 October, 2012", "2012-10-05"),
        ("July 8,1999", "July 8,1999", "1999-07-08"),
        ("of 12.11.2008", "12.11.2008", "2008-11-12"),
        ("on 18/11/2020", "18/11/2020", "2020-11-18"),
        ("on 11/18/2020", "11/18/2020", "2020-11-18"),
        ("as of 2007-12-31", "2007-12-31", "2007-12-31"),
        ("31-12-2007", "31-12-2007", "2007-12-31"),
        ("Friday, 2 March 2012", "Friday, 2 March 2012", "2012-03-02"),
        ("du 1er juillet 2004", "1er juillet 2004", "2004-07-01"),
        ("ចុះថ្ងៃទី០៩ ខែមករា ឆ្នាំ២០១៥", "ថ្ងៃទី០៩ ខែមករា ឆ្នាំ២០១៥", "2015-01-09"),
        ("០៥ ឧសភា ២០១១", "០៥ ឧសភា ២០១១", "2011-05-05"),
        ("03/02/2014 and ០៣/០២/២០១៤", "03/02/2014", "2014-02-03"),
        ("ខែ​មេសា ឆ្នាំ​២០១៩", "ខែ​មេសា ឆ្នាំ​២០១៩", "2019-04"),
        ("9 August B.E. 2551 (2007 A.D.)", "9 August B.E. 2551 (2007 A.D.)", "2007-08-09"),
        ("9 August B.E. 2551", "9 August B.E. 2551", "2007-08-09"),
        ("9 January B.E. 2551", "9 January B.E. 2551", "2008-01-09"),
        ("in 2014", "2014", "2014"),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written(text: str, words: str, iso: str) -> None:
    assert read(text)[0] == (words, iso)


@pytest.mark.parametrize(
    "text",
    [
        "30 February 2016", "31/04/2012", "32 May 2012", "2012-13-45", "the period 2016-2025", "in 2016-2025",
        "item 12/11", "B.E. 2560", "9 May B.E. 2551", "version 1.2.2015.7", "No. 12/11/2008/4",
        "05 cases, 2014 persons",
        "12,000 in all", "may 20",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert read(text) == []


def test_a_day_that_does_not_exist_is_not_shortened_to_its_month() -> None:
    assert read("between 30 February 2016 and 1 March 2016") == [("1 March 2016", "2016-03-01")]


@pytest.mark.parametrize(
    ("text", "iso"),
    [("31-12-09", "2009-12-31"), ("5 Jan, 17", "2017-01-05"), ("1/2/98", "1998-02-01"), ("2008", "2008")],
)
def test_short_forms_are_read_where_a_date_must_stand(text: str, iso: str) -> None:
    reading = date_reader(calendar()).at(text, 0)
    assert reading is not None
    assert reading[1].iso == iso
    assert read(text) == []


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_comes_back_from_every_order(day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat(), f"{day:%d/%m/%Y}"):
        assert [found.iso for _, found in find_dates(text)] == [day.isoformat()]


@given(st.text(max_size=60))
def test_any_text_gives_dates_inside_it(text: str) -> None:
    for span, found in find_dates(text, calendar()):
        assert 0 <= span.start < span.end <= len(text)
        assert found.earliest <= found.latest


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("05", 5), ("Four", 4), ("twenty-two", 22), ("Twenty Two", 22), ("three hundred thousand", 300_000),
        ("1,262", 1262),
        ("១២", 12), ("one hundred and five", 105), ("nineteen", 19), ("", None), ("many", None),
        ("four cases", None), ("-", None),
    ],
)  # fmt: skip
def test_numbers_are_read_from_figures_and_words(text: str, number: int | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1st", 1),
        ("second", 2),
        ("twenty-third", 23),
        ("15th", 15),
        ("១", 1),
        ("sixth", 6),
        ("ninth", 9),
        ("north", None),
        ("", None),
    ],
)
def test_ordinals_are_read_from_figures_and_words(text: str, number: int | None) -> None:
    assert parse_ordinal(text) == number
