"""One suite for all readers, and what is refused before any of them."""

from __future__ import annotations

import re
import time

import pytest
from read_samples import ITEMS, PARAGRAPH, ROWS, attempt, check, docx, paragraph, pdf, samples, zipped

from krama.errors import SourceError, UnsupportedFormat
from krama.read import READERS, document_id, read

SAMPLES = samples()


def test_every_reader_has_a_sample() -> None:
    assert [reader.name for reader in READERS] == list(SAMPLES)
    assert len(SAMPLES) == 5


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
class TestEveryReader:
    def test_it_finds_the_same_passages(self, reader) -> None:  # type: ignore[no-untyped-def]
        document = read(*SAMPLES[reader.name])
        check(document)
        kinds = [passage.kind for passage in document.passages]
        assert kinds == ["heading", "paragraph", "item", "item", "row", "row", "row"]
        heading, lead, *items, _, _, _ = document.passages
        assert heading.text.casefold() == "committee on rivers"
        assert lead.text == f"{PARAGRAPH} It has these duties:"
        assert [(item.label, item.text, item.lead, item.level) for item in items] == [
            ("1.", ITEMS[0], 1, 1),
            ("2.", ITEMS[1], 1, 1),
        ]

    def test_a_table_keeps_its_cells(self, reader) -> None:  # type: ignore[no-untyped-def]
        rows = [passage for passage in read(*SAMPLES[reader.name]).passages if passage.kind == "row"]
        assert [tuple(row.text[cell.start : cell.end] for cell in row.cells) for row in rows] == list(ROWS)

    def test_the_source_is_recorded(self, reader) -> None:  # type: ignore[no-untyped-def]
        name, data = SAMPLES[reader.name]
        document = read(f"some/folder/{name}", data)
        assert document.source.name == name
        assert document.source.media_type == reader.media_type
        assert document.source.reader == f"{reader.name} {reader.version}"
        assert document.source.warnings == ()
        assert re.fullmatch(r"rivers-[0-9a-f]{8}", document.id)

    def test_twice_is_the_same(self, reader) -> None:  # type: ignore[no-untyped-def]
        assert read(*SAMPLES[reader.name]) == read(*SAMPLES[reader.name])

    def test_content_decides_where_the_name_says_nothing(self, reader) -> None:  # type: ignore[no-untyped-def]
        expected = "text" if reader.name == "markdown" else reader.name
        assert read("stdin", SAMPLES[reader.name][1]).source.reader.split()[0] == expected

    def test_a_cut_file_is_read_or_refused_in_one_line(self, reader) -> None:  # type: ignore[no-untyped-def]
        name, data = SAMPLES[reader.name]
        for share in (0.9, 0.5, 0.1, 0.02):
            found = attempt(name, data[: int(len(data) * share)])
            if isinstance(found, SourceError):
                assert "\n" not in str(found)
                assert str(found).startswith(f"{name}: ")
                assert found.code in {"damaged", "no-text-layer", "no-text"}

    def test_flipped_bytes_are_read_or_refused(self, reader) -> None:  # type: ignore[no-untyped-def]
        name, data = SAMPLES[reader.name]
        for place in range(7, len(data), max(1, len(data) // 40)):
            damaged = bytearray(data)
            damaged[place] ^= 0x5A
            found = attempt(name, bytes(damaged))
            assert not isinstance(found, SourceError) or str(found).startswith(f"{name}: ")


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 30
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
HTML = b"<!doctype html><html><body><p>404: not found</p></body></html>"
REFUSED = [
    ("a.txt", b"", "empty", "empty"),
    ("a.pdf", b"", "empty", "empty"),
    ("a.txt", PNG, "wrong-type", "looks like a PNG image"),
    ("a.xyz", PNG, "unsupported", "looks like a PNG image"),
    ("a.pdf", HTML, "wrong-type", "looks like HTML"),
    ("a.docx", HTML, "wrong-type", "looks like HTML"),
    ("a.txt", HTML, "wrong-type", "name it a.html"),
    ("a.txt", b"\xff\xfe" + HTML.decode().encode("utf-16-le"), "wrong-type", "looks like HTML"),
    ("a.docx", SAMPLES["pdf"][1], "wrong-type", "looks like a PDF file"),
    ("a.md", SAMPLES["docx"][1], "wrong-type", "looks like a DOCX file"),
    ("a.docx", b"just some text", "damaged", "no DOCX file"),
    ("a.pdf", b"just some text", "damaged", "no PDF file"),
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "without a password"),
    ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "wrong-type", "old Word document"),
    ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "unsupported", "old Word document"),
    ("a.docx", zipped({"xl/workbook.xml": "<x/>"}), "wrong-type", "Excel"),
    ("a.zip", zipped({"a.txt": "x"}), "unsupported", "ZIP archive"),
    ("a.txt", b"\x00" * 1000, "binary", "binary data"),
    ("a.txt", "a law".encode("utf-16-le") * 20, "binary", "save it as UTF-8"),
    ("a.txt", "ប្រកាស".encode("utf-16-le") * 20, "binary", "binary data"),
    ("a.txt", bytes(range(1, 9)) * 50, "binary", "binary data"),
    ("a.txt", b" \n\n \t ", "no-text", "no text"),
    ("a.txt", b"<?xml version='1.0'?><x/>", "wrong-type", "an XML file"),
    ("a.txt", b"{\\rtf1 hello}", "wrong-type", "an RTF document"),
    ("a.html", b"<html><body><script>1</script></body></html>", "no-text", "no text"),
]


@pytest.mark.parametrize(("name", "data", "code", "words"), REFUSED, ids=[f"{r[0]}-{r[3]}" for r in REFUSED])
def test_what_cannot_be_read_is_refused_in_one_line(name: str, data: bytes, code: str, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(f"folder/{name}", data)
    assert caught.value.code == code
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_an_unknown_kind_of_file_is_its_own_error() -> None:
    with pytest.raises(UnsupportedFormat):
        read("a.png", PNG)


def test_a_file_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("krama.read.PACKED_BYTES", 10)
    with pytest.raises(SourceError, match="split the file") as caught:
        read("a.txt", b"more than ten bytes")
    assert caught.value.code == "too-large"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Sub-Decree No. 32 (2021).pdf", "sub-decree-no-32-2021"),
        ("dir/Décision.txt", "decision"),
        ("ប្រកាស.pdf", "document"),
        ("..", "document"),
        ("a" * 300 + ".txt", "a" * 80),
    ],
)
def test_a_document_is_named_after_its_file_and_its_bytes(name: str, slug: str) -> None:
    assert document_id(name, "0123456789abcdef") == f"{slug}-01234567"


def test_bidirectional_controls_are_kept_and_warned_of() -> None:
    document = read("a.txt", "The fee is \u202e000,1\u202c riel.".encode())
    assert "\u202e" in document.text
    assert "bidirectional" in document.source.warnings[0]


def test_a_list_nested_in_formats_is_nested_alike() -> None:
    nested = docx(
        paragraph("It shall:")
        + paragraph("act;", number="1")
        + paragraph("here;", number="1", depth=1)
        + paragraph("report.", number="1")
    )
    page = b"<html><p>It shall:<ol><li>act;<ol type=a><li>here;</ol><li>report.</ol>"
    text = b"It shall:\n1. act;\n   (a) here;\n2. report."
    for name, data in (("a.docx", nested), ("a.html", page), ("a.txt", text)):
        assert [(p.level, p.lead) for p in read(name, data).passages] == [(0, None), (1, 0), (2, 1), (1, 0)]


def test_pages_belong_to_formats_that_have_them() -> None:
    def draw(canvas) -> None:  # type: ignore[no-untyped-def]
        canvas.drawString(72, 700, "A page of text.")

    document = read("a.pdf", pdf(draw, draw))
    assert [document.page_at(page.span.start) for page in document.pages] == [1, 2]
    assert read("a.txt", b"one\ftwo").page_at(5) == 2
    assert read("a.txt", b"one").page_at(0) is None


BAITS = [
    ("a.txt", "word " * 40_000),
    ("a.txt", "and a line that goes on\n\n" * 4_000),
    ("a.txt", "x" + ". " * 100_000 + "y"),
    ("a.txt", "1. a\n(a) b\n- c\n" * 2_000),
    ("a.txt", "a\tb\n\n" * 4_000),
    ("a.txt", "¹ note\nword¹ here\n\n" * 3_000),
    ("a.md", "# h\n" + "*a **b _c " * 10_000),
    ("a.md", "# h\n" + "[a](b " * 20_000),
    ("a.md", "# h\n" + "<!--" * 2_000),
    ("a.md", "# a" + " #" * 50_000 + " b"),
    ("a.html", "<html><p>x" + "<a href='#x'>1" + " " * 100_000 + "y</a>"),
    ("a.html", "<html><table>" + "<tr><td colspan=1000 rowspan=1000>x" * 1_000),
]


@pytest.mark.parametrize(("name", "text"), BAITS, ids=[f"{name}-{text[:16]!r}" for name, text in BAITS])
def test_text_made_to_be_slow_is_read_in_time(name: str, text: str) -> None:
    start = time.process_time()
    read(name, text.encode())
    assert time.process_time() - start < 10  # a second or less where the time grows with the length, not its square
