"""krama's own figures are those of the published scorer, count by count, and do not fall below what is promised."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import krama
from acceptance.conftest import REAL
from krama.evaluate.annotations import annotate
from krama.evaluate.score import FIGURES, score
from krama.knowledge import load_knowledge

pytestmark = pytest.mark.slow
FLOORS = {"mention": 0.82, "entity": 0.82, "attributes": 0.90, "relation": 0.50, "relation with evidence": 0.46}
TEXTS = (REAL, *sorted(path.name for path in (Path(__file__).parents[1] / "gold" / "dev").glob("*.txt")))
Annotations = dict[str, Any]


@pytest.fixture(scope="module")
def scorer(reference: Path) -> Iterator[ModuleType]:
    """``score.py`` of the reference texts, as it is."""
    spec = importlib.util.spec_from_file_location("reference_score", reference / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def annotations(reference: Path, dev_texts: list[Path]) -> dict[str, tuple[Annotations, Annotations]]:
    """By text: the gold annotations and those that krama makes, blind."""
    kinds = load_knowledge().kinds
    found = {}
    for path in (reference / REAL, *dev_texts):
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        found[path.name] = gold, annotate(krama.extract(path, blind=True), kinds)
    return found


def _agree(scorer: ModuleType, gold: Annotations, system: Annotations) -> None:
    ours = {name: (count.hit, count.system, count.gold) for name, count in score(gold, system).items()}
    theirs, _ = scorer.score(gold, system)
    wanted = {name: (int(count.hit), int(count.system), int(count.gold)) for name, count in theirs.items()}
    assert {*FIGURES} <= set(wanted)
    nothing = (0, 0, 0)
    assert {name: ours.get(name, nothing) for name in {*ours, *wanted}} == {
        name: wanted.get(name, nothing) for name in {*ours, *wanted}
    }


@pytest.mark.parametrize("name", TEXTS)
def test_every_count_is_that_of_the_reference_scorer(
    name: str, scorer: ModuleType, annotations: dict[str, tuple[Annotations, Annotations]]
) -> None:
    gold, system = annotations[name]
    assert len(gold["relations"]) > 5
    assert len(system["relations"]) > 5
    _agree(scorer, gold, system)


def _lose(rows: list[Any], chance: random.Random) -> None:
    rows[:] = [row for row in rows if chance.random() > 0.2]


def _spoil(annotations: Annotations, chance: random.Random) -> Annotations:
    """Annotations with things lost, moved, joined, mistyped and turned round."""
    spoilt = copy.deepcopy(annotations)
    _lose(spoilt["relations"], chance)
    for entity in spoilt["entities"]:
        entity["mentions"] = [
            [start + chance.choice((0, 0, 3)), end + chance.choice((3, 5, 40))] for start, end in entity["mentions"]
        ]
        if chance.random() < 0.1:
            entity["type"] = chance.choice(("Actor", "Instrument", "Mechanism", "Place"))
        if chance.random() < 0.3:
            entity.pop(chance.choice(("number", "date")), None)
    ids = [entity["id"] for entity in spoilt["entities"]]
    for relation in spoilt["relations"]:
        if chance.random() < 0.2:
            relation["object"] = chance.choice(ids)
        if chance.random() < 0.2:
            relation["subject"], relation["object"] = relation["object"], relation["subject"]
        if chance.random() < 0.3:
            start = relation["evidence"][0]
            relation["evidence"] = [start, start + chance.choice((10, 300, 900, 3000))]
    return spoilt


@pytest.mark.parametrize("seed", range(12))
def test_it_agrees_on_spoilt_annotations_too(
    seed: int, scorer: ModuleType, annotations: dict[str, tuple[Annotations, Annotations]]
) -> None:
    gold, system = annotations[TEXTS[seed % len(TEXTS)]]
    chance = random.Random(seed)
    _agree(scorer, gold, _spoil(chance.choice((gold, system)), chance))


@pytest.mark.parametrize("figure", FLOORS)
def test_the_real_text_is_read_well_enough_blind(
    figure: str, annotations: dict[str, tuple[Annotations, Annotations]]
) -> None:
    found = score(*annotations[REAL])[figure]
    assert found.f1 >= FLOORS[figure], f"{figure}: F1 {found.f1:.3f} (P {found.precision:.3f}, R {found.recall:.3f})"
