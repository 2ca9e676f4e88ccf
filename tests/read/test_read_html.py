"""HTML pages: what a reader of the page sees."""

from __future__ import annotations

import pytest
from read_samples import check

from krama.errors import SourceError
from krama.model import Document, Passage
from krama.read import read


def document(body: str) -> Document:
    found = read("a.html", f"<html><body>{body}</body></html>".encode())
    check(found)
    return found


def passages(body: str) -> tuple[Passage, ...]:
    return document(body).passages


def test_what_is_not_shown_is_not_read() -> None:
    hidden = (
        "<nav>Home</nav><script>var a='<p>no</p>'</script><style>p{}</style><noscript>no</noscript>"
        "<p hidden>no</p><div style='display: none'>no</div><template>no</template><!-- no -->"
        "<svg><text>no</text></svg>"
    )
    found = document(f"{hidden}<p>The law holds.</p>{hidden}")
    assert [p.text for p in found.passages] == ["The law holds."]
    assert found.text.strip() == "The law holds."
    assert found.source.warnings == ("hidden text in 4 elements left out",)


def test_inline_elements_do_not_part_words() -> None:
    (passage,) = passages("<p>The\n   <b>La</b>w&nbsp;of <a href='x'>the <i>Court</i></a>,<br>art.&eacute;</p>")
    assert passage.text == "The Law of the Court, art.é"
    assert len(passage.joined) == 1


def test_blocks_part_paragraphs_without_end_tags() -> None:
    assert [p.text for p in passages("<p>One.<p>Two.<div>Three.<div>Four.</div>Five.</div>")] == [
        "One.",
        "Two.",
        "Three.",
        "Four.",
        "Five.",
    ]


def test_headings_and_their_depth() -> None:
    found = passages("<h1>Act</h1><h2>Part</h2><p>It is.</p><h2>Other</h2><p>It is.</p>")
    assert [(p.kind, p.level, p.heading) for p in found] == [
        ("heading", 1, None),
        ("heading", 2, 0),
        ("paragraph", 0, 1),
        ("heading", 2, 0),
        ("paragraph", 0, 3),
    ]


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [
        ("", ["1.", "2."]),
        ("type=a", ["a.", "b."]),
        ("type=I start=4", ["IV.", "V."]),
        ("style='list-style-type: lower-roman'", ["i.", "ii."]),
        ("reversed start=2", ["2.", "1."]),
        ("style='list-style: none'", ["", ""]),
    ],
)
def test_ordered_lists_have_the_labels_that_browsers_print(attributes: str, labels: list[str]) -> None:
    found = passages(f"<p>It shall:</p><ol {attributes}><li>act;<li>wait.</ol>")
    assert [(p.kind, p.label, p.lead) for p in found[1:]] == [("item", label, 0) for label in labels]


def test_labels_that_the_author_typed_win() -> None:
    assert [p.label for p in passages("<ul style='list-style:none'><li>(a) act;<li>(b) wait.</ul>")] == ["(a)", "(b)"]
    assert [p.label for p in passages("<p>(1) act;</p><p>(2) wait.</p>")] == ["(1)", "(2)"]
    assert [p.label for p in passages("<p>(1) act;<br>(2) wait.</p>")] == ["(1)", "(2)"]


def test_the_second_paragraph_of_an_item_is_the_items() -> None:
    found = passages("<p>It:</p><ol><li><p>acts.</p><p>More of it.</p><ul><li>inner</ul><li>waits.</ol>")
    assert [(p.kind, p.lead, p.level) for p in found[1:]] == [
        ("item", 0, 1),
        ("paragraph", 1, 0),
        ("item", 1, 2),
        ("item", 0, 1),
    ]


def test_spans_keep_columns_aligned() -> None:
    table = (
        "<table><thead><tr><th>A<th>B<th>C</thead><tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5"
        "<tr><td colspan=2>6<td>7</table>"
    )
    rows = passages(table)
    assert [[p.text[cell.start : cell.end] for cell in p.cells] for p in rows] == [
        ["A", "B", "C"],
        ["1", "2", "3"],
        ["", "4", "5"],
        ["6", "", "7"],
    ]
    assert [p.lead for p in rows] == [None, 0, 0, 0]


def test_a_table_that_only_lays_out_the_page_is_unpacked() -> None:
    found = passages(
        "<table><tr><td><h1>Ministry of Labour</h1><td>No. 5</table>"
        "<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><td>side</table>"
    )
    assert [p.kind for p in found] == ["heading", "paragraph", "row", "row", "paragraph"]


NOTES = [
    "<p>The Board<sup>1</sup> acts.</p><p><sup>1</sup> Decision No. 4.</p>",
    '<p>The Board<a href="#_ftn1" name="_ftnref1">[1]</a> acts.</p>'
    '<div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> Decision No. 4.</p></div>',
    '<p>The Board<sup><a href="#fn1" id="r1">1</a></sup> acts.</p>'
    '<ol><li id="fn1">Decision No. 4. <a href="#r1">↩</a></ol>',
    '<p>The Board<sup id="c1"><a href="#n1">[1]</a></sup> acts.</p>'
    '<ol><li id="n1"><span><a href="#c1">^</a></span> Decision No. 4.</ol>',
]


@pytest.mark.parametrize("body", NOTES, ids=["sup", "word", "markdown", "wiki"])
def test_notes_of_all_sorts(body: str) -> None:
    assert [(p.kind, p.text, p.label, p.lead) for p in passages(body)] == [
        ("paragraph", "The Board acts.", "", None),
        ("note", "Decision No. 4.", "1", 0),
    ]


def test_a_page_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(SourceError) as caught:
        read("a.html", b"<html>" + b"<div>" * 50_000)
    assert caught.value.code == "too-deep"


def test_a_thousand_levels_are_read() -> None:
    assert passages("<div>" * 1000 + "deep" + "</div>" * 1000)[0].text == "deep"


def test_xhtml_and_its_entities_need_no_dtd() -> None:
    page = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>x&a;y</p></body></html>"
    )
    assert "root:" not in read("a.html", page.encode()).text
