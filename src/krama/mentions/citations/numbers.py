"""Numbers of instruments: figures, codes and what joins them ("250 KB/PRK", "NS/RKM/0208/005", "B7-019-420").

Everything here reads a folded text at one place and looks no further than the number goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from krama.knowledge.grammar import Grammar, letters
from krama.mentions.folding import UNSPACED, Folded

_FIGURES = re.compile(r"\d[\dOl]*(?![a-z])")
_HEADS = (
    re.compile(r"[A-Z]{1,2}\d{1,3}(?:-\d{1,4}){1,3}(?![\w-])"),
    re.compile(rf"(?:[A-Z]{{1,6}}|[{UNSPACED}]{{2,6}})(?:\s?/\s?[A-Za-z0-9{UNSPACED}]{{1,8}}){{1,5}}"),
    re.compile(r"(?:[A-Z]{2,4}\s){1,2}\d{1,4}/\d{2,4}"),
    re.compile(r"\d[\dOl]*(?:\s?/\s?\d[\dOl]*|[.-]\d[\dOl]*){0,4}(?![a-z])"),
)
_GARBLED = re.compile(r"[a-z]{1,4}(?:[-.]{1,2}\s?[a-z]{1,6}){1,4}-?\s?\d{1,6}(?:-\d{1,6})?")
_CODE = re.compile(
    rf"(?:[A-Z]\.){{1,3}}[A-Z](?![A-Za-z.])|[A-Z][A-Za-z]{{0,9}}(?![a-z])"
    rf"|[a-z]{{2,4}}(?=-\d)|[{UNSPACED}]+(?:\.[{UNSPACED}]+)*"
)
_JOIN = re.compile(r"\s{0,2}/\s{0,2}|\.\s?|-|\s{1,3}\(|\(|\s{1,3}|")
_SPLIT_CODE = re.compile(r"\s[A-Z](?:\s[A-Z]){1,3}\.[A-Z]{2}\b")
_PART = re.compile(rf"[^\W\d_]+|[{UNSPACED}]+")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s?-\s?(?:(?:19|20)?\d{2}))?$")
_WORDS = frozenset(
    (
        "on", "of", "in", "to", "at", "by", "as", "or", "no", "nos", "and", "the", "for", "with", "from", "dated",
        "date", "all", "both", "has", "is", "are", "was", "art", "see", "it", "its",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start``..``end`` of the folded text; ``printed`` as the text has it, with the codes inside it.

    ``plain`` says that it is figures only.
    """

    start: int
    end: int
    printed: str
    kind: str
    body: str
    plain: bool


@dataclass(frozen=True, slots=True)
class NumberPatterns:
    """The introducers of a grammar, their misprints, and those that may stand without a kind word, compiled."""

    introducer: re.Pattern[str]
    misprint: re.Pattern[str]
    anchor: re.Pattern[str]


@lru_cache(maxsize=8)
def number_patterns(grammar: Grammar) -> NumberPatterns:
    """Compile the introducers of a grammar."""
    tail = r"(?![^\W\d_])[.:]{0,2}\s{0,2}[.:]?\s{0,2}"
    unspaced = [word for word in grammar.introducers if re.match(f"[{UNSPACED}]", word)]
    spaced = [word for word in grammar.introducers if word not in unspaced]
    capital = [word for word in spaced if not word.islower()]
    others = rf"(?:{_either(unspaced)})\s{{0,2}}"
    return NumberPatterns(
        re.compile(rf"(?:{_either(spaced)}){tail}|{others}", re.IGNORECASE),
        re.compile(rf"(?:{_either(grammar.misprints)})\.\s{{0,2}}(?=\d)", re.IGNORECASE),
        re.compile(rf"(?<![\w'’-])(?:{_either(capital)}){tail}|{others}"),
    )


def _either(words: Iterable[str]) -> str:
    """Any of the words, with or without a full stop between their parts; nothing where there are none."""
    return "|".join(re.escape(word).replace(r"\ ", r"\.?\s{0,2}") for word in words) or "(?!)"


def number_at(folded: Folded, position: int, grammar: Grammar, *, introduced: bool) -> Number | None:
    """The number that starts at ``position``; ``introduced`` says that an introducer stood before it."""
    text = folded.text
    for pattern in _HEADS:
        match = pattern.match(text, position)
        if match and any(char.isdigit() for char in match.group()):
            return _number(folded, position, _tail(text, match.end(), grammar), grammar)
    if introduced:
        match = _GARBLED.match(text, position)
        if match:
            return _number(folded, position, match.end(), grammar)
    return None


def free_numbers(folded: Folded, grammar: Grammar) -> Iterator[Number]:
    """Numbers that a country's grammar knows by their form alone."""
    for pattern in grammar.free:
        for match in pattern.finditer(folded.text):
            before = folded.text[match.start() - 1 : match.start()]
            if not (before and (before.isalnum() or before in "/.-")):
                yield _number(folded, match.start(), _tail(folded.text, match.end(), grammar), grammar)


def is_year(number: Number) -> bool:
    """Whether the number could as well be a year, or a period of years."""
    return bool(_YEAR.match(number.printed.replace("–", "-")))


def _number(folded: Folded, start: int, end: int, grammar: Grammar) -> Number:
    printed = re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", folded.printed[start:end])).strip()
    kind, body = _codes(printed, grammar)
    return Number(start, end, printed, kind, body, printed.isdecimal())


def _codes(printed: str, grammar: Grammar) -> tuple[str, str]:
    """The kind that the codes of a number tell, and the body as it is printed ("MEF", "MEF/MLVT")."""
    parts = list(_PART.finditer(printed))
    kind, body, body_end, index = "", "", -1, 0
    while index < len(parts):
        for length in (4, 3, 2, 1):
            group = parts[index : index + length]
            if len(group) < length or any("/" in printed[a.end() : b.start()] for a, b in pairwise(group)):
                continue
            code, shown = letters("".join(part.group() for part in group)), printed[group[0].start() : group[-1].end()]
            if code in grammar.kind_codes or code in grammar.body_codes:
                kind = kind or grammar.kind_codes.get(code, "")
                if code in grammar.body_codes:
                    if not body:
                        body, body_end = shown, group[-1].end()
                    elif printed[body_end : group[0].start()] == "/":
                        body, body_end = f"{body}/{shown}", group[-1].end()
                index += length - 1
                break
        index += 1
    return kind, body


def _tail(text: str, end: int, grammar: Grammar) -> int:
    """Where a number ends that has begun: further figures and codes, as long as they are joined as codes are."""
    has_code = False
    while True:
        split = _SPLIT_CODE.match(text, end)
        if split and letters(split.group().split(".")[0]) in grammar.kind_codes:
            return split.end()
        following = _next_part(text, end, grammar, has_code)
        if following is None:
            return end
        end, has_code = following


def _next_part(text: str, end: int, grammar: Grammar, has_code: bool) -> tuple[int, bool] | None:
    join = _JOIN.match(text, end)
    if join is None:
        return None
    sign, start = join.group().strip(), join.end()
    spaced = join.group() != sign
    code = _CODE.match(text, start)
    if code is None:
        figures = _FIGURES.match(text, start)
        joined = sign in ("/", "-") and not (sign == "-" and spaced)
        after_code = not join.group() and end > 0 and text[end - 1].isalpha()
        if figures and len(figures.group()) <= 6 and (joined or after_code):
            return figures.end(), has_code
        return None
    shown = code.group()
    known = _known(shown, grammar)
    if sign == "(":
        bracket = re.compile(r"[A-Za-z]{2,8}(?:/[A-Za-z]{2,8})?\)").match(text, start)
        if bracket and any(_known(part, grammar) for part in bracket.group()[:-1].split("/")):
            return bracket.end(), True
        return None
    if sign == "/":
        fits = known or _codelike(shown, text, code.end())
    elif sign == ".":
        fits = known if spaced else known or _codelike(shown, text, code.end()) or (len(shown) == 1 and shown.isupper())
    elif sign == "-":
        fits = known or (len(shown) > 1 and shown.isupper())
    elif spaced:
        fits = known or (
            not has_code and shown.lower() not in _plain_words(grammar) and _codelike(shown, text, code.end())
        )
    else:
        fits = len(shown) > 1 and (known or shown[:2].isupper()) and shown.lower() not in _WORDS
    return (code.end(), True) if fits else None


@lru_cache(maxsize=8)
def _plain_words(grammar: Grammar) -> frozenset[str]:
    """Words that go on with the citation and are no codes, even in a text all in capitals."""
    rows = (*grammar.date_introducers, *grammar.strong, *grammar.participles, *grammar.weak, *grammar.calendar.months)
    return frozenset(word for row in rows for word in row.lower().split()) | grammar.stops | grammar.inside


def _known(code: str, grammar: Grammar) -> bool:
    if code.lower() in _WORDS and not code.isupper():
        return False
    parts = [letters(code), *(letters(part) for part in code.split("."))]
    return any(p in grammar.kind_codes or p in grammar.body_codes or p in grammar.form_codes for p in parts if p)


def _codelike(code: str, text: str, end: int) -> bool:
    """Whether letters look like a code: two to six, at least two of them capitals; in a script without case, dotted."""
    if not code[0].isascii():
        return "." in code
    if not 2 <= len(code.replace(".", "")) <= 6 or code.lower() in _WORDS or sum(char.isupper() for char in code) < 2:
        return False
    following = re.compile(r"\s+([A-Z]{3,})\b").match(text, end)
    return not (code.isupper() and following and following.group(1).lower() not in _WORDS)
