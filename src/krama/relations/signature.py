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


def find_signatures(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """What the signature blocks of a document say."""
    issued = False
    for run in signature_runs(outline, words):
        yield from _parties(outline, run, words)
        for block, countersigned in signatories(outline, run, words):
            for one in block:
                yield from _held(outline, one, words)
            if not countersigned and not issued:
                edges = [edge for one in block for edge in _issued(outline, one, words)]
                issued = bool(edges)
                yield from edges


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
        span = Span(0, line.span.end) if len(text) <= LONG else line.span
        yield Stated(own, "issuedBy", issuer.entity, line.passage, span, post.place.span, "structure/signature/issuer")


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
