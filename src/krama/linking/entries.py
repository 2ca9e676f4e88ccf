"""Curated instruments by what a citation says: number, kind and year, or the words of the title."""

from __future__ import annotations

from krama.knowledge import Knowledge
from krama.knowledge.gazetteer import Entry, Gazetteer
from krama.knowledge.kinds import Kinds
from krama.linking.clusters import content, plain_number
from krama.model import Found


def cited_entry(found: Found, text: str, knowledge: Knowledge) -> str:
    """The id of the one curated instrument that a citation means, or "". ``text`` are the citation's words."""
    if found.type != "Instrument" or found.draft or found.finder.endswith("/change"):
        return ""
    entries = _instruments(knowledge.gazetteer)
    title = _title(found, text, knowledge.country_words)
    if found.number:
        number = plain_number(found.number)
        fitting = [e for e in entries if number in map(plain_number, e.numbers) and _alike(found, e, knowledge.kinds)]
        fitting = [e for e in fitting if _dated(found, e) or (title and title in _titles(e, knowledge.country_words))]
    else:
        fitting = [e for e in entries if title and title in _titles(e, knowledge.country_words)]
        fitting = [e for e in fitting if _alike(found, e, knowledge.kinds) and not _elsewhen(found, e)]
    return fitting[0].id if len(fitting) == 1 else ""


def _instruments(gazetteer: Gazetteer) -> tuple[Entry, ...]:
    return tuple(entry for entry in gazetteer.entries.values() if entry.type == "Instrument")


def _alike(found: Found, entry: Entry, kinds: Kinds) -> bool:
    return kinds.listed(found.kind) == kinds.listed(entry.kind)


def _dated(found: Found, entry: Entry) -> bool:
    """Whether both are dated, in the same year."""
    return found.date is not None and any(date.startswith(str(found.date.year)) for date in entry.dates)


def _elsewhen(found: Found, entry: Entry) -> bool:
    """Whether both are dated, in other years."""
    return found.date is not None and bool(entry.dates) and not _dated(found, entry)


def _title(found: Found, text: str, country: frozenset[str]) -> tuple[str, ...]:
    if found.title is not None:
        start = found.title.start - found.span.start
        return content(text[start : start + len(found.title)], country)
    return () if found.number else content(text, country)


def _titles(entry: Entry, country: frozenset[str]) -> set[tuple[str, ...]]:
    """The telling words of the entry's names, whole and after the kind word's "on"."""
    names = [name for name, language in entry.names if language == "en"]
    return {content(part, country) for name in names for part in (name, name.partition(" on ")[2]) if part}
