"""Imports point one way, and the wheel holds all that krama needs to run."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import krama

ROOT = Path(__file__).parents[2]
CONTRACTS = {
    "layers",
    "pure",
    "spacy-at-its-edge",
    "click-at-its-edge",
    "readers-at-their-edge",
    "pyvis-at-its-edge",
}


def test_the_import_contracts_hold() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    assert {contract["id"] for contract in settings["contracts"]} >= CONTRACTS
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    told = done.stdout.decode()
    assert done.returncode == 0, told[-3000:]
    assert f"{len(settings['contracts'])} kept, 0 broken" in told


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*command, "--wheel-dir", str(folder)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    (found,) = folder.glob("krama-*.whl")
    return found


def _data(folder: str) -> set[str]:
    return {
        f"krama/_{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.slow
def test_the_wheel_holds_the_code_the_ontology_and_the_graph(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        scripts = archive.read(f"krama-{krama.__version__}.dist-info/entry_points.txt").decode()
        licences = [name for name in names if name.endswith("/licenses/LICENSE")]
    code = ROOT / "src"
    sources = {
        path.relative_to(code).as_posix()
        for path in (code / "krama").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    for wanted in (sources, _data("ontology"), _data("graph")):
        assert len(wanted) > 5
        assert wanted - names == set()
    assert len(licences) == 1
    assert "krama = krama.cli:main" in scripts
    assert scripts.count("krama.mentions.components:") >= 3
    assert not [name for name in names if not name.startswith("krama") or "__pycache__" in name]


@pytest.mark.slow
def test_the_wheel_runs_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed, text = tmp_path / "installed", tmp_path / "prakas.txt"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    text.write_text("The Ministry of Lakes issued Prakas No. 7 on Clinics of 3 May 2011.\n", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KRAMA_")}
    environment["PYTHONPATH"] = str(installed)

    def krama_says(*arguments: str) -> str:
        command = [sys.executable, "-P", "-m", "krama", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()[-2000:]
        return done.stdout.decode()

    assert krama_says("--version") == f"krama {krama.__version__}\n"
    assert "issuedBy" in krama_says("extract", str(text))
    where = "import krama.knowledge.location as here; print(here.ontology_folder(), here.graph_folder())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", where], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode().split() == [str(installed / "krama" / name) for name in ("_ontology", "_graph")]
