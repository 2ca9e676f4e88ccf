"""A small graph with everything in it: two documents, curated and inferred facts, a plan, and labels that attack."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from krama.knowledge.vocabulary import (
    CURATED_GRAPH,
    DCTERMS,
    ID,
    INFERRED_GRAPH,
    KRAMA,
    ONTOLOGY_GRAPH,
    RDF,
    RDFS,
    SKOS,
)
from krama.model import (
    Attribute,
    ClaimStatus,
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Name,
    Page,
    PartialDate,
    Passage,
    Relation,
    Rule,
    Run,
    Segment,
    Source,
    Span,
)
from krama.rdf.assemble import assemble
from krama.rdf.provenance import Claim, describe

HOSTILE = '</script><img src=x onerror="window.hacked=1">'
FORMULA = '=HYPERLINK("http://evil.example","x")'
TURNED = "Circular \u202eevil\u202c \x00 end"
KHMER = "ប្រកាសស្តីពីអធិការកិច្ច"

_RULE = Rule("governs/verb/govern", "0123abcd")


class Writer:
    """Collects sentences, entities and facts of one document; every sentence is a line of its text."""

    def __init__(self, name: str, sha: str) -> None:
        self.name, self.sha, self.text = name, sha, ""
        self.entities: dict[str, Entity] = {}
        self.relations: list[Relation] = []
        self.attributes: list[Attribute] = []

    def entity(self, id_: str, type_: EntityType, kind: str, name: str, *names: Name) -> str:
        self.entities[id_] = Entity(id_, type_, kind, name, names)
        return id_

    def sentence(self, text: str) -> Evidence:
        start = len(self.text)
        self.text += f"{text}\n"
        return Evidence(Span(start, start + len(text)))

    def fact(
        self,
        subject: str,
        predicate: str,
        object_: str,
        sentence: str,
        *,
        confidence: float = 0.9,
        claim: ClaimStatus = "claimed",
    ) -> None:
        evidence = self.sentence(sentence)
        self.relations.append(Relation(subject, predicate, object_, evidence, _RULE, confidence, claim))

    def value(self, subject: str, number: str, date: str) -> None:
        evidence = self.sentence(f"It bears the number {number} of {date}.")
        self.attributes.append(Attribute(subject, "number", number, evidence, _RULE, 0.95))
        self.attributes.append(Attribute(subject, "date", PartialDate.parse(date), evidence, _RULE, 0.95))

    def quads(self, author: str = "", normative: bool = False) -> tuple[Quad, ...]:
        lines, at = [], 0
        for line in self.text.splitlines():
            lines.append(Passage("paragraph", line, (Segment(0, at, len(line)),)))
            at += len(line) + 1
        pages = (Page(7, Span(0, len(self.text))),)
        source = Source(self.name, self.sha * 8, "text/plain", "text 1")
        document = Document(f"{self.name.partition('.')[0]}-{self.sha}", self.text, tuple(lines), pages, source)
        entities = tuple(sorted(self.entities.values(), key=lambda entity: entity.id))
        run = Run("0.1.0", "test", "none")
        return assemble(
            Extraction(document, entities, tuple(self.relations), tuple(self.attributes), run, author, normative)
        )


def report() -> tuple[Quad, ...]:
    """A government's own account."""
    w = Writer("report.txt", "aaaa1111")
    w.entity("gov", "Actor", "authority", "Government", Name("Royal Government"))
    w.entity("ministry", "Actor", "ministry", "Ministry of Labour", Name("MoL"), Name("ministry of labour"))
    w.entity("unicef", "Actor", "international_org", "UNICEF")
    w.entity("prakas", "Instrument", "prakas", "Prakas on Inspections", Name(KHMER, "km"))
    w.entity("hotline", "Mechanism", "reporting", "Hotline")
    w.entity("inspections", "Mechanism", "inspection", "Inspections")
    w.entity("hostile", "Mechanism", "service", HOSTILE)
    w.entity("formula", "Instrument", "circular", FORMULA)
    w.entity("turned", "Instrument", "circular", TURNED)
    w.entity("city", "Place", "city", "Kampot")
    w.entity("quiet", "Instrument", "law", "Law that nothing joins")
    w.fact("prakas", "governs", "inspections", "The Prakas on Inspections governs Inspections <b>and more</b>.")
    w.fact("prakas", "issuedBy", "ministry", "The Ministry of Labour issued the Prakas on Inspections.")
    w.fact("ministry", "responsibleFor", "inspections", "The Ministry of Labour carries out Inspections.")
    w.fact("gov", "establishes", "hotline", "The Government set up the Hotline.", confidence=0.4)
    w.fact("formula", "governs", "hostile", "=1+1 is how this sentence begins.")
    w.fact("turned", "governs", "hotline", "The Circular guides the Hotline.")
    w.fact("gov", "cooperatesWith", "unicef", "The Government works with UNICEF.")
    w.fact("hotline", "locatedIn", "city", "The Hotline is in Kampot.")
    w.fact("gov", "establishes", "inspections", "The Government will set up more Inspections.", claim="planned")
    w.value("prakas", "250 KB/PRK", "2013-09-23")
    return w.quads(author="gov")


def law() -> tuple[Quad, ...]:
    """A text that sets rules; it states one of the report's facts too."""
    w = Writer("law.txt", "bbbb2222")
    w.entity("prakas", "Instrument", "prakas", "Prakas on Inspections")
    w.entity("inspections", "Mechanism", "inspection", "Inspections")
    w.entity("law", "Instrument", "law", "Labour Law")
    w.fact("prakas", "governs", "inspections", "This Prakas sets the rules of Inspections.", claim="stated")
    w.fact("prakas", "basedOn", "law", "Having seen the Labour Law.", claim="stated", confidence=0.97)
    return w.quads(normative=True)


def around() -> tuple[Quad, ...]:
    """Curated, inferred and ontology quads: names that no document mentions, a mirrored fact, labels."""
    node = NamedNode
    curated, inferred, ontology = node(CURATED_GRAPH), node(INFERRED_GRAPH), node(ONTOLOGY_GRAPH)
    a, label = node(RDF["type"]), node(SKOS["prefLabel"])
    unknown, whole = node(ID["unmentioned"]), node(ID["whole"])
    mirrored = (node(ID["unicef"]), node(KRAMA["cooperatesWith"]), node(ID["gov"]))
    joined = (node(ID["ministry"]), node(KRAMA["partOf"]), whole)
    original = node("https://w3id.org/krama/document/original")
    entry = node("https://w3id.org/krama/document/report")
    claims = (
        Claim(
            iri=node("https://w3id.org/krama/statement/curated1"),
            subject=joined[0],
            predicate=joined[1],
            object=joined[2],
            origin="curated",
            status="claimed",
            confidence=0.99,
            said_by=(curated,),
            activities=(),
            sources=(original,),
            places=(Literal("section 3", language="en"),),
        ),
        Claim(
            iri=node("https://w3id.org/krama/statement/inferred1"),
            subject=mirrored[0],
            predicate=mirrored[1],
            object=mirrored[2],
            origin="inferred",
            status="claimed",
            confidence=0.9,
            said_by=(node(ID["gov"]),),
            activities=(),
        ),
    )
    return (
        Quad(unknown, a, node(KRAMA["Actor"]), curated),
        Quad(unknown, label, Literal("Nobody mentions this", language="en"), curated),
        Quad(whole, a, node(KRAMA["Actor"]), curated),
        Quad(whole, label, Literal("Royal Administration", language="en"), curated),
        Quad(*joined, curated),
        *(Quad(*triple, curated) for triple in describe(claims[0])),
        Quad(*mirrored, inferred),
        *(Quad(*triple, inferred) for triple in describe(claims[1])),
        *(Quad(document, a, node(KRAMA["Document"]), curated) for document in (original, entry)),
        Quad(original, node(DCTERMS["title"]), Literal("The original reply", language="en"), curated),
        Quad(entry, node(DCTERMS["title"]), Literal("Restatement of the reply", language="en"), curated),
        Quad(entry, node("http://www.w3.org/ns/prov#wasDerivedFrom"), original, curated),
        Quad(node(KRAMA["governs"]), node(RDFS["label"]), Literal("lays down rules for", language="en"), ontology),
        Quad(node("https://w3id.org/krama/kind/prakas"), label, Literal("prakas", language="en"), ontology),
        Quad(node("https://w3id.org/krama/kind/prakas"), node(KRAMA["rank"]), Literal("60"), ontology),
    )


def sample() -> tuple[Quad, ...]:
    """All of it."""
    return (*report(), *law(), *around())


def store(folder: Path) -> Path:
    """A published store that holds all of it."""
    from krama.store import folder as folders
    from krama.store.draft import Draft
    from krama.store.manifest import StoredDocument

    with folders.writing(folder):
        draft = Draft(folder)
        draft.load(sample())
        draft.unite()
        documents = [
            StoredDocument(f"{name}-{sha}", f"{name}.txt", sha * 8, "none")
            for name, sha in (("report", "aaaa1111"), ("law", "bbbb2222"))
        ]
        draft.publish(key="sample", blind=False, documents=documents)
    return folder
