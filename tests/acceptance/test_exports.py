"""Every export of whole stores, read again by a program that did not write it, holds what the store holds."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

import krama
from krama.cli import run
from krama.formats import WRITERS
from krama.graph import Graph
from krama.knowledge.location import graph_folder
from krama.knowledge.vocabulary import KRAMA, OA, PROV, RDF

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")]
RAPPER = {".ttl": "turtle", ".nt": "ntriples", ".rdf": "rdfxml", ".nq": "nquads", ".trig": "trig"}
DATASETS = (".nq", ".trig", ".jsonld")
FORMULA = '=HYPERLINK("https://example.org")'
HOSTILE = f"{FORMULA} says that the Ministry of Lakes issued Prakas No. 7 on Clinics of 3 May 2011.\n"
GRAPHML, GEXF = "{http://graphml.graphdrawing.org/xmlns}", "{http://www.gexf.net/1.2draft}"


@pytest.fixture(scope="module")
def bundled_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled text and a text with a formula in it, together with the curated facts."""
    folder = tmp_path_factory.mktemp("bundled")
    hostile = folder / "hostile.txt"
    hostile.write_text(HOSTILE, encoding="utf-8")
    store = folder / "store"
    assert run(["build", "--quiet", "--store", str(store), str(graph_folder() / "sources"), str(hostile)]) == 0
    return store


@pytest.fixture(scope="module", params=["bundled", "real"])
def store(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue("bundled_store" if request.param == "bundled" else "blind_store")
    return found


@pytest.fixture(scope="module")
def graph(store: Path) -> Iterator[Graph]:
    with krama.open(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def quads(graph: Graph) -> frozenset[ox.Quad]:
    found = frozenset(graph.store.quads())
    assert len(found) == len(graph) > 5000
    assert not any(isinstance(term, ox.BlankNode) for quad in found for term in (quad.subject, quad.object))
    return found


@pytest.fixture(scope="module")
def exported(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store in every format, as ``krama export`` writes them."""
    folder = tmp_path_factory.mktemp("exported")
    for writer in WRITERS:
        assert run(["export", "--store", str(store), "--quiet", "-o", str(folder / f"graph{writer.extension}")]) == 0
    return folder


def _triples(quads: frozenset[ox.Quad]) -> set[ox.Triple]:
    return {quad.triple for quad in quads}


def test_every_format_is_checked_here() -> None:
    assert {writer.extension for writer in WRITERS} == {*RAPPER, ".jsonld", ".graphml", ".gexf", ".csv"}


@pytest.mark.parametrize("extension", RAPPER)
def test_another_parser_reads_the_same_triples_or_quads(
    extension: str, exported: Path, quads: frozenset[ox.Quad]
) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed: apt-get install raptor2-utils")
    written = "nquads" if extension in DATASETS else "ntriples"
    command = ["rapper", "--quiet", "--input", RAPPER[extension], "--output", written, f"graph{extension}"]
    done = subprocess.run([*command, "urn:x-base:"], cwd=exported, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[:500]
    assert not done.stderr
    if extension in DATASETS:
        assert set(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS)) == quads
    else:
        assert {quad.triple for quad in ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)} == _triples(quads)


@pytest.mark.parametrize("extension", [".jsonld", ".ttl"])
def test_rdflib_reads_the_same(
    extension: str, exported: Path, quads: frozenset[ox.Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    if extension == ".ttl":
        read = rdflib.Graph().parse(exported / "graph.ttl", format="turtle")
        data = read.serialize(format="nt", encoding="utf-8")
        assert {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)} == _triples(quads)
    else:
        dataset = rdflib.Dataset()
        dataset.parse(exported / "graph.jsonld", format="json-ld")
        data = dataset.serialize(format="nquads", encoding="utf-8")
        assert set(ox.parse(data, format=ox.RdfFormat.N_QUADS)) == quads


def _network(graph: Graph) -> nx.MultiDiGraph[Any]:
    network = graph.network()
    assert network.number_of_nodes() > 100
    assert network.number_of_edges() > 100
    return network


def _labels(network: nx.MultiDiGraph[Any]) -> dict[str, str]:
    return {iri: row["label"] for iri, row in network.nodes(data=True)}


def _edges(network: nx.MultiDiGraph[Any]) -> Counter[tuple[str, str, str]]:
    return Counter((subject, row["label"], object_) for subject, object_, row in network.edges(data=True))


def test_graphml_holds_every_node_edge_and_label(exported: Path, graph: Graph) -> None:
    root = ElementTree.parse(exported / "graph.graphml").getroot()
    network = _network(graph)
    names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{GRAPHML}key")}

    def row(element: ElementTree.Element) -> dict[str | None, str | None]:
        return {names[data.get("key")]: data.text for data in element.iter(f"{GRAPHML}data")}

    assert {node.get("id"): row(node)["label"] for node in root.iter(f"{GRAPHML}node")} == _labels(network)
    edges = [(edge.get("source"), row(edge), edge.get("target")) for edge in root.iter(f"{GRAPHML}edge")]
    assert Counter((source, told["label"], target) for source, told, target in edges) == _edges(network)
    stated = [told for _, told, _ in edges if told.get("origin") == "extracted"]
    assert len(stated) > 50
    assert all(told["sentence"] and told["document"] and told["confidence"] for told in stated)


def test_gexf_holds_every_node_edge_and_label(exported: Path, graph: Graph) -> None:
    root = ElementTree.parse(exported / "graph.gexf").getroot()
    network = _network(graph)
    assert {node.get("id"): node.get("label") for node in root.iter(f"{GEXF}node")} == _labels(network)
    edges = [(edge.get("source"), edge.get("label"), edge.get("target")) for edge in root.iter(f"{GEXF}edge")]
    assert Counter(edges) == _edges(network)
    ids = [edge.get("id") for edge in root.iter(f"{GEXF}edge")]
    assert len(set(ids)) == len(ids)


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def _shown(cell: str) -> str:
    """A cell as it was before it was made safe for spreadsheets."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in "=+-@" else cell


def test_the_tables_hold_every_node_edge_and_label(exported: Path, graph: Graph) -> None:
    network = _network(graph)
    nodes, edges = _table(exported / "graph-nodes.csv"), _table(exported / "graph-edges.csv")
    labels = _labels(network)
    assert {row["iri"]: _shown(row["label"]) for row in nodes} == labels
    assert len(nodes) == len(labels)
    assert Counter((row["subject_iri"], row["predicate"], row["object_iri"]) for row in edges) == _edges(network)
    assert all(_shown(row["subject"]) == labels[row["subject_iri"]] for row in edges)
    assert all(_shown(row["object"]) == labels[row["object_iri"]] for row in edges)


def test_no_cell_of_a_table_is_a_formula(exported: Path) -> None:
    cells = [
        cell for name in ("nodes", "edges") for row in _table(exported / f"graph-{name}.csv") for cell in row.values()
    ]
    assert len(cells) > 1000
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_a_sentence_that_is_a_formula_is_told_as_text(bundled_store: Path, tmp_path: Path) -> None:
    assert run(["export", "--store", str(bundled_store), "--quiet", "-o", str(tmp_path / "graph.csv")]) == 0
    sentences = {row["sentence"] for row in _table(tmp_path / "graph-edges.csv")}
    assert any(sentence.startswith(f"'{FORMULA}") for sentence in sentences)


def test_without_evidence_there_are_the_facts_and_no_statement(
    store: Path, quads: frozenset[ox.Quad], tmp_path: Path
) -> None:
    target = tmp_path / "lean.nq"
    assert run(["export", "--store", str(store), "--quiet", "--without", "evidence", "-o", str(target)]) == 0
    lean = set(ox.parse(path=target))
    assert lean < quads
    statements = {q.subject for q in quads if q.predicate.value == RDF["type"] and q.object.value == KRAMA["Statement"]}
    assert len(statements) > 100
    assert not statements & {quad.subject for quad in lean}
    assert not statements & {quad.object for quad in lean}
    told = {quad.predicate.value for quad in lean}
    assert not told & {OA["exact"], KRAMA["confidence"], RDF["subject"], PROV["wasGeneratedBy"]}
    edge = {KRAMA[name] for name in ("issuedBy", "governs", "heads", "partOf", "number", "date")}
    assert {quad for quad in quads if quad.predicate.value in edge} <= lean
