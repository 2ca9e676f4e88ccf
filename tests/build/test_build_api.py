"""``import krama``: the same as the command line, for Python."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import krama
import krama.errors
import krama.graph
from krama.errors import StoreError, UsageError
from rdf.small import LAW
from rdf.worlds import World


@pytest.fixture
def graph(world: World) -> krama.graph.Graph:
    world.build(world.write("law.txt", LAW))
    return krama.open(world.store)


def test_the_graph_is_queried(graph: krama.graph.Graph) -> None:
    rows = graph.query("SELECT ?law { ?law krama:number ?number }")
    assert len(rows) == 1  # type: ignore[arg-type]
    assert graph.query("ASK { ?law krama:number '12/2001 NS' }") is True
    assert len(graph) > 100
    with graph as same:
        assert same is graph


def test_the_network_is_a_multidigraph(graph: krama.graph.Graph) -> None:
    network = graph.network()
    ends = ("https://w3id.org/krama/id/law-on-rivers", "https://w3id.org/krama/id/ministry-of-water")
    assert network.is_directed()
    assert network.is_multigraph()
    assert network.has_edge(*ends)


def test_the_dataset_reads_named_graphs(graph: krama.graph.Graph) -> None:
    dataset = graph.dataset()
    assert len(dataset.graph("https://w3id.org/krama/graph/curated")) > 0


def test_an_entity_is_described_and_a_question_answered(
    graph: krama.graph.Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KRAMA_ONTOLOGY")
    reply = graph.ask("issued-by", "Law on Rivers")
    assert [answer.end.name for answer in reply.answers] == ["Ministry of Water"]
    assert [answer.end.name for answer in graph.ask("who issued the Law on Rivers?").answers] == ["Ministry of Water"]
    assert graph.entity("Law on Rivers").thing.name == "Law on Rivers"
    with pytest.raises(UsageError):
        graph.entity("Law on Mountains and Valleys")


def test_the_graph_is_exported_the_same_way_every_time(graph: krama.graph.Graph, tmp_path: Path) -> None:
    (one,) = graph.export(tmp_path / "one.trig")
    (two,) = graph.export(tmp_path / "two.trig")
    assert one.read_bytes() == two.read_bytes()
    assert b"law-on-rivers" in one.read_bytes()


def test_opening_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        krama.open(tmp_path)


def test_reading_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(krama.errors.SourceError):
        krama.extract(tmp_path / "nothing.txt")
    (tmp_path / "a").mkdir()
    for name in ("a/one.txt", "a/two.txt"):
        (tmp_path / name).write_text(LAW, encoding="utf-8")
    with pytest.raises(UsageError, match="2 files"):
        krama.extract(tmp_path / "a")


def test_importing_krama_is_light() -> None:
    code = (
        "import sys, json, krama; print(json.dumps([m for m in ('spacy', 'rdflib', 'pyoxigraph') if m in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert json.loads(done.stdout) == []


def test_the_version_is_that_of_the_project() -> None:
    import tomllib

    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    assert tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"] == krama.__version__
