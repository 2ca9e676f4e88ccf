"""Instruments without a number right behind their kind word, in capitals: by title, subject, year or bracket."""

from __future__ import annotations

import re
from dataclasses import replace

from krama.mentions.citations.citation import Citation, Context, Tail
from krama.mentions.citations.dated import date_after, date_before, in_year, made_in
from krama.mentions.citations.reading import KindWord
from krama.mentions.citations.subjects import has_subject, is_draft, name_start
from krama.mentions.citations.tails import tail_of
from krama.mentions.citations.title_ends import complement_end
from krama.mentions.citations.titles import participle_follows
from krama.model import PartialDate, Span

_NOT_THE = frozenset(("this", "that", "new", "its", "their", "a"))


def named(c: Context, word: KindWord, floor: int) -> Citation | None:
    """An instrument in capitals without a number right behind its kind word."""
    tail = tail_of(c, word.end, word, numbered=False)
    start = name_start(c, word, floor)
    known = has_subject(c, word, start)
    tail = country(c, word, tail) if known and not tail.title else tail
    if known and tail.end == word.end:
        tail = _complement(c, word, tail)
    before = date_before(c, start)
    if tail.end == word.end and not word.plural and word.kind not in c.grammar.numbered_only:
        inside = in_year(c, word.end)
        if inside and not known:
            tail = Tail(inside[0], inside[1], how="in")
    if tail.end == word.end and not word.plural and participle_follows(c.reading, word, c.grammar):
        return Citation(Span(start, word.end), word.kind, draft=is_draft(c, start), finder="described")
    if not (tail.title or tail.number) and _modifies(c, word, tail.end):
        return None
    finder = _reason(c, word, tail, known, before)
    if not finder:
        return None
    tail = _bracketed(c, word, tail)
    return Citation(
        Span(start, tail.end),
        word.kind,
        tail.number.printed if tail.number else "",
        tail.date or before or made_in(c, tail.end),
        tail.number.body if tail.number else "",
        Span(*tail.title) if tail.title else None,
        is_draft(c, start),
        finder,
    )


def _reason(c: Context, word: KindWord, tail: Tail, named: bool, before: PartialDate | None) -> str:
    """Why capitals make this one instrument; empty where they do not."""
    if word.plural and word.kind in c.grammar.single:
        return ""
    if tail.title:
        return "titled"
    if named and word.kind in c.grammar.first and not _vague(c, word):
        return "subject"
    if tail.number:
        return "numbered"
    if word.kind == "constitution" and c.reading.lower(word.first - 1) not in _NOT_THE:
        return "constitution"
    formal = word.kind not in c.grammar.everyday | c.grammar.numbered_only
    printed = tail.date and tail.how in ("of", "bracket", "comma", "space")
    if tail.date and printed and not word.plural and (tail.date.day or formal):
        return "dated"
    if tail.how == "in" and (word.kind not in c.grammar.everyday or c.kinds.is_a(word.kind, "treaty")):
        return "dated"
    if before and before.year and word.kind in c.grammar.first and word.kind not in c.grammar.everyday:
        return "dated"
    if word.kind == "code_of_conduct" and _bracketed(c, word, tail).end > tail.end:
        return "bracketed"
    return ""


def _vague(c: Context, word: KindWord) -> bool:
    """Plural acts and standards are no titles: "Terrorist Acts", "Living Standards"."""
    return word.plural and word.kind in ("act", "standard", "code", "law", "contract")


def _modifies(c: Context, word: KindWord, end: int) -> bool:
    """Whether a capitalised noun follows, so that the kind word belongs to its name: "Convention Centre"."""
    if end > word.end or word.last >= len(c.reading.pieces):
        return False
    piece = c.reading.pieces[word.last]
    if not piece.gap or not piece.word or not piece.capital:
        return False
    return piece.lower not in c.grammar.stops | c.grammar.inside and piece.lower not in c.grammar.articles


def country(c: Context, word: KindWord, tail: Tail) -> Tail:
    """The country behind a name: "Press Law of Fiji"."""
    if tail.end != word.end:
        return tail
    match = re.compile(
        r"\s{1,2}of\s(?:the\s)?(?:[A-Z][\w’'-]{2,20}\sof\s(?:the\s)?)?[A-Z][\w-]{2,20}(?:[ -][A-Z][\w-]{1,20}){0,2}"
    ).match(c.text, word.end)
    if match is None:
        return tail
    pieces = range(c.reading.index(word.end), c.reading.index(match.end()))
    if any(index in c.reading.bodies for index in pieces) or any(index in c.reading.word_at for index in pieces):
        return tail
    date = date_after(c, match.end(), word, after_number=False)
    return replace(tail, end=date.end if date else match.end(), date=date.date if date else None)


def _complement(c: Context, word: KindWord, tail: Tail) -> Tail:
    """ "Child Protection Policy from the worst forms of child labour": what a name goes on with in lower case."""
    if word.kind not in c.grammar.everyday:
        return tail
    last = complement_end(c.reading, word.last)
    return replace(tail, end=c.reading.pieces[last - 1].end) if last > word.last else tail


def _bracketed(c: Context, word: KindWord, tail: Tail) -> Tail:
    """A bracket that says which: "Code of Conduct (Victim Benefits Focused)"."""
    if word.kind != "code_of_conduct" or tail.title:
        return tail
    match = re.compile(r"\s\([A-Z][a-z]+(?:\s[A-Z]?[a-z]+){1,7}\)").match(c.text, tail.end)
    return replace(tail, end=match.end()) if match else tail
