"""krama export."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from krama.cli import run
from network.sample import sample, store


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(store(tmp_path_factory.mktemp("store")))


def test_the_extension_chooses_the_format(graph: str, tmp_path: Path) -> None:
    for name in ("a.ttl", "a.trig", "a.nt", "a.nq", "a.jsonld", "a.rdf", "a.graphml", "a.gexf", "a.nq.gz"):
        assert run(["export", "--store", graph, "--quiet", "-o", str(tmp_path / name)]) == 0
    assert set(parse((tmp_path / "a.nq").read_bytes(), format=RdfFormat.N_QUADS)) == set(sample())
    assert gzip.decompress((tmp_path / "a.nq.gz").read_bytes()) == (tmp_path / "a.nq").read_bytes()


def test_a_table_is_two_files(graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--store", graph, "-o", str(tmp_path / "out.csv")]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out-edges.csv", "out-nodes.csv"]
    assert "out-nodes.csv" in capsys.readouterr().err


def test_layers_can_be_left_out(graph: str, tmp_path: Path) -> None:
    whole, lean = tmp_path / "whole.nq", tmp_path / "lean.nq"
    assert run(["export", "--store", graph, "--quiet", "-o", str(whole)]) == 0
    assert run(["export", "--store", graph, "--quiet", "-o", str(lean), "--without", "evidence,inferred"]) == 0
    text = lean.read_text(encoding="utf-8")
    assert 0 < len(text) < len(whole.read_text(encoding="utf-8")) / 3
    assert "graph/inferred" not in text
    assert "TextQuoteSelector" not in text


def test_a_format_is_named_for_standard_output(graph: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", "--store", graph, "-o", "-", "--format", "nq"]) == 0
    out, err = capsysbinary.readouterr()
    assert set(parse(out, format=RdfFormat.N_QUADS)) == set(sample())
    assert err == b""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "a.xlsx"], "no export format has this extension"),
        (["-o", "-"], "needs --format"),
        (["-o", "-", "--format", "csv"], "two files"),
        (["-o", "a.nq", "--format", "ttl"], "--format goes with"),
        (["-o", "a.nq", "--without", "quotes"], "known are evidence, inferred"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    graph: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", "--store", graph, *arguments]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
