"""The preamble of an instrument: "Having seen X" before its operative part.

In: an outline of a reading whose own instrument is known. Out: ``basedOn`` of that instrument; ``promulgates`` and
``amends`` between the instruments of one line.
"""

from __future__ import annotations

from collections.abc import Iterator

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline
from krama.relations.stated import Stated
from krama.relations.subjects import coordinated

_FIRST_PASSAGES = 60
_HEAD_PASSAGES = 15


def find_preamble(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """What the lines before the operative part say."""
    for index in range(head_end(outline, words)):
        passage = outline.passages[index]
        lead = passage.lead
        inherited = lead is not None and lead < index and _is_bare_cue(outline.passages[lead].text, words)
        if passage.kind == "heading" or (passage.kind == "note"):
            continue
        for span in outline.lines(index) if passage.joined else outline.sentences(index):
            cue = words.seen.match(passage.text, span.start, span.end)
            if cue is None and not inherited:
                continue
            start = cue.end() if cue else span.start
            yield from _line(outline, index, span, start, words, lead if inherited and cue is None else None)


def head_end(outline: Outline, words: StructureWords) -> int:
    """Index of the first passage that cannot belong to the preamble."""
    found = operative_start(outline, words)
    return min(_HEAD_PASSAGES, len(outline.passages)) if found is None else found


def operative_start(outline: Outline, words: StructureWords) -> int | None:
    """Index of the passage with which the operative part begins; None where none of the first 60 shows it."""
    for index, passage in enumerate(outline.passages[:_FIRST_PASSAGES]):
        text = passage.text
        if words.opener.match(text):
            return index
        if len(text) < 120 and passage.kind != "item" and _decides(text, words):
            return index if len(text.split()) <= 6 else index + 1
    return None


def _decides(text: str, words: StructureWords) -> bool:
    match = words.operative.search(text)
    if match is None:
        return False
    return text.isupper() or (len(text[: match.start()].split()) <= 8 and not text[match.start() :].strip().islower())


def _is_bare_cue(text: str, words: StructureWords) -> bool:
    match = words.seen.match(text)
    return match is not None and not text[match.end() :].strip(" :—–-")


def _line(
    outline: Outline, index: int, span: Span, start: int, words: StructureWords, lead: int | None
) -> Iterator[Stated]:
    text, own = outline.passages[index].text, outline.reading.own
    row = [p for p in outline.places(index, span, "Instrument") if p.entity != own and p.span.start >= start]
    if not row:
        return
    promulgated = _behind(text, row, words, "promulgating")
    amending = _behind(text, row, words, "amending")
    free = [p for p in row if p not in promulgated and p not in amending]
    if own and free and words.seen_gap.fullmatch(text, start, free[0].span.start):
        for place in coordinated(text, free, 0, words, open_list=True):
            yield Stated(own, "basedOn", place.entity, index, span, place.span, "structure/preamble/seen", lead=lead)
    for place in promulgated:
        first = _before(row, place)
        if first and first.kind != "constitution":
            core = first.span.cover(place.span)
            yield Stated(
                first.entity, "promulgates", place.entity, index, span, core, "structure/preamble/promulgating"
            )
    for place in amending:
        first = _before(row, place, but=amending)
        if first:
            core = first.span.cover(place.span)
            yield Stated(place.entity, "amends", first.entity, index, span, core, "structure/preamble/amended")


def _behind(text: str, row: list[Place], words: StructureWords, cue: str) -> list[Place]:
    """The instruments behind "promulgating" or "as amended by", with those listed after them."""
    pattern = words.promulgating if cue == "promulgating" else words.amending
    found: list[Place] = []
    for index, place in enumerate(row[1:], start=1):
        gap = text[row[index - 1].span.end : place.span.start]
        match = pattern.search(gap)
        if match and words.small.lead_in.fullmatch(gap[match.end() :]):
            found += coordinated(text, row, index, words)
    return found


def _before(row: list[Place], place: Place, but: list[Place] | None = None) -> Place | None:
    earlier = [p for p in row if p.span.end <= place.span.start and p not in (but or [])]
    return earlier[-1] if earlier else None
