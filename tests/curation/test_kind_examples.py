"""Every example of a kind of instrument is found by the citation finder, alone and in a sentence, with that kind."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest
import spacy

from krama.knowledge.grammar import load_grammar
from krama.knowledge.kinds import load_kinds
from krama.knowledge.location import ontology_folder
from krama.knowledge.vocabulary import KIND, SKOS
from krama.mentions.citations import find_citations

FILES = (
    "kinds/instruments.ttl",
    *(f"jurisdictions/{p.parent.name}/kinds.ttl" for p in ontology_folder().glob("jurisdictions/*/kinds.ttl")),
)
EXAMPLES = sorted(
    (KIND.local(quad.subject.value), quad.object.value)
    for name in FILES
    for quad in ox.parse(path=ontology_folder() / name)
    if quad.predicate.value == SKOS["example"]
)


@cache
def _found(text: str) -> list[tuple[str, str]]:
    folder = ontology_folder()
    citations = find_citations(spacy.blank("en")(text), load_grammar(folder), load_kinds(folder))
    return [(one.kind, text[one.span.start : one.span.end]) for one in citations]


def test_there_are_examples() -> None:
    assert len(FILES) >= 2
    assert len(EXAMPLES) >= 55
    assert len({kind for kind, _ in EXAMPLES}) >= 35


@pytest.mark.parametrize("sentence", ["{}", "The Committee met under {}, as told."], ids=["alone", "in a sentence"])
@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_the_example_is_found_with_its_kind(kind: str, example: str, sentence: str) -> None:
    assert [found for found, _ in _found(sentence.format(example))] == [kind]
