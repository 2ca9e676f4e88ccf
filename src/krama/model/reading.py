"""A document whose mentions are joined to entities: what linking hands to the relation frames."""

from __future__ import annotations

from dataclasses import dataclass

from krama.model.document import Document
from krama.model.extraction import Entity, EntityType
from krama.model.found import Found
from krama.model.span import Span


@dataclass(frozen=True, slots=True)
class Article:
    """ "Article 12 of the Labour Law": the span of its words, its number as printed, the span of the instrument's mention."""

    span: Span
    number: str
    instrument: Span


@dataclass(frozen=True)
class Marked:
    """A document with the finds of each passage, ordered by span: outermost ones and those nested in them.

    ``acronyms`` are the short forms that the document introduces: (short form, passage, span of the full name).
    ``short_names`` are defined short forms that are no mentions ("the Board"): (form, passage, span of the full name).
    ``articles`` are the provisions that each passage names of an instrument.
    """

    document: Document
    passages: tuple[tuple[Found, ...], ...]
    short_names: tuple[tuple[str, int, Span], ...] = ()
    articles: tuple[tuple[Article, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity stands in a passage: a mention, or a reference ("the Ministry", "this Prakas") to it.

    ``span`` counts in the passage's text. ``nested`` mentions stand inside a longer one. ``plural`` says that the words are
    plural. ``number`` says which of several finds of one passage it is.
    """

    span: Span
    entity: str
    type: EntityType
    kind: str
    reference: bool = False
    nested: bool = False
    plural: bool = False
    title: Span | None = None


@dataclass(frozen=True)
class Reading:
    """A document with its entities (by id) and, passage by passage, the places where they stand.

    ``own`` is the id of the instrument that the document itself is; ``author`` the id of who speaks in it; ``state`` and
    ``state_place`` those of the state that the document is about, each "" where unknown.
    """

    document: Document
    entities: dict[str, Entity]
    places: tuple[tuple[Place, ...], ...]
    own: str = ""
    author: str = ""
    normative: bool = False
