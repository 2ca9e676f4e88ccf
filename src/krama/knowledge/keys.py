"""The one normalisation under which names are compared; the text itself is never changed.

NFKC, case folded, characters that show nothing dropped (U+200B and its like), apostrophes and hyphens made plain,
"&" read as "and", accents kept (no homoglyphs merged), the spelling pairs of ``ontology/spelling.toml`` made one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache

from krama.knowledge.location import ontology_folder

# vowel signs and other combining marks are part of a word, though regular expressions call them no letters
_LETTER = "(?:[^\\W_]|[\u0300-\u036f\u17b4-\u17d3\u17dd\u200b-\u200d])"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*|&", re.UNICODE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}[A-Za-z]?\b\.?")


def words(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words of ``text``: (normal form, start, end), offsets in code points of ``text``.

    A dotted abbreviation ("N.C.C.T") is one word.
    """
    found: list[tuple[str, int, int]] = []
    taken = 0
    for match in _DOTTED.finditer(text):
        found += _plain_words(text, taken, match.start())
        found.append((normal_word(match.group().replace(".", "")), match.start(), match.end()))
        taken = match.end()
    found += _plain_words(text, taken, len(text))
    return tuple(found)


def _plain_words(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    return [(normal_word(m.group()), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]


def key(name: str) -> str:
    """The comparison form of a name: its words in normal form, without a leading article."""
    forms = [form for form, _, _ in words(name)]
    return " ".join(forms[1:] if len(forms) > 1 and forms[0] in ("the", "a", "an") else forms)


@cache
def normal_word(word: str) -> str:
    """The comparison form of one word."""
    form = _INVISIBLE.sub("", unicodedata.normalize("NFKC", word)).casefold().replace("’", "'")
    if form == "&":
        return "and"
    form = form.removesuffix("'s").replace("'", "")
    exact, endings = _spelling()
    if form in exact:
        return exact[form]
    if len(form) >= 6:
        for ending, other in endings:
            if form.endswith(ending):
                return form[: -len(ending)] + other
    return form


@cache
def _spelling() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    table = tomllib.loads((ontology_folder() / "spelling.toml").read_text(encoding="utf-8"))
    return table["words"], tuple(sorted(table["endings"].items(), key=lambda pair: (-len(pair[0]), pair)))
