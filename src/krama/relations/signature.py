"""Signature blocks: place and date, the post, "(signed)", the name some lines further on.

In: an outline of a reading. Out: ``holdsPost`` of who signs; ``heads`` where the post says of which body; ``issuedBy``
of the document's own instrument (``party`` where it is an agreement that somebody signs for another). Who presents,
copies or witnesses the text holds a post but has not issued it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.blocks import LONG, Line, Name, Signatory, signatories, signature_runs
from krama.relations.listings import Outline
from krama.relations.parties import is_agreement
from krama.relations.stated import Stated

_NO_BODY = frozenset({"post", "person", "state"})
_MARKS = 4


def find_signatures(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """What the signature blocks of a document say."""
    issued: set[str] = set()
    for run in signature_runs(outline, words):
        text = _signed(outline, run[0].passage)
        yield from _parties(outline, run, words)
        for block, countersigned in signatories(outline, run, words):
            for one in block:
                yield from _held(outline, one, words)
            if text and text not in issued and not countersigned:
                edges = [edge for one in block for edge in _issued(outline, text, one, words)]
                if edges:
                    issued.add(text)
                yield from edges


def _signed(outline: Outline, before: int) -> str:
    """The text that a block signs: the last one whose number or title stands alone on a line above, as with a report
    behind its covering letter; else the document's own instrument."""
    own = outline.reading.own
    for index in range(before - 1, -1, -1) if own else ():
        passage = outline.passages[index]
        if passage.kind in ("heading", "paragraph"):
            for place in outline.outer[index]:
                if place.type == "Instrument" and not place.reference and len(place.span) >= len(passage.text) - _MARKS:
                    return place.entity
    return own


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


def _issued(outline: Outline, signed: str, signatory: Signatory, words: StructureWords) -> Iterator[Stated]:
    """The post that signs issues the text; of a letter or report, the body that the post names."""
    reading = outline.reading
    letter = not reading.normative or signed != reading.own or reading.entities[signed].kind == "communication"
    bodies = [body for post in signatory.posts for body in _bodies(outline, post)]
    for post in _own_posts(outline, signatory, words):
        issuer = bodies[0] if bodies and letter else post.place
        line = post.line
        text = outline.passages[line.passage].text
        span = Span(0, line.span.end) if len(text) <= LONG else line.span
        rule = "structure/signature/issuer"
        yield Stated(signed, "issuedBy", issuer.entity, line.passage, span, post.place.span, rule)


def _parties(outline: Outline, run: Sequence[Line], words: StructureWords) -> Iterator[Stated]:
    """ "For the Government of X": a party of an agreement."""
    own = outline.reading.own
    if not is_agreement(outline, words):
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
