"""Every export format: the same bytes for the same graph, and nothing lost but what the format says."""

from __future__ import annotations

import csv
import gzip
import io
import random
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from krama.errors import UsageError
from krama.formats import WRITERS, targets, without, write, writer_for
from krama.knowledge.vocabulary import ID, INFERRED_GRAPH, KRAMA, OA, SKOS
from krama.network import project
from network.sample import FORMULA, HOSTILE, KHMER, TURNED, law, sample

QUADS = sample()
CALLS = {f"{writer.extension}{part}": call for writer in WRITERS for part, call in writer.parts}
RDF = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".rdf": RdfFormat.RDF_XML}
DATASETS = {".trig": RdfFormat.TRIG, ".nq": RdfFormat.N_QUADS, ".jsonld": RdfFormat.JSON_LD}


def _bytes(name: str, quads: Iterable[Quad] = QUADS, *, packed: bool = False) -> bytes:
    stream = io.BytesIO()
    write(quads, CALLS[name], stream, packed=packed)
    return stream.getvalue()


def _rows(name: str) -> list[dict[str, str]]:
    text = _bytes(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_table_names_functions_of_its_own_package() -> None:
    assert len(WRITERS) == 9
    for call in CALLS.values():
        module, _, name = call.partition(":")
        assert module.startswith("krama.formats.")
        assert callable(getattr(import_module(module), name))


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
@pytest.mark.parametrize("name", CALLS)
def test_the_same_graph_gives_the_same_bytes(name: str, packed: bool) -> None:
    quads = list(QUADS)
    random.Random(7).shuffle(quads)
    assert _bytes(name, quads, packed=packed) == _bytes(name, packed=packed)


@pytest.mark.parametrize("name", CALLS)
def test_packed_is_the_same_file_without_name_or_time(name: str) -> None:
    packed = _bytes(name, packed=True)
    assert gzip.decompress(packed) == _bytes(name)
    assert packed[3] == 0
    assert packed[4:8] == bytes(4)


@pytest.mark.parametrize("name", CALLS)
def test_nothing_is_a_file_too(name: str) -> None:
    assert isinstance(_bytes(name, ()), bytes)


@pytest.mark.parametrize("name", DATASETS)
def test_dataset_formats_lose_nothing(name: str) -> None:
    assert set(parse(_bytes(name), format=DATASETS[name])) == set(QUADS)


@pytest.mark.parametrize("name", [".ttl", ".nt"])
def test_triple_formats_hold_the_union(name: str) -> None:
    assert {quad.triple for quad in parse(_bytes(name), format=RDF[name])} == {quad.triple for quad in QUADS}


def test_rdf_xml_holds_the_union_with_forbidden_characters_shown() -> None:
    found = {quad.triple for quad in parse(_bytes(".rdf"), format=RdfFormat.RDF_XML)}
    wanted = {quad.triple for quad in QUADS}
    assert len(found) == len(wanted)
    changed = {str(triple.object) for triple in found - wanted}
    assert changed
    assert all("⟨U+0000⟩" in text for text in changed)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", ["turtle", "nt", "xml", "trig", "nquads", "json-ld"])
def test_rdflib_reads_what_is_written(name: str) -> None:
    extension = {"turtle": ".ttl", "xml": ".rdf", "nquads": ".nq", "json-ld": ".jsonld"}.get(name, f".{name}")
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=_bytes(extension, law()), format=name)
    label = rdflib.Literal("Labour Law", lang="en")
    assert (rdflib.URIRef(ID["law"]), rdflib.URIRef(SKOS["prefLabel"]), label) in graph


@pytest.mark.parametrize("name", [".rdf", ".graphml", ".gexf"])
def test_xml_is_well_formed_whatever_the_labels_hold(name: str) -> None:
    text = _bytes(name).decode("utf-8")
    ElementTree.fromstring(text)
    assert "<!DOCTYPE" not in text
    assert "<img" not in text


@pytest.mark.parametrize("name", [".graphml", ".gexf"])
def test_networks_open_with_readable_labels(name: str) -> None:
    data = io.BytesIO(_bytes(name))
    graph = nx.read_graphml(data) if name == ".graphml" else nx.read_gexf(data, version="1.2draft")
    wanted = project(QUADS).graph
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (wanted.number_of_nodes(), wanted.number_of_edges())
    assert graph.nodes[ID["prakas"]]["label"] == "Prakas on Inspections"
    assert graph.nodes[ID["hostile"]]["label"] == HOSTILE
    assert graph.nodes[ID["turned"]]["label"] == TURNED.replace("\x00", "⟨U+0000⟩")
    sentences = {row.get("sentence") for _, _, row in graph.edges(data=True)}
    assert "This Prakas sets the rules of Inspections." in sentences


def test_gexf_has_places_and_colours_and_no_date_or_version_of_a_library() -> None:
    text = _bytes(".gexf").decode()
    assert "<viz:position" in text
    assert '<viz:color r="0" g="114" b="178"' in text
    assert "lastmodifieddate" not in text
    assert "NetworkX" not in text
    assert 'label="lays down rules for"' in text


def test_no_cell_of_a_table_is_a_formula() -> None:
    for name in (".csv-nodes", ".csv-edges"):
        for row in _rows(name):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row.values())
    labels = {row["label"] for row in _rows(".csv-nodes")}
    assert f"'{FORMULA}" in labels
    assert "'=1+1 is how this sentence begins." in {row["sentence"] for row in _rows(".csv-edges")}


def test_tables_are_what_a_spreadsheet_reads() -> None:
    data = _bytes(".csv-nodes")
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    assert b"\x00" not in data
    (row,) = [row for row in _rows(".csv-nodes") if row["iri"] == ID["prakas"]]
    assert (row["class"], row["kind"], row["number"], row["date"]) == (
        "Instrument",
        "prakas",
        "250 KB/PRK",
        "2013-09-23",
    )
    assert KHMER in row["other_names"]


def test_an_edge_of_the_table_says_who_says_it_and_where() -> None:
    (row,) = [r for r in _rows(".csv-edges") if r["predicate"] == "issued by"]
    assert row == {
        "subject_iri": ID["prakas"],
        "subject": "Prakas on Inspections",
        "predicate": "issued by",
        "object_iri": ID["ministry"],
        "object": "Ministry of Labour",
        "confidence": "0.9",
        "origin": "extracted",
        "claim": "claimed",
        "said_by": "Government",
        "sentence": "The Ministry of Labour issued the Prakas on Inspections.",
        "document": "Restatement of the reply",
        "section": "",
        "page": "7",
        "statements": "1",
    }


def test_without_evidence_the_facts_stay_and_the_layer_goes() -> None:
    lean = list(without(QUADS, ("evidence",)))
    assert len(lean) < len(QUADS) / 3
    assert not any(quad.predicate.value in (OA["exact"], KRAMA["confidence"]) for quad in lean)
    facts = (NamedNode(ID["prakas"]), NamedNode(KRAMA["governs"]), NamedNode(ID["inspections"]))
    assert facts in [tuple(quad.triple) for quad in lean]
    assert not any(quad.subject.value.startswith("https://w3id.org/krama/statement/") for quad in lean)


def test_without_inferred_that_graph_goes() -> None:
    lean = list(without(QUADS, ("inferred",)))
    assert {quad.graph_name.value for quad in QUADS} - {quad.graph_name.value for quad in lean} == {INFERRED_GRAPH}


def test_an_unknown_layer_is_refused() -> None:
    with pytest.raises(UsageError, match="known are evidence, inferred"):
        list(without(QUADS, ("curated",)))


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("a.ttl", ["a.ttl"]),
        ("a.b.NQ.gz", ["a.b.NQ.gz"]),
        ("out.csv", ["out-nodes.csv", "out-edges.csv"]),
        ("out.csv.gz", ["out-nodes.csv.gz", "out-edges.csv.gz"]),
    ],
)
def test_a_name_says_its_files(name: str, files: list[str]) -> None:
    assert [path.name for path, _, _ in targets(Path("folder") / name)] == files


@pytest.mark.parametrize("name", ["a", "a.xlsx", ".ttl", "a.gz", "csv"])
def test_an_unknown_extension_lists_the_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match=r"\.graphml"):
        writer_for(Path(name))


def test_literals_keep_their_types_and_languages() -> None:
    thing, graph = NamedNode(ID["x"]), NamedNode(INFERRED_GRAPH)
    quad = Quad(thing, NamedNode(SKOS["note"]), Literal('"\\\n\ttwo\u2028lines', language="km"), graph)
    for name, format in DATASETS.items():
        assert list(parse(_bytes(name, (quad,)), format=format)) == [quad]
