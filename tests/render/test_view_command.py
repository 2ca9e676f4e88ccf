"""krama view."""

from __future__ import annotations

from pathlib import Path

import pytest

from krama.cli import run
from network.sample import store


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(store(tmp_path_factory.mktemp("store")))


def test_a_page_is_written_and_says_what_it_shows(
    graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "net.html"
    assert run(["view", "--store", graph, "-o", str(out)]) == 0
    assert "report.txt" in out.read_text(encoding="utf-8")
    assert "shows 9 of 13 entities and 6 of 10 facts at first" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["net.html"]


def test_two_views_of_one_graph_are_the_same_bytes(graph: str, tmp_path: Path) -> None:
    pages = []
    for name in ("a.html", "b.html"):
        assert run(["view", "--store", graph, "--quiet", "-o", str(tmp_path / name)]) == 0
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_a_page_can_go_to_standard_output(graph: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["view", "--store", graph, "--quiet", "-o", "-"]) == 0
    out, err = capsysbinary.readouterr()
    assert out.startswith(b"<!DOCTYPE html>")
    assert err == b""


def test_a_neighbourhood_is_asked_for_by_name(graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["view", "--store", graph, "--about", "MoL", "-o", str(tmp_path / "a.html")]) == 0
    assert "shows 4 of 13 entities" in capsys.readouterr().err


def test_a_query_chooses_the_entities(graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    query = tmp_path / "q.rq"
    query.write_text("SELECT ?body ?law { ?law krama:issuedBy ?body }", encoding="utf-8")
    assert run(["view", "--store", graph, "--query", str(query), "-o", str(tmp_path / "a.html")]) == 0
    assert "shows 2 of 13 entities and 1 of 10 facts" in capsys.readouterr().err


def test_unsure_facts_can_be_left_out(graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["view", "--store", graph, "--min-confidence", "0.5", "-o", str(tmp_path / "a.html")]) == 0
    assert "of 9 facts" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--about", "Ministry of Lobour"], "near it: 'Ministry of Labour'"),
        (["--about", "MoL", "--query", "q.rq"], "exclude each other"),
        (["--depth", "2"], "--depth goes with --about"),
        (["--query", "missing.rq"], "missing.rq: No such file"),
        (["--view", "hairball"], "there are: governance"),
        (["--limit", "1"], "--limit"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    out = tmp_path / "a.html"
    assert run(["view", "--store", graph, "-o", str(out), *arguments]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
    assert not out.exists()


def test_a_folder_that_is_missing_is_status_6(graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["view", "--store", graph, "-o", str(tmp_path / "no" / "a.html")]) == 6
    assert "No such file" in capsys.readouterr().err


def test_an_error_leaves_the_old_page(graph: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "a.html"
    out.write_text("old", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert run(["view", "--store", graph, "-o", str(out)]) == 6
    assert out.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_what_a_killed_run_left_is_removed(graph: str, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    (tmp_path / ".a.html.999999999.part").write_text("half", encoding="utf-8")
    assert run(["view", "--store", graph, "--quiet", "-o", str(out)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]
