"""What krama understood of one document: entities with their mentions, and facts with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from krama.model.dates import PartialDate
from krama.model.document import Document
from krama.model.span import Span

EntityType = Literal["Actor", "Instrument", "Mechanism", "Place", "Topic", "Provision"]
ClaimStatus = Literal["stated", "claimed", "planned"]
AttributeName = Literal["number", "date", "status", "position"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity; ``language`` is a BCP 47 tag."""

    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A span of ``Document.text`` that names an entity; ``finder`` is the rule that found it."""

    span: Span
    finder: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the world. ``id`` is the local part of its IRI under ``id:``.

    ``name`` is the preferred label (English). ``names`` are the other names that this document uses. ``known`` says that a
    curated entry has this IRI. ``of`` is the id of the whole for a Provision ("Article 12" of a law).
    """

    id: str
    type: EntityType
    kind: str
    name: str
    names: tuple[Name, ...] = ()
    mentions: tuple[Mention, ...] = ()
    known: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule that stated a fact: its name down to the cue ("issuedBy/verb/issue") and its version (a hash of its file)."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a document states something: one sentence, or a heading with its item; at most 700 code points.

    Where heading and item lie further apart, ``span`` is the item and ``heading`` the heading.
    """

    span: Span
    heading: Span | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated edge between two entities (by id). ``claim`` is planned where its edge must not be asserted.

    ``said_by`` is the id of the entity whose word it is where the text names another than the document's author.
    A ``subject`` that is the document itself is the empty string (``cites`` only).
    """

    subject: str
    predicate: str
    object: str
    evidence: Evidence
    rule: Rule
    confidence: float
    claim: ClaimStatus = "claimed"
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A stated value of an entity: its number as printed, date, status ("draft", "in_force", "repealed") or step position."""

    subject: str
    predicate: AttributeName
    value: str | PartialDate | int
    evidence: Evidence
    rule: Rule
    confidence: float
    claim: ClaimStatus = "claimed"
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """What made an extraction: krama's version, a digest of the knowledge used, the spaCy model."""

    version: str
    knowledge: str
    model: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document's entities (ordered by id) and facts (ordered by what they say and where).

    ``author`` is the id of the entity whose word the document is, where known. ``normative`` says that the document is
    itself an instrument, so that its provisions are stated by a law and not claimed by an author.
    """

    document: Document
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    attributes: tuple[Attribute, ...]
    run: Run
    author: str = ""
    normative: bool = False
