"""What a network is made of: nodes (entities), edges and values (facts), each with its evidence.

``Projection.graph`` is a ``networkx.MultiDiGraph`` for people who compute with it: plain strings and numbers only, so
that every writer of networkx takes it. The same facts with all their evidence are in ``edges`` and ``values``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import networkx as nx


@dataclass(frozen=True, slots=True)
class Evidence:
    """One Statement of a fact: the words, where they stand, how sure it is and whose word it is.

    ``origin`` is extracted, curated or inferred; ``claim`` is stated, claimed or planned. ``quote`` is empty for a
    curated fact whose text is not in the store (``place`` says where it is) and for an inferred one (``rule`` says by
    what). ``section`` is a heading that belongs to the sentence. ``start`` counts Unicode code points.
    """

    statement: str
    origin: str
    claim: str
    confidence: float | None
    said_by: tuple[str, ...] = ()
    quote: str = ""
    section: str = ""
    document: str = ""
    page: int | None = None
    start: int | None = None
    place: str = ""
    rule: str = ""

    @property
    def weight(self) -> tuple[bool, bool, bool, float]:
        """What makes one Statement more telling: not inferred, with words, those of a text that sets rules, surer."""
        return self.origin != "inferred", bool(self.quote), self.claim == "stated", self.confidence or 0.0


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as the network shows it. ``names`` are its other names with their language tags."""

    iri: str
    label: str
    type: str
    kind: str = ""
    kind_label: str = ""
    names: tuple[tuple[str, str], ...] = ()
    number: str = ""
    date: str = ""
    rank: int | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact: ``object`` is the IRI of a node, or the text of a value. ``asserted`` is False for what is only planned.

    ``evidence`` is ordered from the most to the least telling and may be empty (a name's kind, a fact without one).
    """

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...] = ()
    asserted: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        return self.subject, self.predicate, self.object

    @property
    def best(self) -> Evidence | None:
        return self.evidence[0] if self.evidence else None


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source as a reader knows it: title, name of the file, and the title of the original where it restates one."""

    iri: str
    title: str
    file: str = ""
    restates: str = ""


@dataclass(frozen=True)
class Projection:
    """The network of one graph. Edges and values are ordered by what they say; dictionaries by IRI."""

    graph: nx.MultiDiGraph[Any]
    nodes: dict[str, Node]
    edges: tuple[Edge, ...]
    values: dict[str, tuple[Edge, ...]]
    planned: tuple[Edge, ...]
    sources: dict[str, SourceNote]
    relations: dict[str, str] = field(default_factory=dict)
    """Label of every predicate, by IRI, in the words of the ontology."""
    unmentioned: int = 0
    """Known names that no document mentions, and that are not in the network."""
