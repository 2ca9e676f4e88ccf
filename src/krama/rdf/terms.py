"""The terms that assembly writes most, made once, and literals of fixed form."""

from __future__ import annotations

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from krama.knowledge.vocabulary import DCTERMS, FOAF, KRAMA, OA, PROV, RDF, RDFS, SCHEMA, SKOS, XSD
from krama.model import PartialDate

Term = NamedNode | BlankNode | Literal | Triple


def node(iri: str) -> NamedNode:
    return NamedNode(iri)


def value(term: Term | DefaultGraph | None) -> str:
    """The IRI, the text or the blank node's label; empty where a variable is unbound and for the default graph."""
    if term is None or isinstance(term, DefaultGraph):
        return ""
    return str(term) if isinstance(term, Triple) else term.value


A = node(RDF["type"])
SUBJECT, PREDICATE, OBJECT, VALUE = (node(RDF[name]) for name in ("subject", "predicate", "object", "value"))
RDF_STATEMENT = node(RDF["Statement"])
LABEL = node(RDFS["label"])
PREF_LABEL, ALT_LABEL = node(SKOS["prefLabel"]), node(SKOS["altLabel"])
TITLE, SOURCE, IDENTIFIER, CONFORMS_TO, FORMAT = (
    node(DCTERMS[name]) for name in ("title", "source", "identifier", "conformsTo", "format")
)
FOAF_DOCUMENT = node(FOAF["Document"])
SOFTWARE_VERSION, SHA256 = node(SCHEMA["softwareVersion"]), node(SCHEMA["sha256"])
PROV_ENTITY, PROV_ACTIVITY, PROV_SOFTWARE, PROV_PLAN = (
    node(PROV[name]) for name in ("Entity", "Activity", "SoftwareAgent", "Plan")
)
DERIVED, ATTRIBUTED, GENERATED, USED, ASSOCIATED = (
    node(PROV[name]) for name in ("wasDerivedFrom", "wasAttributedTo", "wasGeneratedBy", "used", "wasAssociatedWith")
)
SPECIFIC_RESOURCE, QUOTE_SELECTOR, POSITION_SELECTOR, FRAGMENT_SELECTOR = (
    node(OA[name]) for name in ("SpecificResource", "TextQuoteSelector", "TextPositionSelector", "FragmentSelector")
)
HAS_SOURCE, HAS_SELECTOR, EXACT, PREFIX, SUFFIX, START, END = (
    node(OA[name]) for name in ("hasSource", "hasSelector", "exact", "prefix", "suffix", "start", "end")
)
DOCUMENT, STATEMENT = node(KRAMA["Document"]), node(KRAMA["Statement"])
KIND, DATE, EARLIEST, LATEST = (node(KRAMA[name]) for name in ("kind", "date", "earliest", "latest"))
PLACE, SECTION, CONFIDENCE, ORIGIN, CLAIM_STATUS = (
    node(KRAMA[name]) for name in ("place", "section", "confidence", "origin", "claimStatus")
)
DECIMAL, INTEGER, DAY = node(XSD["decimal"]), node(XSD["integer"]), node(XSD["date"])
PDF_FRAGMENTS = node("http://tools.ietf.org/rfc/rfc3778")


def confidence(value: float) -> Literal:
    """A decimal between 0 and 1 with at most four places, in the one form that the store keeps."""
    if not 0 <= value <= 1:
        raise ValueError(f"a confidence is between 0 and 1, not {value}")
    return Literal(f"{value:.4f}".rstrip("0").rstrip("."), datatype=DECIMAL)


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=INTEGER)


def day(iso: str) -> Literal:
    return Literal(iso, datatype=DAY)


def date(value: PartialDate) -> Literal:
    """As precise as the text: xsd:date, xsd:gYearMonth or xsd:gYear."""
    return Literal(value.iso, datatype=node(XSD[value.datatype]))
