"""Every IRI of the graph is minted here: percent-encoded, under krama's own namespaces, never two things under one.

What comes in is a local name from any document; what goes out is a pyoxigraph ``NamedNode``. Letters, digits and
``- . _ ~ /`` of ASCII stand as they are, everything else is percent-encoded, so that no space, bracket or invisible
character can break a file or deceive a reader. The encoding is one to one. Where it cannot be (a name that is too
long, an empty or dotted path segment), a hash of the whole name keeps two names apart.
"""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from pyoxigraph import NamedNode

from krama.knowledge.vocabulary import (
    ACTIVITY,
    CLAIM,
    DOC,
    ID,
    KIND,
    ORIGIN,
    RULE,
    SOFTWARE,
    STATEMENT,
    STATUS,
    TOPIC,
    Namespace,
)
from krama.model import EntityType, Rule, Span

LONGEST = 900
"""ASCII characters of a local name; with its namespace an IRI stays under 1,000."""


def mint(namespace: Namespace, local: str) -> NamedNode:
    """The IRI of ``local`` in ``namespace``; ``ValueError`` for an empty name."""
    if not local:
        raise ValueError(f"no name to mint an IRI from under {namespace}")
    encoded = quote(local, safe="/-._~")
    segments = encoded.split("/")
    if len(encoded) > LONGEST or any(segment.strip(".") == "" for segment in segments):
        encoded = "/".join(segment if segment.strip(".") else "_" for segment in segments)[:LONGEST]
        encoded = f"{encoded.rstrip('%/')}-{digest(local)[:16]}"
    return NamedNode(namespace[encoded])


def digest(*parts: object) -> str:
    """SHA-256 of the parts in hex; the parts cannot run into each other."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()


def text_checksum(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def entity(local: str, type_: EntityType | None = None) -> NamedNode:
    """A thing in the world; topics have their own namespace."""
    return mint(TOPIC if type_ == "Topic" else ID, local)


def kind(name: str) -> NamedNode:
    return mint(KIND, name)


def status(name: str) -> NamedNode:
    return mint(STATUS, name)


def claim(name: str) -> NamedNode:
    return mint(CLAIM, name)


def origin(name: str) -> NamedNode:
    return mint(ORIGIN, name)


def software(name: str, version: str) -> NamedNode:
    return mint(SOFTWARE, f"{name}-{version}")


def document(document_id: str) -> NamedNode:
    """A source, and the named graph of what it states."""
    return mint(DOC, document_id)


def text(document_id: str) -> NamedNode:
    """The text that offsets count in."""
    return mint(DOC, f"{document_id}/text")


def reading(document_id: str) -> NamedNode:
    """The activity in which the text was understood."""
    return mint(DOC, f"{document_id}/reading")


def passage(document_id: str, span: Span) -> NamedNode:
    """A span of the text as an ``oa:SpecificResource``."""
    return mint(DOC, f"{document_id}/text/{span.start}-{span.end}")


def page(document_id: str, number: int) -> NamedNode:
    return mint(DOC, f"{document_id}/page/{number}")


def rule(rule_: Rule) -> NamedNode:
    return mint(RULE, f"{rule_.name}/{rule_.version}")


def activity(rule_: Rule) -> NamedNode:
    """The use of one version of a rule."""
    return mint(ACTIVITY, f"{rule_.name}/{rule_.version}")


def statement(*what: object) -> NamedNode:
    """A Statement: the hash of what it says and where."""
    return mint(STATEMENT, digest(*what)[:32])
