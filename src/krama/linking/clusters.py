"""Mentions that name one thing, joined: full name, short name, abbreviation, spelling, number.

Each find gets comparison keys; finds that share a key, or whose names differ only in what a reader would not mind (the
country, a word left out), are one cluster.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from krama.knowledge.keys import key, normal_word
from krama.model.found import Found

_SMALL = {"of", "for", "the", "and", "on", "to", "in", "a", "an", "at", "by", "with", "de", "du", "des", "concerning"}
_FORMAL = {"national", "royal", "kingdom", "republic", "state", "federal"}
_HEADS_OF = {
    "president": "chairperson", "chairman": "chairperson", "chair": "chairperson", "chairwoman": "chairperson",
}  # fmt: skip
_COUNTED = {"person", "team", "working_group", "group", "step"}
_SHORTENED = {"mission", "ministry", "committee", "council", "international_org"}
_SYNONYMS = {
    "nongovernment": "ngo", "nongovernmental": "ngo", "ngos": "ngo", "partners": "", "commissions": "commission",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sighting:
    """One find in its passage, with the words of its name; ``opened`` where a parenthesis opens right before it."""

    passage: int
    found: Found
    text: str
    opened: bool = False

    @property
    def name(self) -> str:
        return self.found.name or self.text


def clusters(
    sightings: Sequence[Sighting],
    countries: frozenset[str],
    names: Mapping[str, Sequence[str]],
    own: Sequence[int] = (),
) -> tuple[tuple[int, ...], ...]:
    """Groups of indices into ``sightings`` that name one thing, each in text order, ordered by their first.

    ``names`` are the English names of curated entries by id, ``countries`` the normal
    forms of words that name the document's own country ("cambodia", "cambodian").
    """
    parents = list(range(len(sightings)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    def join(a: int, b: int) -> None:
        a, b = root(a), root(b)
        if a != b:
            parents[max(a, b)] = min(a, b)

    first: dict[tuple[str, ...], int] = {}
    for index, sighting in enumerate(sightings):
        for one in _keys(sighting, countries, names):
            if one in first:
                if _compatible(sightings[first[one]].found, sighting.found):
                    join(first[one], index)
            else:
                first[one] = index
    for number, title in pairwise(own):
        join(number, title)
    _join_asides(sightings, join)
    _join_longer(sightings, countries, join)
    _join_operations(sightings, countries, join)
    _join_short(sightings, countries, join)
    _join_near(sightings, countries, join)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(sightings)):
        groups[root(index)].append(index)
    return tuple(tuple(groups[leader]) for leader in sorted(groups))


def content(name: str, countries: frozenset[str]) -> tuple[str, ...]:
    """The words of a name that tell it from others, in normal form and singular, without the document's country."""
    forms = [_SYNONYMS.get(form, form) for form in key(name.replace("-", " ")).split()]
    forms = [_HEADS_OF.get(form, form) for form in forms if form and form not in _SMALL]
    if len(forms) > 3 and forms[0].isdigit() and forms[1] == "step":
        forms = forms[2:]
    kept = [form for form in forms if form not in countries]
    informal = [form for form in kept if form not in _FORMAL]
    # the National Security Council is not the Security Council: two words tell too little without the third
    kept = informal if informal and (len(informal) > 2 or "national" not in kept) else kept
    stems = [_stem(form) for form in (kept or forms)]
    return tuple(stem for i, stem in enumerate(stems) if i == 0 or stem != stems[i - 1])


def _stem(form: str) -> str:
    if len(form) > 4 and form.endswith("ies"):
        return form[:-3] + "y"
    if len(form) > 3 and form.endswith("s") and not form.endswith(("ss", "us", "is")):
        return form[:-1]
    return form


def plain_number(number: str) -> str:
    """Letters and digits of an instrument's number, case folded: what numbers are compared in."""
    return "".join(re.findall(r"[^\W_]", normal_word(number)))


def _keys(
    sighting: Sighting, countries: frozenset[str], names: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    found = sighting.found
    if found.entry:
        yield ("entry", found.entry)
        if found.type == "Instrument" and found.number:
            yield ("number", _family(found.kind), plain_number(found.number), "")
        for name in names.get(found.entry, ()):
            words = content(name, countries)
            yield (
                ("title", _family(found.kind), *_without_year(words))
                if found.type == "Instrument"
                else (found.type, *words)
            )
        return
    if found.type == "Instrument" and found.number:
        number = plain_number(found.number)
        if _telling(number):
            yield ("number", number)
        else:
            yield ("number", _family(found.kind), number, str(found.date.year) if found.date else "")
    words = content(sighting.name, countries)
    if found.type == "Instrument":
        if found.title is not None and found.number:
            start = found.title.start - found.span.start
            words = content(sighting.text[start : start + len(found.title)], countries)
            if len(words) >= 2:
                yield ("title", _family(found.kind), *words)
            return
        if found.number:
            return
        yield ("title", _family(found.kind), *_without_year(words))
        return
    if found.type == "Actor" and found.kind == "person":
        yield ("person", *[w for w in words if len(w) > 1][-2:])
        return
    yield (found.type, *words)
    bag = sorted(set(words) - _ARRANGEMENTS)
    if found.type == "Mechanism" and found.kind != "step" and len(bag) > 1:
        yield ("bag", *bag)
    if found.type == "Mechanism" and found.kind == "reporting":
        # "Complaint or Reporting Mechanism", "receiving and reporting mechanism"
        yield from (("reporting", word) for word in bag if re.search(rf"(?i)\b(?:or|and) {word}", sighting.name))
    yield from _class_key(found, sighting, words)


_COUNTS = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
_FAMILIES = {
    "royal_kram": "law", "act": "law", "code": "law", "inter_ministerial_prakas": "prakas", "joint_prakas": "prakas",
    "convention": "treaty", "protocol": "treaty", "covenant": "treaty", "charter": "treaty", "memorandum": "agreement",
}  # fmt: skip
_SAME_WITH_MORE = {"procedure", "dispute_settlement", "service", "reporting"}
_ARRANGEMENTS = {"work", "system", "mechanism", "procedure", "process", "scheme", "regular", "random"}
_GENERIC = {"national", "international", "local", "foreign", "domestic", "partner", "governmental", "non", "organization",
            "ngo", "civil", "society", "other"}  # fmt: skip
_MISSIONS = {"embassy", "consulate", "mission", "representative", "office", "or", "diplomatic", "general"}


def _class_key(found: Found, sighting: Sighting, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Bodies named as a class: "NGO partners", "the victims' embassies"."""
    if (found.kind in ("ngo", "group") and set(words) <= _GENERIC and "ngo" in words) or (
        "organization" in words and set(words) <= _GENERIC
    ):
        yield ("Actor", "class", "ngo")
    if found.kind == "mission":
        owners = [w for w in re.findall(r"[^\W\d_]+", sighting.name) if _stem(normal_word(w)) not in _MISSIONS | _SMALL]
        if owners and all(word[0].islower() or word == "Foreign" for word in owners):
            yield ("Actor", "class", "mission")
        elif set(words) <= _MISSIONS and "Permanent" not in sighting.name:
            yield ("Actor", "class", "own mission")


def _without_year(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if not re.fullmatch(r"(?:19|20)\d\d", word)) or words


def _telling(number: str) -> bool:
    """Whether a number alone tells an instrument from all others: letters and digits, five or more."""
    return len(number) >= 5 and any(c.isalpha() for c in number) and any(c.isdigit() for c in number)


def _family(kind: str) -> str:
    """Kinds between which a writer does not always tell."""
    return _FAMILIES.get(kind, kind)


def _compatible(a: Found, b: Found) -> bool:
    if a.type != b.type or (a.entry and b.entry and a.entry != b.entry):
        return False
    if a.date and b.date and (a.date.year != b.date.year or (a.date.day and b.date.day and a.date != b.date)):
        return False
    return not (a.number and b.number and plain_number(a.number) != plain_number(b.number))


def _join_longer(sightings: Sequence[Sighting], countries: frozenset[str], join: Callable[[int, int], None]) -> None:
    """A procedure's name with a word more before it: "Court mechanism", "Domestic Court Mechanism"."""
    names: dict[tuple[str, ...], int] = {}
    for index, sighting in enumerate(sightings):
        if sighting.found.type == "Mechanism" and sighting.found.kind in _SAME_WITH_MORE:
            names.setdefault((sighting.found.kind, *content(sighting.name, countries)), index)
    for (kind, *words), index in names.items():
        shorter = [(kind, *words[start:]) for start in (1, 2) if len(words) - start >= 2]
        for one in shorter:
            if one in names:
                join(index, names[one])


def _join_operations(
    sightings: Sequence[Sighting], countries: frozenset[str], join: Callable[[int, int], None]
) -> None:
    """A document speaks of one operation in many words: names that share half of their telling words are one."""
    rows = [
        (index, {_root(word) for word in content(sighting.name, countries)})
        for index, sighting in enumerate(sightings)
        if sighting.found.type == "Mechanism" and sighting.found.kind == "operation"
    ]
    for (a, one), (b, two) in combinations(rows, 2):
        if min(len(one), len(two)) >= 3 and len(one & two) * 2 >= len(one | two):
            join(a, b)


def _root(word: str) -> str:
    for ending in ("ing", "ion", "ment", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word[: -len(ending)]
    return word


def _join_asides(sightings: Sequence[Sighting], join: Callable[[int, int], None]) -> None:
    """A title with its number in parentheses: "Plan on X (Decision No. 14/22)" is one text. A law and the act that
    promulgates it stay two."""
    outer = [(index, sighting) for index, sighting in enumerate(sightings) if not sighting.found.nested]
    for (index, one), (other, two) in pairwise(outer):
        a, b = one.found, two.found
        if one.passage != two.passage or a.type != "Instrument" or b.type != "Instrument":
            continue
        apart = b.span.start - a.span.end
        if not 1 <= apart <= 2 or a.number or not b.number or b.title is not None:
            continue
        if a.kind not in ("law", "code", "act", "treaty", "constitution") and two.opened:
            join(index, other)


def _join_short(sightings: Sequence[Sighting], countries: frozenset[str], join: Callable[[int, int], None]) -> None:
    """A name that is the start of exactly one longer name of its kind: "Permanent Mission of X" for "… to the UN"."""
    longer: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    at: dict[tuple[str, ...], int] = {}
    for index, sighting in enumerate(sightings):
        found = sighting.found
        words = (found.type, *content(sighting.name, countries))
        if found.kind not in _SHORTENED and not (found.type == "Mechanism" and words[1] in _COUNTS):
            continue
        at.setdefault(words, index)
        for length in range(3, len(words)):
            longer[words[:length]].add(words)
    for words, index in at.items():
        if len(longer.get(words, ())) == 1:
            (full,) = longer[words]
            if _compatible(sightings[index].found, sightings[at[full]].found):
                join(index, at[full])


def _join_near(sightings: Sequence[Sighting], countries: frozenset[str], join: Callable[[int, int], None]) -> None:
    """Names with the same first and last word that differ by one word left out."""
    buckets: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for index, sighting in enumerate(sightings):
        found = sighting.found
        words = content(sighting.name, countries)
        if found.kind in _COUNTED or len(words) < 3 or (found.type == "Instrument" and found.number):
            continue
        buckets[(found.type, found.kind, words[0], words[-1])].append(index)
    for indices in buckets.values():
        for a, b in combinations(indices, 2):
            one, two = content(sightings[a].name, countries), content(sightings[b].name, countries)
            short, long = sorted((set(one), set(two)), key=len)
            if short <= long and len(long) - len(short) <= 1 and _compatible(sightings[a].found, sightings[b].found):
                join(a, b)
