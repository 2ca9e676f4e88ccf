"""Where the title of an instrument ends.

A title in Title Case goes on through capitals and the small words between them; one in sentence case goes on as long as
the words can belong to one noun phrase. Both stop where the sentence does: at a finite verb, a relative pronoun, a
bracket, a comma that no coordination follows, or another instrument.
"""

from __future__ import annotations

import re

from krama.knowledge.grammar import Grammar
from krama.mentions.citations.numbers import number_patterns
from krama.mentions.citations.reading import ARTICLES, NOMINAL, Reading

_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD", "WDT", "WP", "WRB", "EX", "PRP"))
_ABBREVIATED = frozenset(("mr", "mrs", "ms", "dr", "st", "prof", "gen", "lt", "col", "h", "e", "u", "s", "n"))
_LONGEST = 70  # pieces of a title


def cased_end(reading: Reading, first: int, grammar: Grammar) -> int:
    """Where a title in Title Case ends (exclusive) that has its first capital at ``first``."""
    pieces = reading.pieces
    last, i, small = first + 1, first + 1, 0
    while i < len(pieces) and i - first < _LONGEST:
        piece = pieces[i]
        if reading.hyphen(i):
            i += 2
            last = i
            small = 0
        elif piece.text == ",":
            following = _after_comma(reading, i, grammar)
            if following is None:
                break
            i = following
        elif piece.lower in ("and", "or", "&") and _new_instrument(reading, i + 1):
            break
        elif piece.capital and piece.lower not in grammar.stops:
            if _starts_instrument(reading, i) and reading.lower(i - 1) in (",", "and", "or", "&"):
                break
            if article_at(reading, i, grammar) or number_or_era(reading, i, grammar):
                break
            i += 1
            last, small = i, 0
        elif piece.lower == "as" and reading.lower(i + 1) in ("a", "an") and _capital(reading, i + 2):
            i += 2
        elif piece.lower in grammar.inside and small < 4 and not piece.capital:
            if piece.lower in ("and", "or") and _clause(reading, i + 1):
                break
            if piece.lower == "by" and (_actor_follows(reading, i + 1) or _new_instrument(reading, i + 1)):
                break
            small += 1
            i += 1
        elif (piece.digit and reading.hyphen(i + 1)) or (
            piece.text == "." and not piece.gap and pieces[i - 1].lower in _ABBREVIATED and _capital(reading, i + 1)
        ):
            i += 1
        elif piece.text in ("’", "'") and not piece.gap and pieces[i - 1].lower.endswith("s"):
            i += 1
            last = i
        else:
            break
    return _lower_tail(reading, last, grammar)


def plain_end(reading: Reading, first: int, grammar: Grammar) -> int:
    """Where a title in sentence case ends (exclusive)."""
    pieces, last, i = reading.pieces, first, first
    while i < len(pieces) and i - first < 24:
        piece = pieces[i]
        if reading.hyphen(i):
            i += 1
            continue
        if not piece.word or piece.lower in grammar.stops or piece.tag in _FINITE:
            break
        if piece.lower in ("and", "or") and _new_instrument(reading, i + 1):
            break
        if piece.lower in ("to", "in") and reading.lower(i + 1) in ("order", "ensure", "be", "provide"):
            break
        small = piece.lower in grammar.inside
        if small and i + 1 < len(pieces) and (pieces[i + 1].digit or pieces[i + 1].tag == "CD"):
            break
        if not small and piece.tag and piece.tag not in NOMINAL:
            break
        if _starts_instrument(reading, i) and reading.lower(i - 1) in ("and", "or"):
            break
        i += 1
        if not small:
            last = i
    return last


def complement_end(reading: Reading, index: int) -> int:
    """Where "from …" or "against …" in lower case at piece ``index`` ends; ``index`` where none stands there."""
    if reading.lower(index) not in ("from", "against"):
        return index
    first = index + 1
    while reading.lower(first) in ("the", "all"):
        first += 1
    last = _phrase(reading, first)
    return last if last > first else index


def number_or_era(reading: Reading, index: int, grammar: Grammar) -> bool:
    """Whether "No. 249" or "B.E. 2551" starts at ``index``."""
    start = reading.pieces[index].start
    introducer = number_patterns(grammar).anchor.match(reading.text, start)
    if introducer and reading.text[introducer.end() : introducer.end() + 1].isdigit():
        return True
    return any(reading.text.startswith(mark, start) for era in grammar.calendar.eras for mark in era.marks)


def article_at(reading: Reading, index: int, grammar: Grammar) -> bool:
    """Whether "Article 29" or "Chapter 3" starts at ``index``."""
    number = reading.pieces[index + 1] if index + 1 < len(reading.pieces) else None
    return reading.lower(index) in grammar.articles and number is not None and number.digit


def _lower_tail(reading: Reading, last: int, grammar: Grammar) -> int:
    """A noun phrase in lower case that the title runs into: "of human trafficking", or "for services (2014)"."""
    pieces = reading.pieces
    if last >= len(pieces) or pieces[last].capital:
        return last
    end = last
    if reading.lower(last) == "of" and last + 1 < len(pieces) and pieces[last + 1].tag in ("NN", "NNS", "JJ", "VBG"):
        end = _phrase(reading, last + 1)
    elif reading.lower(last) in ("of", "for", "in", "from", "with", "to", "and", "against"):
        reach = last + 1
        while (
            reach < len(pieces) and reach - last < 7 and pieces[reach].word and pieces[reach].lower not in grammar.stops
        ):
            reach += 1
        text = reading.text[pieces[reach].start :][:8] if reach < len(pieces) else ""
        if re.match(r"\((?:19|20)\d\d\)", text):
            return reach
    return end


def _phrase(reading: Reading, first: int) -> int:
    """Where nouns and adjectives in lower case end, and what "of", "and" and "or" join to them."""
    pieces, last, i = reading.pieces, first, first
    while i < len(pieces) and i - first < 12:
        piece = pieces[i]
        if piece.word and piece.tag in ("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "JJR", "VBG") and not piece.capital:
            i += 1
            if piece.tag in ("NN", "NNS", "NNP", "NNPS"):
                last = i
        elif (
            piece.lower in ("of", "and", "or") and i == last and not _new_instrument(reading, i + 1)
        ) or reading.hyphen(i):
            i += 1
        else:
            break
    return last


def _after_comma(reading: Reading, comma: int, grammar: Grammar) -> int | None:
    """Where a title goes on behind a comma: a list of capitals that ends with "and", or "especially …"; else None."""
    pieces = reading.pieces
    i = comma + 1
    if reading.lower(i) in grammar.especially and _capital(reading, i + 1):
        return i + 1
    if article_at(reading, i, grammar) or (reading.lower(i) in ("and", "or") and article_at(reading, i + 1, grammar)):
        return None
    if reading.lower(i) in ("and", "or"):
        return i if _capital(reading, i + 1, articles=True) and not _new_instrument(reading, i + 1) else None
    if _new_instrument(reading, i) or _actor_follows(reading, i):
        return None
    while i < len(pieces) and i - comma < 30:
        piece = pieces[i]
        if piece.lower in ("and", "or", "&") and i > comma + 1:
            follows = _capital(reading, i + 1, articles=True) and not _new_instrument(reading, i + 1)
            return comma + 1 if follows and not _clause(reading, i + 1) else None
        if piece.text == "," or reading.hyphen(i) or (piece.lower in grammar.inside and i > comma):
            i += 1
        elif piece.capital and piece.lower not in grammar.stops and piece.tag not in ("MD", "VBZ"):
            if _starts_instrument(reading, i) and reading.lower(i - 1) in (",", "and", "or"):
                return None
            i += 1
        else:
            return None
    return None


def _capital(reading: Reading, index: int, *, articles: bool = False) -> bool:
    """Whether a capital stands at ``index``, small words and articles passed over where told."""
    while articles and reading.lower(index) in ARTICLES | {"of", "other", "in", "on", "for", "to"}:
        index += 1
    return index < len(reading.pieces) and reading.pieces[index].capital


def _actor_follows(reading: Reading, index: int) -> bool:
    while reading.lower(index) in ARTICLES:
        index += 1
    return index in reading.bodies and _capital(reading, index)


def _clause(reading: Reading, index: int) -> bool:
    """Whether a new subject with its verb starts at ``index``: "and the Ministry has …"."""
    if reading.lower(index) not in ARTICLES:
        return False
    i = index
    while i < len(reading.pieces) and (reading.lower(i) in ARTICLES | {"of", "and"} or reading.pieces[i].capital):
        i += 1
    return (
        i < len(reading.pieces)
        and reading.pieces[i].tag in ("VBZ", "VBD", "VBP", "MD")
        and _actor_follows(reading, index)
    )


def _starts_instrument(reading: Reading, index: int) -> bool:
    """Whether a kind word that has a title or number of its own starts at ``index``."""
    word = reading.word_at.get(index)
    if word is None or not word.capital:
        return False
    following = reading.lower(word.last)
    return following in ("on", "no", "nos", "n", "#", "of", "for", "to", "concerning", "relating", "against") or (
        word.last < len(reading.pieces) and reading.pieces[word.last].digit
    )


def _new_instrument(reading: Reading, index: int) -> bool:
    """Whether another instrument follows: a kind word, with capitals or small words of its own before it."""
    while reading.lower(index) in ARTICLES | {"draft", "also", "other"}:
        index += 1
    start = index
    while index < len(reading.pieces) and index - start < 8:
        word = reading.word_at.get(index)
        if word is not None:
            following = reading.lower(word.last)
            modifier = word.last < len(reading.pieces) and reading.pieces[word.last].capital and not word.hidden
            return (word.capital and (not modifier or following in ("no", "nos"))) or _starts_instrument(reading, index)
        if not (reading.pieces[index].capital or reading.hyphen(index)):
            return False
        index += 1
    return False
