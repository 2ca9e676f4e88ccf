"""The fixture that other folders share: a small world on disk, and builds in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from krama.building import BuildReport, Settings, build
from rdf.small import EXTRACTOR, small_world


class World:
    """A folder with an ontology, curated facts, documents and a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ontology, self.graph = small_world(folder)
        self.store = folder / "store"

    def write(self, name: str, text: str) -> Path:
        path = self.folder / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def build(self, *paths: Path, store: Path | None = None, **options: Any) -> BuildReport:
        chosen = Settings(extractor=EXTRACTOR, **options.pop("settings", {}))
        return build(paths, store or self.store, settings=chosen, jobs=2, **options)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    made = World(tmp_path)
    monkeypatch.setenv("KRAMA_ONTOLOGY", str(made.ontology))
    monkeypatch.setenv("KRAMA_GRAPH", str(made.graph))
    return made
