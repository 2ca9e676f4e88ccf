"""What a normative document does itself: "There is established …", "To create …", "This Prakas determines …".

In: an outline of a reading whose own instrument is known. Out: edges whose subject is that instrument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.duties import duty_cue
from krama.relations.listings import Outline
from krama.relations.owned import NOBODY, TARGETS, THINGS, objects_of, own_edge, shifted
from krama.relations.preamble import operative_start
from krama.relations.selftitle import find_title_acts
from krama.relations.stated import Stated
from krama.relations.subjects import announces, coordinated, in_provision, is_governed

_NEAR = 90


def find_own_acts(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """All edges of the document's own instrument that its operative part and its title state."""
    if not outline.reading.own:
        return
    found = list(_all(outline, words))
    made = {edge.object for edge in found if edge.predicate == "establishes"}
    gone = {edge.object for edge in found if edge.predicate == "repeals"}
    for edge in found:
        if edge.predicate == "governs" and edge.object in made:
            continue
        if edge.predicate == "amends" and edge.object in gone:
            continue
        yield edge


def _all(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    operative = operative_start(outline, words)
    duties = {
        piece.passage
        for listing in outline.listings
        if not listing.inline and duty_cue(outline, listing, words)[0] is not None
        for piece in listing.pieces
    }
    yield from find_title_acts(outline, words)
    if outline.reading.normative:
        yield from _listed(outline, words)
        yield from _promulgated(outline, operative, words)
    for index, passage in enumerate(outline.passages):
        if passage.kind in ("note", "row"):
            continue
        for span in outline.sentences(index):
            yield from _this(outline, index, span, words)
            if not outline.reading.normative:
                continue
            yield from _there(outline, index, span, words)
            yield from _passive(outline, index, span, words)
            yield from _quoted(outline, index, span, words)
            if (operative is None or index >= operative) and index not in duties:
                yield from _to_do(outline, index, span, words)
                yield from _provides(outline, index, span, words)


def _this(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "This Prakas determines M", "This Decision replaces Decision No. 5", and what it is "with a view to"."""
    text, own = outline.passages[index].text, outline.reading.own
    row = outline.places(index, span)
    at = next((i for i, p in enumerate(row) if p.entity == own), None)
    if at is None or (at and row[at].span.start - span.start > _NEAR) or is_governed(text, row[at], words, span.start):
        return
    start = row[at].span.end
    rest = row[at + 1 :]
    stop = rest[0].span.start if rest else span.end
    purpose = words.purpose.match(text, start, stop)
    begin = purpose.end() if purpose else start
    if words.small.negations.match(text, begin):
        return
    spoken, after = False, begin
    while True:
        found = _verb(text, after, span.end, begin > start, words)
        if found is None:
            break
        spoken = True
        name, end = found
        objects = objects_of(text, rest, end, TARGETS[name][1], words, name != "establish")
        for place in objects:
            yield from own_edge(outline, shifted(text, place, name, words), place, index, span, "this")
        joint = words.small.further.match(text, objects[-1].span.end if objects else end, span.end)
        if joint is None:
            break
        after = joint.end()
    if spoken:
        yield from _view(outline, index, span, start, rest, words)


def _verb(text: str, start: int, end: int, purpose: bool, words: StructureWords) -> tuple[str, int] | None:
    """Which of the document's verbs stands at ``start``, the longest that fits, and where it ends."""
    ends = [
        (match.end(), name)
        for name, verb in words.own.items()
        for form in ((verb.third, verb.base, verb.gerund) if purpose else (verb.third,))
        if (match := form.match(text, start, end))
    ]
    return max(ends)[::-1] if ends else None


def _view(
    outline: Outline, index: int, span: Span, start: int, row: Sequence[Place], words: StructureWords
) -> Iterator[Stated]:
    """ "… with a view to giving effect to L"."""
    text, verb = outline.passages[index].text, words.own["implement"]
    for match in (*verb.gerund.finditer(text, start, span.end), *verb.base.finditer(text, start, span.end)):
        for place in objects_of(text, row, match.end(), ("Instrument",), words, loose=True):
            yield from own_edge(outline, "implement", place, index, span, "this")


def _there(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "There is hereby established, under the Ministry, a Council"."""
    text = outline.passages[index].text
    match = words.there.search(text, span.start, min(span.end, span.start + _NEAR))
    if match is None or re.search(r"\w{2,}", re.sub(r"\(\w+\)", "", text[span.start : match.start()])):
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
    return match if match and len(text[start : match.start()].split()) <= 2 else None


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
        for name in ("establish", "repeal", "amend", "promulgate"):
            verb = _participle(words, text, match.end(), span.end, name)
            if verb is None or _has_agent(text, row, verb.end(), span.end, words):
                continue
            types = TARGETS[name][1]
            subject = _subject(text, [p for p in row if p.span.end <= match.start()], types, span, words)
            for place in subject:
                yield from own_edge(outline, shifted(text, place, name, words), place, index, span, "passive")


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


def _to_do(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "To create a Committee" as a provision of its own."""
    passage = outline.passages[index]
    if passage.lead is not None and outline.passages[passage.lead].kind != "heading":
        return
    text = passage.text
    start = words.opener.match(text, span.start)
    begin = start.end() if start else span.start
    match = words.small.infinitive.match(text, begin)
    if match is None:
        return
    row = outline.places(index, span)
    for name in ("establish", "repeal", "amend", "promulgate"):
        verb = words.own[name].base.match(text, match.end())
        if verb:
            for place in objects_of(text, row, verb.end(), TARGETS[name][1], words, loose=name != "establish"):
                yield from own_edge(outline, shifted(text, place, name, words), place, index, span, "to-do")


def _provides(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """A provision whose subject is a mechanism, or that says of one what "shall" be done, governs it."""
    passage = outline.passages[index]
    if passage.kind == "heading":
        return
    text = passage.text
    for place in outline.places(index, span, "Mechanism"):
        if place.kind == "step" or place.reference:
            continue
        before = re.sub(r"^[\s(\d).]*", "", text[span.start : place.span.start])
        after = text[place.span.end : min(span.end, place.span.end + _NEAR)]
        subject = words.small.lead_in.fullmatch(before) and words.provides.match(after)
        pronoun = words.small.relatives.match(after)
        relative = pronoun and words.small.modal.match(after, pronoun.end())
        if subject or relative:
            yield from own_edge(outline, "govern", place, index, span, "provision")
