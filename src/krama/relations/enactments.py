"""What a normative document enacts without naming itself: "There is established …", "Decision No. 5 is repealed".

In: an outline of a reading whose own instrument is known and normative. Out: edges whose subject is that instrument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline
from krama.relations.owned import NOBODY, TARGETS, THINGS, own_edge, provision_start, shifted
from krama.relations.preamble import operative_start
from krama.relations.stated import Stated
from krama.relations.subjects import announces, coordinated, in_provision, is_governed

_NEAR = 90


def find_enactments(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """What the provisions of a normative document create, repeal, amend or promulgate."""
    yield from _listed(outline, words)
    yield from _promulgated(outline, operative_start(outline, words), words)
    for index, passage in enumerate(outline.passages):
        if passage.kind not in ("note", "row"):
            for span in outline.sentences(index):
                yield from _there(outline, index, span, words)
                yield from _passive(outline, index, span, words)
                yield from _quoted(outline, index, span, words)


def _there(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "There is hereby established, under the Ministry, a Council"."""
    text = outline.passages[index].text
    match = words.there.match(text, provision_start(text, span, words), span.end)
    if match is None:
        return
    verb = _participle(words, text, match.end(), span.end, "establish")
    if verb is None:
        return
    row = [p for p in outline.places(index, span, *THINGS) if p.span.start >= verb.end()]
    for place in _free(text, row, verb.end(), words):
        yield from own_edge(outline, "establish", place, index, span, "there-is")
        above = [p for p in row if p.type == "Actor" and p.span.end <= place.span.start and p.kind not in NOBODY]
        if above and place.type == "Actor" and words.under.search(text, verb.end(), above[-1].span.start):
            core = above[-1].span.cover(place.span)
            yield Stated(place.entity, "partOf", above[-1].entity, index, span, core, "structure/own/there-is/under")
        return


def _participle(words: StructureWords, text: str, start: int, end: int, name: str) -> re.Match[str] | None:
    """A participle right behind an auxiliary, past "hereby" and "also"."""
    match = words.own[name].participle.search(text, start, min(end, start + 40))
    if match is None or words.small.negations.search(text, start, match.start()):
        return None
    return match if len(text[start : match.start()].split()) <= 2 else None


def _free(text: str, row: Sequence[Place], start: int, words: StructureWords) -> Iterator[Place]:
    for index, place in enumerate(row):
        if place.kind in NOBODY or is_governed(text, place, words, start):
            continue
        yield from coordinated(text, row, index, words)
        return


def _passive(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "X is hereby established", "Decision No. 5 is repealed": without an agent, the document does it."""
    text = outline.passages[index].text
    row = outline.places(index, span)
    for match in words.passive.finditer(text, span.start, span.end):
        if words.small.relatives.search(text, max(span.start, match.start() - 8), match.start()):
            continue
        if _is_doubted(text, row, span, match.start(), words):
            continue
        for name in ("establish", "repeal", "amend", "promulgate"):
            verb = _participle(words, text, match.end(), span.end, name)
            if verb is None or _has_agent(text, row, verb.end(), span.end, words):
                continue
            types = TARGETS[name][1]
            subject = _subject(text, [p for p in row if p.span.end <= match.start()], types, span, words)
            for place in subject:
                yield from own_edge(outline, shifted(text, place, name, words), place, index, span, "passive")


def _is_doubted(text: str, row: Sequence[Place], span: Span, end: int, words: StructureWords) -> bool:
    """Whether the clause that ends here denies or supposes: "If the Team is set up". Names are not looked into."""
    clause = max(span.start, text.rfind(",", span.start, end))
    found = words.small.negations.finditer(text, clause, end)
    return any(not any(p.span.start <= m.start() < p.span.end for p in row) for m in found)


def _has_agent(text: str, row: Sequence[Place], start: int, end: int, words: StructureWords) -> bool:
    """Whether somebody else, or another text, does it: "by the Governor", "under Article 5 of the Law"."""
    for place in row:
        if place.span.start < start or place.span.start > min(end, start + 120) or place.reference:
            continue
        before = text[start : place.span.start]
        by = max((m.end() for m in words.small.by.finditer(before)), default=None)
        if by is not None and not re.search(r"[,;]", before[by:]) and place.type in ("Actor", "Instrument"):
            return True
        if place.type == "Instrument" and is_governed(text, place, words, start):
            return True
    return False


def _subject(
    text: str, row: Sequence[Place], types: tuple[str, ...], span: Span, words: StructureWords
) -> tuple[Place, ...]:
    """The subject of a passive: the last name before it that no preposition governs, with those listed before."""
    fits = [
        p
        for p in row
        if p.type in types
        and p.kind not in NOBODY
        and (not is_governed(text, p, words, span.start) or (p.type == "Instrument" and in_provision(text, p, words)))
    ]
    if not fits:
        return ()
    for index, place in enumerate(row):
        group = coordinated(text, row, index, words)
        if place.type in types and fits[-1] in group and len(group) > 1:
            return group
    return (fits[-1],)


def _listed(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """ "The following are hereby repealed:" and a list of texts."""
    for listing in outline.listings:
        text, said = outline.passages[listing.lead].text, listing.said
        if not announces(outline, listing, words) or outline.places(listing.lead, said, "Instrument", "Actor"):
            continue
        for match in words.passive.finditer(text, said.start, said.end):
            for name in ("repeal", "amend"):
                if _participle(words, text, match.end(), said.end, name) is None:
                    continue
                for piece in listing.pieces:
                    whole = outline.passages[piece.passage].text
                    row = outline.places(piece.passage, piece.span, "Instrument")
                    for place in coordinated(whole, row, 0, words) if row else ():
                        verb = shifted(whole, place, name, words)
                        for edge in own_edge(outline, verb, place, piece.passage, piece.span, "list"):
                            yield replace(edge, lead=None if listing.inline else listing.lead)


def _promulgated(outline: Outline, operative: int | None, words: StructureWords) -> Iterator[Stated]:
    """ "HEREBY PROMULGATES" and, behind it or in the next passage, the law."""
    verb = words.own["promulgate"]
    for index in range(
        0 if operative is None else max(0, operative - 1), min((operative or 0) + 2, len(outline.passages))
    ):
        text = outline.passages[index].text
        match = next((m for form in (verb.third, verb.base) for m in form.finditer(text)), None)
        if match is None:
            continue
        row = outline.places(index, Span(match.end(), len(text)), "Instrument")
        start, at = match.end(), index
        if not text[match.end() :].strip(" :.—–-") and index + 1 < len(outline.passages):
            start, at = 0, index + 1
            row = outline.places(at, Span(0, len(outline.passages[at].text)), "Instrument")
        if row and words.small.lead_in.fullmatch(outline.passages[at].text, start, row[0].span.start):
            whole = Span(0, row[0].span.end)
            for edge in own_edge(outline, "promulgate", row[0], at, whole, "operative"):
                yield replace(edge, lead=index if at != index else None)


def _quoted(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "In Article 6 of L, the words "a" are replaced by "b""."""
    text = outline.passages[index].text
    if not words.quoted.search(text, span.start, span.end) or not words.inserted.search(text, span.start, span.end):
        return
    for place in outline.places(index, span, "Instrument"):
        if in_provision(text, place, words):
            yield from own_edge(outline, "amend", place, index, span, "quoted")
            return
