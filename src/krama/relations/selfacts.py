"""What a document does itself: "To create …", "This Prakas determines …", what its provisions are about.

In: an outline of a reading whose own instrument is known. Out: edges whose subject is that instrument, without those that
say less about the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.duties import duty_cue
from krama.relations.enactments import find_enactments
from krama.relations.listings import Outline
from krama.relations.owned import TARGETS, objects_of, own_edge, provision_start, shifted
from krama.relations.preamble import operative_start
from krama.relations.selftitle import find_title_acts
from krama.relations.stated import Stated
from krama.relations.subjects import is_governed

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
        yield from find_enactments(outline, words)
    for index, passage in enumerate(outline.passages):
        if passage.kind in ("note", "row"):
            continue
        for span in outline.sentences(index):
            yield from _this(outline, index, span, words)
            if not outline.reading.normative:
                continue
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


def _to_do(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "To create a Committee" as a provision of its own."""
    passage = outline.passages[index]
    if passage.lead is not None and outline.passages[passage.lead].kind != "heading":
        return
    text = passage.text
    match = words.small.infinitive.match(text, provision_start(text, span, words))
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
    text, own = passage.text, outline.reading.own
    if any(p.entity != own for p in outline.places(index, span, "Instrument")):
        return  # another text governs it
    for place in outline.places(index, span, "Mechanism"):
        if place.kind == "step" or place.reference:
            continue
        before = text[min(provision_start(text, span, words), place.span.start) : place.span.start]
        after = text[place.span.end : min(span.end, place.span.end + _NEAR)]
        subject = words.small.lead_in.fullmatch(before) and words.provides.match(after)
        pronoun = words.small.relatives.match(after)
        relative = pronoun and words.small.modal.match(after, pronoun.end())
        if subject or relative:
            yield from own_edge(outline, "govern", place, index, span, "provision")
