"""The date of a citation: behind it, introduced or in brackets, before it, or told by a participle."""

from __future__ import annotations

import re
from functools import lru_cache

from krama.knowledge.grammar import Grammar
from krama.mentions.citations.citation import Context, Tail
from krama.mentions.citations.reading import KindWord
from krama.model import PartialDate

_OPEN = re.compile(r"\s{0,2}\(\s?")
_YEAR_ENDS = re.compile(r"\s*(?:$|[^\w\s(-]|\(|\s[a-z])")
_CLOSE = re.compile(r"\s?(?:[,;][^()]{0,60})?\)")
_SUFFIX = re.compile(r"_(\d{2})(\d{2})(\d{2})(?!\d)")


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
def _date_introducer(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s{1,2}") for word in grammar.date_introducers if word != "on")
    far = "|".join(re.escape(word) for word in grammar.corresponding)
    return (
        re.compile(
            rf"\s{{0,2}}(?:,|\.(?=\s?dated?\s))?\s{{0,2}}\(?(?P<word>{words}|on)(?:\s{{1,2}}|(?<=[^\x00-\x7f])|(?=\d)):?\s?",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:{far})\s{{0,2}}", re.IGNORECASE),
    )


def made_in(c: Context, position: int) -> PartialDate | None:
    """The date of "…, adopted in 1997" or "… was signed on 3 May 2016" behind a citation."""
    match = _made_pattern(c.grammar).match(c.text, position)
    date = c.dates.at(c.text, match.end()) if match else None
    return date[1] if date else None


@lru_cache(maxsize=8)
def _made_pattern(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"\s?\(?,?\s?(?:(?:which\s)?(?:was|were)\s)?(?:{'|'.join(grammar.made)})\s(?:in|on)\s(?:the\s)?")


def in_year(c: Context, position: int) -> tuple[int, PartialDate] | None:
    """ "Protocol in 1967"."""
    match = re.compile(r"\s{1,2}in\s(?=\d{4})").match(c.text, position)
    return c.dates.at(c.text, match.end()) if match else None


def date_before(c: Context, start: int) -> PartialDate | None:
    """A date right before a citation: "the 2005 Law on …", "the 3 May 2006 Sub-Decree"."""
    before = c.text[max(0, start - 40) : start].rstrip()
    match = re.search(r"(?:^|[\s(])((?:[\w.]{1,12},?\s){0,3}(?:19|20)\d{2})$", before)
    if match is None:
        return None
    words = match.group(1).split()
    for first in range(len(words)):
        part = " ".join(words[first:])
        date = c.dates.at(part, 0)
        if date and date[0] == len(part):
            return date[1]
    return None


def suffix(c: Context, position: int) -> Tail | None:
    match = _SUFFIX.match(c.text, position)
    if match is None or "yymmdd" not in c.grammar.suffixes:
        return None
    year, month, day = (int(group) for group in match.groups())
    try:
        return Tail(match.end(), PartialDate(2000 + year if year < 50 else 1900 + year, month, day), how="suffix")
    except ValueError:
        return None
