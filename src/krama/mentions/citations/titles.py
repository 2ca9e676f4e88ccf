"""Whether a title follows, behind "on", "for", "promulgating" and their like or in quotation marks.

How much it takes depends on how much there is to see: a kind word in lower case needs more than a capital one, "of"
more than "on". Where the title ends is the business of ``title_ends``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from krama.knowledge.grammar import Grammar
from krama.mentions.citations.reading import ARTICLES, NOMINAL, KindWord, Piece, Reading
from krama.mentions.citations.title_ends import cased_end, number_or_era, plain_end
from krama.mentions.folding import UNSPACED

_OPEN, _CLOSE = '“"«‘', '”"»’'
_LONGEST = 70  # pieces of a title


@dataclass(frozen=True, slots=True)
class Title:
    """Pieces ``first`` up to ``last`` (exclusive) without the introducing word; ``strength`` of what introduced it."""

    first: int
    last: int
    strength: str
    cased: bool


def title_after(reading: Reading, index: int, word: KindWord, grammar: Grammar, *, numbered: bool) -> Title | None:
    """The title that starts at piece ``index``, behind a kind word with or without its number, or None."""
    pieces = reading.pieces
    if index < len(pieces) and pieces[index].text == ",":
        index += 1
    if index < len(pieces) and pieces[index].text in _OPEN and pieces[index].gap and word.capital:
        last = _quoted(reading, index)
        return Title(index, last, "strong", True) if last else None
    strength, start = _introducer(reading, index, grammar)
    if not strength or start >= len(pieces):
        return None
    if pieces[start].text in _OPEN:
        last = _quoted(reading, start)
        return Title(start, last, strength, True) if last else None
    first = start
    while reading.lower(first) in ARTICLES:
        first += 1
    if first >= len(pieces) or not pieces[first].word:
        return _figured(reading, start, first, word, strength, grammar)
    cased = pieces[first].capital
    if first in reading.word_at and has_number(reading, reading.word_at[first], grammar):
        return None
    if not _allowed(reading, index, first, word, grammar, strength, cased, numbered):
        return None
    last = cased_end(reading, first, grammar) if cased else plain_end(reading, first, grammar)
    return Title(start, last, strength, cased) if last > first else None


def unspaced_title(text: str, position: int, grammar: Grammar) -> tuple[int, int] | None:
    """(start, end) of a title in a script without spaces, at ``position`` of a folded text."""
    introducer = next((word for word in grammar.strong if text.startswith(word, position)), None)
    if introducer is None or introducer.isascii():
        return None
    start = position + len(introducer)
    title, ends = _unspaced_patterns(grammar)
    match = title.match(text, start)
    if match is None:
        return None
    stop = ends.search(match.group())
    end = match.start() + stop.start() if stop else match.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None


@lru_cache(maxsize=8)
def _unspaced_patterns(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a title in a script without spaces is made of, and what ends it: a date or year."""
    joins = _either((*grammar.joins, *grammar.of))
    ends = _either(
        (*(word for word in grammar.date_introducers if len(word) > 3), *grammar.calendar.year_words), ascii_too=False
    )
    run = f"[{UNSPACED}]+"
    return re.compile(rf"\s?{run}(?:\s(?={joins}){run}){{0,20}}"), re.compile(ends)


def _either(words: Iterable[str], *, ascii_too: bool = True) -> str:
    kept = sorted({word for word in words if ascii_too or not word.isascii()}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in kept) or "(?!)"


def _figured(reading: Reading, start: int, first: int, word: KindWord, strength: str, grammar: Grammar) -> Title | None:
    """A title that begins with a figure: "on 10-Step Case Management"."""
    pieces = reading.pieces
    if strength != "strong" or first + 2 >= len(pieces) or not pieces[first].digit or not word.capital:
        return None
    if reading.hyphen(first + 1) and pieces[first + 2].capital:
        return Title(start, cased_end(reading, first + 2, grammar), strength, True)
    return None


def _introducer(reading: Reading, index: int, grammar: Grammar) -> tuple[str, int]:
    """How strongly words at ``index`` introduce a title ("strong", "weak", "participle" or ""), and where they end."""
    for strength, words in (("strong", grammar.strong), ("participle", grammar.participles), ("weak", grammar.weak)):
        for word in words:
            parts = word.lower().split()
            if all(reading.lower(index + i) == part for i, part in enumerate(parts)):
                return strength, index + len(parts)
    return "", index


def _allowed(
    reading: Reading,
    index: int,
    first: int,
    word: KindWord,
    grammar: Grammar,
    strength: str,
    cased: bool,
    numbered: bool,
) -> bool:
    """Whether words introduced so may be the title of an instrument of that kind, written so."""
    piece = reading.pieces[first]
    if piece.lower in grammar.never or piece.lower in {d.lower() for d in grammar.calendar.weekdays}:
        return False
    if piece.lower in grammar.calendar.months and reading.pieces[min(first + 1, len(reading.pieces) - 1)].digit:
        return False
    everyday = word.kind in grammar.everyday
    if strength == "strong":
        if cased:
            return (
                numbered
                or word.capital
                or not (word.kind in grammar.numbered_only or _maker(reading, first, word, grammar))
            )
        if word.capital:
            fits = not everyday or not _sentence_start(reading, word.first)
        else:
            fits = not everyday and reading.lower(word.first - 1) in ARTICLES | {"draft", "new"}
        return (numbered or fits) and _nominal(piece)
    if numbered or not word.capital:
        return False
    if strength == "participle":
        return cased
    if not cased or word.kind in grammar.numbered_only:
        return False
    if word.kind == "amendment":
        return reading.lower(index) == "to"
    if word.kind in ("constitution", "charter", "statute") or reading.lower(index) in ("for", "pour"):
        return True
    if reading.lower(index) == "to" and first not in reading.bodies | reading.states:
        return True
    return not _maker(reading, first, word, grammar)


def _nominal(piece: Piece) -> bool:
    return not piece.tag or piece.tag in NOMINAL - {"IN", "CC"}


def _sentence_start(reading: Reading, index: int) -> bool:
    before = reading.lower(index - 1)
    return not before or before in ".:;\n" or (before in ARTICLES and reading.lower(index - 2) in ("", ".", ":", ";"))


def _maker(reading: Reading, first: int, word: KindWord, grammar: Grammar) -> bool:
    """Whether the words from ``first`` name who made it, or where, rather than what it is about."""
    pieces, last = reading.pieces, first
    while last < len(pieces) and pieces[last].capital:
        last += 1
    if first in reading.states or (
        first in reading.bodies and (last - first == 1 or reading.lower(last) in ("of", "for", "on"))
    ):
        return True
    if last - 1 in reading.bodies:
        return True
    if word.kind not in ("law", "act") and reading.pieces[first].lower.endswith(grammar.nouns):
        return False
    return last - first == 1 and (last >= len(pieces) or reading.lower(last) not in ("of", "and", "in", "for", "-"))


def has_number(reading: Reading, word: KindWord, grammar: Grammar) -> bool:
    """Whether a kind word has a number right behind it."""
    if word.last < len(reading.pieces) and reading.pieces[word.last].digit and reading.pieces[word.last].gap:
        return True
    return word.last < len(reading.pieces) and number_or_era(reading, word.last, grammar)


def _quoted(reading: Reading, index: int) -> int | None:
    """The piece after the closing quotation mark of a title that opens at ``index``."""
    for i in range(index + 1, min(index + _LONGEST, len(reading.pieces))):
        if reading.pieces[i].text in _CLOSE:
            return i + 1
    return None


def participle_follows(reading: Reading, word: KindWord, grammar: Grammar) -> bool:
    """Whether a participle says what the instrument does: "a Circular guiding the implementation of …"."""
    return _introducer(reading, word.last, grammar)[0] == "participle"
