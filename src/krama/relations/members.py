"""Who stands in a piece of a roster, and in which role.

In: a ``Piece`` of an outline. Out: ``Member``s, and the name of a role: "head", "member" or "outside".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Outline, Piece
from krama.relations.subjects import coordinated

HEAD, MEMBER, OUTSIDE = "head", "member", "outside"
_LONG_PIECE = 40
_NEAR = 80
_BEFORE = 9


@dataclass(frozen=True, slots=True)
class Member:
    """Who stands in a piece, with the posts that a person holds."""

    place: Place
    posts: tuple[Place, ...] = ()


def role_of(outline: Outline, piece: Piece, words: StructureWords, body: str = "") -> str | None:
    """The role in ``body`` that a piece tells: "head", "member", "outside"; None where it tells none."""
    roles, text = words.roles, outline.text(piece)
    lines = [line for line in outline.lines(piece.passage) if piece.span.contains(line) and line != piece.span]
    for cell in reversed(lines):
        match = roles.whole.fullmatch(outline.passages[piece.passage].text, cell.start, cell.end)
        if match:
            return named_role(match)
    label = roles.label.match(text)
    if label:
        return named_role(label)
    if len(text.split()) > _LONG_PIECE:
        return None
    actors = outline.places(piece.passage, piece.span, "Actor")
    start = actors[0].span.end - piece.span.start if actors else 0
    for match in (*roles.tail.finditer(text), *roles.clause.finditer(text, start, start + _NEAR)):
        if not _of_another(outline, piece, match, body, words):
            return named_role(match)
    glued = roles.glued.search(text)
    if glued and _behind_name(outline, piece, glued.start(), words):
        return named_role(glued)
    return None


def _of_another(outline: Outline, piece: Piece, match: re.Match[str], body: str, words: StructureWords) -> bool:
    """Whether a role is one in another body: "Chairman of the Farmers Union"."""
    if not match.groupdict().get("of"):
        return False
    own = re.sub(r"^.*?(?=\w)", "", match.group()[: match.start("of") - match.start()], count=1)
    span = Span(piece.span.start + match.start("of"), piece.span.start + match.end("of"))
    named = [*outline.places(piece.passage, span), *outline.inner(piece.passage, span)]
    if not named:
        return words.roles.apart.match(own) is not None
    return any(p.entity != body for p in named)


def _behind_name(outline: Outline, piece: Piece, offset: int, words: StructureWords) -> bool:
    """Whether a place ends where a glued role word starts, or has swallowed it; a word that can be a post, too, counts
    only right behind a person or post."""
    at = piece.span.start + offset
    row = outline.places(piece.passage, piece.span)
    if words.roles.apart.match(outline.text(piece)[offset:].lstrip()):
        return any(p.span.end == at and p.kind in ("person", "post") for p in row)
    return not row or any(p.span.end == at or p.span.start < at < p.span.end for p in row if p.type == "Actor")


def named_role(match: re.Match[str]) -> str:
    """Which role a match of ``RoleWords`` names."""
    groups = match.groupdict()
    return HEAD if groups["head"] else MEMBER if groups["member"] else OUTSIDE


def members_of(
    outline: Outline, piece: Piece, words: StructureWords, open_list: bool = False, body: str = ""
) -> list[Member]:
    """Who stands in a piece: its first name and those coordinated with it; a person's posts go with the person."""
    text = outline.passages[piece.passage].text
    row = _actors(outline, piece, words, body)
    if not row or _is_clause(text, piece, row[0], words):
        return []
    people = [p for p in row if p.kind == "person"]
    if people and (row[0].kind in ("person", "post")):
        return _people(text, row, people, words)
    group = coordinated(text, row, 0, words, open_list=open_list)
    return [Member(p) for p in group]


def _is_clause(text: str, piece: Piece, first: Place, words: StructureWords) -> bool:
    """Whether a piece is a sentence of its own: a verb stands behind its first name ("The Board shall …"), or so much before
    the name that it is not what the piece is about."""
    behind = re.sub(r"^\s*\([^()]*\)", "", text[first.span.end : piece.span.end]).lstrip()
    if words.small.modal.match(behind) and not words.roles.clause.search(behind):
        return True
    return len(re.findall(r"\w{2,}", text[piece.span.start : first.span.start])) > _BEFORE


def _actors(outline: Outline, piece: Piece, words: StructureWords, body: str) -> list[Place]:
    """The actors of a piece: no roles in ``body``, and what somebody represents instead of the representative."""
    text = outline.passages[piece.passage].text
    row: list[Place] = []
    nested = outline.inner(piece.passage, piece.span)
    for place in outline.places(piece.passage, piece.span, "Actor"):
        name = text[place.span.start : place.span.end]
        role = words.roles.whole.fullmatch(name)
        if role and place.kind != "person" and not (role.group("of") and _is_elsewhere(nested, place, body)):
            continue
        if place.kind == "post" and (stand_in := words.small.representatives.match(name)):
            rest = name[stand_in.end() :]
            inner = next((p for p in nested if place.span.contains(p.span) and p.type == "Actor"), None)
            if inner and words.small.comes_from.match(rest):
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
    return re.fullmatch(r"[\s,;\t–—-]*(?:\w+\s+){0,3}", rest) is not None and len(rest) < 30
