"""Signature blocks: place and date, the post, "(signed)", the name some lines further on.

In: an outline of a reading. Out: ``holdsPost`` of who signs; ``heads`` where the post says of which body; ``issuedBy`` of
the document's own instrument (``party`` where it is an agreement that somebody signs for another). Who presents, copies
or witnesses the text holds a post but has not issued it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline
from krama.relations.preamble import operative_start
from krama.relations.stated import Stated

_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_LONG = 200
_OTHER_WORDS = 3
_NO_BODY = frozenset({"post", "person", "state"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block. ``column`` is its place in a row of cells, -1 for a line of its own."""

    passage: int
    span: Span
    column: int


@dataclass(frozen=True, slots=True)
class Name:
    """A post or person on a line of a block; ``proxy`` where the line says that somebody signs for the post."""

    place: Place
    line: Line
    proxy: bool

    @property
    def is_person(self) -> bool:
        return self.place.kind == "person"


@dataclass(frozen=True, slots=True)
class Signatory:
    """A post that signs with the person, where a name is printed; ``person`` is None where there is none."""

    person: Name | None
    posts: tuple[Name, ...]


def find_signatures(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """What the signature blocks of a document say."""
    issued = False
    for run in _runs(outline, words):
        yield from _parties(outline, run, words)
        for names, countersigned in _groups(outline, run, words):
            signatories = [s for column in _columns(names) for s in _paired(column)]
            for one in signatories:
                yield from _held(outline, one, words)
            if not countersigned and not issued:
                edges = [e for s in signatories for e in _issued(outline, s, words)]
                issued = bool(edges)
                yield from edges


def _runs(outline: Outline, words: StructureWords) -> Iterator[list[Line]]:
    """Rows of short lines from the place and date, the closing or the first "(signed)" on, with the names right before."""
    run: list[Line] = []
    told = False  # whether the document has come to its point: running text or the operative part
    operative = operative_start(outline, words)
    for index, passage in enumerate(outline.passages):
        if len(passage.text) > _LONG or passage.kind in ("item", "note") or words.recipients.match(passage.text):
            if run and (found := _from_opening(outline, run, words, told)):
                yield found
            run = []
            told = told or len(passage.text) > _LONG
            continue
        told = told or (operative is not None and index > operative)
        cells = {c.start: n for n, c in enumerate(outline.cells(index, Span(0, len(passage.text))))}
        run += [Line(index, line, cells.get(line.start, -1)) for line in outline.lines(index)]
    if run and (found := _from_opening(outline, run, words, told)):
        yield found


def _from_opening(outline: Outline, run: list[Line], words: StructureWords, told: bool) -> list[Line]:
    for at, line in enumerate(run):
        dated = told and _is_dated(outline, line)
        if line.passage and (dated or _is_closing(outline, line, words)):
            while at and _names(outline, run[at - 1], words):
                at -= 1
            return run[at:]
    return []


def _is_closing(outline: Outline, line: Line, words: StructureWords) -> bool:
    text = _words(outline, line)
    return bool(words.closing.match(text) or words.signed.search(text))


def _is_dated(outline: Outline, line: Line) -> bool:
    """ "Phnom Penh, 11 January 2024": a short line with a year that begins with a name."""
    text, row = _words(outline, line), outline.places(line.passage, line.span)
    if not _YEAR.search(text) or len(text.split()) > 14 or any(p.type == "Instrument" for p in row):
        return False
    if any(p.type == "Place" and p.span.start == line.span.start for p in row):
        return True
    return "," in text and text[:1].isupper() and not text.rstrip().endswith(".")


def _words(outline: Outline, line: Line) -> str:
    return outline.passages[line.passage].text[line.span.start : line.span.end]


def _groups(outline: Outline, run: Sequence[Line], words: StructureWords) -> Iterator[tuple[list[Name], bool]]:
    """The names of a run, cut where other words stand; and whether those only present or copy the text."""
    names: list[Name] = []
    countersigned = False
    for line in run:
        text = outline.passages[line.passage].text
        counter = words.counter.search(text, line.span.start, line.span.end)
        found = _names(outline, line, words)
        if counter is None and (found or _is_mark(outline, line, words)):
            names += found
            continue
        if names:
            yield names, countersigned
            countersigned = False
        names = []
        if counter is not None:
            countersigned = True
            row = outline.places(line.passage, line.span, "Actor")
            names = [Name(row[-1], line, False)] if row and row[-1].span.start >= counter.end() and _ends(line, row) else []
    if names:
        yield names, countersigned


def _ends(line: Line, row: Sequence[Place]) -> bool:
    return row[-1].span.end >= line.span.end - 1


def _is_mark(outline: Outline, line: Line, words: StructureWords) -> bool:
    if _is_dated(outline, line) or words.closing.match(_words(outline, line)):
        return True
    return not re.search(r"[^\W\d_]{3,}", _left(outline, line, words))


def _left(outline: Outline, line: Line, words: StructureWords) -> str:
    """What a line holds besides names, marks of signature and small words."""
    rest = list(_words(outline, line))
    for place in outline.places(line.passage, line.span):
        rest[place.span.start - line.span.start : place.span.end - line.span.start] = " " * len(place.span)
    left = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", words.signed.sub(" ", "".join(rest)))
    return words.filler.sub(" ", words.proxy.sub(" ", left))


def _names(outline: Outline, line: Line, words: StructureWords) -> list[Name]:
    """The posts and persons of a line that holds little else."""
    text = outline.passages[line.passage].text
    row = [p for p in outline.places(line.passage, line.span, "Actor") if p.kind in ("post", "person")]
    if not row:
        return []
    left = _left(outline, line, words)
    limit = 8 if _YEAR.search(left) else _OTHER_WORDS
    if len(re.findall(r"[^\W\d_]{2,}", left)) > limit:
        return []
    proxy = words.proxy.match(text, line.span.start, line.span.end) is not None
    return [Name(p, line, proxy) for p in row]


def _columns(names: Sequence[Name]) -> list[list[Name]]:
    """Names by the column in which they stand."""
    columns: dict[int, list[Name]] = {}
    for name in names:
        columns.setdefault(name.line.column, []).append(name)
    return list(columns.values())


def _paired(names: Sequence[Name]) -> Iterator[Signatory]:
    """Persons with their posts: those above each name, or those below where the block begins with a name."""
    posts: list[Name] = []
    person: Name | None = None
    for name in names:
        if name.is_person and names[0].is_person:
            if person:
                yield Signatory(person, tuple(posts))
            person, posts = name, []
        elif name.is_person:
            yield Signatory(name, tuple(posts))
            posts = []
        else:
            posts.append(name)
    if person or posts:
        yield Signatory(person, tuple(posts))


def _text(outline: Outline, name: Name) -> str:
    return outline.passages[name.line.passage].text[name.place.span.start : name.place.span.end]


def _own_posts(outline: Outline, signatory: Signatory, words: StructureWords) -> list[Name]:
    """The posts of who signs: not that of the chief for whom a deputy signs."""
    if len(signatory.posts) < 2:
        return list(signatory.posts)
    last = signatory.posts[-1]
    deputy = words.roles.role.match(_text(outline, last)) and words.roles.second.search(_text(outline, last))
    kept = []
    for post in signatory.posts[:-1]:
        name = _text(outline, post)
        if post.proxy or (deputy and words.roles.role.match(name) and not words.roles.second.search(name)):
            continue
        kept.append(post)
    return [*kept, last]


def _held(outline: Outline, signatory: Signatory, words: StructureWords) -> Iterator[Stated]:
    who = signatory.person
    if who is None:
        return
    for post in _own_posts(outline, signatory, words):
        yield _stated(who, "holdsPost", post, post.place, "post")
    for post in signatory.posts:
        role = words.roles.role.match(_text(outline, post))
        if role and role.group("head") and not words.roles.apart.match(_text(outline, post)):
            for body in _bodies(outline, post):
                yield _stated(who, "heads", post, body, "head")


def _bodies(outline: Outline, post: Name) -> list[Place]:
    """The bodies that the title of a post names."""
    row = outline.reading.places[post.line.passage]
    inside = [p for p in row if p.nested and post.place.span.contains(p.span)]
    return [p for p in inside if p.type == "Actor" and p.kind not in _NO_BODY]


def _issued(outline: Outline, signatory: Signatory, words: StructureWords) -> Iterator[Stated]:
    """The post that signs issues the text; of a letter or report, the body that the post names."""
    own = outline.reading.own
    entity = outline.reading.entities.get(own)
    if entity is None:
        return
    bodies = [body for post in signatory.posts for body in _bodies(outline, post)]
    for post in _own_posts(outline, signatory, words):
        issuer = bodies[0] if bodies and entity.kind == "communication" else post.place
        line = post.line
        text = outline.passages[line.passage].text
        span = Span(0, line.span.end) if len(text) <= _LONG else line.span
        yield Stated(own, "issuedBy", issuer.entity, line.passage, span, post.place.span, "structure/signature/issuer")


def _parties(outline: Outline, run: Sequence[Line], words: StructureWords) -> Iterator[Stated]:
    """ "For the Government of X": a party of an agreement."""
    own = outline.reading.own
    entity = outline.reading.entities.get(own)
    if entity is None or entity.kind not in words.agreements:
        return
    for line in run:
        if words.proxy.match(outline.passages[line.passage].text, line.span.start, line.span.end):
            for place in outline.places(line.passage, line.span, "Actor"):
                if place.kind not in ("post", "person"):
                    yield Stated(
                        own, "party", place.entity, line.passage, line.span, place.span, "structure/signature/party"
                    )


def _stated(who: Name, predicate: str, post: Name, other: Place, detail: str) -> Stated:
    rule = f"structure/signature/{detail}"
    here, there = who.line, post.line
    ends = (who.place.entity, predicate, other.entity)
    if here.passage == there.passage:
        return Stated(*ends, here.passage, there.span.cover(here.span), who.place.span.cover(other.span), rule)
    if there.passage < here.passage:
        return Stated(*ends, here.passage, here.span, who.place.span, rule, lead=there.passage)
    return Stated(*ends, there.passage, there.span, other.span, rule, lead=here.passage)
