"""Edges whose subject is the document itself: what a verb of its own does to the things named behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline
from krama.relations.stated import Stated
from krama.relations.subjects import in_provision

_NUMBER = re.compile(r"[\divx]*[\s.:–—-]*")
_MARK = re.compile(r"\s*(?:\(?\w{1,4}\)|\d+\.)\s+")

THINGS = ("Actor", "Mechanism")
TARGETS = {
    "establish": ("establishes", THINGS),
    "govern": ("governs", THINGS),
    "repeal": ("repeals", ("Instrument",)),
    "amend": ("amends", ("Instrument",)),
    "implement": ("implements", ("Instrument",)),
    "promulgate": ("promulgates", ("Instrument",)),
    "base": ("basedOn", ("Instrument",)),
    "issue": ("issuedBy", ("Actor",)),
}
NOBODY = frozenset({"post", "person", "state"})


def own_edge(outline: Outline, verb: str, place: Place, index: int, span: Span, frame: str) -> Iterator[Stated]:
    """The edge that a verb makes between the document and ``place``; none where their types do not fit it."""
    own, (predicate, types) = outline.reading.own, TARGETS[verb]
    if place.type in types and place.entity != own and not (place.kind in NOBODY and verb in ("establish", "govern")):
        yield Stated(own, predicate, place.entity, index, span, place.span, f"structure/own/{frame}/{verb}")


def objects_of(
    text: str, row: Sequence[Place], start: int, types: tuple[str, ...], words: StructureWords, loose: bool
) -> tuple[Place, ...]:
    """The things named right behind a verb, with nothing but small words before each."""
    wanted = [i for i, p in enumerate(row) if p.span.start >= start]
    if not wanted or row[wanted[0]].type not in types:
        return ()
    first = row[wanted[0]]
    gap = text[start : first.span.start]
    fits = words.governed_between.fullmatch(gap) if loose else words.small.lead_in.fullmatch(gap)
    if not fits:
        return ()
    found = [first]
    for index in wanted[1:]:
        between = text[found[-1].span.end : row[index].span.start]
        joint = words.small.joint.match(between)
        rest = between[joint.end() :] if joint else between
        if not joint or not (joint.group("last") or between.lstrip().startswith(",")) or row[index].type not in types:
            break
        if not words.governed_between.fullmatch(rest):
            break
        found.append(row[index])
    return tuple(found)


def shifted(text: str, place: Place, name: str, words: StructureWords) -> str:
    """The verb, or "amend" where only "Article 5 of" a text is repealed."""
    return "amend" if name == "repeal" and in_provision(text, place, words) else name


def provision_start(text: str, span: Span, words: StructureWords) -> int:
    """Where the words of a sentence start behind "Article 2" or "(1)"."""
    opener = words.opener.match(text, span.start, span.end)
    number = _NUMBER.match(text, opener.end(), span.end) if opener else None
    start = number.end() if number else span.start
    mark = _MARK.match(text, start, span.end)
    return mark.end() if mark else start
