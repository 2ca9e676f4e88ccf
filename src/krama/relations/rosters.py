"""Membership rosters: "composed as follows" and items with roles; "Chair: A; Members: B, C".

In: an outline of a reading. Out: ``heads`` and ``memberOf`` edges to the body (``participatesIn`` where it is a mechanism),
``holdsPost`` of the persons listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Listing, Outline, Piece
from krama.relations.stated import Stated
from krama.relations.subjects import announces, body_of, coordinated
from krama.relations.units import parent_of

_HEAD, _MEMBER, _OUTSIDE = "head", "member", "outside"
_LONG_PIECE = 40
_NEAR = 80
_PREDICATES = {_HEAD: "heads", _MEMBER: "memberOf"}


@dataclass(frozen=True, slots=True)
class Member:
    """Who stands in a piece, with the posts that a person holds."""

    place: Place
    posts: tuple[Place, ...] = ()


def find_rosters(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """Edges of all membership lists."""
    done: set[int] = set()
    by_lead: dict[int, list[Listing]] = {}
    for listing in outline.listings():
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
    given = _named(label) if label else None
    cue, kind = _cue(outline, listing, words) if announces(outline, listing, words) else (None, "")
    if parent_of(outline, listing, words) is not None:
        return
    roles = [role_of(outline, piece, words) for piece in listing.pieces]
    ending = words.roles.ending.search(said) if listing.inline and given is None else None
    first = _named(ending) if ending else None
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
            given = _named(label)
        if role is None and loose and given is None:
            continue
        row = members_of(outline, piece, words, listing.inline or _is_labelled(outline, piece, words), body.entity)
        below = by_lead.get(piece.passage, [])
        if below and not listing.inline and piece.passage != listing.lead:
            row = [] if not row or _opens(outline, piece) else row
            if not row:
                for inner in below:
                    yield from _members(outline, inner, found, role or given, by_lead, done, words, loose=False)
        if (role or given) == _OUTSIDE:
            continue
        for member in row:
            if member.place.entity != body.entity:
                yield from _edges(listing, piece, member, body, where, role or given or _MEMBER)


def _edges(
    listing: Listing, piece: Piece, member: Member, body: Place, where: int, role: str
) -> Iterator[Stated]:
    predicate = _PREDICATES[role]
    if body.type == "Mechanism" and role == _MEMBER:
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
    telling = [m for m in found if not _is_generic(m)]
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


def _is_generic(cue: re.Match[str]) -> bool:
    """ "as follows" alone announces any list."""
    return re.fullmatch(r"as\s.*", cue.group(), re.IGNORECASE | re.DOTALL) is not None


def _after_number(title: str) -> str:
    return re.sub(r"^[\s.:–—-]*(?:\d+\w?)?[\s.:–—-]*", "", title)


def _reaches(outline: Outline, listing: Listing, cue: re.Match[str]) -> bool:
    """Whether nothing but a few words stands between a cue and the list."""
    rest = outline.passages[listing.lead].text[cue.end() : listing.said.end]
    span = Span(cue.end(), max(cue.end(), listing.said.end))
    return len(rest.split()) <= 9 and not outline.places(listing.lead, span, "Actor", "Mechanism")


def _is_label(outline: Outline, listing: Listing, words: StructureWords) -> bool:
    """Whether a line that only names a role is one of a roster: its pieces begin with somebody."""
    return any(members_of(outline, piece, words) for piece in listing.pieces)


def _opens(outline: Outline, piece: Piece) -> bool:
    return outline.text(piece).rstrip().endswith((":", "—", "–"))


def _is_labelled(outline: Outline, piece: Piece, words: StructureWords) -> bool:
    return words.roles.label.match(outline.text(piece)) is not None


def role_of(outline: Outline, piece: Piece, words: StructureWords, body: str = "") -> str | None:
    """The role in ``body`` that a piece tells: "head", "member", "outside"; None where it tells none."""
    roles, text = words.roles, outline.text(piece)
    lines = [line for line in outline.lines(piece.passage) if piece.span.contains(line) and line != piece.span]
    for cell in reversed(lines):
        match = roles.whole.fullmatch(outline.passages[piece.passage].text, cell.start, cell.end)
        if match:
            return _named(match)
    label = roles.label.match(text)
    if label:
        return _named(label)
    if len(text.split()) > _LONG_PIECE:
        return None
    actors = outline.places(piece.passage, piece.span, "Actor")
    start = actors[0].span.end - piece.span.start if actors else 0
    for match in (*roles.tail.finditer(text), *roles.clause.finditer(text, start, start + _NEAR)):
        if not _of_another(outline, piece, match, body):
            return _named(match)
    glued = roles.glued.search(text)
    if glued and not roles.apart.match(glued.group().strip()) and _behind_name(outline, piece, glued.start()):
        return _named(glued)
    return None


def _of_another(outline: Outline, piece: Piece, match: re.Match[str], body: str) -> bool:
    """Whether a role is one in another body: "Chairman of the Farmers Union"."""
    if not match.groupdict().get("of"):
        return False
    span = Span(piece.span.start + match.start("of"), piece.span.start + match.end("of"))
    return any(p.entity != body and span.contains(p.span) for p in outline.reading.places[piece.passage])


def _behind_name(outline: Outline, piece: Piece, offset: int) -> bool:
    """Whether a place ends where a glued role word starts, or has swallowed it."""
    at = piece.span.start + offset
    return any(
        p.span.end == at or p.span.start < at < p.span.end for p in outline.places(piece.passage, piece.span, "Actor")
    ) or not outline.places(piece.passage, piece.span)


def _named(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return _HEAD if groups["head"] else _MEMBER if groups["member"] else _OUTSIDE


def members_of(
    outline: Outline, piece: Piece, words: StructureWords, open_list: bool = False, body: str = ""
) -> list[Member]:
    """Who stands in a piece: its first name and those coordinated with it; a person's posts go with the person."""
    text = outline.passages[piece.passage].text
    row = _actors(outline, piece, words, body)
    if not row or _is_clause(text, piece, row[0]):
        return []
    people = [p for p in row if p.kind == "person"]
    if people and (row[0].kind in ("person", "post")):
        return _people(text, row, people, words)
    group = coordinated(text, row, 0, words, open_list=open_list)
    return [Member(p) for p in group]


def _is_clause(text: str, piece: Piece, first: Place) -> bool:
    """Whether so much stands before the first name that it is not what the piece is about."""
    return len(re.findall(r"\w{2,}", text[piece.span.start : first.span.start])) > 9


def _actors(outline: Outline, piece: Piece, words: StructureWords, body: str) -> list[Place]:
    """The actors of a piece: no roles in ``body``, and what somebody represents instead of the representative."""
    text = outline.passages[piece.passage].text
    row: list[Place] = []
    nested = [p for p in outline.reading.places[piece.passage] if p.nested]
    for place in outline.places(piece.passage, piece.span, "Actor"):
        name = text[place.span.start : place.span.end]
        role = words.roles.whole.fullmatch(name)
        if role and place.kind != "person" and not (role.group("of") and _is_elsewhere(nested, place, body)):
            continue
        if place.kind == "post" and (stand_in := words.small.representatives.match(name)):
            rest = name[stand_in.end() :]
            inner = next((p for p in nested if place.span.contains(p.span) and p.type == "Actor"), None)
            if inner and re.match(r"\s+(?:of|from)\b", rest):
                row.append(inner)
                continue
        row.append(place)
    return row


def _is_elsewhere(nested: Sequence[Place], place: Place, body: str) -> bool:
    """Whether a post whose title begins with a role word is one of another body: "Chairman of the Farmers Union"."""
    inside = [p for p in nested if place.span.contains(p.span) and p.type == "Actor"]
    return all(p.entity != body for p in inside)


def _people(text: str, row: Sequence[Place], people: Sequence[Place], words: StructureWords) -> list[Member]:
    """Persons with their posts: those behind the name up to the next one, or those before it where it comes last."""
    found: list[Member] = []
    for index, place in enumerate(row):
        if place.kind != "person":
            continue
        posts: list[Place] = []
        last = place
        for follower in row[index + 1 :]:
            gap = text[last.span.end : follower.span.start]
            if follower.kind != "post" or not _apposed(gap, words):
                break
            posts.append(follower)
            last = follower
        if not posts and place is people[0] and index:
            posts = [p for p in row[:index] if p.kind == "post"]
        found.append(Member(place, tuple(posts)))
        if found and index + 1 + len(posts) < len(row) and row[index + 1 + len(posts)].kind != "person":
            break
    return found


def _apposed(gap: str, words: StructureWords) -> bool:
    rest = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", gap)
    return re.fullmatch(r"[\s,;\t–—-]*(?:and\b)?\s*(?:\w+\s+){0,2}", rest) is not None and len(rest) < 30
