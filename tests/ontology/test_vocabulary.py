"""Classes, relations and kinds: named, defined, in their files, free of blank nodes, and all that the contract has."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from .conftest import KRAMA, ONTOLOGY, PREFIXES, Graph

CLASSES = ["Actor", "Instrument", "Mechanism", "Step", "Place", "Topic", "Provision", "Document", "Statement"]
RELATIONS = [
    "kind",
    "number",
    "date",
    "earliest",
    "latest",
    "status",
    "jurisdiction",
    "issuedBy",
    "draftedBy",
    "party",
    "basedOn",
    "amends",
    "repeals",
    "implements",
    "promulgates",
    "cites",
    "governs",
    "establishes",
    "memberOf",
    "partOf",
    "heads",
    "holdsPost",
    "responsibleFor",
    "participatesIn",
    "cooperatesWith",
    "hasStep",
    "locatedIn",
    "about",
    "position",
]
EVIDENCE = ["confidence", "origin", "claimStatus", "place", "section"]
KNOWN = {"headword-twice": {"registrar", "high commissioner"}}
"""Words that are the name of a post and of a body: both readings are wanted, and the text decides."""
NEVER = ("http://data.europa.eu/eli/ontology#implements",)

TURTLE = sorted(ONTOLOGY.rglob("*.ttl"))
RELATION_FILES = sorted((ONTOLOGY / "relations").glob("*.ttl"))
CHECKS = sorted((ONTOLOGY / "checks").glob("*.rq"))


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.relative_to(ONTOLOGY).as_posix())
def test_turtle_is_read_alike_by_both_libraries(path: Path) -> None:
    assert len(list(ox.parse(path=path))) == len(rdflib.Graph().parse(path))


def test_there_are_the_files_that_were_written() -> None:
    assert len(RELATION_FILES) == len(RELATIONS)
    assert len(CHECKS) >= 15


def test_the_contract_is_covered(vocabulary: list[ox.Triple]) -> None:
    defined = {t.subject.value for t in vocabulary if t.predicate.value == PREFIXES["rdfs"] + "isDefinedBy"}
    assert {KRAMA + name for name in (*CLASSES, *RELATIONS, *EVIDENCE)} <= defined


@pytest.mark.parametrize("path", RELATION_FILES, ids=lambda path: path.stem)
def test_a_relation_file_describes_the_property_of_its_name(path: Path) -> None:
    triples = [quad.triple for quad in ox.parse(path=path)]
    terms = {t.subject.value for t in triples if t.subject.value.startswith(KRAMA)}
    assert terms == {KRAMA + path.stem}
    said = {t.predicate.value.rsplit("#")[-1] for t in triples if t.subject.value == KRAMA + path.stem}
    assert {"label", "definition", "example", "domain", "isDefinedBy"} <= said


@pytest.mark.parametrize("path", RELATION_FILES, ids=lambda path: path.stem)
def test_a_relation_has_named_shapes_with_messages(path: Path) -> None:
    shapes = rdflib.Graph().parse(path)
    sh, base = rdflib.Namespace(PREFIXES["sh"]), "https://w3id.org/krama/shape/"
    node = rdflib.URIRef(base + path.stem)
    assert (node, sh.targetSubjectsOf, rdflib.URIRef(KRAMA + path.stem)) in shapes
    assert shapes.value(node, sh.message)
    assert [str(shapes.value(part, sh.path)) for part in shapes.objects(node, sh.property)] == [KRAMA + path.stem]


def test_the_vocabulary_has_no_blank_nodes(vocabulary: list[ox.Triple]) -> None:
    assert not [t for t in vocabulary if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]


def test_no_date_type_stands_in_an_axiom(vocabulary: list[ox.Triple]) -> None:
    ranges = {t.object.value for t in vocabulary if t.predicate.value == PREFIXES["rdfs"] + "range"}
    assert not [found for found in ranges if re.search(r"#(date|g)", found)]


def test_no_property_has_two_domains_or_ranges(vocabulary: list[ox.Triple]) -> None:
    for name in ("domain", "range"):
        owners = [t.subject.value for t in vocabulary if t.predicate.value == PREFIXES["rdfs"] + name]
        assert len(owners) == len(set(owners))


def test_deprecated_terms_are_not_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (*TURTLE, *ONTOLOGY.rglob("*.rq")))
    assert not re.search(r"eli:implements\b(?! is deprecated)", text)
    assert not [iri for iri in NEVER if iri in text]


def test_terms_of_krama_are_used_only_where_defined(vocabulary: list[ox.Triple]) -> None:
    defined = {t.subject.value for t in vocabulary if t.predicate.value == PREFIXES["rdfs"] + "isDefinedBy"}
    for path in (*TURTLE, *ONTOLOGY.rglob("*.rq")):
        body = re.sub(
            r'"""(.|\n)*?"""|"(\\.|[^"\\])*"|^\s*#.*$|<[^>]*>', "", path.read_text(encoding="utf-8"), flags=re.M
        )
        used = {KRAMA + name for name in re.findall(r"\bkrama:([A-Za-z]\w*)", body)}
        assert used <= defined, path.name


def test_every_rank_of_a_kind_has_its_shapes() -> None:
    kinds = "".join(path.read_text(encoding="utf-8") for path in ONTOLOGY.rglob("*kinds*/**/*.ttl"))
    kinds += "".join(path.read_text(encoding="utf-8") for path in ONTOLOGY.rglob("kinds.ttl"))
    ranks = {int(rank) for rank in re.findall(r"krama:rank (\d+)", kinds)}
    shapes = (ONTOLOGY / "shapes" / "norms-rank.ttl").read_text(encoding="utf-8")
    judged = {name: {int(r) for r in re.findall(rf"{name}-rank-(\d+) a", shapes)} for name in ("basis", "change")}
    assert ranks
    assert {rank for rank in ranks if rank < 80} <= judged["basis"]
    assert {rank for rank in ranks if rank > 10} <= judged["change"]


def test_the_gate_asks_for_every_property_that_needs_evidence() -> None:
    gate = (ONTOLOGY / "checks" / "evidence.rq").read_text(encoding="utf-8")
    listed = set(re.findall(r"krama:(\w+)", gate[gate.index("VALUES") : gate.index("GRAPH")]))
    assert listed == set(RELATIONS) - {"kind", "earliest", "latest"}


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_a_check_gives_reason_and_remedy_and_finds_nothing_in_good_data(path: Path, graph: Graph) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert re.search(r"^# why: \S", text, re.M)
    assert re.search(r"^# remedy: \S", text, re.M)
    assert re.search(r"^# severity: (violation|warning|info)$", text, re.M)
    assert re.search(r"^# scope: (graph|ontology)$", text, re.M)
    assert re.search(r"^SELECT (DISTINCT )?\?thing \?path", text, re.M)
    found = {row["value"].value if "value" in row else row["thing"].value for row in graph.query(text)}
    assert found <= KNOWN.get(path.stem, set())


BAD = {
    "evidence": "GRAPH doc:report { id:law krama:governs id:hotline }",
    "dangling": "GRAPH doc:report { id:law krama:governs id:nowhere }",
    "self-relation": "GRAPH doc:report { id:law krama:basedOn id:law }",
    "loop": "GRAPH doc:report { id:constitution krama:basedOn id:prakas }",
    "step-alone": "GRAPH doc:report { id:lost a krama:Step }",
    "position-twice": "GRAPH doc:report { id:step-two krama:position 1 }",
    "statement-without-edge": "GRAPH doc:report { statement:bad rdf:subject id:law ; rdf:predicate krama:governs ; "
    "rdf:object id:hotline ; krama:claimStatus claim:stated }",
    "unknown-term": "GRAPH doc:report { id:law krama:gouverns id:hotline }",
    "same-name": "GRAPH doc:report { id:law2 a krama:Instrument ; skos:prefLabel 'Labour Law'@en }",
    "source-unknown": "GRAPH doc:report { statement:bad krama:origin origin:curated ; dcterms:source doc:nowhere }",
    "missing-definition": "GRAPH graph:ontology { kind:new skos:inScheme <https://w3id.org/krama/kind/actors> }",
    "missing-label": "GRAPH graph:ontology { kind:new skos:inScheme <https://w3id.org/krama/kind/actors> }",
    "kind-without-scheme": "GRAPH graph:ontology { kind:new krama:entityType krama:Actor }",
    "kind-out-of-tree": "GRAPH graph:ontology { kind:ministry skos:broader kind:ministry }",
    "headword-twice": "GRAPH graph:ontology { kind:court skos:altLabel 'Ministry'@en }",
}


@pytest.mark.parametrize("name", BAD)
def test_a_check_finds_what_it_is_for(name: str, graph: Graph) -> None:
    check = next(path for path in CHECKS if path.stem == name).read_text(encoding="utf-8")
    other = Graph()
    other.store.extend(graph.store)
    before = len(other.query(check))
    other.store.update(f"INSERT DATA {{ {BAD[name]} }}", prefixes=PREFIXES)
    assert len(other.query(check)) > before


def test_every_check_has_bad_data_to_find() -> None:
    assert {path.stem for path in CHECKS} == set(BAD)
