"""Edges of the real text that a person has read in their sentences are in the graph, with that sentence; others are not.

``real_edges.toml`` lists them. A thing is named by any name that the graph gives it, upper or lower case.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from krama.graph import Graph
from krama.knowledge.vocabulary import KRAMA
from krama.store import Table

LISTED: dict[str, list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("real_edges.toml").read_text("utf-8"))
PREDICATES = {
    *("amends", "basedOn", "cites", "cooperatesWith", "draftedBy", "establishes", "governs", "hasStep", "heads"),
    *("holdsPost", "implements", "issuedBy", "locatedIn", "memberOf", "partOf", "participatesIn", "party"),
    *("responsibleFor", "number", "date", "status", "position"),
}
SYMMETRIC = {"cooperatesWith"}
WITHOUT_EDGES = {7}
"""Section 7 tells how diplomats are trained, and names no instrument and no other arrangement."""

NAMES = "SELECT ?thing ?name WHERE { ?thing skos:prefLabel|skos:altLabel|dcterms:title ?name }"
STATED = """SELECT ?subject ?predicate ?object ?exact ?start WHERE {
  ?statement a krama:Statement ; krama:origin origin:extracted ; krama:claimStatus ?claim ;
    rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; prov:wasDerivedFrom ?passage .
  ?subject ?predicate ?object .
  ?passage oa:hasSelector [ oa:exact ?exact ] , [ oa:start ?start ] .
  FILTER(?claim != claim:planned)
}"""


class Quote(NamedTuple):
    start: int
    text: str


@cache
def _names(graph: Graph) -> dict[str, frozenset[str]]:
    """IRIs by name."""
    found = defaultdict(set)
    for row in _rows(graph, NAMES):
        found[_plain(row["name"].value)].add(row["thing"].value)
    return {name: frozenset(things) for name, things in found.items()}


@cache
def _quotes(graph: Graph) -> dict[tuple[str, str, str], list[Quote]]:
    """The sentences of every asserted fact, by subject, local name of the predicate, and object."""
    found = defaultdict(list)
    for row in _rows(graph, STATED):
        key = row["subject"].value, KRAMA.local(row["predicate"].value), row["object"].value
        found[key].append(Quote(int(row["start"].value), row["exact"].value))
    return found


def _rows(graph: Graph, query: str) -> Table:
    answer = graph.query(query)
    assert isinstance(answer, Table)
    return answer


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _found(graph: Graph, entry: dict[str, Any]) -> list[Quote]:
    """The sentences that state the entry's fact of any things with these names."""
    subjects = _names(graph).get(_plain(entry["subject"]), frozenset())
    assert subjects, f"nothing is called {entry['subject']}"
    if "value" in entry:
        value, status = entry["value"], f"https://w3id.org/krama/status/{entry['value']}"
        objects = frozenset((value, status))
    else:
        objects = _names(graph).get(_plain(entry["object"]), frozenset())
        assert objects, f"nothing is called {entry['object']}"
    keys = [(subject, entry["predicate"], object_) for subject in subjects for object_ in objects]
    if entry["predicate"] in SYMMETRIC:
        keys += [(object_, predicate, subject) for subject, predicate, object_ in keys]
    return [quote for key in keys for quote in _quotes(graph).get(key, ())]


def _sections(text: str) -> dict[int, range]:
    """Where the numbered sections stand: 0 is what comes before them, 14 the conclusion."""
    heads = [(int(m[1]), m.start()) for m in re.finditer(r"^(?:#+ )?\*+(\d+)\. ", text, re.MULTILINE)]
    starts = [(0, 0), *heads, (14, text.index("***In Conclusion"))]
    assert [number for number, _ in starts] == list(range(15))
    return {number: range(start, end) for (number, start), (_, end) in pairwise([*starts, (15, len(text))])}


def _id(entry: dict[str, Any]) -> str:
    ends = (str(entry[key])[:40] for key in ("subject", "predicate", "object", "value") if key in entry)
    return " ".join(ends)


def test_the_list_is_long_enough_and_covers_every_predicate_and_section() -> None:
    edges, values, counters = LISTED["edge"], LISTED["value"], LISTED["counter"]
    assert len(edges) >= 48
    assert len(counters) >= 10
    listed = [*edges, *values]
    assert {entry["predicate"] for entry in listed} == PREDICATES
    assert {entry["section"] for entry in listed} == set(range(15)) - WITHOUT_EDGES
    keys = Counter((e["subject"], e["predicate"], e.get("object", e.get("value"))) for e in (*listed, *counters))
    assert max(keys.values()) == 1, keys.most_common(1)
    for entry in listed:
        assert 2 <= len(entry["words"].split()) <= 8, entry["words"]


@pytest.mark.slow
def test_the_list_names_every_predicate_of_the_graph(blind_graph: Graph) -> None:
    assert {predicate for _, predicate, _ in _quotes(blind_graph)} <= PREDICATES


@pytest.mark.slow
@pytest.mark.parametrize("entry", [*LISTED["edge"], *LISTED["value"]], ids=_id)
def test_what_the_text_says_is_there_with_its_sentence(
    entry: dict[str, Any], blind_graph: Graph, reference: Path
) -> None:
    quotes = _found(blind_graph, entry)
    assert quotes, "the graph does not have it"
    words = _plain(entry["words"])
    telling = [quote for quote in quotes if words in _plain(quote.text)]
    assert telling, f"not with these words but with {[quote.text[:160] for quote in quotes]}"
    text = (reference / "khm-reply-2022.txt").read_text("utf-8")
    assert all(text[quote.start : quote.start + len(quote.text)] == quote.text for quote in quotes)
    section = _sections(text)[entry["section"]]
    assert any(quote.start in section for quote in telling), f"not in section {entry['section']}"


@pytest.mark.slow
@pytest.mark.parametrize("entry", LISTED["counter"], ids=_id)
def test_what_the_text_does_not_say_is_not_there(entry: dict[str, Any], blind_graph: Graph) -> None:
    names = _names(blind_graph)
    subjects, objects = names[_plain(entry["subject"])], names[_plain(entry["object"])]
    pairs = " ".join(f"(<{subject}> <{object_}>)" for subject in subjects for object_ in objects)
    query = f"ASK {{ VALUES (?subject ?object) {{ {pairs} }} ?subject krama:{entry['predicate']} ?object }}"
    assert blind_graph.query(query) is False, entry["because"]
