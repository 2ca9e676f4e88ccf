"""What sort of file the bytes are, whatever the name says."""

from __future__ import annotations

import re

from krama.read.limits import MEBIBYTE

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a BMP image"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"RIFF", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"\x00\x00\x00\x1cftyp", "a video file"),
    (b"\x00\x00\x00\x20ftyp", "a video file"),
)
ZIP = "a ZIP archive"
"""What a package looks like that is none of the known documents, or is cut."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_PACKAGES = (
    (b"word/document", "docx", ""),
    (b"xl/workbook", "", "an Excel workbook"),
    (b"ppt/presentation", "", "a PowerPoint presentation"),
    (b"application/vnd.oasis.opendocument", "", "an OpenDocument file"),
    (b"application/epub+zip", "", "an EPUB book"),
)


def sniff(data: bytes) -> tuple[str, str]:
    """The name of the reader whose content this is, or what else it looks like; both empty where the bytes do not say.

    Plain text and Markdown do not say.
    """
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "pdf", ""
    if head.startswith(_OLE):
        sample = data[: 8 * MEBIBYTE]
        if "EncryptedPackage".encode("utf-16-le") in sample:
            return "docx", ""
        return "", "an old Word document (.doc)" if "WordDocument".encode("utf-16-le") in sample else "an OLE file"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_package(data)
    for magic, what in _MAGIC:
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head):
            return "", what
    start = _as_text(head)
    if _HTML.match(start):
        return "html", ""
    if _XML.match(start):
        return "", "an XML file"
    return "", ""


def _sniff_package(data: bytes) -> tuple[str, str]:
    """Which sort of document an archive is, by the names of its members, which stand uncompressed in it."""
    for sample in (data[:65536], data[-MEBIBYTE:]):
        for name, reader, what in _PACKAGES:
            if name in sample:
                return reader, what
    return ("docx", "") if b"[Content_Types].xml" in data[:65536] else ("", ZIP)


def _as_text(head: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return head[: len(head) // 2 * 2].decode(encoding, "ignore")
    return head.decode("latin-1")
