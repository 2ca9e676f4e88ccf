"""Facts with all that a reader needs to trust them: the sentence, where it stands, whose word it is, how it was found.

A Statement of the graph comes in, a ``Fact`` goes out. ``Facts`` looks each Statement, document and name up once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from krama.errors import KnowledgeError
from krama.knowledge.knowledge import corpus
from krama.knowledge.vocabulary import (
    CLAIM,
    CURATED_GRAPH,
    DCTERMS,
    FOAF,
    KRAMA,
    OA,
    ORIGIN,
    PROV,
    RDF,
    RDFS,
    RULE,
    SCHEMA,
    SKOS,
    STATUS,
)
from krama.store.queries import Queries
from krama.store.table import Term

_LABELS = (SKOS["prefLabel"], DCTERMS["title"], RDFS["label"], FOAF["name"])
_OURS = "https://w3id.org/krama/"
_HASH = re.compile(r"-[0-9a-f]{8}$")


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its title, the file it was read from, and the title of the original where it only restates one.
    ``sort`` is what the list of sources calls it ("report", "law", "restatement"), "" where it is not listed."""

    iri: str
    title: str
    file: str = ""
    restates: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source and where they stand: section, page, offsets in code points (None where not known)."""

    text: str
    source: Source
    section: str = ""
    page: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class End:
    """One end of a fact: an entity (``iri``), or a value (``iri`` empty) with its text."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One Statement. ``predicate`` is the local name of a krama property (the IRI of a standard one). ``quotes`` are the
    source's words; ``sources`` and ``places`` where a person took it from; ``grounds`` the Statements it follows from;
    ``rules`` what found it."""

    iri: str
    subject: End
    predicate: str
    object: End
    confidence: float
    claim: str
    origin: str
    said_by: tuple[End, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()

    @property
    def quote(self) -> Quote | None:
        """The telling words: of a heading and its item, the item."""
        return self.quotes[-1] if self.quotes else None


class Facts:
    """The Statements of one graph."""

    def __init__(self, graph: Queries) -> None:
        self._graph = graph
        self._facts: dict[str, Fact] = {}
        self._sources: dict[str, Source] = {}
        self._names: dict[str, str] = {}

    def of(self, statement: str) -> Fact:
        """The fact that a Statement states; ``KnowledgeError`` where the IRI is no Statement."""
        if statement not in self._facts:
            self._facts[statement] = self._read(statement)
        return self._facts[statement]

    def statements(self, subject: str | None, predicate: str | None, object_: Term | str | None) -> tuple[str, ...]:
        """IRIs of the Statements that say an edge or value; None fits anything, but one end must be given."""
        wanted = [
            (RDF["subject"], _node(subject)),
            (RDF["object"], _node(object_)),
            (RDF["predicate"], _node(predicate)),
        ]
        rows = [
            {
                t.subject.value
                for t in self._graph.triples(None, NamedNode(name), value)
                if isinstance(t.subject, NamedNode)
            }
            for name, value in wanted
            if value is not None
        ]
        return tuple(sorted(set.intersection(*rows))) if rows else ()

    def about(self, iri: str) -> tuple[Fact, ...]:
        """Every fact with this entity at one end, what is only planned included.

        The same facts in standard terms (``eli:passed_by`` beside ``krama:issuedBy``) are left out.
        """
        found = {*self.statements(iri, None, None), *self.statements(None, None, iri)}
        facts = (self.of(statement) for statement in sorted(found))
        return tuple(fact for fact in facts if "/" not in fact.predicate)

    def name(self, iri: str) -> str:
        """The preferred name of anything: English first; the end of its IRI where it has none."""
        if iri not in self._names:
            self._names[iri] = self._look_up_name(iri)
        return self._names[iri]

    def relation(self, predicate: str, *, inverse: bool = False) -> str:
        """A krama property in words ("governs"), or as read from its object ("is governed by")."""
        iri = predicate if "/" in predicate else KRAMA[predicate]
        values = self._values(iri)
        label = _first(values, KRAMA["inverseLabel"]) if inverse else ""
        return label or self.name(iri)

    def end(self, term: Term | str) -> End:
        """A term as the end of a fact."""
        if isinstance(term, Literal):
            return End("", term.value)
        iri = term if isinstance(term, str) else term.value if isinstance(term, NamedNode | BlankNode) else str(term)
        if iri in STATUS:
            return End("", self.name(iri))
        return End(iri, self.name(iri))

    def source(self, iri: str) -> Source:
        """A document under the title that the list of sources gives it, where that knows it."""
        if iri not in self._sources:
            self._sources[iri] = self._read_source(iri)
        return self._sources[iri]

    def _read(self, statement: str) -> Fact:
        values = self._values(statement)
        ends = [values.get(RDF[name], ()) for name in ("subject", "predicate", "object")]
        if not all(ends):
            raise KnowledgeError(f"{statement} is no Statement of this graph")
        subject, predicate, object_ = (found[0] for found in ends)
        derived = [term.value for term in values.get(PROV["wasDerivedFrom"], ()) if isinstance(term, NamedNode)]
        quotes = [quote for iri in derived if (quote := self._read_quote(iri)) is not None]
        quotes.sort(key=lambda quote: (quote.source.iri, quote.start or 0))
        grounds = tuple(iri for iri in derived if RDF["predicate"] in self._values(iri))
        return Fact(
            iri=statement,
            subject=self.end(subject),
            predicate=_local(_text(predicate), str(KRAMA)),
            object=self.end(object_),
            confidence=float(_first(values, KRAMA["confidence"]) or 0),
            claim=_local(_first(values, KRAMA["claimStatus"]), str(CLAIM)),
            origin=_local(_first(values, KRAMA["origin"]), str(ORIGIN)),
            said_by=tuple(
                self.end(term) for term in values.get(PROV["wasAttributedTo"], ()) if _text(term) != CURATED_GRAPH
            ),
            quotes=tuple(quotes),
            sources=tuple(self.source(_text(term)) for term in values.get(DCTERMS["source"], ())),
            places=tuple(_text(term) for term in values.get(KRAMA["place"], ())),
            rules=tuple(rule for term in values.get(PROV["wasGeneratedBy"], ()) if (rule := self._rule(_text(term)))),
            grounds=grounds,
        )

    def _read_quote(self, passage: str) -> Quote | None:
        values = self._values(passage)
        text = page = ""
        start = end = None
        for selector in values.get(OA["hasSelector"], ()):
            parts = self._values(_text(selector))
            text = _first(parts, OA["exact"]) or text
            if OA["start"] in parts:
                start, end = int(_first(parts, OA["start"])), int(_first(parts, OA["end"]))
            page = _first(parts, RDF["value"]).partition("page=")[2] or page
        if not text:
            return None
        read = _first(values, OA["hasSource"])
        document = _first(self._values(read), PROV["wasDerivedFrom"]) or read.removesuffix("/text")
        section = _first(values, KRAMA["section"])
        return Quote(text, self.source(document), section, int(page) if page.isdecimal() else None, start, end)

    def _read_source(self, iri: str) -> Source:
        listed = self._listed(iri)
        file = self.name(iri)
        twin = _HASH.sub("", iri)
        title = str(listed.get("title", "")) or (self.name(twin) if twin != iri and self._values(twin) else "") or file
        original = str(listed.get("restates", ""))
        titles = [str(entry["title"]) for entry in corpus() if entry["id"] == original]
        return Source(
            iri, title, file if file != title else "", next(iter(titles), original), str(listed.get("kind", ""))
        )

    def _listed(self, iri: str) -> dict[str, object]:
        """The entry of the list of sources that the document is: by the hash of its bytes, else by its id."""
        digest = _first(self._values(iri), SCHEMA["sha256"])
        names = {iri.rsplit("/", 1)[-1], _HASH.sub("", iri.rsplit("/", 1)[-1])}
        for entry in corpus():
            if (digest and entry.get("sha256") == digest) or entry["id"] in names:
                return entry
        return {}

    def _rule(self, activity: str) -> str:
        for used in self._values(activity).get(PROV["used"], ()):
            if _text(used) in RULE:
                return _first(self._values(_text(used)), DCTERMS["identifier"]) or RULE.local(_text(used))
        return ""

    def _look_up_name(self, iri: str) -> str:
        values = self._values(iri)
        for label in _LABELS:
            found = values.get(label, ())
            english = [t.value for t in found if isinstance(t, Literal) and (t.language or "en") == "en"]
            other = [t.value for t in found if isinstance(t, Literal)]
            if english or other:
                return min(english or other)
        return re.split(r"[/#]", iri.rstrip("/#"))[-1] if iri.startswith(_OURS) else iri

    def _values(self, iri: str) -> dict[str, tuple[Term, ...]]:
        found: dict[str, dict[Term, None]] = {}
        if iri:
            for triple in self._graph.triples(NamedNode(iri)):
                if not isinstance(triple.object, Triple):
                    found.setdefault(triple.predicate.value, {})[triple.object] = None
        return {predicate: tuple(sorted(terms, key=str)) for predicate, terms in found.items()}


def surest(facts: Iterable[Fact]) -> list[Fact]:
    """Facts, the most telling first: with words before without, not inferred, surer."""
    return sorted(facts, key=lambda f: (f.origin == "inferred", not f.quotes, -f.confidence, f.iri))


def _node(term: Term | str | None) -> Term | None:
    return NamedNode(term) if isinstance(term, str) else term


def _text(term: Term) -> str:
    return str(term) if isinstance(term, Triple) else term.value


def _first(values: dict[str, tuple[Term, ...]], predicate: str) -> str:
    found = values.get(predicate, ())
    return _text(found[0]) if found else ""


def _local(iri: str, base: str) -> str:
    return iri.removeprefix(base)
