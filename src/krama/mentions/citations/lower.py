"""Instruments in lower case: a title in capitals behind them, a field of law, a set with a subject; and kind words that
their makers or parties make one text.
"""

from __future__ import annotations

import re

from krama.mentions.citations.citation import Citation, Context, Tail
from krama.mentions.citations.dated import in_year, made_in
from krama.mentions.citations.named import country
from krama.mentions.citations.reading import KindWord
from krama.mentions.citations.subjects import is_draft
from krama.mentions.citations.tails import tail_of
from krama.mentions.citations.title_ends import plain_end
from krama.model import Span

_SHORT = re.compile(r"\s\([A-Z][A-Za-z]{1,9}\)")


def lower(c: Context, word: KindWord, floor: int) -> Citation | None:
    """A kind word in lower case: with a title ("law on the Suppression of …"), a field ("labor law"), or as a set."""
    tail = tail_of(c, word.end, word, numbered=False)
    year = in_year(c, word.end)
    date = tail.date
    if tail.title is None and year:
        later = tail_of(c, year[0], word, numbered=False)
        if later.title and later.strength == "strong":
            tail, date = later, year[1]
    if tail.title and tail.strength == "strong":
        if word.plural and not tail.cased and word.kind not in c.grammar.subjects:
            return None
        return Citation(
            Span(word.start, tail.end),
            word.kind,
            tail.number.printed if tail.number else "",
            date or made_in(c, tail.end),
            title=Span(*tail.title), draft=is_draft(c, word.start), finder="titled",
        )  # fmt: skip
    field = _field(c, word)
    if field is not None and not _follows_noun(c, word):
        end = country(c, word, Tail(word.end)).end
        dated = tail if tail.date else None
        return Citation(
            Span(field, max(end, dated.end if dated else end)), word.kind, date=dated.date if dated else None,
            finder="field",
        )  # fmt: skip
    return _set(c, word, floor) or _subject_set(c, word)


def _field(c: Context, word: KindWord) -> int | None:
    """Where a lower-case name like "labor law" starts, or None."""
    if word.kind not in c.grammar.lower or word.plural or c.reading.hyphen(word.first - 1):
        return None
    for length in (3, 2, 1):
        first = word.first - length
        if first >= 0:
            start = c.reading.pieces[first].start
            if re.sub(r"\s+", " ", c.text[start : word.start]).strip().lower() in c.grammar.fields:
                return start
    return None


def _follows_noun(c: Context, word: KindWord) -> bool:
    pieces = c.reading.pieces
    if word.last >= len(pieces) or not pieces[word.last].gap:
        return False
    return pieces[word.last].tag in ("NN", "NNS") and pieces[word.last].word and not pieces[word.last].capital


def _set(c: Context, word: KindWord, floor: int) -> Citation | None:
    """A generic set with a subject: "international labor conventions"."""
    if not word.plural or word.kind not in c.grammar.sets:
        return None
    pieces, first, subject = c.reading.pieces, word.first, False
    while first > 0 and pieces[first - 1].start >= floor:
        piece = pieces[first - 1]
        if c.reading.hyphen(first - 1):
            first -= 1
            continue
        known = piece.lower in c.grammar.generic
        modifier = piece.tag in ("JJ", "NN", "NNP", "NNS", "VBG", "") and piece.lower not in c.grammar.stops
        if not piece.word or piece.lower in c.grammar.inside or not (known or modifier):
            break
        if piece.lower in ("the", "these", "those", "such", "all", "other", "any", "no", "several", "many", "various"):
            break
        subject = subject or not known
        first -= 1
    return Citation(Span(pieces[first].start, word.end), word.kind, finder="set") if subject else None


def _subject_set(c: Context, word: KindWord) -> Citation | None:
    """A set told by what it is about: "legal agreements of zero child labor"."""
    if not word.plural or word.kind not in c.grammar.subjects or c.reading.lower(word.last) not in ("of", "on"):
        return None
    pieces, start = c.reading.pieces, word.last + 1
    if start >= len(pieces) or pieces[start].capital or pieces[start].tag not in ("NN", "NNS", "JJ", "CD"):
        return None
    last = plain_end(c.reading, start, c.grammar)
    while (
        c.reading.lower(last) == "," and last + 1 < len(pieces) and pieces[last + 1].tag in ("NN", "NNS", "JJ", "VBN")
    ):
        last = plain_end(c.reading, last + 1, c.grammar)
    first = word.first
    while first > 0 and pieces[first - 1].lower in c.grammar.generic and pieces[first - 1].tag == "JJ":
        first -= 1
    if last <= start:
        return None
    span = Span(pieces[start].start, pieces[last - 1].end)
    return Citation(Span(pieces[first].start, span.end), word.kind, title=span, finder="set")


def made_by(c: Context, word: KindWord) -> Citation | None:
    """A kind word that makers or parties make one text: "joint Prakas of the Ministers of …", "a contract with …"."""
    position, reading = word.last, c.reading
    if _SHORT.match(c.text, word.end):
        position += 3
    link = reading.lower(position)
    if link in ("with", "between") and set(c.kinds.ancestors(word.kind)) & c.grammar.with_parties:
        first = position + 1
        while reading.lower(first) in ("the", "other", "neighboring", "neighbouring", "a", "an"):
            first += 1
        alone = word.capital or reading.lower(word.first - 1) in ("a", "an", "the", "its", "their", "his", "her", "our")
        named = first < len(reading.pieces) and (reading.pieces[first].capital or reading.lower(first) == "countries")
        if alone and named and not word.hidden and (word.capital or not word.plural):
            return Citation(Span(word.start, word.end), word.kind, draft=is_draft(c, word.start), finder="party")
    if link in ("of", "by") and word.kind in c.grammar.of_makers and not word.plural:
        first = position + 1
        while reading.lower(first) == "the":
            first += 1
        if first in reading.bodies:
            return Citation(Span(word.start, word.end), word.kind, draft=is_draft(c, word.start), finder="maker")
    return None
