"""The citation grammar: how numbers, codes, dates and titles of instruments are written.

``ontology/citations.toml`` says what holds anywhere; the ``citations.toml`` of a country adds to it. The kind words are
not here: they are the labels of the kinds. Words are kept in lower case, codes as their letters only, in lower case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from krama.errors import KnowledgeError

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SHORT = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
ENGLISH_MONTHS: Mapping[str, int] = {name.lower(): number for number, name in enumerate(_MONTHS, 1)} | _SHORT


@dataclass(frozen=True, slots=True)
class Era:
    """Years of another era: what marks them, and how far they are from ours before and after the month they turn in.

    ``turns`` are the first and last month in which the era's year may begin.
    """

    marks: tuple[str, ...]
    before: int
    after: int
    turns: tuple[int, int]

    def year(self, year: int, month: int | None) -> int | None:
        """The Gregorian year, or None where the month does not settle it."""
        if month is None or self.turns[0] <= month <= self.turns[1]:
            return year - self.before if self.before == self.after else None
        return year - (self.before if month < self.turns[0] else self.after)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names of months (lower case) and weekdays, words that may stand before a day, month or year, and other eras."""

    months: Mapping[str, int] = field(default_factory=lambda: dict(ENGLISH_MONTHS))
    weekdays: tuple[str, ...] = ()
    day_words: tuple[str, ...] = ()
    month_words: tuple[str, ...] = ()
    year_words: tuple[str, ...] = ()
    eras: tuple[Era, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The merged tables; see ``ontology/citations.toml`` for what each is. Equal only to itself."""

    introducers: tuple[str, ...]
    misprints: tuple[str, ...]
    before_number: frozenset[str]
    free: tuple[re.Pattern[str], ...]
    kind_codes: Mapping[str, str]
    form_codes: frozenset[str]
    body_codes: Mapping[str, str]
    date_introducers: tuple[str, ...]
    made: tuple[str, ...]
    corresponding: tuple[str, ...]
    suffixes: tuple[str, ...]
    calendar: Calendar
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    participles: tuple[str, ...]
    changes: Mapping[str, tuple[str, ...]]
    inside: frozenset[str]
    stops: frozenset[str]
    especially: frozenset[str]
    generic: frozenset[str]
    owners: frozenset[str]
    nouns: tuple[str, ...]
    of_makers: frozenset[str]
    with_parties: frozenset[str]
    with_year: frozenset[str]
    aliens: frozenset[str]
    disciplines: tuple[str, ...]
    never: frozenset[str]
    acts: frozenset[str]
    single: frozenset[str]
    named: frozenset[str]
    fields: frozenset[str]
    lower: frozenset[str]
    sets: frozenset[str]
    subjects: frozenset[str]
    first: frozenset[str]
    not_of_bodies: frozenset[str]
    numbered_only: frozenset[str]
    everyday: frozenset[str]
    joins: tuple[str, ...]
    of: tuple[str, ...]
    draft: frozenset[str]
    articles: tuple[str, ...]
    after: frozenset[str]

    def body(self, code: str) -> str:
        """The abbreviation of the body that a code inside a number stands for; empty where it names none.

        Two bodies are joined by a slash ("MEF/MLVT").
        """
        parts = (self.body_codes.get(letters(part), "") for part in code.split("/"))
        return "/".join(part for part in parts if part)


def letters(code: str) -> str:
    """A code as it is compared: its letters only, in lower case."""
    return "".join(char for char in code.casefold() if not (char.isspace() or char in "./-()"))


_TABLES: Mapping[str, Mapping[str, type]] = {
    "number": {"introducers": list, "misprints": list, "before": list, "free": list},
    "codes": {"kind": dict, "form": list, "body": dict},
    "dates": {
        "introducers": list, "made": list, "corresponding": list, "weekdays": list, "day_words": list,
        "month_words": list, "year_words": list, "suffix": str, "months": dict, "era": dict,
    },
    "titles": dict.fromkeys(
        (
            "strong", "weak", "participles", "inside", "stops", "especially", "generic", "aliens", "disciplines",
            "never", "owners", "nouns", "of_makers", "with_parties", "with_year", "acts", "single", "named", "fields",
            "lower", "sets", "subjects", "first", "not_of_bodies", "numbered_only", "everyday",
        ),
        list,
    ) | {"changes": dict},
    "words": {"and": list, "of": list, "draft": list, "articles": list, "after": list},
}  # fmt: skip


def load_grammar(folder: Path) -> Grammar:
    """The grammar of an ontology folder, all its countries together. Raises ``KnowledgeError`` naming file and line."""
    merged: dict[str, dict[str, Any]] = {table: {} for table in _TABLES}
    eras: list[Era] = []
    free: list[re.Pattern[str]] = []
    for path in (folder / "citations.toml", *sorted(folder.glob("jurisdictions/*/citations.toml"))):
        text, data = _read(path)
        for table, values in data.items():
            for key, value in values.items():
                _check(path, text, table, key, value)
                if key == "era":
                    eras.append(_era(path, text, value))
                elif key == "free":
                    free += [_pattern(path, text, pattern) for pattern in value]
                elif isinstance(value, dict):
                    merged[table].setdefault(key, {}).update(value)
                else:
                    merged[table].setdefault(key, []).extend(value if isinstance(value, list) else [value])
    return _grammar(merged, tuple(eras), tuple(free))


def _read(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise KnowledgeError(f"{path}:{line.group(1) if line else 1}: not TOML: {error}") from error
    for table, values in data.items():
        if table not in _TABLES or not isinstance(values, dict):
            raise KnowledgeError(f"{path}:{_line(text, table)}: no table [{table}]; known are {', '.join(_TABLES)}")
    return text, data


def _check(path: Path, text: str, table: str, key: str, value: object) -> None:
    wanted = _TABLES[table].get(key)
    line = _line(text, key)
    if wanted is None:
        raise KnowledgeError(f"{path}:{line}: [{table}] has no key {key}; known are {', '.join(_TABLES[table])}")
    if not isinstance(value, wanted):
        raise KnowledgeError(f"{path}:{line}: [{table}] {key} must be a {wanted.__name__}")
    if isinstance(value, list) and not all(isinstance(one, str) for one in value):
        raise KnowledgeError(f"{path}:{line}: [{table}] {key} must hold strings only")


def _era(path: Path, text: str, value: Mapping[str, Any]) -> Era:
    try:
        first, last = value["turns"]
        return Era(tuple(value["marks"]), int(value["before"]), int(value["after"]), (int(first), int(last)))
    except (KeyError, TypeError, ValueError) as error:
        line = _line(text, "era")
        raise KnowledgeError(f"{path}:{line}: an era needs marks, before, after and two turns: {error}") from error


def _pattern(path: Path, text: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise KnowledgeError(f"{path}:{_line(text, pattern)}: not a regular expression: {error}") from error


def _line(text: str, word: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if word in line), 1)


def _grammar(
    merged: Mapping[str, Mapping[str, Any]], eras: tuple[Era, ...], free: tuple[re.Pattern[str], ...]
) -> Grammar:
    number, codes, dates, titles, words = (merged[table] for table in ("number", "codes", "dates", "titles", "words"))
    months = dict(ENGLISH_MONTHS) | {name.lower(): int(month) for name, month in dates.get("months", {}).items()}
    return Grammar(
        introducers=_longest(number.get("introducers", ())),
        misprints=_longest(number.get("misprints", ())),
        before_number=_lower(number.get("before", ())),
        free=free,
        kind_codes={letters(code): kind for code, kind in codes.get("kind", {}).items()},
        form_codes=frozenset(letters(code) for code in codes.get("form", ())),
        body_codes={letters(code): body for code, body in codes.get("body", {}).items()},
        date_introducers=_longest(dates.get("introducers", ())),
        made=_longest(dates.get("made", ())),
        corresponding=_longest(dates.get("corresponding", ())),
        suffixes=tuple(dates.get("suffix", ())),
        calendar=Calendar(
            months,
            _longest(dates.get("weekdays", ())),
            _longest(dates.get("day_words", ())),
            _longest(dates.get("month_words", ())),
            _longest(dates.get("year_words", ())),
            eras,
        ),
        strong=_longest(titles.get("strong", ())),
        weak=_longest(titles.get("weak", ())),
        participles=_longest(titles.get("participles", ())),
        changes={kind: _longest(links) for kind, links in titles.get("changes", {}).items()},
        inside=_lower(titles.get("inside", ())),
        stops=_lower(titles.get("stops", ())),
        especially=_lower(titles.get("especially", ())),
        generic=_lower(titles.get("generic", ())),
        acts=_lower(titles.get("acts", ())),
        single=_lower(titles.get("single", ())),
        aliens=_lower(titles.get("aliens", ())),
        disciplines=_longest(titles.get("disciplines", ())),
        owners=_lower(titles.get("owners", ())),
        nouns=_longest(titles.get("nouns", ())),
        of_makers=_lower(titles.get("of_makers", ())),
        with_parties=_lower(titles.get("with_parties", ())),
        with_year=_lower(titles.get("with_year", ())),
        never=_lower(titles.get("never", ())),
        named=_lower(titles.get("named", ())),
        fields=_lower(titles.get("fields", ())),
        lower=_lower(titles.get("lower", ())),
        sets=_lower(titles.get("sets", ())),
        subjects=_lower(titles.get("subjects", ())),
        first=_lower(titles.get("first", ())),
        not_of_bodies=_lower(titles.get("not_of_bodies", ())),
        numbered_only=_lower(titles.get("numbered_only", ())),
        everyday=_lower(titles.get("everyday", ())),
        joins=_longest(words.get("and", ())),
        of=_longest(words.get("of", ())),
        draft=_lower(words.get("draft", ())),
        articles=_longest(words.get("articles", ())),
        after=_lower(words.get("after", ())),
    )


def _longest(words: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Longest first, so that an alternation of them takes the longest."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def _lower(words: list[str] | tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
