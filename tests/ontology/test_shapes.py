"""The shapes: the invented country conforms, and each case of bad data breaks the shape it is meant to break."""

from __future__ import annotations

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from .conftest import ONTOLOGY, PREFIXES, stated, vocabulary_files

SH = rdflib.Namespace(PREFIXES["sh"])
SHAPE = "https://w3id.org/krama/shape/"
HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())

CASES = {
    "governs": "id:ministry krama:governs id:inspection .",
    "governs-object": "id:law krama:governs id:port-lumen .",
    "issuedBy-object": "id:law krama:issuedBy id:prakas .",
    "locatedIn-object": "id:ministry krama:locatedIn id:sorana .",
    "hasStep-object": "id:case-management krama:hasStep id:inspection .",
    "partOf-actor-object": "id:ministry krama:partOf id:inspection .",
    "partOf-mechanism-object": "id:inspection krama:partOf id:ministry .",
    "establishes": "id:port-lumen krama:establishes id:board .",
    "cites": "id:ana krama:cites id:law .",
    "status-object": "id:law krama:status 'draft' .",
    "number-value": "id:law krama:number '7'@en .",
    "earliest-value": "id:law krama:earliest '1997'^^xsd:gYear .",
    "position-value": "id:step-one krama:position 0 .",
    "Entity-label": "id:nameless a krama:Actor ; krama:kind kind:court .",
    "Entity-label-unique": "id:law skos:prefLabel 'Other name'@en .",
    "OneType": "id:law a krama:Actor ; krama:kind kind:court .",
    "Actor-kind": "id:kindless a krama:Actor ; skos:prefLabel 'x'@en .",
    "Actor-kind-scheme": "id:court a krama:Actor ; krama:kind kind:law ; skos:prefLabel 'x'@en .",
    "Actor-kind-single": "id:ministry krama:kind kind:authority .",
    "Person-kind": "id:ministry krama:holdsPost id:minister .",
    "Post-kind": "id:ana krama:holdsPost id:ministry .",
    "Instrument-date": "id:draft krama:date '7 May'.",
    "Instrument-status": "id:draft krama:status origin:curated .",
    "Instrument-bounds-order": "id:law krama:earliest '1999-01-01'^^xsd:date .",
    "Dated-earliest": "id:treaty krama:date '1947'^^xsd:gYear .",
    "Mechanism-kind-scheme": "id:m a krama:Mechanism ; krama:kind kind:court ; skos:prefLabel 'x'@en .",
    "Step-kind": "id:s a krama:Step , krama:Mechanism ; krama:kind kind:procedure ; skos:prefLabel 'x'@en .",
    "Place-code": "id:port-lumen skos:notation 'Lumen 4' .",
    "Provision-whole": "id:article-9 a krama:Provision ; skos:prefLabel 'Article 9'@en .",
    "Document-title": "doc:untitled a krama:Document .",
    "Statement-confidence": "statement:member krama:confidence 1.5 .",
    "Statement-origin": "statement:member krama:origin claim:stated .",
    "Statement-claim": "statement:s a krama:Statement ; rdf:subject id:law .",
    "Statement-source": "statement:s a krama:Statement ; rdf:subject id:law .",
    "Statement-speaker": "statement:s a krama:Statement ; rdf:subject id:law .",
    "Grounded": "statement:s a krama:Statement ; krama:origin origin:extracted ; dcterms:source doc:report .",
    "Quote-exact": "<https://w3id.org/krama/document/report/text/0-20/quote> oa:exact '' .",
    "Offsets-start": "<https://w3id.org/krama/document/report/text/1-1/position> a oa:TextPositionSelector ; "
    "oa:start 5 ; oa:end 5 .",
    "Norms-basis-date": "id:law krama:basedOn id:decree .",
    "Norms-basis-rank-30": "id:law krama:basedOn id:decree .",
    "Norms-change-rank-60": "id:prakas krama:amends id:law .",
    "Norms-amending-date": "id:law krama:amends id:prakas .",
    "Norms-promulgated": "id:kram krama:promulgates id:prakas .",
    "Norms-draft-issuer": "id:draft krama:issuedBy id:government .",
}
WARNINGS = {
    name
    for name in CASES
    if name.startswith("Norms-") or name.endswith(("-single", "-unique")) or name == "Instrument-bounds-order"
}


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    graph = rdflib.Graph()
    for folder in ("shapes", "relations"):
        for path in sorted((ONTOLOGY / folder).glob("*.ttl")):
            graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def background() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in vocabulary_files():
        if path.parent.name != "relations":
            graph.parse(path)
    return graph


def _broken(data: rdflib.Graph, shapes: rdflib.Graph) -> dict[str, str]:
    """Names of the broken shapes, and their severity."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    found = {}
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        name = str(report.value(result, SH.sourceShape)).removeprefix(SHAPE)
        found[name] = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
        assert report.value(result, SH.resultMessage), name
    return found


def test_good_data_conforms(shapes: rdflib.Graph, background: rdflib.Graph) -> None:
    data = rdflib.Graph()
    data += background
    data.parse(data=ox.serialize([quad.triple for quad in stated()], format=ox.RdfFormat.N_TRIPLES), format="nt")
    assert _broken(data, shapes) == {}


@pytest.mark.slow
def test_bad_data_breaks_its_shape(shapes: rdflib.Graph, background: rdflib.Graph) -> None:
    country = (ONTOLOGY.parent / "tests" / "ontology" / "fixture.trig").read_text(encoding="utf-8")
    quads = ox.parse(country.encode(), format=ox.RdfFormat.TRIG)
    plain = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.N_TRIPLES)
    missed = {}
    for name, case in CASES.items():
        data = rdflib.Graph()
        data += background
        data.parse(data=plain, format="nt")
        data.parse(data=HEADER + case, format="turtle")
        broken = _broken(data, shapes)
        wanted = "Warning" if name in WARNINGS else "Violation"
        if broken.get(name) != wanted:
            missed[name] = broken
    assert missed == {}


@pytest.mark.parametrize(
    "case",
    [
        "krama:origin origin:curated ; prov:wasDerivedFrom statement:member",
        "krama:origin origin:inferred ; prov:wasGeneratedBy <urn:x:rule> ; dcterms:source doc:report",
        "krama:origin origin:inferred ; prov:wasGeneratedBy <urn:x:rule> ; prov:wasDerivedFrom doc:report",
    ],
)
def test_evidence_has_to_fit_the_origin(case: str, shapes: rdflib.Graph) -> None:
    data = rdflib.Graph().parse(data=f"{HEADER} statement:s a krama:Statement ; {case} .", format="turtle")
    assert "Grounded" in _broken(data, shapes)


def test_every_shape_has_an_iri_a_message_or_parts_and_known_terms(shapes: rdflib.Graph) -> None:
    defined = {str(s) for path in vocabulary_files() for s in rdflib.Graph().parse(path).subjects()}
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in shapes.subjects(rdflib.RDF.type, kind):
            assert str(shape).startswith(SHAPE)
            assert shapes.value(shape, rdflib.RDFS.label), shape
            assert shapes.value(shape, SH.message) or list(shapes.objects(shape, SH.property)), shape
    for predicate in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH["class"], SH.path, SH.hasValue):
        for term in shapes.objects(None, predicate):
            if str(term).startswith("https://w3id.org/krama/"):
                assert str(term) in defined, term
