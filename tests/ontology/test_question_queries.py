"""The queries of ``ontology/questions`` on the invented country: complete headers, the columns, and the right rows."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from .conftest import ONTOLOGY, PREFIXES, Graph

QUESTIONS = {path.stem: path for path in sorted((ONTOLOGY / "questions").glob("*.rq"))}
COLUMNS = [
    "subject",
    "subjectLabel",
    "predicate",
    "object",
    "objectLabel",
    "statement",
    "quote",
    "document",
    "start",
    "end",
    "page",
    "confidence",
    "claim",
    "saidBy",
]

# question, entity (or other parameters) → the local names (or values) in its answer column, in order where it has one
ASKED = [
    ("governed-by", "inspection", {"prakas"}),
    ("governed-by", "legal-aid", {"law", "memorandum"}),
    ("governs", "prakas", {"inspection"}),
    ("issued-by", "law", {"sorana"}),
    ("issued", "ministry", {"prakas"}),
    ("drafts", None, {"draft"}),
    ("based-on", "prakas", {"decree"}),
    ("basis-of", "law", {"decree"}),
    ("basis-chain", "prakas", {"decree", "law", "constitution"}),
    ("established-by", "committee", {"decree"}),
    ("establishes", "government", {"complaints"}),
    ("members", "board", {"ministry", "council"}),
    ("members", "committee", {"ministries", "chair", "ana"}),
    ("memberships", "sorana", {"world-body"}),
    ("heads", "committee", {"chair", "ana"}),
    ("leads", "ana", {"ministry", "committee"}),
    ("posts", "ana", {"minister", "chair"}),
    ("holders", "minister", {"ana"}),
    ("responsible", "legal-aid", {"council", "ministry"}),
    ("responsible-for", "ministry", {"inspection", "hotline", "legal-aid"}),
    ("steps", "case-management", ["step-one", "step-two"]),
    ("next-step", "step-one", {"step-two"}),
    ("previous-step", "step-two", {"step-one"}),
    ("procedure-of", "step-two", {"case-management"}),
    ("position", "step-two", {"2"}),
    ("participates", "charity", {"legal-aid"}),
    ("participants", "legal-aid", {"charity", "council", "ministry"}),
    ("cooperates", "council", {"charity"}),
    ("part-of", "department", {"ministry"}),
    ("parts", "complaints", {"hotline"}),
    ("parties", "memorandum", {"council", "union"}),
    ("treaties", "sorana", {"treaty"}),
    ("implements", "law", {"treaty"}),
    ("implemented-by", "law", {"case-management"}),
    ("amends", "law", {"amendment"}),
    ("amends", "decree", {"old-decree"}),
    ("promulgates", "law", {"kram"}),
    ("timeline", None, ["law", "decree", "prakas"]),
    ("date", "prakas", {"2013-09"}),
    ("number", "law", {"NS/7"}),
    ("dated", "prakas", {"2013-09", "40 LAB", "in_force"}),
    ("status", "draft", {"draft"}),
    ("located", "committee", {"port-lumen"}),
    ("located-in", "port-lumen", {"committee", "inspection"}),
    ("hotlines", None, {"hotline"}),
    ("complaints", None, {"hotline", "complaints"}),
    ("plans", None, {"committee"}),
    ("describe", "kram", {"law"}),
    ("evidence", "hotline", {"decree", "ministry", "complaints"}),
    ("things", None, None),
    ("about", None, {"prakas"}),
]


def _header(name: str, key: str) -> list[str]:
    return re.findall(rf"^# {key}: (.+)$", QUESTIONS[name].read_text(encoding="utf-8"), re.M)


def _answers(name: str, rows: list[dict[str, ox.NamedNode | ox.Literal]], about: str | None) -> list[str]:
    side = _header(name, "answers")[0]
    found = []
    for row in rows:
        ends = [
            row[end].value.rsplit("/")[-1] if isinstance(row[end], ox.NamedNode) else row[end].value
            for end in ("subject", "object")
        ]
        found.append(ends[1 if side == "object" or (side == "other" and ends[0] == about) else 0])
    return list(dict.fromkeys(found))


def _ask(graph: Graph, name: str, **bindings: ox.NamedNode | ox.Literal) -> list[dict[str, ox.NamedNode | ox.Literal]]:
    return graph.query(QUESTIONS[name].read_text(encoding="utf-8"), **bindings)


@pytest.mark.parametrize(("name", "about", "expected"), ASKED, ids=lambda value: str(value)[:30])
def test_a_question_gives_its_rows(graph: Graph, name: str, about: str | None, expected: set[str] | None) -> None:
    bindings: dict[str, ox.NamedNode | ox.Literal] = {}
    if about:
        bindings["entity"] = ox.NamedNode(PREFIXES["id"] + about)
    if name == "about":
        bindings["term"] = ox.Literal("Child Labour")
    found = _answers(name, _ask(graph, name, **bindings), about)
    if isinstance(expected, list):
        assert found == expected
    elif expected is not None:
        assert set(found) == expected


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_a_complete_header_and_the_columns(name: str, graph: Graph) -> None:
    for key in ("title", "description", "example", "answers", "looks for", "none"):
        assert _header(name, key), key
    assert _header(name, "answers")[0] in ("subject", "object", "other")
    assert all(example.startswith("krama ask") for example in _header(name, "example"))
    parameters = [line.split()[0] for line in _header(name, "param")]
    text = QUESTIONS[name].read_text(encoding="utf-8")
    selected = re.search(r"^SELECT DISTINCT (.+)$", text, re.M)
    assert selected
    assert selected[1].split() == [f"?{column}" for column in (*COLUMNS, *parameters)]
    prepareQuery(text)


def test_every_question_is_asked_here() -> None:
    assert {name for name, _, _ in ASKED} == set(QUESTIONS)
    assert len(QUESTIONS) >= 44


def test_every_relation_is_looked_for_by_a_question() -> None:
    asked = " ".join(path.read_text(encoding="utf-8") for path in QUESTIONS.values())
    unasked = [
        path.stem for path in sorted((ONTOLOGY / "relations").glob("*.ttl")) if f"krama:{path.stem}" not in asked
    ]
    assert unasked == ["cites", "jurisdiction"], "describe and evidence show these"


def test_a_row_of_an_extracted_statement_names_words_offsets_and_page(graph: Graph) -> None:
    rows = _ask(graph, "members", entity=ox.NamedNode(PREFIXES["id"] + "committee"))
    row = next(row for row in rows if row["subject"].value.endswith("/ministries"))
    assert row["quote"].value == "(a) five Minis", "the item, not the heading that stands apart"
    assert (row["start"].value, row["end"].value, row["page"].value) == ("900", "914", "4")
    assert row["document"].value == PREFIXES["doc"] + "report"
    assert row["claim"].value == PREFIXES["claim"] + "claimed"
    assert row["saidBy"].value == PREFIXES["id"] + "government"


def test_a_row_of_a_curated_statement_names_its_source_and_the_place_in_it(graph: Graph) -> None:
    (row,) = _ask(graph, "issued-by", entity=ox.NamedNode(PREFIXES["id"] + "law"))
    assert row["document"].value == PREFIXES["doc"] + "gazette"
    assert row["page"].value == "issue 4, page 2"
    assert "quote" not in row


def test_a_row_of_an_inferred_statement_quotes_its_grounds(graph: Graph) -> None:
    rows = _ask(graph, "leads", entity=ox.NamedNode(PREFIXES["id"] + "ana"))
    quotes = {row["quote"].value for row in rows if row["object"].value.endswith("/committee")}
    assert len(quotes) == 2


def test_what_is_planned_is_no_answer_but_is_evidence(graph: Graph) -> None:
    committee = ox.NamedNode(PREFIXES["id"] + "committee")
    assert _ask(graph, "establishes", entity=committee) == []
    claims = {row["claim"].value.rsplit("/")[-1] for row in _ask(graph, "evidence", entity=committee)}
    assert claims == {"planned", "claimed"}


def test_a_period_and_a_kind_narrow_the_timeline(graph: Graph) -> None:
    day = ox.NamedNode(PREFIXES["xsd"] + "date")
    first, last = ox.Literal("2013-01-01", datatype=day), ox.Literal("2013-12-31", datatype=day)
    assert _answers("timeline", _ask(graph, "timeline", **{"from": first, "to": last}), None) == ["prakas"]
    kind = ox.NamedNode(PREFIXES["kind"] + "sub_decree")
    assert _answers("timeline", _ask(graph, "timeline", kind=kind), None) == ["decree"]


def test_a_khmer_name_serves_where_there_is_no_english_one(graph: Graph) -> None:
    (row,) = _ask(graph, "amends", entity=ox.NamedNode(PREFIXES["id"] + "decree"))
    assert row["objectLabel"] == ox.Literal("អនុក្រឹត្យលេខ ៣", language="km")
    assert row["subjectLabel"] == ox.Literal("Sub-Decree 12", language="en")
