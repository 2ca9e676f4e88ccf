"""What a finder returns: a typed span of a passage, not yet known to be anything in particular."""

from __future__ import annotations

from dataclasses import dataclass

from krama.model.dates import PartialDate
from krama.model.extraction import EntityType
from krama.model.span import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A typed span of one passage's text (code points).

    ``entry`` is the id of a curated entry where a known name was found. ``name`` is the full name where the words of the
    span are only part of it ("of Justice" in "the Ministries of Interior, of Justice": "Ministry of Justice").
    ``number``, ``date``, ``draft`` and ``body`` (the issuer's code inside a number) are of instruments only.
    ``nested`` marks a span inside a longer mention.
    """

    span: Span
    type: EntityType
    kind: str
    finder: str
    entry: str = ""
    name: str = ""
    number: str = ""
    date: PartialDate | None = None
    draft: bool = False
    body: str = ""
    title: Span | None = None
    nested: bool = False
