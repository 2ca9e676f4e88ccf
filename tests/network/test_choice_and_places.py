"""What is shown first, and where it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from krama.errors import KnowledgeError, UsageError
from krama.knowledge.vocabulary import ID, KRAMA
from krama.network import load_view, load_views, place, project, select_about, select_core, select_named, told_once
from network.sample import report, sample

VIEW = load_view()


def test_the_core_is_what_the_relations_of_the_view_join() -> None:
    projection = project(sample())
    chosen = select_core(projection, VIEW)
    assert {ID["prakas"], ID["inspections"], ID["ministry"], ID["hotline"]} <= chosen.nodes
    assert ID["city"] not in chosen.nodes
    assert {edge.predicate for edge in chosen.drawn(projection.edges)} <= set(VIEW.first)
    assert "lays down rules for" in chosen.rule


def test_the_core_keeps_to_its_limits() -> None:
    projection = project(sample())
    chosen = select_core(projection, replace(VIEW, limit=4, per_class=2))
    assert len(chosen.nodes) <= 4
    assert max(Counter(projection.nodes[iri].type for iri in chosen.nodes).values()) <= 2
    assert "at most 4" in chosen.rule


def test_nothing_in_the_core_stands_alone() -> None:
    projection = project(sample())
    chosen = select_core(projection, VIEW)
    ends = {iri for edge in chosen.drawn(projection.edges) for iri in (edge.subject, edge.object)}
    assert chosen.nodes == ends


def test_a_graph_without_any_relation_of_the_view_shows_what_it_has() -> None:
    projection = project(report())
    chosen = select_core(projection, replace(VIEW, first={KRAMA["repeals"]: 1.0}))
    assert ID["prakas"] in chosen.nodes


def test_a_neighbourhood_has_the_asked_depth() -> None:
    projection = project(sample())
    near = select_about(projection, VIEW, ID["ministry"])
    assert near.nodes == {ID["ministry"], ID["prakas"], ID["inspections"], ID["whole"]}
    assert ID["law"] in select_about(projection, VIEW, ID["ministry"], depth=2).nodes
    assert len(select_about(projection, VIEW, ID["ministry"], depth=3, limit=3).nodes) == 3


def test_relations_aside_lead_to_no_neighbours() -> None:
    aside = replace(VIEW, aside=frozenset({KRAMA["issuedBy"], KRAMA["partOf"]}))
    assert select_about(project(sample()), aside, ID["ministry"]).nodes == {ID["ministry"], ID["inspections"]}


def test_a_list_of_entities_is_taken_as_far_as_they_are_known() -> None:
    chosen = select_named(project(sample()), VIEW, {ID["ministry"], ID["nobody"]}, "the list")
    assert chosen.nodes == {ID["ministry"]}


def test_a_symmetric_fact_is_drawn_once_as_it_was_stated() -> None:
    edges = project(sample()).edges
    left = [edge.key for edge in told_once(edges) if edge.predicate == KRAMA["cooperatesWith"]]
    assert left == [(ID["gov"], KRAMA["cooperatesWith"], ID["unicef"])]
    assert len(told_once(edges)) == len(edges) - 1


def test_instruments_stand_left_of_what_they_govern() -> None:
    places = place({"a": 0, "b": 1, "c": 2}, dict.fromkeys("abc", 30.0), [("a", "b"), ("c", "b")])
    assert places["a"].x < places["b"].x < places["c"].x


def test_a_line_that_passes_a_column_finds_room_in_it() -> None:
    columns = {"a": 0, "z": 2} | {f"m{i}": 1 for i in range(5)} | {f"n{i}": 2 for i in range(5)}
    edges = [("a", "z"), *((f"m{i}", f"n{i}") for i in range(5))]
    places = place(columns, dict.fromkeys(columns, 30.0), edges)
    middle = (places["a"].y + places["z"].y) / 2
    assert all(abs(places[f"m{i}"].y - middle) >= 15 for i in range(5))


_GRAPHS = st.integers(1, 14).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 3), min_size=n, max_size=n),
        st.lists(st.floats(20, 80), min_size=n, max_size=n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=30),
    )
)


@settings(max_examples=60, deadline=None)
@given(_GRAPHS)
def test_boxes_never_lie_on_each_other_and_places_repeat(
    graph: tuple[list[int], list[float], list[tuple[int, int]]],
) -> None:
    numbers, tall, links = graph
    columns = {f"n{i}": column for i, column in enumerate(numbers)}
    heights = {f"n{i}": height for i, height in enumerate(tall)}
    edges = [(f"n{a}", f"n{b}") for a, b in links]
    places = place(columns, heights, edges)
    assert places == place(dict(reversed(columns.items())), heights, list(reversed(edges)))
    for a, b in combinations(columns, 2):
        if places[a].x == places[b].x:
            assert abs(places[a].y - places[b].y) >= (heights[a] + heights[b]) / 2
        else:
            assert abs(places[a].x - places[b].x) >= 208


def test_the_bundled_views_are_whole() -> None:
    views = load_views()
    assert "governance" in views
    for view in views.values():
        assert {style.name for style in view.classes} >= {"Actor", "Instrument", "Mechanism", "Place"}
        assert len({style.light.line for style in view.classes}) == len(view.classes)


def test_an_unknown_view_tells_the_known_ones() -> None:
    with pytest.raises(UsageError, match="governance"):
        load_view("hairball")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("limit = 38", "limit = 0"),
        ('shape = "plain"', 'shape = "star"'),
        ('line = "#0072b2"', 'line = "blue"'),
        ("[first]", "[frist]"),
        ("limit = 38", "limit = "),
        ("governs = 4", 'governs = "much"'),
    ],
)
def test_a_view_that_is_wrong_is_named(tmp_path: Path, change: str, words: str) -> None:
    from krama.knowledge.location import ontology_folder

    text = (ontology_folder() / "views" / "governance.toml").read_text(encoding="utf-8")
    assert change in text
    (tmp_path / "mine.toml").write_text(text.replace(change, words, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"mine\.toml"):
        load_view("mine", tmp_path)
