"""Membership rosters: "composed as follows" and items with roles; "Chair: A; Members: B, C".

In: an outline of a reading. Out: ``heads`` and ``memberOf`` edges to the body (``participatesIn`` where it is a
mechanism), ``holdsPost`` of the persons listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Listing, Outline, Piece
from krama.relations.members import HEAD, MEMBER, OUTSIDE, Member, members_of, named_role, role_of
from krama.relations.stated import Stated
from krama.relations.subjects import announces, body_of
from krama.relations.units import parent_of

_PREDICATES = {HEAD: "heads", MEMBER: "memberOf"}


def find_rosters(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """Edges of all membership lists."""
    done: set[int] = set()
    by_lead: dict[int, list[Listing]] = {}
    for listing in outline.listings:
        by_lead.setdefault(listing.lead, []).append(listing)
    for lead in sorted(by_lead):
        if lead in done:
            continue
        for listing in by_lead[lead]:
            yield from _roster(outline, listing, by_lead, done, words)


def _roster(
    outline: Outline, listing: Listing, by_lead: dict[int, list[Listing]], done: set[int], words: StructureWords
) -> Iterator[Stated]:
    said = outline.passages[listing.lead].text[listing.said.start : listing.said.end]
    if words.roster.never.match(said) and not words.roster.finite.search(said):
        return
    label = words.roles.label.fullmatch(said + " ") or words.roles.whole.fullmatch(said.rstrip(" :–—-"))
    given = named_role(label) if label else None
    cue, kind = _cue(outline, listing, words) if announces(outline, listing, words) else (None, "")
    if parent_of(outline, listing, words) is not None:
        return
    roles = [role_of(outline, piece, words) for piece in listing.pieces]
    ending = words.roles.ending.search(said) if listing.inline and given is None else None
    first = named_role(ending) if ending else None
    told = sum(role is not None for role in roles)
    if cue is None and given is None and first is None and (told < 2 or told * 2 < len(roles)):
        return
    if given is not None and not _is_label(outline, listing, words):
        return
    found = body_of(outline, listing, cue, words, kind)
    if found is None:
        return
    loose = cue is None and given is None and first is None
    yield from _members(outline, listing, found, first or given, by_lead, done, words, loose)


def _members(
    outline: Outline,
    listing: Listing,
    found: tuple[Place, int],
    given: str | None,
    by_lead: dict[int, list[Listing]],
    done: set[int],
    words: StructureWords,
    loose: bool,
) -> Iterator[Stated]:
    body, where = found
    done.add(listing.lead)
    for piece in listing.pieces:
        role = role_of(outline, piece, words, body.entity)
        label = words.roles.label.match(outline.text(piece) + " ")
        if label and (listing.inline or words.roles.whole.fullmatch(outline.text(piece).rstrip(" :"))):
            given = named_role(label)
        elif caption := _caption(outline, piece, words):
            given = named_role(caption)
        if role is None and loose and given is None:
            continue
        row = members_of(outline, piece, words, listing.inline or _is_labelled(outline, piece, words), body.entity)
        below = by_lead.get(piece.passage, [])
        if below and not listing.inline and piece.passage != listing.lead:
            row = [] if not row or _opens(outline, piece) else row
            if not row:
                for inner in below:
                    yield from _members(outline, inner, found, role or given, by_lead, done, words, loose=False)
        if (role or given) == OUTSIDE:
            continue
        for member in row:
            if member.place.entity != body.entity:
                yield from _edges(listing, piece, member, body, where, role or given or MEMBER)


def _caption(outline: Outline, piece: Piece, words: StructureWords) -> re.Match[str] | None:
    """A piece that is nothing but a role: the pieces behind it have that role."""
    return None if outline.places(piece.passage, piece.span) else words.roles.whole.fullmatch(outline.text(piece))


def _edges(listing: Listing, piece: Piece, member: Member, body: Place, where: int, role: str) -> Iterator[Stated]:
    predicate = _PREDICATES[role]
    if body.type == "Mechanism" and role == MEMBER:
        predicate = "participatesIn"
    lead = where if where != piece.passage else listing.lead if listing.lead != piece.passage else None
    span = piece.span
    if lead is None:
        span = Span(min(listing.said.start, body.span.start), piece.span.end)
    yield Stated(
        member.place.entity, predicate, body.entity, piece.passage, span, member.place.span,
        f"structure/roster/{role}", lead=lead,
    )  # fmt: skip
    for post in member.posts:
        yield Stated(
            member.place.entity, "holdsPost", post.entity, piece.passage, piece.span,
            member.place.span.cover(post.span), "structure/roster/post",
        )  # fmt: skip


def _cue(outline: Outline, listing: Listing, words: StructureWords) -> tuple[re.Match[str] | None, str]:
    """What announces a roster, and how it binds to the body's name."""
    passage = outline.passages[listing.lead]
    text, said = passage.text, listing.said
    bare = words.opener.sub("", text) if passage.kind == "heading" else text
    if passage.kind == "heading" and not listing.inline:
        if words.roster.headings.fullmatch(_after_number(bare)):
            return words.roster.nouns.search(text), "noun"
        return None, ""
    last = max(words.roster.finite.finditer(text, said.start, said.end), key=lambda m: m.start(), default=None)
    if last is not None and _reaches(outline, listing, last):
        return last, "finite"
    found = [m for m in words.roster.participle.finditer(text, said.start, said.end) if _reaches(outline, listing, m)]
    telling = [m for m in found if not _is_generic(m, words)]
    if telling:
        return telling[-1], "participle"
    noun = words.roster.nouns.search(text, said.start, said.end)
    if noun is not None and not words.duties.finite.search(text, noun.start(), said.end):
        return noun, "noun"
    heading = passage.heading
    if found and heading is not None:
        title = words.opener.sub("", outline.passages[heading].text)
        if words.roster.headings.fullmatch(_after_number(title)):
            return found[-1], "participle"
    return None, ""


def _is_generic(cue: re.Match[str], words: StructureWords) -> bool:
    """ "as follows" alone announces any list."""
    return words.roster.generic.fullmatch(cue.group()) is not None


def _after_number(title: str) -> str:
    return re.sub(r"^[\s.:–—-]*(?:\d+\w?)?[\s.:–—-]*", "", title)


_FOLLOWING = re.compile(r"\bfollowing(?:\s+[\w/-]+){0,5}\W*$", re.IGNORECASE)


def _reaches(outline: Outline, listing: Listing, cue: re.Match[str]) -> bool:
    """Whether nothing but a few words stands between a cue and the list."""
    rest = outline.passages[listing.lead].text[cue.end() : listing.said.end]
    span = Span(cue.end(), max(cue.end(), listing.said.end))
    near = len(rest.split()) <= 9 or _FOLLOWING.search(rest) is not None
    return near and not outline.places(listing.lead, span, "Actor", "Mechanism")


def _is_label(outline: Outline, listing: Listing, words: StructureWords) -> bool:
    """Whether a line that only names a role is one of a roster: its pieces begin with somebody."""
    return any(members_of(outline, piece, words) for piece in listing.pieces)


def _opens(outline: Outline, piece: Piece) -> bool:
    return outline.text(piece).rstrip().endswith((":", "—", "–"))


def _is_labelled(outline: Outline, piece: Piece, words: StructureWords) -> bool:
    return words.roles.label.match(outline.text(piece)) is not None
