"""A passage as words with their tags: what the phrase finders read.

spaCy splits "Inter-Ministerial" and "Capital/Provincial" in three; here they are one word with the tag of their last part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

# a possessive "'s" is not part of its word but of the gap after it
_WORD = re.compile(r"(?!(?<=[’'])s\b)[^\W_]+(?:(?:[-/.]|[’'](?!s\b))(?=[^\W_])[^\W_]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its text, offsets in the passage (code points), Penn tag ("" where untagged), the gap before it, and
    whether a new line of the source starts with it."""

    text: str
    start: int
    end: int
    tag: str
    gap: str
    line: bool = False

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        letters = self.text.replace(".", "").replace("-", "")
        return len(letters) > 1 and letters.isupper() and letters.isalpha()


# what one deals in is part of the name of the deal: "Trafficking in Persons"
_DEALS = ("trafficking", "traffic", "trade", "trading", "smuggling", "dealing")
_GOODS = {
    "persons", "human", "humans", "people", "women", "children", "girls", "arms", "firearms", "drugs", "narcotic",
    "narcotics", "organs", "wildlife", "endangered", "cultural", "illicit", "goods", "services",
}  # fmt: skip


def deals_in(row: Sequence[Word], index: int) -> bool:
    """Whether the word at ``index`` is the "in" between the name of a deal and the goods: "Trafficking in Persons"."""
    if not 0 < index < len(row) - 1 or row[index].lower != "in" or row[index].gap != " ":
        return False
    before, goods = row[index - 1], row[index + 1]
    return before.lower.endswith(_DEALS) and goods.gap == " " and goods.capital and goods.lower in _GOODS


_MONTHS = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december"}  # fmt: skip
_DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}


def dated(row: Sequence[Word], index: int) -> bool:
    """Whether a date starts at ``index``: "10 February", "June 12", "Friday"."""
    forms = [word.lower for word in row[index : index + 2]]
    return any(form in _MONTHS | _DAYS for form in forms[:1]) or (
        len(forms) == 2 and forms[0][:1].isdigit() and forms[1] in _MONTHS
    )


def words_of(doc: Doc, lines: Sequence[int] = ()) -> tuple[Word, ...]:
    """The words of a tagged (or blank) spaCy Doc, in order. ``lines`` are offsets at which the source has a line break."""
    tags = {token.idx + len(token): token.tag_ for token in doc}
    row, last = [], 0
    for match in _WORD.finditer(doc.text):
        new = any(last <= line <= match.start() for line in lines)
        gap = doc.text[last : match.start()]
        row.append(Word(match.group(), match.start(), match.end(), tags.get(match.end(), ""), gap, new))
        last = match.end()
    return tuple(row)
