"""The same text as Markdown, HTML, Word and PDF gives the entities and edges of the plain text, by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import krama
from acceptance.conftest import REAL
from acceptance.renderings import RUNNING_HEAD, renderings
from krama.model import Extraction

pytestmark = pytest.mark.slow
QUOTES = str.maketrans("’‘“”", "''\"\"")
LEAST = 0.95


@pytest.fixture(scope="module")
def plain(reference: Path) -> Extraction:
    return krama.extract(reference / REAL, blind=True)


def _name(text: str) -> str:
    return " ".join(text.translate(QUOTES).split()).casefold()


def _entities(extraction: Extraction) -> set[tuple[str, str]]:
    return {(entity.type, _name(entity.name)) for entity in extraction.entities}


def _edges(extraction: Extraction) -> set[tuple[str, str, str]]:
    names = {entity.id: _name(entity.name) for entity in extraction.entities}
    return {(names.get(r.subject, ""), r.predicate, names[r.object]) for r in extraction.relations}


def _f1(wanted: set[Any], found: set[Any]) -> float:
    return 2 * len(wanted & found) / (len(wanted) + len(found))


@pytest.mark.parametrize("ending", renderings())
def test_another_format_is_read_the_same(ending: str, plain: Extraction, tmp_path: Path) -> None:
    path = tmp_path / f"reply.{ending}"
    path.write_bytes(renderings()[ending](plain.document))
    found = krama.extract(path, blind=True)
    assert not any(RUNNING_HEAD in passage.text for passage in found.document.passages)
    if ending == "pdf":
        assert len(found.document.pages) > 10
    for what, of in (("entities", _entities), ("edges", _edges)):
        wanted, got = of(plain), of(found)
        f1 = _f1(wanted, got)
        missing, extra = sorted(wanted - got), sorted(got - wanted)
        assert f1 >= LEAST, f"{what}: F1 {f1:.3f}; missing {missing}; extra {extra}"
