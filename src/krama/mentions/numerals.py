"""Numbers as people write them: digits of any script, thousands with commas, English words ("twenty-two")."""

from __future__ import annotations

import re

from krama.mentions.folding import fold_digits

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twentieth": 20,
    "thirtieth": 30,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_FIGURES = re.compile(r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+")
_WORDS = re.compile(r"[a-z]+")


def parse_number(text: str) -> int | None:
    """The whole number that ``text`` says ("05", "1,262", "៥", "Twenty-Two", "three hundred"), or None."""
    plain = fold_digits(text.strip()).lower()
    if _FIGURES.fullmatch(plain):
        return int(re.sub(r"\D", "", plain)) if len(plain) <= 30 else None
    return _from_words(plain)


def parse_ordinal(text: str) -> int | None:
    """The whole number of an ordinal ("1st", "second", "twenty-third", "១"), or None."""
    plain = fold_digits(text.strip()).lower()
    figures = re.fullmatch(r"(\d{1,9})(?:st|nd|rd|th|er|ème|e)?", plain)
    if figures:
        return int(figures.group(1))
    head, _, last = plain.replace(" ", "-").rpartition("-")
    unit = _ordinal_word(last)
    if unit is None:
        return None
    tens = _from_words(head) if head else 0
    return None if tens is None else tens + unit


def _ordinal_word(word: str) -> int | None:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return _ONES.get(word[:-2]) if word.endswith("th") else None


def _from_words(text: str) -> int | None:
    """Adds up number words; None as soon as another word is among them, or where there are too many."""
    words = [word for word in _WORDS.findall(text) if word != "and"]
    if not words or len(words) > 12 or re.search(r"[^a-z\s-]", text):
        return None
    total = group = 0
    for word in words:
        if word in _ONES:
            group += _ONES[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        else:
            return None
    return total + group
