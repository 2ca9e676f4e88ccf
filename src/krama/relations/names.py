"""Relations inside a name: "Chairman of X", "Secretariat of X", "Law on the Establishment of B", "Prakas on M".

The inner name is a nested place; the outer name's own words say how the two belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from krama.knowledge.cues import Cue
from krama.model import Place, Span
from krama.relations.frames import Hit, fits

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def find_in_names(text: str, places: Sequence[Place], cues: Sequence[Cue]) -> Iterator[Hit]:
    """Pairs of an outer place and one nested in it, for the cues of the frames ``title`` and ``post``."""
    for inner, place in enumerate(places):
        if not place.nested:
            continue
        outer = next(
            (i for i, p in enumerate(places) if not p.nested and p.span.contains(place.span) and p.span != place.span),
            None,
        )
        if outer is None or places[outer].entity == place.entity:
            continue
        whole = places[outer]
        if whole.type == "Instrument":
            yield from _in_title(text, outer, inner, places, [cue for cue in cues if cue.frame == "title"])
        else:
            yield from _in_post(text, outer, inner, places, [cue for cue in cues if cue.frame == "post"])


def _in_title(text: str, outer: int, inner: int, places: Sequence[Place], cues: Sequence[Cue]) -> Iterator[Hit]:
    whole, part = places[outer], places[inner]
    before = [word.lower() for word in _WORD.findall(text[whole.span.start : part.span.start])]
    for cue in cues:
        if not (fits(whole, cue.subject_types) and fits(part, cue.object_types)):
            continue
        bound = bool(before) and text[part.span.start - 1] != "(" and before[-1] in _BOUND | cue.words
        if cue.words and not (bound and cue.words & set(before[-_NEAR:])):
            continue
        if not cue.words and not _is_subject(text, whole, part.span):
            continue
        yield Hit(cue, outer, inner, whole.span, "")


_NEAR = 5
# what may stand right before the inner name, so that the cue before it speaks of it
_BOUND = {"of", "the", "to", "for", "on", "a", "an", "and", "its", "said"}
_SUBJECT = {
    "on",
    "for",
    "the",
    "concerning",
    "regarding",
    "guiding",
    "to",
    "governing",
    "strengthening",
    "establishing",
}
_SOFT = {"guideline", "code_of_conduct", "standard", "plan", "policy", "procedure_document", "circular", "agreement"}


def _is_subject(text: str, whole: Place, part: Span) -> bool:
    """Whether the inner name is what the title is on: right after "on", "for" or the kind word."""
    between = text[whole.span.start : part.start].lower().split()
    last = between[-1].strip("“\"'") if between else ""
    return not between or last in _SUBJECT or (last == "of" and whole.kind in _SOFT)


def _in_post(text: str, outer: int, inner: int, places: Sequence[Place], cues: Sequence[Cue]) -> Iterator[Hit]:
    whole, part = places[outer], places[inner]
    head = text[whole.span.start : part.span.start].lower()
    link = head.split()
    if not link or (
        link[-1] not in ("of", "the", "in", "at", "to", "for", "de", "du", "des", "on")
        and not head.endswith(("’ ", "'s "))
    ):
        if text[part.span.end : part.span.end + 1] not in (" ", "’", "'") or whole.kind != "post":
            return
        head = text[part.span.end : whole.span.end].lower()
    if part.type == "Place" and (not link or link[-1] not in ("in", "at")):
        return
    words = " ".join(_WORD.findall(head))
    for cue in cues:
        swapped = cue.predicate == "responsibleFor"
        subject, object_ = (inner, outer) if swapped else (outer, inner)
        if not (fits(places[subject], cue.subject_types) and fits(places[object_], cue.object_types)):
            continue
        if cue.words and not (
            places[outer].kind == "post" and any(re.search(rf"\b{re.escape(w)}\b", words) for w in cue.words)
        ):
            continue
        yield Hit(cue, subject, object_, whole.span, "")
