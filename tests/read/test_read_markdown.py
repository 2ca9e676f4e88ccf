"""Markdown, also in .txt files and as text recognition writes it."""

from __future__ import annotations

import pytest
from read_samples import check

from krama.model import Passage, Span
from krama.read import read


def passages(text: str, name: str = "a.md") -> tuple[Passage, ...]:
    found = read(name, text.encode())
    check(found)
    return found.passages


MARKUP = [
    ("a **bold** word", "a bold word"),
    ("an *it* _it_ __b__ ***bi***", "an it it b bi"),
    ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
    ("a \\*star\\* \\# 5\\.", "a *star* # 5."),
    ('see [the law](https://x.org/a(b) "t") now', "see the law now"),
    ("see [the **law**](x) now", "see the law now"),
    ("a [REDACTED] word [of mine] (x)", "a [REDACTED] word [of mine] (x)"),
    ("mail <a@b.org> or <https://x.org/>", "mail a@b.org or https://x.org/"),
    ("![seal](seal.png) The Court", "The Court"),
    ("AT&amp;T &eacute;t&#233; &nosuch;", "AT&T été &nosuch;"),
    ("the 40<sup>th</sup> and H<sub>2</sub>O", "the 40th and H2O"),
    ("it<sup>1</sup> is<sup>2</sup>", "it is"),
    ("40 m<sup>2</sup> of land", "40 m2 of land"),
    ("<b>Total</b> and <i>more</i>", "Total and more"),
    ("use `code_x` here", "use code_x here"),
    ("a < b and c > d", "a < b and c > d"),
    ("a<!-- hidden -->b", "ab"),
    ("~~old~~ new", "old new"),
    ("> quoted words", "quoted words"),
    ("unfinished **bold", "unfinished **bold"),
]


@pytest.mark.parametrize(("text", "clean"), MARKUP, ids=[text for text, _ in MARKUP])
def test_markup_is_dropped_and_nothing_else(text: str, clean: str) -> None:
    (passage,) = passages(text)
    assert passage.text == clean


def test_a_quote_is_a_slice_of_the_file_with_its_markup() -> None:
    document = read("a.md", b"The **Law** on *Rivers* &amp; [Lakes](x) holds.\n")
    (passage,) = document.passages
    start, end = passage.text.index("Law"), passage.text.index(" holds")
    assert document.quote(passage.origin(Span(start, end))) == "Law** on *Rivers* &amp; [Lakes"


def test_headings_have_their_depth() -> None:
    found = passages("# A\n\n## *B* ##\n\ntext.\n\nC\n===\n\nD\n---\n\ntext.\n")
    assert [(p.text, p.level, p.heading) for p in found if p.kind == "heading"] == [
        ("A", 1, None),
        ("B", 2, 0),
        ("C", 1, None),
        ("D", 2, 3),
    ]


def test_a_bold_paragraph_is_a_heading_and_numbers_share_a_depth() -> None:
    text = "# Report\n\n### 1. One:\n\ntext.\n\n**2. Two:**\n\ntext.\n\n***3. Three:***\n\ntext.\n\nA **word** in it.\n"
    found = passages(text)
    assert [(p.text, p.level) for p in found if p.kind == "heading"][1:] == [
        ("1. One:", 3),
        ("2. Two:", 3),
        ("3. Three:", 3),
    ]
    assert found[-1].kind == "paragraph"


@pytest.mark.parametrize(
    "halves",
    [
        "**3. Measures taken to end Labour or**\n\n***Duty, as said in it:***",
        "## **3. Measures taken to end**\n\n### ***Duty, as said in it:***",
        "### 3. Measures\n\n#### of duty, as said in it:",
    ],
)
def test_a_heading_in_two_halves_is_one(halves: str) -> None:
    text = f"## 1. One:\n\nIt is.\n\n## 2. Two:\n\nIt is.\n\n{halves}\n\nIt is."
    assert [p.text for p in passages(text) if p.kind == "heading"][2].startswith("3. Measures")
    assert len([p for p in passages(text) if p.kind == "heading"]) == 3


def test_a_title_above_a_title_is_not_a_half() -> None:
    assert [p.text for p in passages("# Report\n\n## On the Situation\n\n### 1. One\n\nIt is.")][:3] == [
        "Report",
        "On the Situation",
        "1. One",
    ]


@pytest.mark.parametrize("note", ["[^1]: Plan No. 143/22.", "<sup>1</sup> Plan No. 143/22."])
def test_a_footnote_between_two_halves_of_a_sentence(note: str) -> None:
    mark = "[^1]" if note.startswith("[") else "<sup>1</sup>"
    found = passages(f"The Board (Decision No. 4){mark} helps the working groups\n\n{note}\n\nand co-actions.")
    assert [(p.kind, p.text, p.label, p.lead) for p in found] == [
        ("paragraph", "The Board (Decision No. 4) helps the working groups and co-actions.", "", None),
        ("note", "Plan No. 143/22.", "1", 0),
    ]


def test_hard_breaks_are_joined_lines() -> None:
    (passage,) = passages("Office of the Chair  \n**Geneva**  \nRoom 5\\\nFloor 2")
    assert passage.text == "Office of the Chair Geneva Room 5 Floor 2"
    assert [passage.text[place + 1] for place in passage.joined] == ["G", "R", "F"]


def test_a_line_break_tag_is_a_joined_line_too() -> None:
    (passage,) = passages("Chair of it<br>H.E. Sok")
    assert (passage.text, passage.joined) == ("Chair of it H.E. Sok", (11,))


def test_bullets_and_printed_marks() -> None:
    found = passages("The police found:\n\n- ✓ **Cases**: 7\n- ✓ Others: 2\n  - inner\n* plain\n\n1) one\n2) two\n")
    assert [(p.label, p.text, p.level) for p in found[1:]] == [
        ("✓", "Cases: 7", 1),
        ("✓", "Others: 2", 1),
        ("-", "inner", 2),
        ("*", "plain", 1),
        ("1)", "one", 1),
        ("2)", "two", 1),
    ]


def test_a_styled_label_is_a_label() -> None:
    found = passages("It has:\n\n**1.** Text one.\n**2.** Text two.\n")
    assert [(p.label, p.text) for p in found[1:]] == [("1.", "Text one."), ("2.", "Text two.")]


def test_items_after_a_hard_break_are_items() -> None:
    found = passages("As follows:\n\n10. Kep, 3 Requests  \n 11. Kampot, 7 Requests  \n 12. Takeo, 1 Request\n", "a.md")
    assert [(p.label, p.text) for p in found[1:]] == [
        ("10.", "Kep, 3 Requests"),
        ("11.", "Kampot, 7 Requests"),
        ("12.", "Takeo, 1 Request"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Post | Role |\n| --- | :-: |\n| *Chair* | **first** |\n| Deputy \\| other |  |",
        "Post | Role\n---|---\n*Chair* | **first**\nDeputy \\| other |",
        "<table><tr><th>Post</th><th>Role</th></tr>\n<tr><td><i>Chair</i></td><td>first</td></tr>\n"
        "<tr><td>Deputy | other</td><td></td></tr></table>",
        "<b>Post</b>\t<b>Role</b>\n<i>Chair</i>\tfirst\nDeputy | other\t",
    ],
    ids=["pipes", "bare pipes", "html", "tabs"],
)
def test_tables_of_all_sorts_are_rows(table: str) -> None:
    found = passages(f"# T\n\nThese are **they**:\n\n{table}\n\nThe end is here.")
    rows = [p for p in found if p.kind == "row"]
    assert [[p.text[cell.start : cell.end] for cell in p.cells] for p in rows] == [
        ["Post", "Role"],
        ["Chair", "first"],
        ["Deputy | other", ""],
    ]
    assert [p.lead for p in rows] == [1, 2, 2]
    assert found[-1].kind == "paragraph"


def test_markdown_in_a_text_file_is_seen() -> None:
    text = "## **Title**\n\nA <b>word</b>.\n"
    document = read("a.txt", text.encode())
    assert document.source.reader == "text 1"
    assert document.text == text
    assert [p.text for p in document.passages] == ["Title", "A word."]


def test_stars_in_plain_text_are_no_markdown() -> None:
    assert read("a.txt", b"KINGDOM OF X\n***\nNo 5 * 3 _ 2\n\nIt is * so.").passages[-1].text == "It is * so."


def test_code_and_rules_and_definitions() -> None:
    found = passages("Before it.\n\n---\n\n```\nas is\n```\n\n[x]: http://y.org\n<!-- no -->\n\nAfter it.")
    assert [p.text for p in found] == ["Before it.", "as is", "After it."]
