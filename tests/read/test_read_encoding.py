"""Bytes to text: marks, UTF-8, and fallbacks that say so."""

from __future__ import annotations

import pytest

from krama.errors import SourceError
from krama.read import read

TEXT = "Décision of the Café on ក្រម, no 5."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_honoured(encoding: str) -> None:
    document = read("a.txt", TEXT.encode(encoding))
    assert document.text == TEXT
    assert document.source.warnings == ()


def test_big_endian_too() -> None:
    assert read("a.txt", b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


def test_the_mark_of_a_utf8_file_stays_in_the_text_and_out_of_the_passages() -> None:
    document = read("a.txt", TEXT.encode("utf-8-sig"))
    assert document.text == "\ufeff" + TEXT
    assert document.passages[0].text == TEXT


def test_a_wrong_mark_is_an_error() -> None:
    with pytest.raises(SourceError) as caught:
        read("a.txt", b"\xff\xfe\x00\xd8\x00\xd8a\x00")
    assert caught.value.code == "encoding"


def test_western_text_falls_back_with_a_warning() -> None:
    document = read("a.txt", "L’arrêté du 5 mai – un décret".encode("cp1252"))
    assert document.text == "L’arrêté du 5 mai – un décret"
    assert "read as cp1252" in document.source.warnings[0]


def test_bytes_outside_windows_1252_are_latin_1() -> None:
    assert "read as latin-1" in read("a.txt", b"an \xe9t\xe9 \x81 law of old").source.warnings[0]


def test_damaged_utf8_is_marked_and_counted() -> None:
    document = read("a.txt", "ក្រមព្រហ្មទណ្ឌ ".encode() * 5 + b"\xff end")
    assert document.text.count("\ufffd") == 1
    assert "1 places became U+FFFD" in document.source.warnings[0]


@pytest.mark.parametrize(
    "declared", ['<meta charset="windows-1252">', '<meta http-equiv=x content="text/html; charset=iso-8859-1">']
)
def test_a_page_names_its_encoding(declared: str) -> None:
    document = read("a.html", f"<html><head>{declared}</head><p>un arrêté".encode("cp1252"))
    assert document.passages[0].text == "un arrêté"
    assert document.source.warnings == ()


def test_a_page_may_not_name_any_codec() -> None:
    document = read("a.html", b"<html><meta charset=unicode_escape><p>caf\xe9 \\u0041")
    assert document.passages[0].text == "café \\u0041"


def test_control_characters_stay_in_the_text_only() -> None:
    document = read("a.txt", b"The \x1b[31mred\x1b[0m la\x00w holds.")
    assert "\x1b" in document.text
    assert document.passages[0].text == "The [31mred[0m law holds."
