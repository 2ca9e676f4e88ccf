"""A relation's examples yield it and its counter-examples do not, with the general rules alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from krama.building.pipeline import extract
from krama.knowledge import load_knowledge
from krama.knowledge.location import ontology_folder
from krama.model import Extraction, Relation
from krama.read import read

RELATIONS = ontology_folder() / "relations"


class Case(NamedTuple):
    predicate: str
    text: str
    subject: str = ""
    object: str = ""


def _cases(key: str) -> list[Case]:
    found = []
    for path in sorted(RELATIONS.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [Case(path.stem, **row) for row in table.get(key, ())]
    return found


EXAMPLES, COUNTERS = _cases("example"), _cases("counter")


def _read(text: str) -> Extraction:
    return extract(read("example.txt", text.encode()), load_knowledge(""))


def _asserted(extraction: Extraction, predicate: str) -> list[Relation]:
    """What is said to be so; what is only planned is not an edge."""
    return [one for one in extraction.relations if one.predicate == predicate and one.claim != "planned"]


def _id(case: Case) -> str:
    return f"{case.predicate}: {case.text[:60]}"


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 20
    assert len(COUNTERS) >= 4
    assert len({case.predicate for case in EXAMPLES}) >= 17


def test_every_file_of_cues_is_a_property_of_the_ontology() -> None:
    cues = {path.stem for path in RELATIONS.glob("*.toml")}
    properties = {path.stem for path in RELATIONS.glob("*.ttl")}
    assert len(cues) >= 20
    assert len(properties) >= 29
    assert cues - properties == set()


def test_every_property_file_defines_the_property_of_its_name() -> None:
    for path in sorted(RELATIONS.glob("*.ttl")):
        assert f"krama:{path.stem} a " in Path(path).read_text(encoding="utf-8"), path.name


@pytest.mark.slow
@pytest.mark.parametrize("case", EXAMPLES, ids=_id)
def test_an_example_yields_its_relation(case: Case) -> None:
    extraction = _read(case.text)
    names = {one.id: {one.name, *(name.text for name in one.names)} for one in extraction.entities}
    folded = {id_: {name.casefold() for name in every} for id_, every in names.items()}
    found = _asserted(extraction, case.predicate)
    ends = [(folded.get(one.subject, set()), folded[one.object]) for one in found]
    assert any(case.subject.casefold() in s and case.object.casefold() in o for s, o in ends), (
        f"found {sorted(min(every) for every in names.values())} and {[(r.subject, r.object) for r in found]}"
    )


@pytest.mark.slow
@pytest.mark.parametrize("case", COUNTERS, ids=_id)
def test_a_counter_example_does_not_yield_it(case: Case) -> None:
    assert [(r.subject, r.object) for r in _asserted(_read(case.text), case.predicate)] == []
