"""PDF: pages, furniture, columns, notes; and files that need a password, or eyes."""

from __future__ import annotations

import pytest
from read_samples import PARAGRAPH, attempt, check, draw_lines, pdf, wrapped

from krama.errors import SourceError
from krama.model import Document, Span
from krama.read import read

LONG = (
    "The Board of the River Fund hears the requests of the provinces and of the capital, gives its opinion on each "
    "within thirty days, and sends that opinion to the Minister of Waterways, who may ask for another hearing where "
    "the opinion does not say on what it is founded. "
)


def document(*pages, password: str = "", given: str | None = None) -> Document:  # type: ignore[no-untyped-def]
    found = read("a.pdf", pdf(*pages, password=password), given)
    check(found)
    return found


def test_a_sentence_goes_on_over_the_page_and_furniture_is_left_out() -> None:
    lines = wrapped(LONG * 6, 80)

    def page(number: int, part: list[str]):  # type: ignore[no-untyped-def]
        def draw(canvas) -> None:  # type: ignore[no-untyped-def]
            canvas.drawString(72, 810, "River Fund, yearly report")
            canvas.drawString(290, 30, f"Page {number}")
            draw_lines(canvas, part)

        return draw

    found = document(page(1, lines[:11]), page(2, lines[11:]))
    assert [passage.text for passage in found.passages] == [(LONG * 6).strip()]
    assert found.text.count("River Fund, yearly report") == 2
    assert [page.number for page in found.pages] == [1, 2]
    passage = found.passages[0]
    start = passage.text.rindex("thirty days")
    place = passage.origin(Span(start, start + 11))
    assert found.quote(place) == "thirty days"
    assert found.page_at(place.start) == 2


def test_words_cut_at_a_line_end_and_ligatures_are_whole() -> None:
    def draw(canvas) -> None:  # type: ignore[no-untyped-def]
        draw_lines(
            canvas,
            [
                "The river police report to the Minister, and the inspec-",
                "tors of boats report to the Counter-",
                "Trafficking Board.",
            ],
        )

    assert document(draw).passages[0].text == (
        "The river police report to the Minister, and the inspectors of boats report to the Counter-Trafficking Board."
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    def draw(canvas) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(120, 770, "A report on rivers and on all of their boats")
        canvas.setFont("Helvetica", 9)
        left, right = wrapped("LEFT " + LONG, 48), wrapped("RIGHT " + LONG, 48)
        for index in range(max(len(left), len(right))):  # written line by line across the columns
            if index < len(left):
                canvas.drawString(60, 740 - 11 * index, left[index])
            if index < len(right):
                canvas.drawString(320, 740 - 11 * index, right[index])

    assert [passage.text for passage in document(draw).passages] == [
        "A report on rivers and on all of their boats",
        f"LEFT {LONG}".strip(),
        f"RIGHT {LONG}".strip(),
    ]


def test_a_footnote_is_a_note() -> None:
    def draw(canvas) -> None:  # type: ignore[no-untyped-def]
        canvas.drawString(72, 700, "The Board, set up in 2019,")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(190, 704, "1")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(195, 700, "hears the requests of all of the provinces on time.")
        draw_lines(canvas, wrapped(LONG, 80), top=670)
        canvas.setFont("Helvetica", 5)
        canvas.drawString(72, 103, "1")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(77, 100, "Decision No. 4 of the Minister.")

    found = document(draw)
    assert [(p.kind, p.label, p.lead) for p in found.passages] == [
        ("paragraph", "", None),
        ("paragraph", "", None),
        ("note", "1", 0),
    ]
    assert found.passages[0].text == "The Board, set up in 2019, hears the requests of all of the provinces on time."
    assert found.passages[2].text == "Decision No. 4 of the Minister."


def test_gaps_and_indents_part_paragraphs() -> None:
    def draw(canvas) -> None:  # type: ignore[no-untyped-def]
        top = draw_lines(canvas, wrapped(LONG, 80))
        top = draw_lines(canvas, wrapped(LONG, 80), top=top - 8)
        lines = wrapped(LONG, 80)
        canvas.drawString(92, top, lines[0])
        draw_lines(canvas, lines[1:], top=top - 12)

    assert [passage.text for passage in document(draw).passages] == [LONG.strip()] * 3


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_shown_rotated_is_read_upright(rotation: int) -> None:
    def draw(canvas) -> None:  # type: ignore[no-untyped-def]
        width, height = 595.0, 842.0
        canvas.setPageRotation(rotation)
        canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[rotation])
        canvas.rotate(rotation)
        canvas.setFont("Helvetica", 10)
        draw_lines(canvas, wrapped(LONG, 80), top=400)

    assert [passage.text for passage in document(draw).passages] == [LONG.strip()]


def test_print_of_no_size_does_no_harm() -> None:
    def draw(canvas) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Helvetica", 0)
        canvas.drawString(72, 700, "Nothing to see")
        canvas.setFont("Helvetica", 1e9)
        canvas.drawString(72, 700, "Too much to see")
        page_of_text(canvas)

    check(read("a.pdf", pdf(draw)))


def page_of_text(canvas) -> None:  # type: ignore[no-untyped-def]
    draw_lines(canvas, wrapped(PARAGRAPH, 60))


def picture(canvas) -> None:  # type: ignore[no-untyped-def]
    canvas.rect(100, 100, 300, 400, fill=1)


def test_an_encrypted_file_needs_its_password() -> None:
    assert document(page_of_text, password="tonle", given="tonle").passages[0].text == PARAGRAPH
    data = pdf(page_of_text, password="tonle")
    for given, words in ((None, "give its password"), ("wrong", "the password is wrong")):
        with pytest.raises(SourceError, match=words) as caught:
            read("a.pdf", data, given)
        assert caught.value.code == "encrypted"


def test_a_scan_needs_ocr() -> None:
    with pytest.raises(SourceError, match=r"all 2 pages have no text layer: needs OCR") as caught:
        read("a.pdf", pdf(picture, picture))
    assert caught.value.code == "no-text-layer"


def test_a_scanned_page_among_others_is_a_warning() -> None:
    found = document(page_of_text, picture, page_of_text)
    assert found.source.warnings == ("no text on page 2: if scanned, run OCR first (for example ocrmypdf)",)
    assert found.pages[1].span.start == found.pages[1].span.end


def test_a_cut_file_says_so_where_it_can_be_read_at_all() -> None:
    found = attempt("a.pdf", pdf(*[page_of_text] * 20)[:-30])
    if isinstance(found, SourceError):
        assert found.code in {"damaged", "no-text-layer"}
    else:
        assert any("recovered" in warning for warning in found.source.warnings)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("krama.read.pdf.PAGES", 2)
    with pytest.raises(SourceError, match="3 pages, more than 2") as caught:
        read("a.pdf", pdf(page_of_text, page_of_text, page_of_text))
    assert caught.value.code == "too-large"


def test_a_script_in_a_file_is_not_run() -> None:
    def draw(canvas) -> None:  # type: ignore[no-untyped-def]
        page_of_text(canvas)
        canvas._doc.Catalog.OpenAction = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"

    assert read("a.pdf", pdf(page_of_text)).text == document(draw).text
