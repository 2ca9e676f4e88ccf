"""Headings that no markup shows: "Article 5.-", "CHAPTER II: STRUCTURE", lines in capitals, short titles."""

from __future__ import annotations

import re

from krama.read.lines import dangling, finished

_FIGURES = r"\d{1,4}(?:[.-]\d{1,3})?(?:\s?(?:bis|ter|quater)|er|re|ère)?"
_NUMBER = rf"(?:{_FIGURES}|premi(?:er|ère)|[IVXLC]{{1,7}}|[A-Z]|[០-៩]{{1,4}})(?![\w’'])"
_DIVISIONS = {
    1: "rule part book title annex appendix schedule partie livre titre annexe គន្ថី មាតិកា",
    2: "chapter chapitre ជំពូក",
    3: "section sec. sub-section subsection ផ្នែក កថាភាគ",
    4: "article art. មាត្រា ប្រការ",
}
_LEVEL = {word: level for level, words in _DIVISIONS.items() for word in words.split()}
_WORDS = "|".join(sorted((re.escape(word) for word in _LEVEL), key=len, reverse=True))
_DIVISION = re.compile(rf"({_WORDS})\s*({_NUMBER})((?:\s?[.:–—-]){{0,4}})\s*", re.IGNORECASE)
_RUN_IN = re.compile(r"([^.–—\n]{3,90})(?:\.\s?[–—-]{1,2}|\s[–—]{1,2})\s")
_VERBS = "is are was were be been shall may must will can has have had does do est sont doit doivent peut peuvent"
_CLAUSE = frozenset(_VERBS.split())


def division(text: str) -> tuple[int, int, int] | None:
    """The level of the division that a line opens, where its name ends, and where the words after it start.

    None for a line that only begins with a reference, such as "Article 12 of the Labour Law".
    """
    match = _DIVISION.match(text)
    if match is None or match.group(1)[0].islower():
        return None
    level = _LEVEL[match.group(1).lower()]
    rest = text[match.end() :]
    if rest and not match.group(3) and not (is_title(rest.partition("\n")[0]) or text[match.end(2) :].startswith("\n")):
        return None
    return level, match.end(2), match.end()


def run_in_title(text: str) -> int | None:
    """Where the title ends that a text begins with, as in "Functions. – The Council shall", or None."""
    match = _RUN_IN.match(text)
    return match.end(1) if match and is_title(match.group(1)) else None


def is_title(text: str, words: int = 12) -> bool:
    """Whether a line could be a title: short, begins high, is no clause and does not end like one."""
    if not text or finished(text) or dangling(text):
        return False
    parts = text.split()
    first = next((character for character in text if character.isalnum()), "")
    if len(parts) > words or not first or first.islower() or first.isdigit():
        return False
    return not any(part.lower().strip(",;()") in _CLAUSE for part in parts)


def in_capitals(text: str) -> bool:
    """Whether a line has letters, no small ones, and is no bare number, code or single letter."""
    cased = [character for character in text if character.isupper() or character.islower()]
    if len(cased) < 3 or any(character.islower() for character in cased) or len(text) > 200:
        return False
    return len(cased) * 2 > len(text.replace(" ", "")) and not any(character.isdigit() for character in text[:4])
