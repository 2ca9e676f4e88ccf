"""What one sentence states, through the whole line of stages: tables of sentences and their edges."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from krama.building.pipeline import extract
from krama.knowledge import load_knowledge
from krama.model import Extraction
from krama.read import read

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))[
    "case"
]


def _edges(extraction: Extraction, *, planned: bool) -> set[str]:
    """Edges by every pair of names that the ends have in the text."""
    names: dict[str, set[str]] = {}
    for entity in extraction.entities:
        quotes = {" ".join(extraction.document.quote(m.span).split()) for m in entity.mentions}
        names[entity.id] = quotes | {entity.name}
    return {
        f"{subject} | {relation.predicate} | {object_}"
        for relation in extraction.relations
        if (relation.claim == "planned") == planned and relation.predicate != "cites"
        for subject in names.get(relation.subject, ())
        for object_ in names.get(relation.object, ())
    }


def _count(extraction: Extraction) -> int:
    return len(
        {
            (relation.subject, relation.predicate, relation.object)
            for relation in extraction.relations
            if relation.predicate != "cites" and relation.claim != "planned"
        }
    )


def test_the_table_is_read() -> None:
    assert len(CASES) >= 24


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    extraction = extract(read("case.txt", case["text"].encode()), load_knowledge())
    found = _edges(extraction, planned=False)
    assert set(case["edges"]) <= found
    assert _count(extraction) == len(case["edges"]), sorted(found)
    assert set(case.get("planned", ())) <= _edges(extraction, planned=True)


def test_an_article_is_a_provision_of_its_instrument_and_cited() -> None:
    text = "Articles 6 and 7 of Sub-Decree No. 32 on River Pilots apply."
    extraction = extract(read("case.txt", text.encode()), load_knowledge())
    provisions = {e.name: e for e in extraction.entities if e.type == "Provision"}
    assert set(provisions) == {
        "Article 6, Sub-Decree No. 32 on River Pilots",
        "Article 7, Sub-Decree No. 32 on River Pilots",
    }
    (law,) = [e for e in extraction.entities if e.type == "Instrument"]
    assert {e.of for e in provisions.values()} == {law.id}
    cited = {r.object for r in extraction.relations if r.predicate == "cites" and not r.subject}
    assert {e.id for e in provisions.values()} <= cited
