"""IRIs are safe, stay under krama's namespaces and never stand for two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krama.knowledge.vocabulary import ID, TOPIC
from krama.rdf import iris


@pytest.mark.parametrize(
    ("local", "iri"),
    [
        ("kh-ministry-of-interior", "https://w3id.org/krama/id/kh-ministry-of-interior"),
        ("doc-12ab/operating-group", "https://w3id.org/krama/id/doc-12ab/operating-group"),
        ("a b<c>", "https://w3id.org/krama/id/a%20b%3Cc%3E"),
        ("ក្រមា", "https://w3id.org/krama/id/%E1%9E%80%E1%9F%92%E1%9E%9A%E1%9E%98%E1%9E%B6"),
    ],
)
def test_a_name_becomes_an_iri(local: str, iri: str) -> None:
    assert iris.entity(local).value == iri


@pytest.mark.parametrize("local", ["..", "a/../b", ".", "a//b", "/", "a/./b"])
def test_no_dotted_or_empty_segment_remains(local: str) -> None:
    segments = iris.entity(local).value.removeprefix(str(ID)).split("/")
    assert all(segment.strip(".") for segment in segments)


def test_a_topic_has_its_own_namespace() -> None:
    assert iris.entity("child-protection", "Topic").value in TOPIC


def test_an_empty_name_is_refused() -> None:
    with pytest.raises(ValueError, match="no name"):
        iris.entity("")


@given(st.lists(st.text(min_size=1), min_size=2, max_size=2, unique=True))
def test_two_names_never_share_an_iri(names: list[str]) -> None:
    assert iris.entity(names[0]) != iris.entity(names[1])


@given(st.text(min_size=1, max_size=3000))
def test_every_iri_is_short_plain_and_in_its_namespace(local: str) -> None:
    iri = iris.entity(local).value
    assert iri in ID
    assert len(iri) <= 1000
    assert iri.isascii()
    assert not set(iri) & set(' <>"{}|\\^`\n')


def test_long_names_that_differ_at_the_end_differ() -> None:
    assert iris.entity("x" * 2000 + "a") != iris.entity("x" * 2000 + "b")
