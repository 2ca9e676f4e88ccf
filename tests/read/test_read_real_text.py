"""The first real text, from the reference texts in ../shared; skipped where they are absent."""

from __future__ import annotations

from itertools import groupby, pairwise
from pathlib import Path

import pytest
from read_samples import check, words

from krama.model import Document, Passage, Span
from krama.read import read


@pytest.fixture(scope="module")
def document(reference: Path) -> Document:
    path = reference / "khm-reply-2022.txt"
    return read(path.name, path.read_bytes())


def of_kind(document: Document, kind: str) -> list[Passage]:
    return [passage for passage in document.passages if passage.kind == kind]


def test_it_is_the_file_as_it_is(document: Document, reference: Path) -> None:
    with (reference / "khm-reply-2022.txt").open(encoding="utf-8", newline="") as stream:
        assert document.text == stream.read()
    check(document)


def test_no_markup_is_left_in_a_passage(document: Document) -> None:
    for passage in document.passages:
        assert not {"*", "#", "<", ">", "|", "✓", "\\"} & set(passage.text)
        assert "  " not in passage.text


def test_every_word_is_in_one_passage(document: Document) -> None:
    placed = sorted((s.origin, s.start, s.length, p.text) for p in document.passages for s in p.segments)
    for (origin, _, length, _), (following, _, _, _) in pairwise(placed):
        assert origin + length <= following
    said = "".join(text[start : start + length] for _, start, length, text in placed)
    labels = "".join(p.label for p in document.passages)
    tags = ("<b>", "</b>", "<i>", "</i>", "<sup>", "</sup>")
    bare = document.text
    for tag in tags:
        bare = bare.replace(tag, "")
    # the label of the note stands in the text twice: at the note and at its reference
    assert len(words(said)) + len(words(labels)) + 1 == len(words(bare))


def test_sentences_are_whole(document: Document) -> None:
    for passage in of_kind(document, "paragraph"):
        if len(passage.text) > 200:
            assert passage.text[0].isupper()
            assert passage.text[-1] in ".:)"


@pytest.mark.parametrize(
    "words",
    [
        "as assistance to the operations and co-actions.",
        "resulting favor of not paying the fine",
        "more burden on the business enterprises confronting massive losses.",
        "have equal rights as stipulated in Article 12",
        "arrested, dismissed, and punished for",
        "Forced Labor or Obliged Labor as Stipulated",
        "including Migrant Laborers to combat",
        "in Law Enforcement Institution in relation",
        "the 40th and 41st of ASEAN Summit",
        "(Decision No. 143/22 PK, dated on August 22, 2022), with the participation",
    ],
)
def test_what_was_cut_is_joined(document: Document, words: str) -> None:
    assert sum(words in passage.text for passage in document.passages) == 1


def test_numbered_sections_have_one_depth(document: Document) -> None:
    numbered = [p for p in of_kind(document, "heading") if p.text[0].isdigit()]
    assert [p.text.split(".")[0] for p in numbered] == [str(number) for number in range(1, 14)]
    assert {p.level for p in numbered} == {5}


def test_lists_have_their_leads(document: Document) -> None:
    lists = [
        (document.passages[lead].text[-30:], len(list(items)))
        for lead, items in groupby(of_kind(document, "item"), key=lambda p: p.lead)
        if lead is not None
    ]
    assert [count for _, count in lists] == [4, 12, 3, 4, 4, 2, 3]
    assert lists[0][0].endswith("focus on key important points:")
    assert lists[1][0].endswith("from the provinces as follows:")


def test_tables_have_their_headers(document: Document) -> None:
    rows = of_kind(document, "row")
    assert len(rows) == 34
    first, second = rows[:17], rows[17:]
    assert {len(row.cells) for row in first} == {3}
    assert {len(row.cells) for row in second} == {6}
    for table in (first, second):
        header = document.passages.index(table[1])
        assert document.passages[header].text.startswith("Nationality\tTotal\tFemale")
        assert {row.lead for row in table[2:]} == {header}
        assert table[0].lead == table[1].lead


def test_the_note_knows_who_refers_to_it(document: Document) -> None:
    (note,) = of_kind(document, "note")
    assert note.label == "1"
    assert note.lead is not None
    assert "Decision No. 143/22 PK" in document.passages[note.lead].text


def test_letterhead_and_signature_are_blocks_of_lines(document: Document) -> None:
    assert [len(p.joined) for p in document.passages if p.joined] == [1, 2, 1, 2]
    assert document.passages[-1].text.endswith("Permanent Vice Chairperson H.E. CHOU BUN ENG (Mrs.)")


def test_a_quote_says_what_its_passage_says(document: Document) -> None:
    for passage in document.passages:
        for start in range(0, len(passage.text), 97):
            end = min(len(passage.text), start + 60)
            if passage.text[start].isspace() or passage.text[end - 1].isspace():
                continue
            said, quote = words(passage.text[start:end]), words(document.quote(passage.origin(Span(start, end))))
            rest = iter(quote)
            assert all(letter in rest for letter in said)


def test_sections_are_found_by_offset(document: Document) -> None:
    at = document.text.index("Arbitration Council")
    assert document.section_at(at).startswith("12. Steps that the Government")
