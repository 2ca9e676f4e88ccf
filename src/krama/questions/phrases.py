"""Phrases of a question that are no names: kinds of things ("which prakas"), periods ("since 2015") and ordinals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from krama.knowledge.kinds import Kinds
from krama.questions.words import Word, Words, forms

FIRST_YEAR, LAST_YEAR = 1600, 2200


@dataclass(frozen=True, slots=True)
class KindPhrase:
    """Words ``start:end`` of the question that say which sort of thing: a type, and a kind where they are its headword.
    ``usually`` is the kind that a general noun ("law") names when it is meant strictly; ``also`` are other kinds asked for
    beside it ("laws or decrees"); ``qualifiers`` words that go with it ("ILO conventions")."""

    start: int
    end: int
    type: str
    kind: str
    usually: str = ""
    also: tuple[KindPhrase, ...] = ()
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """Words ``start:end`` that say a time: its first and last day, ISO 8601, "" where open."""

    start: int
    end: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The word that says which step: its place in the question, and the step counted from 1 (-1 is the last)."""

    start: int
    end: int
    place: int


class KindWords:
    """Headwords of all kinds, and general nouns, to be found in a question."""

    def __init__(self, kinds: Kinds, words: Words) -> None:
        self._rows: dict[tuple[str, ...], list[tuple[str, str, str]]] = {}
        for kind in kinds.all():
            for text in kind.headwords("en"):
                self._rows.setdefault(forms(text), []).append((kind.entity_type, kind.id, ""))
        for row, type_ in words.types.items():
            strict = next((kind for t, kind, _ in self._rows.get(row, ()) if t == type_), "")
            others = [found for found in self._rows.get(row, ()) if found[0] != type_]
            self._rows[row] = [(type_, "", strict), *others]
        self._words = frozenset(form for row in self._rows for form in row)
        self._longest = max(map(len, self._rows), default=1)

    def has(self, form: str) -> bool:
        """Whether the word belongs to some kind phrase."""
        return form in self._words

    def find(self, row: Sequence[Word]) -> Iterator[KindPhrase]:
        """The kind phrases of a question, left to right; none inside a longer one ("department" in "general department")."""
        reach = 0
        for start in range(len(row)):
            for end in range(min(start + self._longest, len(row)), max(start, reach), -1):
                found = self._rows.get(tuple(word.form for word in row[start:end]), ())
                yield from (KindPhrase(start, end, type_, kind, usually) for type_, kind, usually in found)
                if found:
                    reach = end
                    break


def find_periods(row: Sequence[Word], words: Words) -> tuple[Period, ...]:
    """The periods that a question names, each with the words that belong to it."""
    found = []
    years = [i for i, word in enumerate(row) if _is_year(word.form)]
    taken = -1
    for index in years:
        if index <= taken:
            continue
        period = _range(row, index, years, words) or _single(row, index, words)
        taken = period.end - 1
        found.append(period)
    return tuple(found)


def find_ordinals(row: Sequence[Word], words: Words) -> tuple[Ordinal, ...]:
    """Ordinal words, and small numbers ("step 3") that count nothing ("10 steps", "a 10-step procedure")."""
    return tuple(
        Ordinal(i, i + 1, words.ordinals.get(word.form) or int(word.form))
        for i, word in enumerate(row)
        if word.form in words.ordinals
        or (word.form.isdigit() and 0 < int(word.form) < 50 and not _counts(row, i, words))
    )


def _counts(row: Sequence[Word], index: int, words: Words) -> bool:
    """Whether a number says how many: it stands before a counted noun, not after one."""
    before, after = (row[i].form if 0 <= i < len(row) else "" for i in (index - 1, index + 1))
    return after in words.counted and before not in (*words.counted, "number", "no")


def _is_year(form: str) -> bool:
    return len(form) == 4 and form.isdigit() and FIRST_YEAR <= int(form) <= LAST_YEAR


def _range(row: Sequence[Word], index: int, years: Sequence[int], words: Words) -> Period | None:
    later = next((i for i in years if i > index), None)
    if later is None:
        return None
    between = tuple(word.form for word in row[index + 1 : later])
    if between and between not in words.periods["range"]:
        return None
    start = index - 1 if index and row[index - 1].form in ("between", "from") else index
    first, last = sorted((row[index].form, row[later].form))
    return Period(start, later + 1, f"{first}-01-01", f"{last}-12-31")


def _single(row: Sequence[Word], index: int, words: Words) -> Period:
    year = int(row[index].form)
    month = _month(row[index - 1].form) if index else 0
    start = index - 1 if month else index
    day = row[start - 1].form if month and start else ""
    if day.isdigit() and 0 < int(day) < 32:
        start -= 1
    else:
        day = ""
    end = index + 1
    use = "in"
    for name in ("since", "after", "before", "until", "in"):
        before = max((r for r in words.periods[name] if _ends(row, start, r)), key=len, default=())
        if before:
            use, start = name, start - len(before)
            break
    onwards = max((r for r in words.periods["onwards"] if _begins(row, end, r)), key=len, default=())
    if onwards and use == "in":
        use, end = "since", end + len(onwards)
    return Period(start, end, *_bounds(use, year, month, int(day or 0)))


def _bounds(use: str, year: int, month: int, day: int) -> tuple[str, str]:
    first = f"{year:04d}-{month or 1:02d}-{day or 1:02d}"
    last = f"{year:04d}-{month or 12:02d}-{day or _days(year, month or 12):02d}"
    if use == "since":
        return first, ""
    if use == "after":
        return _shift(last, 1), ""
    if use == "before":
        return "", _shift(first, -1)
    return ("", last) if use == "until" else (first, last)


def _shift(iso: str, days: int) -> str:
    try:
        return date.fromordinal(date.fromisoformat(iso).toordinal() + days).isoformat()
    except ValueError:
        return iso


def _days(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1]


def _month(form: str) -> int:
    from calendar import month_abbr, month_name

    names = [name.casefold() for name in month_name]
    short = [name.casefold() for name in month_abbr]
    return names.index(form) if form in names[1:] else short.index(form) if form in short[1:] else 0


def _ends(row: Sequence[Word], end: int, words: tuple[str, ...]) -> bool:
    return end >= len(words) and tuple(word.form for word in row[end - len(words) : end]) == words


def _begins(row: Sequence[Word], start: int, words: tuple[str, ...]) -> bool:
    return tuple(word.form for word in row[start : start + len(words)]) == words
