"""How a fact carries its evidence: Statements, the passages they rest on, the rules that made them.

``Claim`` is what one Statement says, whatever its origin; ``describe`` writes it. Extracted, curated and inferred
facts differ only in what they rest on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from krama.errors import IntegrityError
from krama.model import Document, Rule, Span
from krama.rdf import iris
from krama.rdf import terms as t

AROUND = 32
"""Code points of ``oa:prefix`` and ``oa:suffix``."""

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Claim:
    """What one Statement says, how sure it is, who says so and which rules found it."""

    iri: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: Value
    origin: str
    status: str
    confidence: float
    said_by: tuple[NamedNode, ...]
    activities: tuple[NamedNode, ...]
    derived_from: tuple[NamedNode, ...] = ()
    sources: tuple[Value, ...] = ()
    places: tuple[Literal, ...] = ()


def describe(claim: Claim) -> Iterator[Triple]:
    """The triples of one Statement."""
    iri = claim.iri
    yield Triple(iri, t.A, t.STATEMENT)
    yield Triple(iri, t.A, t.RDF_STATEMENT)
    yield Triple(iri, t.SUBJECT, claim.subject)
    yield Triple(iri, t.PREDICATE, claim.predicate)
    yield Triple(iri, t.OBJECT, claim.object)
    yield Triple(iri, t.ORIGIN, iris.origin(claim.origin))
    yield Triple(iri, t.CLAIM_STATUS, iris.claim(claim.status))
    yield Triple(iri, t.CONFIDENCE, t.confidence(claim.confidence))
    for predicate, objects in (
        (t.ATTRIBUTED, claim.said_by),
        (t.GENERATED, claim.activities),
        (t.DERIVED, claim.derived_from),
        (t.SOURCE, claim.sources),
        (t.PLACE, claim.places),
    ):
        for value in objects:
            yield Triple(iri, predicate, value)


def describe_rule(rule: Rule) -> Iterator[Triple]:
    """The rule in this version, and the activity that used it."""
    iri, activity = iris.rule(rule), iris.activity(rule)
    yield Triple(iri, t.A, t.PROV_PLAN)
    yield Triple(iri, t.IDENTIFIER, Literal(rule.name))
    yield Triple(iri, t.SOFTWARE_VERSION, Literal(rule.version))
    yield Triple(activity, t.A, t.PROV_ACTIVITY)
    yield Triple(activity, t.USED, iri)


def describe_passage(document: Document, span: Span) -> Iterator[Triple]:
    """A span of the document's text with its quote, its offsets, its page and the heading above it.

    Raises ``IntegrityError`` for a span that is empty or leaves the text.
    """
    if not span or span.end > len(document.text):
        raise IntegrityError(
            f"{document.id}: evidence at {span.start}-{span.end} is not in its text of {len(document.text)} code points"
        )
    iri = iris.passage(document.id, span)
    quote, position = t.node(f"{iri.value}/quote"), t.node(f"{iri.value}/position")
    yield Triple(iri, t.A, t.SPECIFIC_RESOURCE)
    yield Triple(iri, t.HAS_SOURCE, iris.text(document.id))
    yield Triple(iri, t.HAS_SELECTOR, quote)
    yield Triple(quote, t.A, t.QUOTE_SELECTOR)
    yield Triple(quote, t.EXACT, Literal(document.quote(span)))
    yield Triple(quote, t.PREFIX, Literal(document.text[max(0, span.start - AROUND) : span.start]))
    yield Triple(quote, t.SUFFIX, Literal(document.text[span.end : span.end + AROUND]))
    yield Triple(iri, t.HAS_SELECTOR, position)
    yield Triple(position, t.A, t.POSITION_SELECTOR)
    yield Triple(position, t.START, t.integer(span.start))
    yield Triple(position, t.END, t.integer(span.end))
    section = document.section_at(span.start)
    if section:
        yield Triple(iri, t.SECTION, Literal(section))
    number = document.page_at(span.start)
    if number is not None:
        page = iris.page(document.id, number)
        yield Triple(iri, t.HAS_SELECTOR, page)
        yield Triple(page, t.A, t.FRAGMENT_SELECTOR)
        yield Triple(page, t.VALUE, Literal(f"page={number}"))
        yield Triple(page, t.CONFORMS_TO, t.PDF_FRAGMENTS)


def strongest(claims: Iterable[Claim]) -> dict[str, Claim]:
    """One Claim an IRI: of several rules that read the same words the same way, the surest."""
    best: dict[str, Claim] = {}
    for claim in claims:
        other = best.get(claim.iri.value)
        if other is None or _weight(claim) > _weight(other):
            best[claim.iri.value] = claim
    return best


def _weight(claim: Claim) -> tuple[float, bool, list[str]]:
    return claim.confidence, claim.status != "planned", [activity.value for activity in claim.activities]
