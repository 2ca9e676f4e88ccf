"""A small world for tests: an ontology of a few files, and documents whose lines say facts plainly.

A line ``subject | predicate | object`` states a relation, ``subject | number | 12`` a value; ``planned:`` in front
makes it a plan; ``name | other name`` gives a thing another name. A name tells its type by its first word ("Law on
Water", "Ministry of Water", "Licensing procedure"). Lines in capitals make the reading go wrong: CRASH, HANG, GREEDY,
RAISE, ASTRAY (evidence outside the text), SHAPELESS, PARTLY.
"""

from __future__ import annotations

import dataclasses
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from krama.model import (
    Attribute,
    Document,
    Entity,
    EntityType,
    Evidence,
    Extraction,
    Mention,
    Name,
    PartialDate,
    Relation,
    Rule,
    Run,
    Span,
)
from krama.read import read

RULE = Rule("lines/plain", "1")
EXTRACTOR = "rdf.small:understand"

_TYPES: dict[str, tuple[EntityType, str]] = {
    "law": ("Instrument", "law"),
    "prakas": ("Instrument", "prakas"),
    "ministry": ("Actor", "ministry"),
    "committee": ("Actor", "committee"),
    "kingdom": ("Place", "country"),
}


def understand(document: Document, settings: Any) -> Extraction:
    """The facts of a document written in the language above."""
    misbehave(document.text)
    if "PARTLY" in document.text:
        source = dataclasses.replace(document.source, warnings=("partly read: page 2 has no text",))
        document = dataclasses.replace(document, source=source)
    entities: dict[str, Entity] = {}
    facts: list[Relation | Attribute] = []
    for start, line in lines(document.text):
        planned, line_ = line.startswith("planned:"), line.removeprefix("planned:")
        parts = [part.strip() for part in line_.split("|")]
        if len(parts) == 2:
            thing = entities[_name(entities, document, parts[0])]
            entities[thing.id] = dataclasses.replace(thing, names=(*thing.names, Name(parts[1])))
        if len(parts) != 3:
            continue
        evidence = Evidence(Span(start, start + len(line)))
        claim = "planned" if planned else "claimed"
        subject = _name(entities, document, parts[0])
        if parts[1] in ("number", "date", "status", "position"):
            value: str | int | PartialDate = parts[2]
            if parts[1] == "date":
                value = PartialDate.parse(parts[2])
            elif parts[1] == "position":
                value = int(parts[2])
            facts.append(Attribute(subject, parts[1], value, evidence, RULE, 0.9, claim))  # type: ignore[arg-type]
        else:
            object_ = _name(entities, document, parts[2])
            facts.append(Relation(subject, parts[1], object_, evidence, RULE, 0.8, claim))  # type: ignore[arg-type]
    if "ASTRAY" in document.text:
        facts.append(Relation(subject, "governs", subject, Evidence(Span(0, len(document.text) + 1)), RULE, 0.8))
    return Extraction(
        document,
        tuple(entities[id_] for id_ in sorted(entities)),
        tuple(fact for fact in facts if isinstance(fact, Relation)),
        tuple(fact for fact in facts if isinstance(fact, Attribute)),
        Run("0", "small", "none"),
    )


def misbehave(text: str) -> None:
    if "CRASH" in text:
        os._exit(9)
    if "HANG" in text:
        time.sleep(600)
    if "GREEDY" in text:
        bytearray(1 << 40)
    if "RAISE" in text:
        raise ZeroDivisionError("of the test")


def lines(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\n]+", text):
        yield match.start(), match.group()


def _name(entities: dict[str, Entity], document: Document, name: str) -> str:
    id_ = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    start = document.text.index(name)
    type_, kind = _TYPES.get(name.lower().split()[0], ("Mechanism", "procedure"))
    if "SHAPELESS" in document.text:
        kind = ""
    mention = Mention(Span(start, start + len(name)), "lines")
    entities.setdefault(id_, Entity(id_, type_, kind, name, (Name(name),), (mention,)))
    return id_


def extraction(text: str, name: str = "note.txt") -> Extraction:
    """What a text in the language above states."""
    return understand(read(name, text.encode()), None)


_PREFIXES = """
@prefix krama: <https://w3id.org/krama/ontology#> .
@prefix kind: <https://w3id.org/krama/kind/> .
@prefix id: <https://w3id.org/krama/id/> .
@prefix doc: <https://w3id.org/krama/document/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix shape: <https://w3id.org/krama/shape/> .
"""

_FILES = {
    "ontology/classes.ttl": """
krama:Step rdfs:subClassOf krama:Mechanism .
krama:Actor owl:disjointWith [ owl:unionOf ( krama:Instrument krama:Place ) ] .
""",
    "ontology/kinds/kinds.ttl": """
kind:ministry a skos:Concept ; skos:inScheme <https://w3id.org/krama/kind/actors> ;
  skos:topConceptOf <https://w3id.org/krama/kind/actors> ; skos:prefLabel "ministry"@en .
kind:law a skos:Concept ; skos:inScheme <https://w3id.org/krama/kind/instruments> ;
  skos:topConceptOf <https://w3id.org/krama/kind/instruments> ; skos:prefLabel "law"@en .
""",
    "ontology/shapes/small.ttl": """
shape:Instrument a sh:NodeShape ; sh:targetClass krama:Instrument ; sh:property shape:kind , shape:one-date .
shape:kind a sh:PropertyShape ; sh:path krama:kind ; sh:minCount 1 ; sh:message "An instrument has a kind." .
shape:one-date a sh:PropertyShape ; sh:path krama:date ; sh:maxCount 1 ; sh:severity sh:Warning ;
  sh:message "Two dates." .
shape:issuedBy a sh:NodeShape ; sh:targetSubjectsOf krama:issuedBy ; sh:class krama:Instrument ;
  sh:message "Only an instrument is issued." .
""",
    "ontology/names/world.ttl": """
id:ministry-of-water a krama:Actor ; krama:kind kind:ministry ; skos:prefLabel "Ministry of Water"@en ;
  krama:jurisdiction id:kingdom-of-rivers ; dcterms:source <https://example.org/ministries> .
id:kingdom-of-rivers a krama:Place ; krama:kind kind:country ; skos:prefLabel "Kingdom of Rivers"@en ;
  dcterms:source <https://example.org/places> .
""",
    "graph/curated/water.ttl": """
<https://w3id.org/krama/curated/water#s1> a krama:Statement ; rdf:subject id:law-on-dams ;
  rdf:predicate krama:issuedBy ; rdf:object id:ministry-of-water ; dcterms:source doc:gazette ;
  krama:place "page 3"@en .
id:law-on-dams a krama:Instrument ; krama:kind kind:law ; skos:prefLabel "Law on Dams"@en ;
  krama:date "2008-02"^^xsd:gYearMonth ; dcterms:source doc:gazette .
""",
}
_OTHERS = {
    "ontology/rules/10-types.rq": "# A ministry is an organisation\n"
    "CONSTRUCT { ?body a org:Organization } WHERE { ?body krama:kind kind:ministry }\n",
    "ontology/rules/20-passed.rq": "# Who issued it passed it\n"
    "SELECT ?subject ?predicate ?object ?from WHERE { ?subject krama:issuedBy ?object .\n"
    "  ?from rdf:subject ?subject ; rdf:predicate krama:issuedBy ; rdf:object ?object .\n"
    "  BIND(eli:passed_by AS ?predicate) }\n",
    "ontology/checks/evidence.rq": "# A fact without evidence\n"
    "SELECT ?thing ?path ?value WHERE { GRAPH ?graph { ?thing ?path ?value } FILTER(?graph != graph:ontology)\n"
    "  FILTER(?path IN (krama:issuedBy, krama:date, krama:governs, eli:passed_by))\n"
    "  FILTER NOT EXISTS { ?statement rdf:subject ?thing ; rdf:predicate ?path ; rdf:object ?value } }\n",
    "graph/corpus.toml": '[[source]]\nid = "gazette"\ntitle = "The Gazette"\nlanguage = "en"\nkind = "law"\n',
}


def small_world(folder: Path) -> tuple[Path, Path]:
    """Write the ontology and the curated facts; the two folders."""
    for name, text in _FILES.items():
        _write(folder / name, _PREFIXES + text)
    for name, text in _OTHERS.items():
        _write(folder / name, text)
    return folder / "ontology", folder / "graph"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


LAW = """Law on Rivers | issuedBy | Ministry of Water
Law on Rivers | number | 12/2001 NS
Law on Rivers | date | 2001-05
"""
PLAN = "planned: Law on Lakes | governs | Lake fishing procedure\n"
