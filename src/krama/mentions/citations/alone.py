"""Numbers that stand without a kind word: the document's own, with codes, of a form that nothing else has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from krama.mentions.citations.citation import Citation, Context
from krama.mentions.citations.lists import introduced_number
from krama.mentions.citations.numbers import Number, free_numbers, number_at, number_patterns
from krama.mentions.citations.reading import KindWord
from krama.mentions.citations.tails import tail_of
from krama.model import Span


def own_number(c: Context) -> Citation | None:
    """A line that is nothing but a number is the document's own: "No. 245/22 DDX"."""
    bare = c.text.strip(" \n*_.:|")
    start = c.text.find(bare) if bare else 0
    found = introduced_number(c, start) if bare else None
    if found is None or found[1].end < start + len(bare) or found[1].plain:
        return None
    number = found[1]
    return Citation(Span(start, number.end), number.kind, number.printed, None, number.body, finder="own-number")


def without_kind_word(c: Context, covered: list[Span]) -> Iterator[Citation]:
    """Numbers that stand alone: with an introducer and a code, or of a form that nothing else has."""
    taken = _Taken(covered)
    for match in (*number_patterns(c.grammar).anchor.finditer(c.text), *_misprint_at_start(c)):
        number = number_at(c.reading.folded, match.end(), c.grammar, introduced=True)
        if number is None or number.plain or taken.hits(match.start(), number.end):
            continue
        if _coded(number) and _free_to_stand(c, match.start()):
            taken.add(match.start(), number.end)
            yield _alone(c, match.start(), number)
    for number in free_numbers(c.reading.folded, c.grammar):
        if not taken.hits(number.start, number.end):
            taken.add(number.start, number.end)
            yield _alone(c, number.start, number)


class _Taken:
    """Stretches of the text that are used up."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.places = {place for span in spans for place in range(span.start, span.end)}

    def hits(self, start: int, end: int) -> bool:
        return start in self.places or end - 1 in self.places

    def add(self, start: int, end: int) -> None:
        self.places.update(range(start, end))


def _misprint_at_start(c: Context) -> Iterator[re.Match[str]]:
    match = number_patterns(c.grammar).misprint.match(c.text)
    if match:
        yield match


def _coded(number: Number) -> bool:
    return bool(number.kind or number.body) or bool(re.search(r"\d\s?[./]?\s?[A-Z]{2,}", number.printed))


def _free_to_stand(c: Context, start: int) -> bool:
    """Whether no noun stands before the number that it could be the number of ("Case No. …")."""
    index = c.reading.index(start) - 1
    if index < 0:
        return True
    piece = c.reading.pieces[index]
    if not piece.word:
        return not piece.digit
    return piece.lower in c.grammar.before_number or (piece.tag.startswith("VB") and not piece.capital)


def _alone(c: Context, start: int, number: Number) -> Citation:
    word = KindWord(
        0, c.reading.index(number.end), start, number.end, number.kind or "other_instrument", True, False, False
    )
    tail = tail_of(c, number.end, word, numbered=True)
    return Citation(
        Span(start, tail.end), number.kind, number.printed, tail.date, number.body,
        Span(*tail.title) if tail.title else None, False, "number",
    )  # fmt: skip
