"""Who does what a mechanism is made of, as a list: "The Programme is implemented by:", "these bodies take part in it:".

In: an outline of a reading. Out: ``responsibleFor`` and ``participatesIn`` edges of the bodies listed.
"""

from __future__ import annotations

from collections.abc import Iterator

from krama.knowledge.structure_words import StructureWords
from krama.model import Place, Span
from krama.relations.listings import Listing, Outline
from krama.relations.members import members_of
from krama.relations.stated import Stated
from krama.relations.subjects import announces, is_governed


def find_casts(outline: Outline, words: StructureWords) -> Iterator[Stated]:
    """Edges of all lists of bodies behind a mechanism."""
    for listing in outline.listings:
        if not announces(outline, listing, words):
            continue
        found = _mechanism(outline, listing, words)
        if found is None:
            continue
        mechanism, predicate = found
        for piece in listing.pieces:
            inline = piece.passage == listing.lead
            span = Span(listing.said.start, piece.span.end) if inline else piece.span
            for member in members_of(outline, piece, words, open_list=listing.inline):
                if member.place.entity != mechanism.entity:
                    yield Stated(
                        member.place.entity, predicate, mechanism.entity, piece.passage, span, member.place.span,
                        f"structure/cast/{predicate}", lead=None if inline else listing.lead,
                    )  # fmt: skip


def _mechanism(outline: Outline, listing: Listing, words: StructureWords) -> tuple[Place, str] | None:
    text, said = outline.passages[listing.lead].text, listing.said
    row = [p for p in outline.places(listing.lead, said, "Mechanism") if p.kind != "step"]
    if words.small.negations.search(text, said.start, said.end):
        return None
    done = words.done_by.search(text, said.start, said.end)
    if done and len(text[done.end() : said.end].split()) <= 4:
        before = [p for p in row if p.span.end <= done.start()]
        free = [p for p in before if not is_governed(text, p, words, said.start)] or before
        return (free[0], "responsibleFor") if free else None
    joined = words.takes_part.search(text, said.start, said.end)
    if joined and not outline.places(listing.lead, Span(said.start, joined.start()), "Actor"):
        after = [p for p in row if p.span.start >= joined.end()]
        if after and words.small.lead_in.fullmatch(text, joined.end(), after[0].span.start):
            return after[0], "participatesIn"
    return None
