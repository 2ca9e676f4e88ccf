"""Curated facts: what people entered, as the graph ``graph/curated``.

Two kinds of file come in. *Names* (``ontology/names``, ``ontology/jurisdictions``) describe known things: every edge,
number, date and status in them is a fact sourced by its subject's ``dcterms:source`` in that file. *Curated edges*
(``graph/curated``) say it with ``krama:Statement`` nodes in short form, and may describe things in the same way.
Out go the descriptions, the edges, and for each fact a Statement of origin curated whose IRI is the hash of what it
says and where. The rule of a curated fact is its file, in the version of the file's content.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from krama.errors import KnowledgeError
from krama.knowledge.vocabulary import CLAIM, CURATED_GRAPH, DCTERMS, DOC, KRAMA, PROV, UNSTATED
from krama.model import Rule
from krama.rdf import iris
from krama.rdf import terms as t
from krama.rdf.assemble import bounds
from krama.rdf.ontology import name_files, read_turtle
from krama.rdf.provenance import Claim, Value, describe, describe_rule, strongest
from krama.rdf.serialise import in_graph, ordered

_SHORT_FORM = {t.SUBJECT, t.PREDICATE, t.OBJECT}


@dataclass(frozen=True, slots=True)
class _File:
    shown: str
    rule: Rule
    by_subject: dict[NamedNode, list[Triple]]


def assemble_curated(ontology_folder: Path, graph_folder: Path) -> tuple[Quad, ...]:
    """The quads of ``graph/curated``, sorted.

    Raises ``KnowledgeError``, naming the file and the subject, for a fact without a source, a Statement without
    subject, predicate or object, and a blank node.
    """
    files = [_read(path, ontology_folder) for path in name_files(ontology_folder)]
    files += [_read(path, graph_folder) for path in sorted((graph_folder / "curated").glob("*.ttl"))]
    triples = [*_describe_sources(graph_folder / "corpus.toml")]
    claims: list[Claim] = []
    for file in files:
        triples.extend(describe_rule(file.rule))
        for subject, about in file.by_subject.items():
            if _is_statement(about):
                claims.append(_claim_of_statement(file, subject, about))
            else:
                triples.extend(_describe(about))
                claims.extend(_claims_of_entry(file, subject, about))
    for claim in strongest(claims).values():
        triples.extend(describe(claim))
        if claim.status != "planned":
            triples.append(Triple(claim.subject, claim.predicate, claim.object))
            if claim.predicate == t.DATE and isinstance(claim.object, Literal):
                triples.extend(bounds(claim.subject, claim.object))
    return tuple(ordered(in_graph(triples, t.node(CURATED_GRAPH))))


def _read(path: Path, folder: Path) -> _File:
    relative = path.relative_to(folder).with_suffix("").as_posix()
    shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    by_subject: dict[NamedNode, list[Triple]] = defaultdict(list)
    for triple in read_turtle(path, folder):
        if not isinstance(triple.subject, NamedNode) or isinstance(triple.object, BlankNode):
            raise KnowledgeError(f"{shown}: a blank node ([…] or _:name); give the thing an IRI")
        by_subject[triple.subject].append(triple)
    version = sha256(path.read_bytes()).hexdigest()[:12]
    return _File(shown, Rule(f"curated/{relative.removeprefix('curated/')}", version), dict(by_subject))


def _is_statement(about: list[Triple]) -> bool:
    return any(triple.predicate in _SHORT_FORM for triple in about) or any(
        triple.predicate == t.A and triple.object == t.STATEMENT for triple in about
    )


def _describe(about: list[Triple]) -> Iterator[Triple]:
    """Types, labels, codes and notes; the facts come with their Statements."""
    instrument = any(triple.predicate == t.A and triple.object == t.node(KRAMA["Instrument"]) for triple in about)
    for triple in about:
        if not _is_fact(triple):
            yield triple
        if instrument and triple.predicate == t.PREF_LABEL:
            yield Triple(triple.subject, t.TITLE, triple.object)


def _is_fact(triple: Triple) -> bool:
    return triple.predicate.value in KRAMA and triple.predicate.value not in UNSTATED


def _claims_of_entry(file: _File, subject: NamedNode, about: list[Triple]) -> Iterator[Claim]:
    facts = [triple for triple in about if _is_fact(triple)]
    sources = _values(about, DCTERMS["source"])
    if not sources:
        raise KnowledgeError(f"{file.shown}: {subject.value} has no dcterms:source; say where it is from")
    for triple in facts:
        yield _claim(file, subject, triple.predicate, _value(file, triple), sources, (), (), "claimed", 1.0)


def _claim_of_statement(file: _File, iri: NamedNode, about: list[Triple]) -> Claim:
    def one(predicate: NamedNode) -> Value:
        values = _values(about, predicate.value)
        if len(values) != 1:
            found = "no" if not values else "more than one"
            raise KnowledgeError(f"{file.shown}: {iri.value} has {found} {predicate.value}")
        return values[0]

    subject, predicate = one(t.SUBJECT), one(t.PREDICATE)
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        raise KnowledgeError(f"{file.shown}: {iri.value} has a text where an IRI belongs")
    sources = _values(about, DCTERMS["source"])
    if not sources:
        raise KnowledgeError(f"{file.shown}: {iri.value} has no dcterms:source; say where it is from")
    status = [CLAIM.local(value.value) for value in _values(about, KRAMA["claimStatus"])] or ["claimed"]
    sure = [float(value.value) for value in _values(about, KRAMA["confidence"])] or [1.0]
    places = tuple(value for value in _values(about, KRAMA["place"]) if isinstance(value, Literal))
    said_by = tuple(value for value in _values(about, PROV["wasAttributedTo"]) if isinstance(value, NamedNode))
    return _claim(file, subject, predicate, one(t.OBJECT), sources, places, said_by, status[0], sure[0])


def _claim(
    file: _File,
    subject: NamedNode,
    predicate: NamedNode,
    object_: Value,
    sources: tuple[Value, ...],
    places: tuple[Literal, ...],
    said_by: tuple[NamedNode, ...],
    status: str,
    confidence: float,
) -> Claim:
    named = tuple(source for source in sources if isinstance(source, NamedNode))
    return Claim(
        iri=iris.statement(subject, predicate, object_, "curated", sorted(map(str, sources)), sorted(map(str, places))),
        subject=subject,
        predicate=predicate,
        object=object_,
        origin="curated",
        status=status,
        confidence=confidence,
        said_by=said_by or named or (t.node(CURATED_GRAPH),),
        activities=(iris.activity(file.rule),),
        sources=sources,
        places=places,
    )


def _values(about: list[Triple], predicate: str) -> tuple[Value, ...]:
    return tuple(
        triple.object
        for triple in about
        if triple.predicate.value == predicate and isinstance(triple.object, NamedNode | Literal)
    )


def _value(file: _File, triple: Triple) -> Value:
    if isinstance(triple.object, NamedNode | Literal):
        return triple.object
    raise KnowledgeError(f"{file.shown}: {triple.subject} has a value that is neither an IRI nor a text")


def _describe_sources(manifest: Path) -> Iterator[Triple]:
    """The sources that ``graph/corpus.toml`` lists, so that a curated fact's source has a title."""
    if not manifest.is_file():
        return
    try:
        sources = tomllib.loads(manifest.read_text(encoding="utf-8")).get("source", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{manifest.parent.name}/{manifest.name}: {error}") from None
    for source in sources:
        iri = iris.mint(DOC, source["id"])
        yield Triple(iri, t.A, t.DOCUMENT)
        yield Triple(iri, t.A, t.FOAF_DOCUMENT)
        yield Triple(iri, t.A, t.PROV_ENTITY)
        yield Triple(iri, t.TITLE, Literal(source["title"], language=source.get("language", "en")))
        for key, predicate in (("published", "bibliographicCitation"), ("licence", "rights"), ("author", "creator")):
            if key in source:
                yield Triple(iri, t.node(DCTERMS[predicate]), Literal(source[key]))
        if "sha256" in source:
            yield Triple(iri, t.SHA256, Literal(source["sha256"]))
        if "restates" in source:
            yield Triple(iri, t.DERIVED, iris.mint(DOC, source["restates"]))
