"""Phrases of a language as patterns.

A phrase is a row of words: ``*`` stands for up to four words, a space for any white space, a hyphen for a hyphen,
a space or nothing, and ``|`` separates forms of one word. All patterns fit whole words and ignore case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Pattern = re.Pattern[str]
_GAP = r"(?:[^\s;:.]+\s+){0,4}?"


def any_of(phrases: Iterable[str]) -> str:
    """A group that fits one of ``phrases`` as whole words, the longest first; of no phrases, one that never fits."""
    forms = {form.strip() for phrase in phrases for form in phrase.split("|")}
    rows = sorted(forms, key=lambda form: (-len(form), form))
    return rf"(?:{'|'.join(_phrase(row) for row in rows)})" if rows else r"(?!)"


def _phrase(text: str) -> str:
    pieces: list[str] = []
    for word in text.split():
        if word == "*":
            pieces.append(_GAP)
        else:
            pieces.append(r"[\s-]*".join(re.escape(part) for part in word.split("-")) + r"\s+")
    whole = "".join(pieces)
    if whole.endswith(_GAP):
        whole = whole.removesuffix(_GAP).removesuffix(r"\s+") + r"(?:\s+[^\s;:.]+){1,4}?"
    else:
        whole = whole.removesuffix(r"\s+")
    before = r"(?<!\w)" if text[0].isalnum() else ""
    after = r"(?!\w)" if text[-1].isalnum() or text[-1] == "*" else ""
    return before + whole + after


def anywhere(phrases: Iterable[str]) -> Pattern:
    """A pattern that finds one of ``phrases``."""
    return re.compile(any_of(phrases), re.IGNORECASE)


def at_start(phrases: Iterable[str]) -> Pattern:
    """A pattern that fits one of ``phrases`` behind marks only."""
    return re.compile(rf"\W*{any_of(phrases)}", re.IGNORECASE)


def at_end(phrases: Iterable[str]) -> Pattern:
    """A pattern that finds one of ``phrases`` as the last words."""
    return re.compile(rf"(?:^|[\s,.]){any_of(phrases)}[\s:.—–-]*$", re.IGNORECASE)


def as_label(phrases: Iterable[str]) -> Pattern:
    """A pattern that fits one of ``phrases`` before a colon, a capital or nothing."""
    return re.compile(rf"\W*(?i:{any_of(phrases)})\s*(?::|$|\s[A-Z])")


def as_heading(phrases: Iterable[str]) -> Pattern:
    """A pattern for a whole heading that is one of ``phrases``, perhaps behind its number."""
    return re.compile(rf"\W*(?:[\w.()-]{{1,12}}\s+)?{any_of(phrases)}\W*", re.IGNORECASE)
