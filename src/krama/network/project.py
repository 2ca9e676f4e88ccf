"""From quads to a network: the entities, the edges between them, and the sentence behind every fact.

Quads come in, from any store and in any order; a ``Projection`` goes out that is the same for the same quads. One edge
stands for one (subject, predicate, object), however many documents state it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

import networkx as nx

from krama.knowledge.vocabulary import (
    CLAIM,
    CURATED_GRAPH,
    DCTERMS,
    DOC,
    ENTITY_CLASSES,
    KRAMA,
    OA,
    ORIGIN,
    PROV,
    RDF,
    RDFS,
    RULE,
    SKOS,
    UNSTATED,
)
from krama.network.edge import Edge, Evidence, Node, Projection, SourceNote

_TYPE = RDF["type"]
_NODE_CLASSES = {KRAMA[name]: name for name in (*ENTITY_CLASSES, "Document")} | {KRAMA["Step"]: "Mechanism"}
_VALUES = tuple(KRAMA[name] for name in ("number", "date", "status", "position", "value"))
_Key = tuple[str, str, str]
_LABELS = (SKOS["prefLabel"], RDFS["label"], DCTERMS["title"])
_NOT_EDGES = UNSTATED | set(_VALUES)


class Term(Protocol):
    """An IRI or a literal, as pyoxigraph gives them."""

    @property
    def value(self) -> str: ...


class Statement4(Protocol):
    """A quad."""

    @property
    def subject(self) -> Any: ...
    @property
    def predicate(self) -> Any: ...
    @property
    def object(self) -> Any: ...
    @property
    def graph_name(self) -> Any: ...


class _Index:
    """Quads by subject and predicate: (value, language) pairs, sorted when asked."""

    def __init__(self, quads: Iterable[Statement4]) -> None:
        self.by_subject: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
        self.links: set[_Key] = set()
        self.mentioned: set[str] = set()
        for quad in quads:
            subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value
            language = getattr(quad.object, "language", None) or ""
            self.by_subject[subject][predicate].add((value, language))
            if predicate in KRAMA and predicate not in _NOT_EDGES and not hasattr(quad.object, "datatype"):
                self.links.add((subject, predicate, value))
            if predicate == _TYPE and getattr(quad.graph_name, "value", "") in DOC:
                self.mentioned.add(subject)

    def all(self, subject: str, predicate: str) -> list[str]:
        return [value for value, _ in self.pairs(subject, predicate)]

    def pairs(self, subject: str, predicate: str) -> list[tuple[str, str]]:
        known = self.by_subject.get(subject)
        return sorted(known[predicate]) if known and predicate in known else []

    def one(self, subject: str, predicate: str) -> str:
        return next(iter(self.all(subject, predicate)), "")

    def label(self, subject: str) -> str:
        for predicate in _LABELS:
            pairs = self.pairs(subject, predicate)
            if pairs:
                return min(pairs, key=lambda pair: (not pair[1].startswith("en"), pair[1] == "", pair))[0]
        return ""


def project(quads: Iterable[Statement4], least: float = 0.0) -> Projection:
    """The network of all named graphs together. Quads that describe no entity or fact are passed over.

    People enter many names in advance. Where there are documents, the network holds what they mention and what its
    facts point to; how many known names are left out is told.

    ``least`` leaves out what is less sure than that (0 to 1): Statements, and the facts that rest on nothing else.
    """
    index = _Index(quads)
    types = _types(index)
    facts, planned, unsure = _facts(index, least)
    links = [key for key in sorted(index.links - unsure) if key[0] in types and key[2] in types and key[0] != key[2]]
    inside = _inside(index, types, links)
    edges = tuple(Edge(*key, facts.get(key, ())) for key in links if key[0] in inside and key[2] in inside)
    nodes = {iri: _node(index, iri, types[iri]) for iri in sorted(inside)}
    values = {iri: found for iri in nodes if (found := tuple(_values(index, iri, facts, unsure)))}
    predicates = {edge.predicate for edge in (*edges, *planned)} | set(_VALUES)
    relations = {iri: relation_label(index.label(iri), iri) for iri in sorted(predicates)}
    sources = {iri: _source(index, iri) for iri, type_ in sorted(types.items()) if type_ == "Document"}
    return Projection(
        graph=_graph(nodes, edges, relations, sources),
        nodes=nodes,
        edges=edges,
        values=values,
        planned=tuple(edge for edge in planned if edge.subject in nodes),
        sources=sources,
        relations=relations,
        unmentioned=sum(type_ != "Document" for type_ in types.values())
        - sum(node.type != "Document" for node in nodes.values()),
    )


def _inside(index: _Index, types: dict[str, str], links: list[_Key]) -> set[str]:
    """What documents mention and what its facts point to; everything where no document mentions anything.

    Facts that point the other way bring in nothing: else one country would bring in all that has it as jurisdiction.
    """
    linked = {iri for subject, _, object_ in links for iri in (subject, object_)}
    mentioned = {iri for iri in index.mentioned if types.get(iri, "Document") != "Document"}
    if not mentioned:
        return {iri for iri, type_ in types.items() if type_ != "Document" or iri in linked}
    pointed = {iri for subject, _, object_ in links if subject in index.mentioned for iri in (subject, object_)}
    return mentioned | pointed


def relation_label(label: str, iri: str) -> str:
    """The ontology's label of a property, or its local name in words (``issuedBy``: "issued by")."""
    return label or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", iri.rpartition("#")[2]).lower()


def _types(index: _Index) -> dict[str, str]:
    types: dict[str, str] = {}
    for subject, properties in index.by_subject.items():
        found = [_NODE_CLASSES[value] for value, _ in properties.get(_TYPE, ()) if value in _NODE_CLASSES]
        if found:
            types[subject] = min(found, key=(*ENTITY_CLASSES, "Document").index)
    return types


def _node(index: _Index, iri: str, type_: str) -> Node:
    label = index.label(iri) or iri.rpartition("/")[2]
    kind = index.one(iri, KRAMA["kind"])
    names = {
        pair
        for predicate in (SKOS["prefLabel"], SKOS["altLabel"], DCTERMS["title"])
        for pair in index.pairs(iri, predicate)
        if pair[0] != label
    }
    rank, position = index.one(kind, KRAMA["rank"]), index.one(iri, KRAMA["position"])
    return Node(
        iri=iri,
        label=label,
        type=type_,
        kind=kind,
        kind_label=index.label(kind) or kind.rpartition("/")[2].replace("_", " "),
        names=tuple(sorted(names)),
        number=index.one(iri, KRAMA["number"]),
        date=index.one(iri, KRAMA["date"]),
        rank=int(rank) if rank.isdecimal() else None,
        position=int(position) if position.isdecimal() else None,
    )


def _values(
    index: _Index, iri: str, facts: dict[_Key, tuple[Evidence, ...]], unsure: frozenset[_Key]
) -> Iterator[Edge]:
    for predicate in _VALUES:
        for value in index.all(iri, predicate):
            if (iri, predicate, value) in unsure:
                continue
            shown = index.label(value) or value.rpartition("/")[2].replace("_", " ") if "://" in value else value
            yield Edge(iri, predicate, shown, facts.get((iri, predicate, value), ()))


def _facts(index: _Index, least: float) -> tuple[dict[_Key, tuple[Evidence, ...]], tuple[Edge, ...], frozenset[_Key]]:
    """Evidence by fact, the facts that are only planned, and those that are less sure than ``least``."""
    found: dict[_Key, list[Evidence]] = defaultdict(list)
    statement_class = KRAMA["Statement"]
    for subject, properties in index.by_subject.items():
        if any(value == statement_class for value, _ in properties.get(_TYPE, ())):
            s, p, o = (index.one(subject, RDF[name]) for name in ("subject", "predicate", "object"))
            found[s, p, o].append(_evidence(index, subject))
    facts, planned, unsure = {}, [], set()
    for key, evidence in sorted(found.items()):
        sure = [item for item in evidence if item.confidence is None or item.confidence >= least]
        sure.sort(key=lambda item: item.statement)
        sure.sort(key=lambda item: item.weight, reverse=True)
        firm = tuple(item for item in sure if item.claim != "planned")
        if firm:
            facts[key] = firm
        elif sure:
            planned.append(Edge(*key, tuple(sure), asserted=False))
        else:
            unsure.add(key)
    return facts, tuple(planned), frozenset(unsure)


def _evidence(index: _Index, statement: str) -> Evidence:
    passages = _passages(index, statement)
    item = passages[-1] if passages else None
    confidence = index.one(statement, KRAMA["confidence"])
    sources = index.all(statement, DCTERMS["source"])
    return Evidence(
        statement=statement,
        origin=_local(index.one(statement, KRAMA["origin"]), str(ORIGIN)),
        claim=_local(index.one(statement, KRAMA["claimStatus"]), str(CLAIM)),
        confidence=float(confidence) if confidence else None,
        said_by=tuple(
            index.label(iri) or iri for iri in index.all(statement, PROV["wasAttributedTo"]) if iri != CURATED_GRAPH
        ),
        quote=item[1] if item else "",
        section=" ".join(quote for _, quote, *_ in passages[:-1]) or (item[4] if item else ""),
        document=item[2] if item else next(iter(sources), ""),
        page=item[3] if item else None,
        start=item[0] if item else None,
        place="; ".join(index.all(statement, KRAMA["place"])),
        rule=_rule(index, statement),
    )


def _passages(index: _Index, statement: str) -> list[tuple[int, str, str, int | None, str]]:
    """(start, quote, document, page, section) of every passage the Statement rests on, in reading order.

    Where there are two, the first is the heading and the last its item.
    """
    found = []
    for passage in index.all(statement, PROV["wasDerivedFrom"]):
        quote, start, page = "", 0, None
        for selector in index.all(passage, OA["hasSelector"]):
            quote = index.one(selector, OA["exact"]) or quote
            start = int(index.one(selector, OA["start"]) or start)
            number = index.one(selector, RDF["value"]).partition("page=")[2]
            page = int(number) if number.isdecimal() else page
        if quote:
            text = index.one(passage, OA["hasSource"])
            document = index.one(text, PROV["wasDerivedFrom"]) or text.removesuffix("/text")
            found.append((start, quote, document, page, index.one(passage, KRAMA["section"])))
    return sorted(found, key=lambda row: row[:3])


def _rule(index: _Index, statement: str) -> str:
    for activity in index.all(statement, PROV["wasGeneratedBy"]):
        for used in index.all(activity, PROV["used"]):
            if used in RULE:
                return index.one(used, DCTERMS["identifier"]) or RULE.local(used)
    return ""


def _local(iri: str, base: str) -> str:
    return iri.removeprefix(base)


def _source(index: _Index, iri: str) -> SourceNote:
    """A document under the title that the list of sources gives it, where that knows it."""
    known = [iri, *_twins(index, iri)]
    documents = KRAMA["Document"]
    titles = [title for twin in known[1:] if (title := index.label(twin))] or [index.label(iri)]
    originals = [
        index.label(original) or original
        for twin in known
        for original in index.all(twin, PROV["wasDerivedFrom"])
        if (documents, "") in index.pairs(original, _TYPE)
    ]
    return SourceNote(iri, titles[0] or iri.rpartition("/")[2], index.label(iri), next(iter(originals), ""))


def _twins(index: _Index, iri: str) -> list[str]:
    """The entry of the list of sources for this document: its id without the hash of its bytes."""
    entry = re.sub(r"-[0-9a-f]{8}$", "", iri)
    return [entry] if entry != iri and entry in index.by_subject else []


def _graph(
    nodes: dict[str, Node], edges: Iterable[Edge], relations: dict[str, str], sources: dict[str, SourceNote]
) -> nx.MultiDiGraph[Any]:
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for iri, node in nodes.items():
        row = {"iri": iri, "label": node.label, "class": node.type, "kind": node.kind_label}
        row |= {name: value for name, value in (("number", node.number), ("date", node.date)) if value}
        graph.add_node(iri, **row)
    for edge in edges:
        graph.add_edge(edge.subject, edge.object, key=edge.predicate, **edge_row(edge, relations, sources))
    return graph


def edge_row(edge: Edge, relations: dict[str, str], sources: dict[str, SourceNote]) -> dict[str, str | float | int]:
    """What the most telling Statement of an edge says, as plain strings and numbers; what is unknown is left out."""
    row: dict[str, str | float | int] = {"label": relations[edge.predicate], "predicate": edge.predicate}
    best = edge.best
    if best is None:
        return row
    source = sources.get(best.document)
    told: dict[str, str | float | int | None] = {
        "confidence": best.confidence,
        "origin": best.origin,
        "claim": best.claim,
        "said_by": "; ".join(best.said_by),
        "sentence": best.quote,
        "document": source.title if source else best.document,
        "section": best.section or best.place,
        "page": best.page,
        "statements": len(edge.evidence),
    }
    return row | {name: value for name, value in told.items() if value not in (None, "")}
