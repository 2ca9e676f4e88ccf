"""Signature blocks: place and date, the post, "(signed)", the name some lines further on.

In: an outline of a reading. Out: ``holdsPost`` of who signs; ``heads`` where the post says of which body; ``issuedBy`` of
the document's own instrument (``party`` where it is an agreement that somebody signs for another). Who presents, copies
or witnesses the text holds a post but has not issued it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline
from krama.relations.stated import Stated

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_LONG = 200
_WORDS = 3
_BODY_KINDS = frozenset({"post", "person", "state"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block. ``column`` is its place in a row of cells, -1 for a line of its own."""

    passage: int
    span: Span
    column: int


@dataclass
class _Block:
    """What was read of one signature block so far."""

    posts: list[tuple[Place, Line]] = field(default_factory=list)
    countersigned: bool = False
    proxy: bool = False


def find_signatures(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """What the signature blocks of a document say."""
    for run in _runs(outline, words):
        yield from _run(outline, run, words)


def _runs(outline: Outline, words: StructureWords) -> Iterator[list[Line]]:
    """Rows of short lines behind running text that show a date, a closing or "(signed)"."""
    run: list[Line] = []
    for index, passage in enumerate(outline.passages):
        ends = len(passage.text) > _LONG or passage.kind in ("item", "note")
        if ends or words.recipients.match(passage.text):
            if _is_block(outline, run, words):
                yield run
            run = []
            continue
        cells = {c.start: n for n, c in enumerate(outline.cells(index, Span(0, len(passage.text))))}
        run += [Line(index, line, cells.get(line.start, -1)) for line in outline.lines(index)]
    if _is_block(outline, run, words):
        yield run


def _is_block(outline: Outline, run: list[Line], words: StructureWords) -> bool:
    if not run or run[0].passage == 0:
        return False
    return any(_opens(outline, line, words) for line in run)


def _opens(outline: Outline, line: Line, words: StructureWords) -> bool:
    text = outline.passages[line.passage].text[line.span.start : line.span.end]
    if words.closing.match(text) or words.signed.search(text):
        return True
    row = outline.places(line.passage, line.span)
    if not _YEAR.search(text) or len(text.split()) > 14 or any(p.type == "Instrument" for p in row):
        return False
    place = next((p for p in row if p.type in ("Place", "Actor")), None)
    return place is not None and not text[: place.span.start - line.span.start].strip() or text[:1].isupper() and "," in text


def _run(outline: Outline, run: list[Line], words: StructureWords) -> Iterator[Stated]:
    start = next(i for i, line in enumerate(run) if _opens(outline, line, words))
    start = max(0, start - 3)
    block, issued = _Block(), False
    waiting: tuple[Place, Line] | None = None
    for line in run[start:]:
        text = outline.passages[line.passage].text
        counter = words.counter.search(text, line.span.start, line.span.end)
        row = outline.places(line.passage, line.span, "Actor")
        if counter:
            block = _Block(countersigned=True)
            waiting = None
            row = tuple(p for p in row if p is row[-1] and p.span.start >= counter.end())
        elif not row and _opens(outline, line, words):
            continue
        elif not row or not _is_names(text, line, row, words):
            if re.search(r"\w{3,}", text[line.span.start : line.span.end]) and not words.signed.search(text):
                block, waiting = _Block(countersigned=block.countersigned and not block.posts), None
            continue
        if words.proxy.match(text, line.span.start, line.span.end):
            block.proxy = True
            yield from _party(outline, line, row, words)
        people = [p for p in row if p.kind == "person"]
        posts = [(p, line) for p in row if p.kind == "post"]
        if posts:
            block.posts += posts
            if waiting and not block.posts[:-len(posts)]:
                yield from _held(outline, waiting, block, words)
                issued_now = list(_issued(outline, block, words))
                if not issued:
                    yield from issued_now
                    issued = bool(issued_now)
                block, waiting = _Block(), None
        if not posts and not people:
            continue
        for person in people:
            mine = _column(block, line)
            if mine.posts:
                yield from _held(outline, (person, line), mine, words)
                issued_now = list(_issued(outline, mine, words))
                yield from () if issued and not _together(line) else issued_now
                issued = issued or bool(issued_now)
                waiting = None
            else:
                waiting = person, line
        if people and waiting is None and not _together(line):
            block = _Block()
    if block.posts and not issued:
        yield from _issued(outline, block, words)


def _together(line: Line) -> bool:
    return line.column >= 0


def _column(block: _Block, line: Line) -> _Block:
    """The posts that stand above a name: those of its column where there are columns."""
    mine = [(p, at) for p, at in block.posts if at.column == line.column or at.column < 0 or line.column < 0]
    return _Block(mine, block.countersigned, block.proxy)


def _is_names(text: str, line: Line, row: tuple[Place, ...], words: StructureWords) -> bool:
    """Whether a line holds little else than names, places, dates and marks of signature."""
    rest = list(text[line.span.start : line.span.end])
    for place in row:
        for at in range(place.span.start - line.span.start, place.span.end - line.span.start):
            rest[at] = " "
    left = words.signed.sub(" ", "".join(rest))
    left = words.proxy.sub(" ", words.filler.sub(" ", left))
    left = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", left)
    if _YEAR.search(left):
        return len(left.split()) <= 8
    return len(re.findall(r"[^\W\d_]{2,}", left)) <= _WORDS


def _held(
    outline: Outline, person: tuple[Place, Line], block: _Block, words: StructureWords
) -> Iterator[Stated]:
    who, at = person
    posts = _own_posts(outline, block, words)
    for place, line in posts:
        yield _stated(who.entity, "holdsPost", place.entity, who, at, place, line, "post")
    for place, line in block.posts:
        text = outline.passages[line.passage].text
        role = words.roles.role.match(text, place.span.start)
        if role and role.group("head") and not words.roles.apart.match(text, place.span.start):
            for body in _inside(outline, line.passage, place):
                yield _stated(who.entity, "heads", body.entity, who, at, body, line, "head")


def _own_posts(outline: Outline, block: _Block, words: StructureWords) -> list[tuple[Place, Line]]:
    """The posts of who signs: not that of the chief for whom a deputy signs."""
    if not block.posts:
        return []
    last, line = block.posts[-1]
    text = outline.passages[line.passage].text
    name = text[last.span.start : last.span.end]
    deputy = words.roles.role.match(name) is not None and words.roles.second.search(name) is not None
    if block.proxy and len(block.posts) > 1:
        return [(last, line)]
    kept = []
    for place, at in block.posts[:-1]:
        other = outline.passages[at.passage].text[place.span.start : place.span.end]
        if deputy and words.roles.role.match(other) and not words.roles.second.search(other):
            continue
        kept.append((place, at))
    return [*kept, (last, line)]


def _issued(outline: Outline, block: _Block, words: StructureWords) -> Iterator[Stated]:
    """The post that signs issues the text; of a letter or report, the body that the post names."""
    own = outline.reading.own
    if not own or block.countersigned:
        return
    entity = outline.reading.entities.get(own)
    for place, line in _own_posts(outline, block, words):
        issuer = place
        if entity and entity.kind == "communication":
            issuer = next(iter(_bodies(outline, block)), place)
        yield Stated(
            own, "issuedBy", issuer.entity, line.passage, _widened(outline, line), place.span, "structure/signature/issuer"
        )


def _bodies(outline: Outline, block: _Block) -> list[Place]:
    return [body for place, line in block.posts for body in _inside(outline, line.passage, place)]


def _party(outline: Outline, line: Line, row: tuple[Place, ...], words: StructureWords) -> Iterator[Stated]:
    """ "For the Government of X": a party of an agreement."""
    own = outline.reading.own
    entity = outline.reading.entities.get(own)
    if entity is None or entity.kind not in words.agreements:
        return
    for place in row:
        if place.kind not in ("post", "person"):
            yield Stated(own, "party", place.entity, line.passage, line.span, place.span, "structure/signature/party")


def _inside(outline: Outline, passage: int, place: Place) -> list[Place]:
    return [
        p
        for p in outline.reading.places[passage]
        if p.nested and place.span.contains(p.span) and p.type == "Actor" and p.kind not in _BODY_KINDS
    ]


def _widened(outline: Outline, line: Line) -> Span:
    """A line with the place and date before it, where they stand in its passage."""
    text = outline.passages[line.passage].text
    return Span(0, line.span.end) if len(text) <= _LONG else line.span


def _stated(
    subject: str, predicate: str, object_: str, who: Place, at: Line, other: Place, line: Line, detail: str
) -> Stated:
    rule = f"structure/signature/{detail}"
    if line.passage == at.passage:
        core = who.span.cover(other.span)
        return Stated(subject, predicate, object_, at.passage, line.span.cover(at.span), core, rule)
    if line.passage < at.passage:
        return Stated(subject, predicate, object_, at.passage, at.span, who.span, rule, lead=line.passage)
    return Stated(subject, predicate, object_, line.passage, line.span, other.span, rule, lead=at.passage)
