"""What the README and ``--help`` show is there and runs."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from krama.cli import COMMANDS, run
from krama.knowledge.location import graph_folder

README = Path(__file__).parents[2] / "README.md"
FENCE = re.compile(r"^```(?:sh|bash|console|text)?\n(.*?)^```", re.MULTILINE | re.DOTALL)


def _readme() -> str:
    if not README.is_file():
        pytest.skip("there is no README.md beside the tests")
    return README.read_text(encoding="utf-8")


def _shown(text: str) -> Iterator[list[str]]:
    """The krama commands of fenced blocks, as lists of words without their comments."""
    for block in FENCE.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True)
            if words[:1] == ["krama"]:
                yield words[1:]


def test_commands_are_in_the_overview(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    overview = capsys.readouterr().out
    assert len(COMMANDS) >= 11
    for name, (_, summary) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(summary[:20])}", overview, re.MULTILINE), name


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Usage: krama {name}")
    examples = [line for line in told.splitlines()[1:] if re.search(rf"\bkrama {name}\b", line)]
    assert examples, told
    for option in ("--quiet", "--verbose", "--version", "--help"):
        assert option in told


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"\bkrama {name}\b", _readme())


@pytest.mark.slow
def test_what_the_readme_shows_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = list(_shown(_readme()))
    assert len(shown) >= 6
    shutil.copytree(graph_folder() / "sources", tmp_path / "my-documents")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KRAMA_STORE", raising=False)
    failed = {}
    for words in [*shown, ["ask"], ["validate"]]:
        status = run(words)
        told = capsys.readouterr()
        if status or (words[0] in ("ask", "show", "explain", "query") and not told.out.strip()):
            failed[" ".join(words)] = (status, told.err[-500:])
        for output in (Path(word) for before, word in pairwise(words) if before == "-o"):
            assert output.stat().st_size > 1000
    assert failed == {}
