"""One edge as a relation frame read it, before evidence is cut and duplicates go."""

from __future__ import annotations

from dataclasses import dataclass

from krama.model import ClaimStatus, Span


@dataclass(frozen=True, slots=True, order=True)
class Stated:
    """One edge as a frame read it. ``span`` (of the passage's text) is the sentence that says so; ``core`` the part of it
    from the first end to the last, which stays when the sentence must be cut; ``lead`` the passage that introduces an item
    (a heading, the line before a list), where the edge needs it."""

    subject: str
    predicate: str
    object: str
    passage: int
    span: Span
    core: Span
    rule: str
    claim: ClaimStatus = "claimed"
    lead: int | None = None
