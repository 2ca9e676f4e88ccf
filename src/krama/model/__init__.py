"""The nouns that pass between stages: frozen dataclasses, standard library only."""

from krama.model.dates import PartialDate
from krama.model.document import Document, Page, Passage, PassageKind, Segment, Source
from krama.model.extraction import (
    Attribute,
    AttributeName,
    ClaimStatus,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Mention,
    Name,
    Relation,
    Rule,
    Run,
)
from krama.model.found import Found
from krama.model.reading import Article, Marked, Place, Reading
from krama.model.span import Span

__all__ = [
    "Article",
    "Attribute",
    "AttributeName",
    "ClaimStatus",
    "Document",
    "Entity",
    "EntityType",
    "Evidence",
    "Extraction",
    "Found",
    "Marked",
    "Mention",
    "Name",
    "Page",
    "PartialDate",
    "Passage",
    "PassageKind",
    "Place",
    "Reading",
    "Relation",
    "Rule",
    "Run",
    "Segment",
    "Source",
    "Span",
]
