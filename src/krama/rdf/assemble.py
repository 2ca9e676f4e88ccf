"""From what krama understood of one document to its named graph.

An ``Extraction`` comes in; quads of the graph ``doc:ID`` go out, sorted and each once. The graph holds the entities as
the document names them, every edge and value that it states, and a Statement with its evidence for each. What is only
planned is a Statement without its edge. There are no blank nodes and no times, so the same extraction always gives the
same quads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from krama.errors import IntegrityError
from krama.knowledge.vocabulary import ELI, KRAMA
from krama.model import Attribute, Document, Entity, Extraction, PartialDate, Relation
from krama.rdf import iris
from krama.rdf import terms as t
from krama.rdf.provenance import Claim, Value, describe, describe_passage, describe_rule, strongest
from krama.rdf.serialise import in_graph, ordered


def assemble(extraction: Extraction) -> tuple[Quad, ...]:
    """The quads of the document's named graph, sorted.

    Raises ``IntegrityError`` where evidence does not lie in the text or a fact names an entity that is not there.
    """
    graph = iris.document(extraction.document.id)
    return tuple(ordered(in_graph(_triples(extraction), graph)))


def _triples(extraction: Extraction) -> Iterator[Triple]:
    document = extraction.document
    names = {entity.id: iris.entity(entity.id, entity.type) for entity in extraction.entities}
    yield from _describe_document(extraction)
    for entity in extraction.entities:
        yield from _describe_entity(entity, names)
    claims = strongest(_claims(extraction, names))
    for claim in claims.values():
        yield from describe(claim)
        if claim.status != "planned":
            yield Triple(claim.subject, claim.predicate, claim.object)
            yield from _bounds(claim)
    spans = {span for fact in _facts(extraction) for span in (fact.evidence.span, fact.evidence.heading) if span}
    for span in sorted(spans):
        yield from describe_passage(document, span)
    for rule in {fact.rule for fact in _facts(extraction)}:
        yield from describe_rule(rule)


def _facts(extraction: Extraction) -> Iterable[Relation | Attribute]:
    return (*extraction.relations, *extraction.attributes)


def _describe_document(extraction: Extraction) -> Iterator[Triple]:
    document, run = extraction.document, extraction.run
    iri, text, reading = iris.document(document.id), iris.text(document.id), iris.reading(document.id)
    yield Triple(iri, t.A, t.DOCUMENT)
    yield Triple(iri, t.A, t.FOAF_DOCUMENT)
    yield Triple(iri, t.A, t.PROV_ENTITY)
    yield Triple(iri, t.TITLE, Literal(document.source.name))
    yield Triple(iri, t.FORMAT, Literal(document.source.media_type))
    yield Triple(iri, t.SHA256, Literal(document.source.sha256))
    yield Triple(text, t.A, t.PROV_ENTITY)
    yield Triple(text, t.DERIVED, iri)
    yield Triple(text, t.SHA256, Literal(iris.text_checksum(document.text)))
    yield Triple(reading, t.A, t.PROV_ACTIVITY)
    yield Triple(reading, t.USED, text)
    yield from _describe_agent(text, t.ATTRIBUTED, "reader", document.source.reader)
    for name, version in (("krama", run.version), ("knowledge", run.knowledge), ("model", run.model)):
        yield from _describe_agent(reading, t.ASSOCIATED, name, version)


def _describe_agent(subject: NamedNode, predicate: NamedNode, name: str, version: str) -> Iterator[Triple]:
    """What read the document: the reader, krama, its knowledge, the language model; each with its version."""
    if version:
        agent = iris.software(name, version)
        yield Triple(subject, predicate, agent)
        yield Triple(agent, t.A, t.PROV_SOFTWARE)
        yield Triple(agent, t.LABEL, Literal(f"{name} {version}"))
        yield Triple(agent, t.SOFTWARE_VERSION, Literal(version))


def _describe_entity(entity: Entity, names: dict[str, NamedNode]) -> Iterator[Triple]:
    iri = names[entity.id]
    yield Triple(iri, t.A, t.node(KRAMA[entity.type]))
    if entity.kind == "step":
        yield Triple(iri, t.A, t.node(KRAMA["Step"]))
    if entity.kind:
        yield Triple(iri, t.KIND, iris.kind(entity.kind))
    yield Triple(iri, t.PREF_LABEL, Literal(entity.name, language="en"))
    if entity.type == "Instrument":
        yield Triple(iri, t.TITLE, Literal(entity.name, language="en"))
    for name in entity.names:
        if (name.text, name.language) != (entity.name, "en"):
            yield Triple(iri, t.ALT_LABEL, Literal(name.text, language=name.language))
    if entity.of:
        yield Triple(iri, t.node(ELI["is_part_of"]), _named(names, entity.of))


def _claims(extraction: Extraction, names: dict[str, NamedNode]) -> Iterator[Claim]:
    document = extraction.document
    for relation in extraction.relations:
        subject = _named(names, relation.subject) if relation.subject else iris.document(document.id)
        object_ = _named(names, relation.object)
        yield _claim(extraction, names, relation, subject, t.node(KRAMA[relation.predicate]), object_)
    for attribute in extraction.attributes:
        subject = _named(names, attribute.subject)
        yield _claim(extraction, names, attribute, subject, t.node(KRAMA[attribute.predicate]), _value(attribute))


def _claim(
    extraction: Extraction,
    names: dict[str, NamedNode],
    fact: Relation | Attribute,
    subject: NamedNode,
    predicate: NamedNode,
    object_: Value,
) -> Claim:
    document: Document = extraction.document
    evidence = fact.evidence
    spans = [span for span in (evidence.span, evidence.heading) if span is not None]
    said_by = fact.said_by or extraction.author
    where = [(span.start, span.end) for span in spans]
    return Claim(
        iri=iris.statement(subject, predicate, object_, document.id, where),
        subject=subject,
        predicate=predicate,
        object=object_,
        origin="extracted",
        status=fact.claim,
        confidence=fact.confidence,
        said_by=(_named(names, said_by) if said_by in names else iris.entity(said_by),)
        if said_by
        else (iris.document(document.id),),
        activities=(iris.activity(fact.rule),),
        derived_from=tuple(iris.passage(document.id, span) for span in spans),
    )


def _value(attribute: Attribute) -> Value:
    value = attribute.value
    if isinstance(value, PartialDate):
        return t.date(value)
    if isinstance(value, int):
        return t.integer(value)
    return iris.status(value) if attribute.predicate == "status" else Literal(value)


def _bounds(claim: Claim) -> Iterator[Triple]:
    """First and last day of a date, to filter and sort on."""
    if claim.predicate == t.DATE and isinstance(claim.object, Literal):
        yield from bounds(claim.subject, claim.object)


def bounds(subject: NamedNode, value: Literal) -> Iterator[Triple]:
    """``krama:earliest`` and ``krama:latest`` of a date; nothing for a date that stayed a string."""
    try:
        date = PartialDate.parse(value.value)
    except ValueError:
        return
    yield Triple(subject, t.EARLIEST, t.day(date.earliest))
    yield Triple(subject, t.LATEST, t.day(date.latest))


def _named(names: dict[str, NamedNode], entity_id: str) -> NamedNode:
    try:
        return names[entity_id]
    except KeyError:
        raise IntegrityError(f"a fact names the entity {entity_id!r}, which its extraction does not have") from None
