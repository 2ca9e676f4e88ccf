"""Paths to inputs: what is read, in which order, and what cannot be."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from krama.errors import SourceError
from krama.read import inputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sub/c.txt", "sub/deeper/d.txt", ".hidden", ".git/config"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "outside.txt").write_text("outside")
    return tmp_path / "in"


def names(paths: list[str]) -> list[str]:
    return [entry.path.rsplit("in/", 1)[-1] for entry in inputs(paths)]


def codes(paths: list[str]) -> list[str]:
    return [entry.error.code if entry.error else "" for entry in inputs(paths)]


def test_a_folder_is_read_whole_and_sorted(folder: Path) -> None:
    assert names([str(folder)]) == ["a.md", "b.txt", "sub/c.txt", "sub/deeper/d.txt"]
    assert [entry.load() for entry in inputs([folder])] == [b"a.md", b"b.txt", b"sub/c.txt", b"sub/deeper/d.txt"]


def test_the_order_of_the_paths_is_kept_and_each_input_comes_once(folder: Path) -> None:
    assert names([str(folder / "b.txt"), str(folder), str(folder / "b.txt")]) == [
        "b.txt",
        "a.md",
        "sub/c.txt",
        "sub/deeper/d.txt",
    ]


def test_patterns(folder: Path) -> None:
    assert names([f"{folder}/**/*.txt"]) == ["b.txt", "sub/c.txt", "sub/deeper/d.txt"]
    assert codes([f"{folder}/*.pdf"]) == ["missing"]


def test_a_file_whose_name_looks_like_a_pattern(folder: Path) -> None:
    (folder / "Law [2021].txt").write_text("law")
    assert names([str(folder / "Law [2021].txt")]) == ["Law [2021].txt"]


def test_what_is_missing_is_an_input_with_an_error(folder: Path) -> None:
    found = inputs([folder / "none.txt", folder / "b.txt"])
    assert [entry.error is None for entry in found] == [False, True]
    assert found[0].error is not None
    assert "none.txt: there is no such file" in str(found[0].error)
    with pytest.raises(SourceError):
        found[0].load()


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert codes([str(tmp_path / "empty")]) == ["missing"]


def test_links_out_of_a_folder_are_not_followed(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "outside.txt")
    (folder / "inner.txt").symlink_to(folder / "b.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "broken.txt").symlink_to(folder / "nowhere")
    found = {entry.path.rsplit("in/", 1)[-1]: entry for entry in inputs([folder])}
    assert "loop/b.txt" not in found
    assert {name: entry.error.code for name, entry in found.items() if entry.error} == {
        "link.txt": "link",
        "broken.txt": "missing",
    }
    assert found["inner.txt"].load() == b"b.txt"
    assert inputs([folder / "link.txt"])[0].load() == b"outside"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_only_regular_files_are_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert codes([str(folder / "pipe.txt"), "/dev/null"]) == ["not-a-file", "not-a-file"]
    assert [entry.error.code for entry in inputs([folder]) if entry.error] == ["not-a-file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_file_that_is_exchanged_for_a_pipe_does_not_hang(folder: Path) -> None:
    (entry,) = inputs([folder / "b.txt"])
    (folder / "b.txt").unlink()
    os.mkfifo(folder / "b.txt")
    with pytest.raises(SourceError, match="not a regular file"):
        entry.load()


def test_an_unreadable_file_is_told_apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert codes([str(folder / "b.txt")]) == ["unreadable"]


def test_a_file_that_vanishes_is_an_error_of_its_own(folder: Path) -> None:
    (entry,) = inputs([folder / "b.txt"])
    (folder / "b.txt").unlink()
    with pytest.raises(SourceError) as caught:
        entry.load()
    assert caught.value.code == "missing"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    (entry,) = inputs(["-"])
    assert entry.name == "stdin"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"words")))
    assert entry.load() == b"words"


def test_a_file_over_the_limit_is_not_loaded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["krama.read.inputs"], "PACKED_BYTES", 3)
    with pytest.raises(SourceError) as caught:
        inputs([folder / "b.txt"])[0].load()
    assert caught.value.code == "too-large"
