"""The words before a kind word that name it: "Juvenile Justice Law", "Missing Persons (Notification) Act"."""

from __future__ import annotations

from krama.knowledge.grammar import Grammar
from krama.mentions.citations.citation import Context
from krama.mentions.citations.reading import ARTICLES, KindWord, Piece, Reading


def name_start(c: Context, word: KindWord, floor: int) -> int:
    """Where the citation starts: at the words before the kind word that name it, or at the kind word."""
    if not word.capital or not c.text[word.start].isupper():
        return word.start
    pieces = c.reading.pieces
    first = subject_before(c.reading, word, c.reading.index(floor), c.grammar)
    while (
        first < word.first and pieces[first].tag in ("VBN", "VBD", "VBG", "VBZ", "VB", "RB", "MD") and _opens(c, first)
    ):
        first += 1
    while first < word.first and (pieces[first].lower in c.grammar.inside or pieces[first].lower in c.grammar.draft):
        first += 1
    if first > 1 and pieces[first - 1].lower == "of" and first - 2 in c.reading.bodies:
        first = word.first
    return pieces[first - 1 if _counted(c, word, first) else first].start


def _counted(c: Context, word: KindWord, first: int) -> bool:
    """Whether a figure before the name says how many there are: "13 Prakas on …"."""
    if not first or not (word.plural or word.kind == "prakas"):
        return False
    count = c.reading.pieces[first - 1]
    alone = first == 1 or (count.gap and c.reading.pieces[first - 2].word)
    return count.digit and alone and len(count.text) < 4


def subject_before(reading: Reading, word: KindWord, floor: int, grammar: Grammar) -> int:
    """The first piece of the words that stand before a capitalised kind word as its name ("Juvenile Justice Law").

    ``floor`` is the first piece that may be taken. The piece of the kind word itself where there are none.
    """
    first = i = word.first
    while i > floor:
        before = reading.pieces[i - 1]
        if i == word.first and not (
            (_name_piece(before, grammar) and before.capital) or reading.hyphen(i - 1) or before.text == ")"
        ):
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
            before.lower in ARTICLES
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
    other = piece.lower in grammar.stops or piece.lower in ARTICLES or piece.lower in grammar.inside
    return not other and piece.lower not in grammar.participles


def _close(reading: Reading, index: int) -> bool:
    """Only spaces stand between a piece and the next one."""
    return not reading.text[reading.pieces[index].end : reading.pieces[index + 1].start].strip()


def _spans(reading: Reading, index: int, floor: int, grammar: Grammar) -> bool:
    """Whether "of" or "and" before ``index`` joins two parts of one name: no kind word or body stands before it."""
    before = index - 2
    if before < floor or index >= len(reading.pieces):
        return False
    piece = reading.pieces[before]
    if not piece.capital or not _name_piece(piece, grammar) or before in reading.bodies:
        return False
    if piece.lower in grammar.acts or piece.lower.endswith("ed"):
        return False
    return not any(word.last > before for word in reading.words_between(piece.start - 60, piece.end))


def _opens(c: Context, index: int) -> bool:
    return index == 0 or c.reading.lower(index - 1) in (".", ":", ";", "-", "•", "✓", ")")


def has_subject(c: Context, word: KindWord, start: int) -> bool:
    """Whether the words before a kind word tell which one it is: "Gender Policy", not "National Law"."""
    pieces = c.reading.pieces
    words = [piece for piece in pieces[c.reading.index(start) : word.first] if piece.word]
    if not words:
        return False
    if f"{words[-1].lower} {c.text[word.start : word.end].lower()}" in c.grammar.named:
        return True
    if word.kind in c.grammar.not_of_bodies and (word.first - 1) in c.reading.bodies:
        return False
    phrase = " ".join(piece.lower for piece in (*words, *pieces[word.first : word.last]))
    if phrase.endswith(c.grammar.disciplines) and word.kind != "code":
        return False
    return any(piece.lower not in c.grammar.generic and piece.lower not in c.grammar.inside for piece in words)


def is_draft(c: Context, start: int) -> bool:
    index = c.reading.index(start) - 1
    while index >= 0 and c.reading.lower(index) in ("the", "a", "an", "of", "new"):
        index -= 1
    return c.reading.lower(index) in c.grammar.draft
