"""A passage as the citation finders read it: folded text cut into pieces, with the kind words found in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc

from krama.knowledge.grammar import Grammar
from krama.knowledge.kinds import Kinds
from krama.mentions.folding import UNSPACED, Folded, fold

ARTICLES = frozenset(("the", "a", "an", "la", "le", "les", "its", "their"))
# tags of words that may stand in a noun phrase
NOMINAL = frozenset(
    ("NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "CD", "POS", "HYPH", "DT", "PRP$", "CC", "IN", "FW", "AFX", "JJR", "VBN")
)
_PIECE = re.compile(rf"[{UNSPACED}]+|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\n\s*\n|\S")
_UNSPACED = re.compile(rf"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a run of digits, a sign, or a blank line; ``gap`` says whether space stands before it."""

    start: int
    end: int
    text: str
    lower: str
    tag: str
    gap: bool

    @property
    def word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def digit(self) -> bool:
        return self.text[0].isdigit()


@dataclass(frozen=True, slots=True)
class KindWord:
    """A headword of an instrument kind: pieces ``first`` up to ``last`` (exclusive), its place, how it is written."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    capital: bool
    plural: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """One passage: folded text, pieces, kind words, and which pieces are capitalised headwords of bodies and states."""

    folded: Folded
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    words: tuple[KindWord, ...]
    word_starts: tuple[int, ...]
    word_at: dict[int, KindWord]
    bodies: frozenset[int]
    states: frozenset[int]

    @property
    def text(self) -> str:
        return self.folded.text

    def index(self, offset: int) -> int:
        """The first piece that starts at or after ``offset`` of the folded text."""
        return bisect_left(self.starts, offset)

    def lower(self, index: int) -> str:
        """The piece's text in lower case; empty outside the passage."""
        return self.pieces[index].lower if 0 <= index < len(self.pieces) else ""

    def words_between(self, start: int, end: int) -> tuple[KindWord, ...]:
        """The kind words that start at ``start`` or later and before ``end`` (offsets of the folded text)."""
        return self.words[bisect_left(self.word_starts, start) : bisect_left(self.word_starts, end)]

    def next_word(self, offset: int) -> KindWord | None:
        """The first kind word that starts at ``offset`` or later."""
        index = bisect_left(self.word_starts, offset)
        return self.words[index] if index < len(self.words) else None

    def hyphen(self, index: int) -> bool:
        """Whether the piece is a hyphen between two parts of a word."""
        return (
            0 < index < len(self.pieces) - 1
            and self.pieces[index].text in "-/"
            and not self.pieces[index].gap
            and not self.pieces[index + 1].gap
            and self.pieces[index - 1].text[-1].isalnum()
            and self.pieces[index + 1].text[0].isalnum()
        )


def read(doc: Doc, grammar: Grammar, kinds: Kinds) -> Reading:
    """Prepare a passage; tags are taken from ``doc`` where it has them."""
    folded = fold(doc.text)
    tags = {token.idx: token.tag_ for token in doc if token.tag_}
    pieces = tuple(_pieces(folded, tags))
    index = head_index(kinds)
    words = tuple(_kind_words(folded.text, pieces, index))
    return Reading(
        folded,
        pieces,
        tuple(piece.start for piece in pieces),
        words,
        tuple(word.start for word in words),
        {word.first: word for word in reversed(words)},
        frozenset(_heads(pieces, index.bodies)),
        frozenset(_heads(pieces, index.states)),
    )


def _pieces(folded: Folded, tags: dict[int, str]) -> Iterator[Piece]:
    last = 0
    for match in _PIECE.finditer(folded.text):
        text = match.group()
        tag = tags.get(folded.original(match.start()), "")
        yield Piece(match.start(), match.end(), text, text.lower(), tag, match.start() > last)
        last = match.end()


@dataclass(frozen=True, slots=True)
class _Headword:
    """Words of a headword in lower case; ``exact`` are the ways in which an abbreviation may be written."""

    forms: tuple[str, ...]
    kind: str
    plural: bool
    hidden: bool
    exact: frozenset[str]


@dataclass(frozen=True, slots=True)
class HeadIndex:
    """Headwords ready for matching: spaced ones by first word, others as one pattern; headwords of bodies."""

    spaced: dict[str, tuple[_Headword, ...]]
    unspaced: re.Pattern[str] | None
    unspaced_kinds: dict[str, str]
    bodies: dict[str, tuple[tuple[str, ...], ...]]
    states: dict[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=8)
def head_index(kinds: Kinds) -> HeadIndex:
    """Index the labels of instrument kinds (all languages) and of actor kinds (English)."""
    spaced: dict[str, dict[tuple[str, ...], _Headword]] = {}
    unspaced: dict[str, str] = {}
    for kind in sorted(kinds.of_type("Instrument"), key=lambda kind: (bool(kind.broader), kind.id)):
        shown = set(kind.headwords(hidden=False))
        for label in kind.headwords():
            if _UNSPACED.search(label):
                unspaced.setdefault(label, kind.id)
                continue
            for forms, plural in _forms(label):
                rows = spaced.setdefault(forms[0], {})
                head = _Headword(forms, kind.id, plural, label not in shown, _written(label, plural))
                known = rows.setdefault(forms, head)
                if known.exact and known.kind == kind.id:
                    rows[forms] = replace(known, exact=known.exact | head.exact if head.exact else frozenset())
    pattern = "|".join(re.escape(label) for label in sorted(unspaced, key=lambda label: (-len(label), label)))
    actors = kinds.of_type("Actor")
    return HeadIndex(
        {
            first: tuple(sorted(rows.values(), key=lambda head: (-len(head.forms), head.forms)))
            for first, rows in spaced.items()
        },
        re.compile(pattern) if pattern else None,
        unspaced,
        _by_first(label for kind in actors if kind.id not in ("state", "person") for label in kind.headwords("en")),
        _by_first(label for kind in actors if kind.id == "state" for label in kind.headwords("en")),
    )


def _written(label: str, plural: bool) -> frozenset[str]:
    """How an abbreviation is written ("RA" and "MoU" are no words); empty for a headword that may have any case."""
    if label.isupper() or (len(label) < 5 and not label.islower()):
        return frozenset((label + "s" if plural else label,))
    return frozenset()


def _by_first(labels: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Headwords and their plurals by their first word, longest first."""
    rows: dict[str, set[tuple[str, ...]]] = {}
    for label in labels:
        for forms, _ in _forms(label):
            rows.setdefault(forms[0], set()).add(forms)
    return {first: tuple(sorted(forms, key=lambda row: (-len(row), row))) for first, forms in rows.items()}


def _forms(label: str) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The words of a label in lower case, and of its plurals ("plans of action", "plan of actions")."""
    forms = tuple(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", label.lower()))
    if not forms:
        return
    yield forms, False
    ends = {len(forms) - 1}
    if "of" in forms[1:-1]:
        ends.add(forms.index("of") - 1)
    for chosen in ({end} for end in sorted(ends)):
        yield tuple(_plural(word) if i in chosen else word for i, word in enumerate(forms)), True
    if len(ends) > 1:
        yield tuple(_plural(word) if i in ends else word for i, word in enumerate(forms)), True


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"


def _kind_words(text: str, pieces: tuple[Piece, ...], index: HeadIndex) -> Iterator[KindWord]:
    found = list(_spaced_words(pieces, index))
    if index.unspaced:
        starts = [piece.start for piece in pieces]
        for match in index.unspaced.finditer(text):
            first = max(bisect_left(starts, match.start() + 1) - 1, 0)
            last = bisect_left(starts, match.end())
            kind = index.unspaced_kinds[match.group()]
            found.append(KindWord(first, last, match.start(), match.end(), kind, True, False, False))
    return iter(sorted(found, key=lambda word: (word.start, word.end)))


def _spaced_words(pieces: tuple[Piece, ...], index: HeadIndex) -> Iterator[KindWord]:
    i = 0
    while i < len(pieces):
        for head in index.spaced.get(pieces[i].lower, ()):
            last = _match(pieces, i, head.forms)
            if last is None or (head.exact and not _exact(pieces, i, last, head.exact)):
                continue
            if last < len(pieces) and pieces[last].text == "." and any(label.endswith(".") for label in head.exact):
                last += 1
            elif len(pieces[i].text) == 1 and not _three_figures(pieces, last):
                continue
            start, end = pieces[i].start, pieces[last - 1].end
            yield KindWord(i, last, start, end, head.kind, pieces[i].capital, head.plural, head.hidden)
            i = last - 1
            break
        i += 1


def _three_figures(pieces: tuple[Piece, ...], index: int) -> bool:
    """Whether three figures stand close behind: "C182", but not "C4"."""
    return index < len(pieces) and pieces[index].digit and not pieces[index].gap and len(pieces[index].text) == 3


def _exact(pieces: tuple[Piece, ...], first: int, last: int, labels: frozenset[str]) -> bool:
    written = "".join(piece.text for piece in pieces[first:last] if piece.word)
    return any(written == re.sub(r"[^\w]", "", label) for label in labels)


def _match(pieces: tuple[Piece, ...], first: int, forms: tuple[str, ...]) -> int | None:
    """Where the words of a headword end if they stand from ``first`` on, hyphens and full stops of letters apart."""
    i = first
    for number, form in enumerate(forms):
        if number:
            while i < len(pieces) and (
                pieces[i].text == "-" or (pieces[i].text == "." and len(forms[number - 1]) == 1)
            ):
                i += 1
        if i >= len(pieces) or pieces[i].lower != form:
            return None
        i += 1
    return i


def _heads(pieces: tuple[Piece, ...], heads: dict[str, tuple[tuple[str, ...], ...]]) -> Iterator[int]:
    for i, piece in enumerate(pieces):
        if piece.capital:
            for forms in heads.get(piece.lower, ()):
                last = _match(pieces, i, forms)
                if last is not None:
                    yield from range(i, last)
                    break
