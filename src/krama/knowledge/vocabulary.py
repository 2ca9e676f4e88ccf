"""Names of the graph: namespaces, prefixes, and the IRIs that never change.

A namespace is asked for a name in brackets and answers with the full IRI as a string, which rdflib's ``URIRef`` and
pyoxigraph's ``NamedNode`` both take: ``KRAMA["issuedBy"]``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Namespace:
    """A prefix of IRIs; ``namespace["name"]`` is the IRI of ``name``."""

    base: str

    def __getitem__(self, name: str) -> str:
        return self.base + name

    def __contains__(self, iri: str) -> bool:
        return iri.startswith(self.base)

    def __str__(self) -> str:
        return self.base

    def local(self, iri: str) -> str:
        """The part of ``iri`` after the namespace; ``ValueError`` where it is not in it."""
        if iri not in self:
            raise ValueError(f"{iri} is not in {self.base}")
        return iri[len(self.base) :]


KRAMA = Namespace("https://w3id.org/krama/ontology#")
KIND = Namespace("https://w3id.org/krama/kind/")
ID = Namespace("https://w3id.org/krama/id/")
DOC = Namespace("https://w3id.org/krama/document/")
STATUS = Namespace("https://w3id.org/krama/status/")
ORIGIN = Namespace("https://w3id.org/krama/origin/")
CLAIM = Namespace("https://w3id.org/krama/claim/")
TOPIC = Namespace("https://w3id.org/krama/topic/")
GRAPH = Namespace("https://w3id.org/krama/graph/")
STATEMENT = Namespace("https://w3id.org/krama/statement/")
ACTIVITY = Namespace("https://w3id.org/krama/activity/")
RULE = Namespace("https://w3id.org/krama/rule/")
SOFTWARE = Namespace("https://w3id.org/krama/software/")

RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
SH = Namespace("http://www.w3.org/ns/shacl#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
CV = Namespace("http://data.europa.eu/m8g/")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
P_PLAN = Namespace("http://purl.org/net/p-plan#")
SCHEMA = Namespace("https://schema.org/")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")

PREFIXES: dict[str, str] = {
    "krama": str(KRAMA),
    "kind": str(KIND),
    "id": str(ID),
    "doc": str(DOC),
    "status": str(STATUS),
    "origin": str(ORIGIN),
    "claim": str(CLAIM),
    "topic": str(TOPIC),
    "graph": str(GRAPH),
    "statement": str(STATEMENT),
    "activity": str(ACTIVITY),
    "rule": str(RULE),
    "software": str(SOFTWARE),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "xsd": str(XSD),
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "prov": str(PROV),
    "oa": str(OA),
    "sh": str(SH),
    "eli": str(ELI),
    "org": str(ORG),
    "cv": str(CV),
    "cpsv": str(CPSV),
    "p-plan": str(P_PLAN),
    "schema": str(SCHEMA),
}
"""The prefixes that queries may use undeclared and that every file krama writes declares, in this order."""

CURATED_GRAPH = GRAPH["curated"]
INFERRED_GRAPH = GRAPH["inferred"]
ONTOLOGY_GRAPH = GRAPH["ontology"]

ENTITY_CLASSES = ("Actor", "Instrument", "Mechanism", "Place", "Topic", "Provision")
"""Local names of the classes an entity may have, as in ``krama.model.EntityType``."""

UNSTATED = frozenset(KRAMA[name] for name in ("kind", "earliest", "latest", "rank"))
"""krama properties of an entity that need no Statement of their own: the kind is the reading of the name itself, the
bounds follow from ``krama:date``, the rank belongs to a kind."""
