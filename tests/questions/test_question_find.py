"""Things are found by partial, misspelt and abbreviated names, by number, year and kind; others are not."""

from __future__ import annotations

import pytest

from krama.questions import Desk
from krama.questions.phrases import find_ordinals, find_periods
from krama.questions.words import alike, load_words, read_words, singular

FOUND = {
    "NCCT": "ncct",
    "n.c.c.t.": "ncct",
    "National Commitee for Counter Traficking": "ncct",
    "recruitment agencies": "prainsp",
    "private recruitement agency inspections": "prainsp",
    "prakas 253": "prk253",
    "Prakas No. 253": "prk253",
    "253 KB/PRK": "prk253",
    "sub decree 32": "sd32",
    "subdecree 224": "sd224",
    "143/22": "plan143",
    "TIP law": "law2008",
    "the 2008 law": "law2008",
    "Labour Law": "lablaw",
    "labor ministry": "molvt",
    "Ministry of Labour": "molvt",
    "ILO": "ilo",
    "C29": "c29",
    "convention 182": "c182",
    "Women's Affairs Ministry": "mowa",
    "GDI": "gdi",
    "interior minister": "min_int",
    "chou bun eng": "choubuneng",
    "10 step case management": "cm",
    "hotline": "hotline",
    "general department of the NCCT": "gd_ncct",
}
NOT_FOUND = ("Ministry of Magic", "prakas 999", "space station", "Minister of Transport", "", "?!")


@pytest.mark.parametrize("text", FOUND)
def test_name_is_found(desk: Desk, text: str) -> None:
    best = desk.names.find(read_words(text))[0]
    assert best.thing.iri.endswith(f"/{FOUND[text]}")
    assert best.score >= 0.5


@pytest.mark.parametrize("text", NOT_FOUND)
def test_name_is_not_found(desk: Desk, text: str) -> None:
    found = desk.names.find(read_words(text))
    assert not found or found[0].score < 0.5


def test_near_names_are_told(desk: Desk) -> None:
    assert "National Committee for Counter Trafficking" in desk.names.near(
        "x", read_words("Comittee for Trafficking Matters")
    )


PERIODS = {
    "in 2013": ("2013-01-01", "2013-12-31"),
    "between 2010 and 2015": ("2010-01-01", "2015-12-31"),
    "from 2010 to 2015": ("2010-01-01", "2015-12-31"),
    "2010-2015": ("2010-01-01", "2015-12-31"),
    "since 2016": ("2016-01-01", ""),
    "2016 onwards": ("2016-01-01", ""),
    "after 2016": ("2017-01-01", ""),
    "before 2000": ("", "1999-12-31"),
    "until 2000": ("", "2000-12-31"),
    "in September 2013": ("2013-09-01", "2013-09-30"),
    "on 22 August 2022": ("2022-08-22", "2022-08-22"),
}


@pytest.mark.parametrize("text", PERIODS)
def test_period_is_read(text: str) -> None:
    (period,) = find_periods(read_words(text), load_words())
    assert (period.first, period.last) == PERIODS[text]


def test_number_of_an_instrument_is_no_year() -> None:
    assert not find_periods(read_words("prakas 253 and 143/22"), load_words())


def test_ordinals_are_read() -> None:
    assert [o.place for o in find_ordinals(read_words("the first, third and last step, step 5"), load_words())] == [
        1,
        3,
        -1,
        5,
    ]


@pytest.mark.parametrize(
    ("one", "other"), [("deportation", "deport"), ("inspector", "inspection"), ("recruitement", "recruitment")]
)
def test_words_of_one_root_or_misspelt_are_alike(one: str, other: str) -> None:
    assert alike(one, other) > 0.5


@pytest.mark.parametrize(("one", "other"), [("international", "internal"), ("253", "250"), ("lead", "head")])
def test_other_words_are_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)


def test_plurals_are_made_singular() -> None:
    assert [singular(word) for word in ("agencies", "laws", "process", "status", "processes")] == [
        "agency",
        "law",
        "process",
        "status",
        "process",
    ]
