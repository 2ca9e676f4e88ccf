"""Bytes to documents: which reader, by content first and by name second.

Adding a format is one file and one line of ``READERS``. Nothing here opens a file but ``inputs``, and nothing but
``SourceError`` leaves ``read``. Bytes are counted while they are inflated; time and memory are the build's business,
which reads each document in a child process with limits.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import cast

from krama.errors import SourceError, UnsupportedFormat
from krama.model import Document, Source
from krama.read.block import Reading
from krama.read.encoding import text_warnings
from krama.read.inputs import Input, inputs
from krama.read.limits import CHARACTERS, MEBIBYTE, PACKED_BYTES
from krama.read.sniff import ZIP, sniff

__all__ = ["READERS", "Input", "Reader", "Reading", "document_id", "inputs", "read"]


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: its name and version, the endings of its files, and "module:function".

    The function takes the file's name, its bytes and a password or None, and returns a ``Reading``. The version grows
    when the same bytes would be read differently.
    """

    name: str
    version: int
    endings: tuple[str, ...]
    media_type: str
    function: str


READERS = (
    Reader("text", 1, (".txt", ".text"), "text/plain", "krama.read.text:read_text"),
    Reader("markdown", 1, (".md", ".markdown"), "text/markdown", "krama.read.markdown:read_markdown"),
    Reader("html", 1, (".html", ".htm", ".xhtml"), "text/html", "krama.read.html:read_html"),
    Reader(
        "docx",
        1,
        (".docx", ".docm"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "krama.read.docx:read_docx",
    ),
    Reader("pdf", 1, (".pdf",), "application/pdf", "krama.read.pdf:read_pdf"),
)


def read(name: str, data: bytes, password: str | None = None) -> Document:
    """The document in ``data``; ``name`` is a file name, with or without its folder.

    Raises SourceError, whose ``code`` is one of: empty, too-large, unsupported, wrong-type, binary, encoding,
    encrypted, damaged, bomb, too-deep, no-text-layer, no-text.
    """
    name = PurePath(name).name or name
    if not data:
        raise SourceError(f"{name}: the file is empty", "empty")
    if len(data) > PACKED_BYTES:
        raise SourceError(f"{name}: larger than {PACKED_BYTES // MEBIBYTE} MB; split the file", "too-large")
    reader = _choose(name, data)
    module, _, function = reader.function.partition(":")
    read_bytes = cast(Callable[[str, bytes, str | None], Reading], getattr(import_module(module), function))
    try:
        reading = read_bytes(name, data, password)
    except RecursionError:
        raise SourceError(f"{name}: nested too deeply to be read", "too-deep") from None
    if len(reading.text) > CHARACTERS:
        raise SourceError(f"{name}: more than {CHARACTERS:,} characters; split the file", "too-large")
    if not reading.passages:
        raise SourceError(f"{name}: there is no text in it", "no-text")
    digest = hashlib.sha256(data).hexdigest()
    warnings = (*reading.warnings, *text_warnings(reading.text))
    source = Source(name, digest, reader.media_type, f"{reader.name} {reader.version}", warnings)
    return Document(document_id(name, digest), reading.text, reading.passages, reading.pages, source)


def document_id(name: str, sha256: str) -> str:
    """The id of a document: the slug of its name without ending, and the first 8 hex digits of its SHA-256."""
    stem = PurePath(name).stem
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
    return f"{slug or 'document'}-{sha256[:8]}"


def _choose(name: str, data: bytes) -> Reader:
    """The reader for the bytes. A name that promises another format is an error: mostly a failed download."""
    ending = PurePath(name).suffix.lower()
    named = next((reader for reader in READERS if ending in reader.endings), None)
    content, otherwise = sniff(data)
    if otherwise == ZIP and named is not None and named.name == "docx":
        return named  # which says what is wrong with it
    if otherwise:
        known = f"not {_article(named.name)}" if named else "which cannot be read"
        code = "wrong-type" if named else "unsupported"
        raise UnsupportedFormat(f"{name}: looks like {otherwise}, {known}; convert it to PDF, DOCX or text", code)
    found = next((reader for reader in READERS if reader.name == content), None)
    if found is not None and named is not None and found != named:
        raise SourceError(
            f"{name}: looks like {_article(found.name)}, not {_article(named.name)}; if that is what it should be, "
            f"name it {PurePath(name).stem}{found.endings[0]}",
            "wrong-type",
        )
    if found is None and named is not None and named.name in {"docx", "pdf"}:
        raise SourceError(f"{name}: no {named.name.upper()} file, or its beginning is lost; fetch it again", "damaged")
    return found or named or READERS[0]


def _article(name: str) -> str:
    return {"html": "HTML", "pdf": "a PDF file", "docx": "a DOCX file", "markdown": "Markdown"}.get(name, "plain text")
