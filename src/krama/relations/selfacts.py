"""What a normative document does itself: "There is established …", "To create …", "This Prakas determines …", its title.

In: an outline of a reading whose own instrument is known. Out: edges whose subject is that instrument.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from krama.knowledge.structure_words import OwnVerb, StructureWords
from krama.model import Place, Span
from krama.relations.duties import duty_cue
from krama.relations.listings import Outline
from krama.relations.preamble import head_end, operative_start
from krama.relations.stated import Stated
from krama.relations.subjects import announces, coordinated, in_provision, is_governed

_THINGS = ("Actor", "Mechanism")
_TARGETS = {
    "establish": ("establishes", _THINGS),
    "govern": ("governs", _THINGS),
    "repeal": ("repeals", ("Instrument",)),
    "amend": ("amends", ("Instrument",)),
    "implement": ("implements", ("Instrument",)),
    "base": ("basedOn", ("Instrument",)),
    "issue": ("issuedBy", ("Actor",)),
}
_NOBODY = frozenset({"post", "person", "state"})
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
        for listing in outline.listings()
        if not listing.inline and duty_cue(outline, listing, words)[0] is not None
        for piece in listing.pieces
    }
    yield from _title(outline, words)
    if outline.reading.normative:
        yield from _listed(outline, words)
    for index, passage in enumerate(outline.passages):
        if passage.kind in ("note", "row"):
            continue
        for span in outline.sentences(index):
            yield from _this(outline, index, span, words)
            yield from _long_title(outline, index, span, words)
            if not outline.reading.normative:
                continue
            yield from _there(outline, index, span, words)
            yield from _passive(outline, index, span, words)
            yield from _quoted(outline, index, span, words)
            if (operative is None or index >= operative) and index not in duties:
                yield from _to_do(outline, index, span, words)
                yield from _provides(outline, index, span, words)


def _edge(outline: Outline, verb: str, place: Place, index: int, span: Span, frame: str) -> Iterator[Stated]:
    own, (predicate, types) = outline.reading.own, _TARGETS[verb]
    if place.type in types and place.entity != own and not (place.kind in _NOBODY and verb in ("establish", "govern")):
        yield Stated(own, predicate, place.entity, index, span, place.span, f"structure/own/{frame}/{verb}")


def _objects(
    text: str, row: Sequence[Place], start: int, types: tuple[str, ...], words: StructureWords, loose: bool
) -> tuple[Place, ...]:
    """The things named right behind a verb: with nothing but small words before the first, and "for", "of" before each."""
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
        objects = _objects(text, rest, end, _TARGETS[name][1], words, name != "establish")
        for place in objects:
            yield from _edge(outline, _shifted(text, place, name, words), place, index, span, "this")
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


def _shifted(text: str, place: Place, name: str, words: StructureWords) -> str:
    return "amend" if name == "repeal" and in_provision(text, place, words) else name


def _view(
    outline: Outline, index: int, span: Span, start: int, row: Sequence[Place], words: StructureWords
) -> Iterator[Stated]:
    """ "… with a view to giving effect to L"."""
    text, verb = outline.passages[index].text, words.own["implement"]
    for match in (*verb.gerund.finditer(text, start, span.end), *verb.base.finditer(text, start, span.end)):
        for place in _objects(text, row, match.end(), ("Instrument",), words, loose=True):
            yield from _edge(outline, "implement", place, index, span, "this")


def _long_title(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "An Act to establish B; to provide for M; to repeal L": one clause after another."""
    text = outline.passages[index].text
    first = _title_start(outline, index, words)
    if first is None or index > 30 or span.start != outline.sentences(index)[0].start:
        return
    row = outline.places(index, Span(0, len(text)))
    for match in re.finditer(r"\b(?:to|for)\s+", text[first:]):
        begin = first + match.end()
        for name, verb in words.own.items():
            found = verb.base.match(text, begin)
            if found is None or _is_longer(words, text, begin, found):
                continue
            for place in _objects(text, row, found.end(), _TARGETS[name][1], words, loose=name != "establish"):
                clause = _clause(text, begin, place)
                yield from _edge(outline, _shifted(text, place, name, words), place, index, clause, "long-title")
            yield from _second(outline, index, found.end(), row, words, name)


def _title_start(outline: Outline, index: int, words: StructureWords) -> int | None:
    """Where the clauses of a long title start in a passage; it may go on over several passages."""
    first = words.long_title.match(outline.passages[index].text)
    if first:
        return first.end()
    at = index
    while at and re.match(r"(?:and\s+)?(?:to|for)\s", outline.passages[at].text) and at > index - 20:
        at -= 1
        if words.long_title.match(outline.passages[at].text):
            return 0
    return None


def _second(
    outline: Outline, index: int, start: int, row: Sequence[Place], words: StructureWords, name: str
) -> Iterator[Stated]:
    """ "to repeal and replace L" where the two verbs are told apart."""
    text = outline.passages[index].text
    joint = re.compile(r"\s+and\s+").match(text, start)
    if joint:
        for place in _objects(text, row, joint.end(), _TARGETS[name][1], words, loose=True):
            yield from _edge(outline, name, place, index, _clause(text, start, place), "long-title")


def _is_longer(words: StructureWords, text: str, begin: int, found: re.Match[str]) -> bool:
    """Whether another verb's phrase fits more of the text: "provide for the establishment of" is no "provide for"."""
    return any(
        (other := verb.base.match(text, begin)) is not None and other.end() > found.end() for verb in words.own.values()
    )


def _clause(text: str, start: int, place: Place) -> Span:
    del start
    return Span(0, place.span.end) if place.span.end < 600 else Span(text.rfind(";", 0, place.span.start) + 1, place.span.end)


def _there(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "There is hereby established, under the Ministry, a Council"."""
    text = outline.passages[index].text
    match = words.there.search(text, span.start, min(span.end, span.start + _NEAR))
    if match is None or re.search(r"\w{2,}", re.sub(r"\(\w+\)", "", text[span.start : match.start()])):
        return
    verb = _participle(words, text, match.end(), span.end, "establish")
    if verb is None:
        return
    row = [p for p in outline.places(index, span, *_THINGS) if p.span.start >= verb.end()]
    for place in _free(text, row, verb.end(), words):
        yield from _edge(outline, "establish", place, index, span, "there-is")
        above = [p for p in row if p.type == "Actor" and p.span.end <= place.span.start and p.kind not in _NOBODY]
        if above and place.type == "Actor" and re.search(r"\bunder\b[\w\s]*$", text[verb.end() : above[-1].span.start]):
            core = above[-1].span.cover(place.span)
            yield Stated(place.entity, "partOf", above[-1].entity, index, span, core, "structure/own/there-is/under")
        return


def _participle(words: StructureWords, text: str, start: int, end: int, name: str) -> re.Match[str] | None:
    """A participle right behind an auxiliary, past "hereby" and "also"."""
    match = words.own[name].participle.search(text, start, min(end, start + 40))
    return match if match and len(text[start : match.start()].split()) <= 2 else None


def _free(text: str, row: Sequence[Place], start: int, words: StructureWords) -> Iterator[Place]:
    for index, place in enumerate(row):
        if place.kind in _NOBODY or is_governed(text, place, words, start):
            continue
        for one in coordinated(text, row, index, words):
            yield one
        return


def _passive(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "X is hereby established", "Decision No. 5 is repealed": without an agent, the document does it."""
    text = outline.passages[index].text
    row = outline.places(index, span)
    for match in words.passive.finditer(text, span.start, span.end):
        if words.small.relatives.search(text, max(span.start, match.start() - 8), match.start()):
            continue
        for name in ("establish", "repeal", "amend"):
            verb = _participle(words, text, match.end(), span.end, name)
            if verb is None or _has_agent(text, row, verb.end(), span.end, words):
                continue
            types = _TARGETS[name][1]
            subject = _subject(text, [p for p in row if p.span.end <= match.start()], types, span, words)
            for place in subject:
                yield from _edge(outline, _shifted(text, place, name, words), place, index, span, "passive")


def _has_agent(text: str, row: Sequence[Place], start: int, end: int, words: StructureWords) -> bool:
    """Whether somebody else, or another text, does it: "by the Governor", "under Article 5 of the Law"."""
    for place in row:
        if place.span.start < start or place.span.start > min(end, start + 120) or place.reference:
            continue
        before = text[start : place.span.start]
        if re.search(r"\bby\b[^,;]*$", before) and place.type in ("Actor", "Instrument"):
            return True
        if place.type == "Instrument" and is_governed(text, place, words, start):
            return True
    del words
    return False


def _subject(
    text: str, row: Sequence[Place], types: tuple[str, ...], span: Span, words: StructureWords
) -> tuple[Place, ...]:
    """The subject of a passive: the last name before it that no preposition governs, with those listed before."""
    fits = [
        p
        for p in row
        if p.type in types
        and p.kind not in _NOBODY
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
    for listing in outline.listings():
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
                        verb = _shifted(whole, place, name, words)
                        for edge in _edge(outline, verb, place, piece.passage, piece.span, "list"):
                            yield replace(edge, lead=None if listing.inline else listing.lead)


def _quoted(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "In Article 6 of L, the words "a" are replaced by "b""."""
    text = outline.passages[index].text
    if not words.quoted.search(text, span.start, span.end) or not words.inserted.search(text, span.start, span.end):
        return
    for place in outline.places(index, span, "Instrument"):
        if in_provision(text, place, words):
            yield from _edge(outline, "amend", place, index, span, "quoted")
            return


def _to_do(outline: Outline, index: int, span: Span, words: StructureWords) -> Iterator[Stated]:
    """ "To create a Committee" as a provision of its own."""
    passage = outline.passages[index]
    if passage.lead is not None and outline.passages[passage.lead].kind != "heading":
        return
    text = passage.text
    start = words.opener.match(text, span.start)
    begin = start.end() if start else span.start
    match = re.compile(r"[\s.:\d)–—-]*to\s+", re.IGNORECASE).match(text, begin)
    if match is None:
        return
    row = outline.places(index, span)
    for name in ("establish", "repeal", "amend"):
        verb = words.own[name].base.match(text, match.end())
        if verb:
            for place in _objects(text, row, verb.end(), _TARGETS[name][1], words, loose=name != "establish"):
                yield from _edge(outline, _shifted(text, place, name, words), place, index, span, "to-do")


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
        subject = words.small.lead_in.fullmatch(before) and re.match(r"[\s\w,()-]*?\b(?:shall|must|is|are|consists?|takes?)\b", after)
        relative = re.match(r",?\s*(?:which|that)\s+(?:shall|must)\b", after)
        if subject or relative:
            yield from _edge(outline, "govern", place, index, span, "provision")


def _title(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """The document's own title: "on the Establishment of B", "on Inspection of M"."""
    own = outline.reading.own
    for index, passage in enumerate(outline.passages[:40]):
        titles = [p for p in outline.reading.places[index] if p.entity == own and not p.reference]
        if not titles or (passage.kind != "heading" and index >= head_end(outline, words)):
            continue
        for title in titles:
            inner = [p for p in outline.reading.places[index] if title.span.contains(p.span) and p.entity != own]
            yield from _titled(outline, index, title, inner, words)


def _titled(
    outline: Outline, index: int, title: Place, inner: Sequence[Place], words: StructureWords
) -> Iterator[Stated]:
    text = outline.passages[index].text
    for place in inner:
        before = text[title.span.start : place.span.start]
        name = _title_verb(before, words)
        if name is not None:
            yield from _edge(outline, name, place, index, title.span, "title")
        elif place.type == "Mechanism" and re.search(r"\b(?:on|for|of)\s+(?:the\s+)?$", before, re.IGNORECASE):
            yield from _edge(outline, "govern", place, index, title.span, "title")


def _title_verb(before: str, words: StructureWords) -> str | None:
    """What the words right before a name in a title say is done with it."""
    for name in ("establish", "repeal", "amend", "govern", "implement"):
        verb: OwnVerb = words.own[name]
        for match in verb.title.finditer(before):
            if words.small.lead_in.fullmatch(before[match.end() :]):
                return name
    return None

