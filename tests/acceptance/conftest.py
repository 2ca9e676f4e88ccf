"""What the acceptance tests share: the real text, read once a run without any curated name, as a graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import krama
from krama.cli import run
from krama.graph import Graph

REAL = "khm-reply-2022.txt"


@pytest.fixture(scope="session")
def blind_store(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the real text alone, built blind."""
    store = tmp_path_factory.mktemp("blind") / "store"
    assert run(["build", "--blind", "--quiet", "--store", str(store), str(reference / REAL)]) == 0
    return store


@pytest.fixture(scope="session")
def blind_graph(blind_store: Path) -> Iterator[Graph]:
    """The published graph of that store."""
    with krama.open(blind_store) as graph:
        yield graph


@pytest.fixture(scope="session")
def dev_texts() -> list[Path]:
    """Our own annotated texts, by name."""
    texts = sorted((Path(__file__).parents[1] / "gold" / "dev").glob("*.txt"))
    assert len(texts) >= 5
    return texts
