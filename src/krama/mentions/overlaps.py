"""The one policy for overlapping finds.

The longest find at a place is its mention; of equal spans the better finder's (citations before known names before
bodies, people, places, mechanisms). A find that crosses a chosen one is dropped; one inside it is kept as nested where
it names something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from krama.model.found import Found

_RANK = {
    "acronyms": -1,
    "citations": 0,
    "enumerations": 0,
    "names": 1,
    "people": 2,
    "bodies": 3,
    "places": 4,
    "mechanisms": 5,
}


def settle(finds: Iterable[Found]) -> tuple[Found, ...]:
    """Outermost finds, and those nested in them, ordered by span."""
    ordered = sorted(_identified(tuple(finds)), key=lambda f: (-len(f.span), _rank(f), f.span, f.finder, f.kind))
    outer: list[Found] = []
    nested: list[Found] = []
    for found in ordered:
        holder = next((other for other in outer if other.span.overlaps(found.span)), None)
        if holder is None:
            outer.append(found)
        elif holder.span.contains(found.span) and holder.span != found.span and _own(found, holder, nested):
            nested.append(replace(found, nested=True))
    return tuple(sorted((*outer, *nested), key=lambda f: (f.span.start, -f.span.end, f.finder)))


def _identified(finds: Sequence[Found]) -> Iterator[Found]:
    """A citation or phrase that is a known name, or starts with one and only adds number, date or country, is that thing."""
    known = [found for found in finds if found.entry]
    for found in finds:
        if not found.entry:
            same = [k for k in known if k.type == found.type and _same_thing(k, found)]
            if same:
                best = max(same, key=lambda k: (len(k.span), k.entry))
                found = replace(found, entry=best.entry, kind=best.kind)
        yield found


def _same_thing(known: Found, found: Found) -> bool:
    if known.span == found.span:
        return True
    if found.type != "Instrument" or not found.span.contains(known.span) or found.title is not None:
        return False
    # "Labour Law, 1997", "Labour Law of X", "ILO Convention No. 29, 1930"
    return known.span.start == found.span.start and len(known.span) * 2 >= len(found.span)


def _rank(found: Found) -> int:
    return _RANK.get(found.finder.split("/")[0], 9)


def _own(found: Found, holder: Found, nested: list[Found]) -> bool:
    """Whether a find inside ``holder`` names a thing of its own: it is not the head of the longer name itself."""
    if found.type == holder.type == "Mechanism":
        return False
    if found.type == holder.type and found.span.start == holder.span.start and holder.kind != "post":
        return False
    return not any(_clash(found, other) for other in nested)


def _clash(found: Found, other: Found) -> bool:
    """Whether a nested find crosses another one, or only shortens it."""
    if not other.span.overlaps(found.span):
        return False
    return not other.span.contains(found.span) or (other.type == found.type and other.span.start == found.span.start)
