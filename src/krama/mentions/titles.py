"""Where the title of an instrument ends, and where it starts when it comes before the kind word.

A title in Title Case goes on through capitals and the small words between them; one in sentence case goes on as long as
the words can belong to one noun phrase. Both stop where the sentence does: at a finite verb, a relative pronoun, a
bracket, a comma that no coordination follows, or another instrument.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from krama.knowledge.grammar import Grammar
from krama.mentions.folding import UNSPACED
from krama.mentions.numbers import number_patterns
from krama.mentions.reading import KindWord, Piece, Reading

_OPEN, _CLOSE = '“"«‘', '”"»’'
_ARTICLES = frozenset(("the", "a", "an", "la", "le", "les", "its", "their"))
_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD", "WDT", "WP", "WRB", "EX", "PRP"))
_NOMINAL = frozenset(
    ("NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "CD", "POS", "HYPH", "DT", "PRP$", "CC", "IN", "FW", "AFX", "JJR", "VBN")
)
_ABBREVIATED = frozenset(("mr", "mrs", "ms", "dr", "st", "prof", "gen", "lt", "col", "h", "e", "u", "s", "n"))
_LONGEST = 70  # pieces of a title


@dataclass(frozen=True, slots=True)
class Title:
    """Pieces ``first`` up to ``last`` (exclusive), the introducing word left out; ``strength`` of what introduced it."""

    first: int
    last: int
    strength: str
    cased: bool


def title_after(reading: Reading, index: int, word: KindWord, grammar: Grammar, *, numbered: bool) -> Title | None:
    """The title that starts at piece ``index``, behind a kind word with or without its number, or None."""
    pieces = reading.pieces
    if index < len(pieces) and pieces[index].text == ",":
        index += 1
    if index < len(pieces) and pieces[index].text in _OPEN and word.capital:
        last = _quoted(reading, index)
        return Title(index, last, "strong", True) if last else None
    strength, start = _introducer(reading, index, grammar)
    if not strength or start >= len(pieces):
        return None
    if pieces[start].text in _OPEN:
        last = _quoted(reading, start)
        return Title(start, last, strength, True) if last else None
    first = start
    while reading.lower(first) in _ARTICLES:
        first += 1
    if first >= len(pieces) or not pieces[first].word:
        return _figured(reading, start, first, word, strength, grammar)
    cased = pieces[first].capital
    if first in reading.word_at and _own_number(reading, reading.word_at[first], grammar):
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
    """How strong the words at ``index`` introduce a title ("strong", "weak", "participle" or ""), and where they end."""
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
            fits = not everyday and reading.lower(word.first - 1) in _ARTICLES | {"draft", "new"}
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
    return not piece.tag or piece.tag in _NOMINAL - {"IN", "CC"}


def _sentence_start(reading: Reading, index: int) -> bool:
    before = reading.lower(index - 1)
    return not before or before in ".:;\n" or (before in _ARTICLES and reading.lower(index - 2) in ("", ".", ":", ";"))


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


def _number_or_era(reading: Reading, index: int, grammar: Grammar) -> bool:
    """Whether "No. 249" or "B.E. 2551" starts at ``index``."""
    start = reading.pieces[index].start
    introducer = number_patterns(grammar).anchor.match(reading.text, start)
    if introducer and reading.text[introducer.end() : introducer.end() + 1].isdigit():
        return True
    return any(reading.text.startswith(mark, start) for era in grammar.calendar.eras for mark in era.marks)


def _article(reading: Reading, index: int, grammar: Grammar) -> bool:
    """Whether "Article 29" or "Chapter 3" starts at ``index``."""
    number = reading.pieces[index + 1] if index + 1 < len(reading.pieces) else None
    return reading.lower(index) in grammar.articles and number is not None and number.digit


def _quoted(reading: Reading, index: int) -> int | None:
    """The piece after the closing quotation mark of a title that opens at ``index``."""
    for i in range(index + 1, min(index + _LONGEST, len(reading.pieces))):
        if reading.pieces[i].text in _CLOSE:
            return i + 1
    return None


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
            if _article(reading, i, grammar) or _number_or_era(reading, i, grammar):
                break
            i += 1
            last, small = i, 0
        elif piece.lower == "as" and reading.lower(i + 1) in ("a", "an") and _capital(reading, i + 2):
            i += 2
        elif piece.lower in grammar.inside and small < 4 and not piece.capital:
            if piece.lower in ("and", "or") and _clause(reading, i + 1):
                break
            if piece.lower == "by" and _actor_follows(reading, i + 1):
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
        if not small and piece.tag and piece.tag not in _NOMINAL:
            break
        if _starts_instrument(reading, i) and reading.lower(i - 1) in ("and", "or"):
            break
        i += 1
        if not small:
            last = i
    return last


def _after_comma(reading: Reading, comma: int, grammar: Grammar) -> int | None:
    """Where a title goes on behind a comma: a list of capitals that ends with "and", or "especially …"; else None."""
    pieces = reading.pieces
    i = comma + 1
    if reading.lower(i) in grammar.especially and _capital(reading, i + 1):
        return i + 1
    if _article(reading, i, grammar) or (reading.lower(i) in ("and", "or") and _article(reading, i + 1, grammar)):
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
    while articles and reading.lower(index) in _ARTICLES | {"of", "other", "in", "on", "for", "to"}:
        index += 1
    return index < len(reading.pieces) and reading.pieces[index].capital


def _actor_follows(reading: Reading, index: int) -> bool:
    while reading.lower(index) in _ARTICLES:
        index += 1
    return index in reading.bodies and _capital(reading, index)


def _clause(reading: Reading, index: int) -> bool:
    """Whether a new subject with its verb starts at ``index``: "and the Ministry has …"."""
    if reading.lower(index) not in _ARTICLES:
        return False
    i = index
    while i < len(reading.pieces) and (reading.lower(i) in _ARTICLES | {"of", "and"} or reading.pieces[i].capital):
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
    while reading.lower(index) in _ARTICLES | {"draft", "also", "other"}:
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


def _own_number(reading: Reading, word: KindWord, grammar: Grammar) -> bool:
    """Whether a kind word has a number right behind it."""
    if word.last < len(reading.pieces) and reading.pieces[word.last].digit and reading.pieces[word.last].gap:
        return True
    return word.last < len(reading.pieces) and _number_or_era(reading, word.last, grammar)


def subject_before(reading: Reading, word: KindWord, floor: int, grammar: Grammar) -> int:
    """The first piece of the words that stand before a capitalised kind word as its name ("Juvenile Justice Law").

    ``floor`` is the first piece that may be taken. The piece of the kind word itself where there are none.
    """
    first = i = word.first
    while i > floor:
        before = reading.pieces[i - 1]
        if i == word.first and not (before.capital or reading.hyphen(i - 1) or before.text == ")"):
            break
        if reading.hyphen(i - 1) and i - 2 >= floor and (reading.pieces[i - 2].capital or reading.pieces[i].capital):
            i -= 2
            first = i
        elif before.capital and _name_piece(before, grammar) and _close(reading, i - 1):
            if before.lower.endswith(("'s", "’s")) and before.lower.replace("’", "'") not in grammar.owners:
                break
            i -= 1
            first = i
        elif before.lower in ("of", "and", "in", "against", "&") and _spans(reading, i, floor, grammar):
            i -= 1
        elif before.text == ")" and (opening := _bracket_inside(reading, i - 1, floor)) is not None:
            i = first = opening
        elif (
            before.lower in _ARTICLES
            and reading.lower(i - 2) in ("of", "against")
            and _spans(reading, i - 1, floor, grammar)
        ):
            i -= 1
        else:
            break
    return first


def _bracket_inside(reading: Reading, closing: int, floor: int) -> int | None:
    """The word before a bracket inside a name: "Missing Persons (Notification) Act"."""
    i = closing - 1
    while (
        i > floor and closing - i < 9 and (reading.pieces[i].capital or reading.lower(i) in ("and", "of", "on", "for"))
    ):
        i -= 1
    inside = reading.pieces[i].text == "(" and closing - i > 1 and i - 1 >= floor
    return i - 1 if inside and reading.pieces[i - 1].capital and reading.pieces[closing - 1].capital else None


def _name_piece(piece: Piece, grammar: Grammar) -> bool:
    return piece.lower not in grammar.stops and piece.lower not in _ARTICLES and piece.lower not in grammar.inside


def _close(reading: Reading, index: int) -> bool:
    """Only spaces stand between a piece and the next one."""
    return not reading.text[reading.pieces[index].end : reading.pieces[index + 1].start].strip()


def _spans(reading: Reading, index: int, floor: int, grammar: Grammar) -> bool:
    """Whether "of" or "and" before ``index`` joins two parts of one name: no kind word, body or sentence start before it."""
    before = index - 2
    if before < floor or index >= len(reading.pieces):
        return False
    piece = reading.pieces[before]
    if not piece.capital or not _name_piece(piece, grammar) or before in reading.bodies:
        return False
    if piece.lower in grammar.acts or piece.lower.endswith("ed"):
        return False
    return not any(word.last > before for word in reading.words_between(piece.start - 60, piece.end))


def participle_follows(reading: Reading, word: KindWord, grammar: Grammar) -> bool:
    """Whether a participle says what the instrument does: "a Circular guiding the implementation of …"."""
    return _introducer(reading, word.last, grammar)[0] == "participle"


def complement_end(reading: Reading, index: int) -> int:
    """Where "from …" or "against …" in lower case, at piece ``index``, ends; ``index`` where it does not stand there."""
    if reading.lower(index) not in ("from", "against"):
        return index
    first = index + 1
    while reading.lower(first) in ("the", "all"):
        first += 1
    last = _phrase(reading, first)
    return last if last > first else index
