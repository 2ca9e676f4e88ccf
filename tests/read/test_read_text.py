"""Plain text: what a paragraph, a title, a list, a table is where nothing marks it."""

from __future__ import annotations

import pytest
from read_samples import check

from krama.model import Document, Passage, Span
from krama.read import read


def document(text: str) -> Document:
    found = read("a.txt", text.encode())
    check(found)
    return found


def passages(text: str) -> tuple[Passage, ...]:
    return document(text).passages


def shown(text: str) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in passages(text)]


WRAPPED = """\
The Council shall examine every request that it receives from a
province and give its opinion within thirty days of the receipt of
that request, unless the law sets another time for such an opinion.

It reports to the Minister of Justice, who lays the report before
the National Assembly."""


def test_wrapped_lines_are_one_paragraph() -> None:
    assert [text[-9:] for _, text in shown(WRAPPED)] == [" opinion.", "Assembly."]
    assert "from a province" in shown(WRAPPED)[0][1]


def test_a_sentence_that_ends_where_its_line_does_goes_on() -> None:
    text = WRAPPED.replace(
        "such an opinion.", "such an opinion.\nThe Council decides by a simple majority of those present."
    )
    assert len(shown(text)) == 2


def test_lines_that_are_paragraphs_stay_apart() -> None:
    assert [kind for kind, _ in shown("The Board meets in May.\nIts chair is elected.\nIt has a seat in Kep.")] == [
        "paragraph"
    ] * 3


@pytest.mark.parametrize(
    ("lines", "word"),
    [
        ("the Coun-\ncil of Ministers", "Council"),
        ("the inter-\nministerial team", "inter-ministerial"),
        ("the Counter-\nTrafficking Act", "Counter-Trafficking"),
        ("a self-\nemployed fisher", "self-employed"),
        ("the fi\u00ad\nnance law", "finance"),
        ("the years 2019-\n2023 count", "2019-2023"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_judged(lines: str, word: str) -> None:
    assert word in passages(f"This long line is here so that it is about {lines} as it stands.")[0].text


def test_the_document_decides_whether_a_word_has_a_hyphen() -> None:
    first = "A long enough line that speaks of one thing, a land-\nlocked state; "
    assert "landlocked" in passages(first + "landlocked is it.")[0].text
    assert "land-locked" in passages(first + "land-locked is it.")[0].text


def test_a_letterhead_keeps_its_lines() -> None:
    (heading,) = [
        passage for passage in passages("KINGDOM OF SIAM\nOne Nation\n\nThe office opens in May.") if passage.joined
    ]
    assert heading.text == "KINGDOM OF SIAM One Nation"
    assert heading.joined == (15,)


def test_a_signature_block_is_one_passage() -> None:
    text = "This decision takes effect on the day of its signature and shall be carried out by all.\n\n"
    text += "Kep, 2 May 2021\nPrime Minister\n\n(signed)\n\nSOK DARA\n"
    last = passages(text)[-1]
    assert last.text == "Kep, 2 May 2021 Prime Minister (signed) SOK DARA"
    assert len(last.joined) == 3


def test_a_name_under_a_post_at_the_end_is_no_heading() -> None:
    text = "This decision takes effect on the day of its signature and shall be carried out by all.\n\n"
    text += "Minister of Labour\n\nSOK DARA\n\nCopies: the archives.\n"
    assert [kind for kind, _ in shown(text)] == ["paragraph"] * 4


def test_signatures_beside_each_other_are_read_one_after_the_other() -> None:
    text = "Done at Kep.\n\nSOK DARA                 CHEA VANNA\nMinister of Justice      Minister of Labour\n"
    assert [text for _, text in shown(text)[1:]] == ["SOK DARA Minister of Justice", "CHEA VANNA Minister of Labour"]


def test_the_name_under_the_last_line_is_no_heading() -> None:
    assert shown("The order is given.\n\nSOK DARA")[-1] == ("paragraph", "SOK DARA")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 5.-\nThe Board meets.", ["heading Article 5", "paragraph The Board meets."]),
        ("Article 5. The Board meets.", ["heading Article 5", "paragraph The Board meets."]),
        (
            "Article 5: Definitions\nIn this law, words count.",
            ["heading Article 5: Definitions", "paragraph In this law, words count."],
        ),
        (
            "Article 5\nDefinitions\nIn this law, words count.",
            ["heading Article 5 Definitions", "paragraph In this law, words count."],
        ),
        (
            "SEC. 4. Functions. – The Board shall meet.",
            ["heading SEC. 4. Functions", "paragraph The Board shall meet."],
        ),
        ("CHAPTER 2\nGENERAL PROVISIONS\n\nIt is so.", ["heading CHAPTER 2 GENERAL PROVISIONS", "paragraph It is so."]),
        (
            "CHAPTER II\n\nGENERAL PROVISIONS\n\nIt is so.",
            ["heading CHAPTER II GENERAL PROVISIONS", "paragraph It is so."],
        ),
        ("CHAPTER I: STRUCTURE\n\nIt is so.", ["heading CHAPTER I: STRUCTURE", "paragraph It is so."]),
        ("Article 12 of the Labour Law applies.", ["paragraph Article 12 of the Labour Law applies."]),
        ("It acts as laid down in\nArticle 12.", ["paragraph It acts as laid down in Article 12."]),
        ("Art. 1er. — Le ministre agit.", ["heading Art. 1er", "paragraph Le ministre agit."]),
        ("Article premier\nLe ministre agit.", ["heading Article premier", "paragraph Le ministre agit."]),
        (
            "Article 6. The Board is charged with\n(a) tea;\n(b) cake.",
            ["heading Article 6", "paragraph The Board is charged with", "item tea;", "item cake."],
        ),
        ("មាត្រា ៥\nក្រសួងត្រូវអនុវត្ត។", ["heading មាត្រា ៥", "paragraph ក្រសួងត្រូវអនុវត្ត។"]),
    ],
)
def test_divisions_are_headings(text: str, expected: list[str]) -> None:
    assert [f"{kind} {said}" for kind, said in shown(text)] == expected


def test_a_lone_title_heads_what_it_could_head() -> None:
    body = "The Committee notes that the law of the year before has not been applied in the provinces so far."
    assert shown(f"A. Introduction\n\n1. {body}\n\nCoordination\n\n2. {body}")[::2] == [
        ("heading", "A. Introduction"),
        ("heading", "Coordination"),
    ]
    assert shown(f"Geneva, 18 November 2022\n\n{body}")[0][0] == "paragraph"


LISTS = [
    ("It shall:\n1. act;\n2. wait.", [("1.", 1, 0), ("2.", 1, 0)]),
    ("It shall:\n(a) act;\n(b) wait.", [("(a)", 1, 0), ("(b)", 1, 0)]),
    ("It shall:\na) act;\nb) wait.", [("a)", 1, 0), ("b)", 1, 0)]),
    ("It shall:\n1- act;\n2- wait.", [("1-", 1, 0), ("2-", 1, 0)]),
    ("It shall:\n- act;\n- wait.", [("-", 1, 0), ("-", 1, 0)]),
    ("It shall:\n• act;\n– wait.", [("•", 1, 0), ("–", 1, 0)]),
    ("It shall:\nI. act;\nII. wait.", [("I.", 1, 0), ("II.", 1, 0)]),
    (
        "It shall:\n1. act\n  (a) here;\n  (b) there;\n2. wait.",
        [("1.", 1, 0), ("(a)", 2, 1), ("(b)", 2, 1), ("2.", 1, 0)],
    ),
    (
        "It shall:\n1. act:\n(i) here;\n(ii) there;\n2. wait.",
        [("1.", 1, 0), ("(i)", 2, 1), ("(ii)", 2, 1), ("2.", 1, 0)],
    ),
    ("It shall:\n(h) act;\n(i) wait;\n(j) see.", [("(h)", 1, 0), ("(i)", 1, 0), ("(j)", 1, 0)]),
    ("It is:\n(1) A;\n(2) B.\nIt ends.\n(3) C.", [("(1)", 1, 0), ("(2)", 1, 0), ("(3)", 1, 0)]),
]


@pytest.mark.parametrize(("text", "items"), LISTS, ids=[text.replace("\n", " ")[10:24] for text, _ in LISTS])
def test_list_items_have_label_level_and_lead(text: str, items: list[tuple[str, int, int]]) -> None:
    assert [(p.label, p.level, p.lead) for p in passages(text) if p.kind == "item"] == items


def test_labels_that_are_none() -> None:
    assert [kind for kind, _ in shown("The law was made in\n1997. It was changed in\n2002.")] == ["paragraph"]
    assert shown("J. Smith sat as chair of the whole board of the company.")[0][0] in {"paragraph", "item"}
    assert shown("In 2022 it joined.")[0][0] == "paragraph"


def test_an_item_goes_on_on_its_next_lines() -> None:
    items = passages("It has:\n1. Members of the Ministry,\n   and of the Board;\n2. a chair.\nIt meets in May.")
    assert [(p.kind, p.text) for p in items[1:]] == [
        ("item", "Members of the Ministry, and of the Board;"),
        ("item", "a chair."),
        ("paragraph", "It meets in May."),
    ]


@pytest.mark.parametrize("indent", [3, 4])
def test_what_follows_an_inner_list_belongs_to_the_outer_item(indent: int) -> None:
    space = " " * indent
    found = passages(
        f"It shall\n1. see whether children\n{space}- are placed, or\n{space}- are kept,\n"
        f"{space}and report it;\n2. rest."
    )
    assert [(p.kind, p.text, p.lead) for p in found[4:]] == [("paragraph", "and report it;", 1), ("item", "rest.", 0)]


MEMBERS = """\
It is composed of:
1. H.E. Sok Dara, Minister of Justice           Chairman
2. Representatives of the Ministries of Labour,
   of Health and of Planning                    Members
3. Governor of Kep\tMember
"""


def test_members_keep_their_posts_and_their_roles_apart() -> None:
    items = passages(MEMBERS)[1:]
    assert [tuple(p.text[cell.start : cell.end] for cell in p.cells) for p in items] == [
        ("H.E. Sok Dara, Minister of Justice", "Chairman"),
        ("Representatives of the Ministries of Labour, of Health and of Planning", "Members"),
        ("Governor of Kep", "Member"),
    ]
    assert [p.label for p in items] == ["1.", "2.", "3."]


def test_rows_know_their_header() -> None:
    table = "Found were:\n\nNationality\tTotal\tFemale\n1. Thai\t9\t3\n\n2. Lao\t8\t\nTotal\t17\t3\n"
    found = passages(table)
    assert [p.kind for p in found] == ["paragraph"] + ["row"] * 4
    assert [p.lead for p in found[1:]] == [0, 1, 1, 1]
    assert [len(p.cells) for p in found[1:]] == [3, 3, 3, 3]
    assert not found[3].cells[2]


@pytest.mark.parametrize("between", ["\n\n", "\n\n12\n\n", "\n\n- 12 -\n\n", "\n\nPage 3 of 10\n\n", "\f", "\n\n\n\n"])
def test_a_page_break_does_not_cut_a_sentence(between: str) -> None:
    text = f"The Board of the Fund hears the requests of the provinces{between}and of the capital."
    assert shown(text) == [
        ("paragraph", "The Board of the Fund hears the requests of the provinces and of the capital.")
    ]


def test_page_numbers_and_tables_of_contents_are_furniture() -> None:
    text = "CHAPTER 1 GENERAL ........ 1\nCHAPTER 2 OTHER .. . . 12\n\nIt is.\n\n                    - 2 -\n\nIt was."
    assert [said for _, said in shown(text)] == ["It is.", "It was."]


def test_a_footnote_does_not_cut_a_sentence() -> None:
    found = passages("The Board, set up in 2019,¹ hears the requests\n\n¹ Decision No. 4.\n\nof all provinces.")
    assert [(p.kind, p.text) for p in found] == [
        ("paragraph", "The Board, set up in 2019, hears the requests of all provinces."),
        ("note", "Decision No. 4."),
    ]
    assert (found[1].label, found[1].lead) == ("1", 0)


def test_square_metres_are_no_footnotes() -> None:
    assert passages("It has 40 m² of room.² \n\n² See there.")[0].text == "It has 40 m² of room."


def test_a_finished_sentence_is_not_joined_to_the_next() -> None:
    assert len(shown("The Board hears the requests of all.\n\nand then some.")) == 2
    assert len(shown("The members of it\n\n- act\n\nand wait")) == 3


def test_offsets_count_in_the_file_as_it_is() -> None:
    text = "\ufeffThe  Board,\r\nof Kep, meets\u00a0here.\r\n"
    found = document(text)
    assert found.text == text
    (passage,) = found.passages
    start = passage.text.index("meets here")
    assert found.quote(passage.origin(Span(start, start + 10))) == "meets\u00a0here"


def test_nothing_is_normalised_in_the_text() -> None:
    text = "Phnom Penh Cafe\u0301 \u200bក្រម\u200b o\ufb03ce."
    found = document(text)
    assert found.text == text
    assert found.passages[0].text == "Phnom Penh Cafe\u0301 \u200bក្រម\u200b office."


def test_a_long_column_of_lines_is_no_letterhead() -> None:
    text = "\n".join(f"Ministry of Affair {chr(65 + number)}" for number in range(20))
    assert len(shown(text)) == 20
