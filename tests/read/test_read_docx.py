"""DOCX: tracked changes, computed labels, notes, tables; and packages that mean harm."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from read_samples import check, docx, docx_parts, docx_table, paragraph, run, zipped

from krama.errors import SourceError
from krama.model import Document
from krama.read import read


def document(body: str, footnotes: str = "") -> Document:
    found = read("a.docx", docx(body, footnotes))
    check(found)
    return found


def shown(body: str) -> list[tuple[str, str, str]]:
    return [(passage.kind, passage.label, passage.text) for passage in document(body).passages]


def test_insertions_stay_and_deletions_go() -> None:
    found = document(
        paragraph(
            "The fee is ",
            f"<w:ins w:id='1' w:author='x'>{run('20,000')}</w:ins>",
            "<w:del w:id='2'><w:r><w:delText>10,000</w:delText></w:r></w:del>",
            f"<w:moveFrom w:id='3'>{run(' old')}</w:moveFrom><w:moveTo w:id='3'>{run(' new')}</w:moveTo>",
            " riel.",
        )
    )
    assert found.passages[0].text == "The fee is 20,000 new riel."
    assert found.source.warnings == ("tracked changes: 2 insertions kept, 2 deletions left out",)


def test_hidden_text_is_left_out_with_a_warning() -> None:
    found = document(
        paragraph("It is", run(" not", "<w:vanish/>"), " so.") + paragraph(run("Shown.", '<w:vanish w:val="0"/>'))
    )
    assert [p.text for p in found.passages] == ["It is so.", "Shown."]
    assert "hidden text in 1 places" in found.source.warnings[0]


def test_headings_by_style_and_inherited() -> None:
    found = document(
        paragraph("Contents\t3", style="T1")
        + paragraph("One", style="H1")
        + paragraph("Two", style="Sub")
        + paragraph("It is.")
    )
    assert [(p.kind, p.level, p.text) for p in found.passages] == [
        ("heading", 1, "One"),
        ("heading", 1, "Two"),
        ("paragraph", 0, "It is."),
    ]


def test_labels_are_computed_as_word_does() -> None:
    body = paragraph("It shall:")
    for text, number, depth in [
        ("a", "1", 0),
        ("b", "1", 1),
        ("c", "1", 1),
        ("d", "1", 0),
        ("e", "1", 1),
        ("f", "3", 0),
    ]:
        body += paragraph(f"{text} thing;", number=number, depth=depth)
    body += paragraph("g thing.", style="List")
    assert [label for _, label, _ in shown(body)[1:]] == ["1.", "(a)", "(b)", "2.", "(a)", "5.", "3."]


def test_a_label_in_words_makes_an_article() -> None:
    body = paragraph("The Board meets in May and in June.", number="2") + paragraph("Its chair is elected.", number="2")
    assert [(kind, text) for kind, _, text in shown(body)] == [
        ("heading", "Article 1"),
        ("paragraph", "The Board meets in May and in June."),
        ("heading", "Article 2"),
        ("paragraph", "Its chair is elected."),
    ]


def test_typed_labels_and_tabs() -> None:
    tab = "<w:r><w:tab/></w:r>"
    body = paragraph("It is composed of:")
    body += paragraph("1.", tab, "Minister of Justice", tab, "Chairman") + paragraph(
        "2.", tab, "Governor of Kep", tab, "Member"
    )
    found = document(body).passages[1:]
    assert [[p.text[cell.start : cell.end] for cell in p.cells] for p in found] == [
        ["Minister of Justice", "Chairman"],
        ["Governor of Kep", "Member"],
    ]
    assert [(p.kind, p.label, p.lead) for p in found] == [("item", "1.", 0), ("item", "2.", 0)]


def test_footnotes_follow_their_paragraph() -> None:
    notes = f"<w:footnote w:type='separator' w:id='0'>{paragraph('---')}</w:footnote>"
    notes += f"<w:footnote w:id='7'>{paragraph('Decision No. 4.')}</w:footnote>"
    body = paragraph("The Board", "<w:r><w:footnoteReference w:id='7'/></w:r>", " acts.") + paragraph("It ends.")
    found = document(body, notes)
    assert [(p.kind, p.text, p.label, p.lead) for p in found.passages] == [
        ("paragraph", "The Board acts.", "", None),
        ("note", "Decision No. 4.", "1", 0),
        ("paragraph", "It ends.", "", None),
    ]
    assert "The Board¹ acts." in found.text


def test_line_breaks_boxes_fields_and_symbols() -> None:
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:pict></w:r>"
    body = paragraph("Office of it", "<w:r><w:br/></w:r>", "Geneva", field, "<w:r><w:sym w:char='F0FC'/></w:r>", box)
    found = document(body)
    assert [p.text for p in found.passages] == ["Office of it Geneva✓", "In a box."]
    assert found.passages[0].joined == (12,)


def test_merged_cells_and_deleted_rows() -> None:
    wide = f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('wide')}</w:tc><w:tc>{paragraph('c')}</w:tc>"
    tall = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{paragraph('again')}</w:tc>"
    tall += f"<w:tc>{paragraph('y')}</w:tc><w:tc>{paragraph('z')}</w:tc>"
    gone = f"<w:trPr><w:del w:id='1'/></w:trPr><w:tc>{paragraph('gone')}</w:tc>"
    body = f"<w:tbl><w:tr>{wide}</w:tr><w:tr>{tall}</w:tr><w:tr>{gone}</w:tr></w:tbl>"
    assert [[p.text[cell.start : cell.end] for cell in p.cells] for p in document(body).passages] == [
        ["wide", "", "c"],
        ["", "y", "z"],
    ]


def test_a_letterhead_table_is_unpacked() -> None:
    assert [kind for kind, _, _ in shown(docx_table([["Ministry of Labour", "No. 5"]]) + paragraph("It is."))] == [
        "paragraph"
    ] * 3


def with_document(xml: str) -> bytes:
    return zipped(docx_parts("") | {"word/document.xml": xml})


def lying_bomb() -> bytes:
    """A package whose document inflates to far more than any text, and whose directory says otherwise."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in docx_parts("").items():
            archive.writestr(name, content if name != "word/document.xml" else b" " * 60_000_000)
    return stream.getvalue()


def doubled() -> bytes:
    data = zipped(docx_parts(paragraph("Seen.")))
    stream = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/document.xml", "<other/>")
    return stream.getvalue()


def flagged_as_encrypted() -> bytes:
    data = bytearray(docx(paragraph("It is.")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            struct.pack_into("<H", data, at + place, 1)
            at = data.find(signature, at + 4)
    return bytes(data)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DTD = f'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="{W}"><w:body/></w:document>'
DEEP = f'<w:document xmlns:w="{W}"><w:body>' + "<w:sdt>" * 5000
REFUSED = [
    ("bomb", lying_bomb, "bomb", "inflates to more than"),
    ("doubled", doubled, "damaged", "two parts are called"),
    ("flagged", flagged_as_encrypted, "encrypted", "without a password"),
    ("truncated", lambda: docx(paragraph("It is."))[:-40], "damaged", "damaged"),
    ("dtd", lambda: with_document(DTD), "damaged", "has a DTD"),
    ("deep", lambda: with_document(DEEP), "too-deep", "inside one another"),
    ("broken", lambda: with_document("<w:document"), "damaged", "no well-formed XML"),
    ("empty", lambda: docx(""), "no-text", "no text"),
    ("other", lambda: zipped({"[Content_Types].xml": "<x/>"}), "wrong-type", "no Word document"),
]


@pytest.mark.parametrize(("make", "code", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_packages_that_are_refused(make, code: str, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SourceError) as caught:
        read("a.docx", make())
    assert caught.value.code == code
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("krama.read.package.MEMBERS", 3)
    with pytest.raises(SourceError, match="more than 3 files") as caught:
        read("a.docx", docx(paragraph("It is.")))
    assert caught.value.code == "bomb"
