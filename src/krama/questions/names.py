"""Names taken apart for search: their telling words, their initials, and the same name with a short form spelt out or put
in ("Chairperson of NCCT" is also "Chairperson of National Committee for Counter Trafficking")."""

from __future__ import annotations

import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from krama.knowledge.kinds import Kinds
from krama.questions.things import Thing
from krama.questions.words import Word, Words, forms, read_words

KIND, NARROWER = 0.9, 0.3
"""What a word is worth that says only a thing's kind, or only a kind that is narrower than its own."""

_NUMBER_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class SearchName:
    """One name of a thing: its telling words in normal form, each once, and the initials that may stand for it."""

    text: str
    forms: tuple[str, ...]
    initials: frozenset[str] = frozenset()


def read_names(things: Mapping[str, Thing], words: Words) -> dict[str, tuple[SearchName, ...]]:
    """The names of every thing, by IRI, with those that short forms of other things make of them."""
    names = {iri: [_read(name, words) for name in (thing.name, *thing.names)] for iri, thing in things.items()}
    short = _short_forms(things, names)
    holders: dict[str, set[str]] = defaultdict(set)
    for iri, found in names.items():
        for form in {form for name in found for form in name.forms}:
            holders[form].add(iri)
    for alias, (owner, full) in short.items():
        for iri in holders.get(alias, set()) - {owner}:
            names[iri] += [_replaced(name, (alias,), full) for name in names[iri] if alias in name.forms]
        rarest = min(full, key=lambda form: (len(holders.get(form, ())), form))
        for iri in holders.get(rarest, set()) - {owner}:
            names[iri] += [_replaced(name, full, (alias,)) for name in names[iri] if set(full) <= set(name.forms)]
    return {iri: tuple(dict.fromkeys(found)) for iri, found in names.items()}


def _read(name: str, words: Words) -> SearchName:
    row = read_words(name)
    telling = tuple(dict.fromkeys(w.form for w in row if w.form not in words.small)) or forms(name)
    return SearchName(name, telling, _initials(row, words))


def _replaced(name: SearchName, old: tuple[str, ...], new: tuple[str, ...]) -> SearchName:
    kept = tuple(form for form in name.forms if form not in old)
    return SearchName(name.text, tuple(dict.fromkeys((*kept, *new))))


def _short_forms(
    things: Mapping[str, Thing], names: Mapping[str, Sequence[SearchName]]
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Short form → (the thing that alone has it, the words of its full name of three words or more)."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for iri, thing in things.items():
        full = max((name.forms for name in names[iri]), key=len)
        if len(full) < 3:
            continue
        aliases = {form for name in thing.names if is_upper(name) for form in forms(name) if len(forms(name)) == 1}
        for alias in aliases | {form for name in names[iri] for form in name.initials}:
            found[alias][iri] = next((name.forms for name in names[iri] if alias in name.initials), full)
    return {alias: next(iter(owners.items())) for alias, owners in found.items() if len(owners) == 1}


def _initials(row: Sequence[Word], words: Words) -> frozenset[str]:
    """Initials of a name of three words or more, with and without its small words: "GDI", "MOI"."""
    capital = [w for w in row if w.raw[:1].isupper() and w.plain not in words.small]
    if not row or not row[0].raw[:1].isupper() or any(is_upper(word.raw) for word in row):
        return frozenset()
    if len(capital) < 3 and not (len(capital) == 2 and len(row) >= 3):
        return frozenset()
    every = [w for w in row[row.index(capital[0]) :] if w.raw[:1].isalpha()]
    made = {"".join(w.raw[0] for w in capital), "".join(w.raw[0] for w in every)}
    return frozenset(text.casefold() for text in made if 3 <= len(text) <= 8)


def is_upper(raw: str) -> bool:
    """Whether a word is written as an abbreviation."""
    bare = raw.replace(".", "")
    return len(bare) > 1 and bare.isupper() and " " not in bare


def kind_words(kinds: Kinds) -> dict[str, dict[str, float]]:
    """Words for each kind and what they are worth. Other words for kinds of instruments mean the same ("statute"), those
    for kinds of bodies and mechanisms are often narrower ("shelter" is one service of many)."""
    return {kind.id: _words_for(kind.id, kinds) for kind in kinds.all()}


def _words_for(kind: str, kinds: Kinds) -> dict[str, float]:
    found: dict[str, float] = {}
    for ancestor in kinds.ancestors(kind):
        known = kinds[ancestor]
        for text in known.headwords("en"):
            same = known.entity_type == "Instrument" or text == known.label
            row = forms(text)
            if len(row) > 1 and text != known.label:
                continue
            for form in row:
                found[form] = max(found.get(form, 0.0), KIND if same else NARROWER)
    return found


def head_nouns(kinds: Kinds) -> frozenset[str]:
    """Words that by themselves say a kind of actor or instrument and nothing else: "minister", "committee", "law"."""
    said = (kind for kind in kinds.all() if kind.entity_type in ("Actor", "Instrument"))
    rows = (forms(text) for kind in said for text in kind.headwords("en"))
    return frozenset(row[0] for row in rows if len(row) == 1)


def number_parts(number: str) -> tuple[str, ...]:
    """The parts of a number as printed: "143/22 PK" is "143", "22", "pk"."""
    return tuple(part.casefold() for part in _NUMBER_PART.findall(number))


def date_in_words(date: str) -> str:
    """A date as a question may say it: "22 August 2022"."""
    parts = date.split("-")
    month = month_name[int(parts[1])] if len(parts) > 1 and parts[1].isdigit() and 0 < int(parts[1]) < 13 else ""
    return " ".join([*(str(int(day)) for day in parts[2:] if day.isdigit()), month, parts[0]])
