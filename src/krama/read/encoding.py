"""Bytes to text: a byte order mark first, else strict UTF-8, else a stated fallback with a warning.

The text is what ``open(path, encoding=…, newline="")`` gives, so that offsets count in the file as it is: line
breaks and the mark of a UTF-8 file stay. Nothing is normalised.
"""

from __future__ import annotations

import re

from krama.errors import SourceError

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_MULTIBYTE = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SAMPLE = 1 << 20
_FEW = 3


def decode(name: str, data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text, and warnings about how it was found.

    ``declared`` is an encoding that the document names itself, used where there is no mark and the bytes are not UTF-8.
    Raises SourceError: code "binary" for what is no text, "encoding" where a mark or the declaration is wrong.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(name, data, encoding), ()
    _refuse_binary(name, data)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        first = error.start
    if declared:
        try:
            return data.decode(declared), ()
        except (UnicodeDecodeError, LookupError):
            pass
    valid = len(_MULTIBYTE.findall(data))
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if valid >= 4 * broken:
        warning = f"damaged UTF-8: {broken} places became U+FFFD, the first at byte {first}; save the file again"
        return text, (warning,)
    encoding = _likely(data)
    warning = f"not UTF-8 (byte {first}): read as {encoding}; save the file as UTF-8 to be sure of every letter"
    return data.decode(encoding), (warning,)


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: its byte order mark says {encoding.upper()}, but byte {error.start} is not; save it as UTF-8",
            "encoding",
        ) from None


def _refuse_binary(name: str, data: bytes) -> None:
    for sample in (data[:_SAMPLE], data[-_SAMPLE:]):
        if sample.count(0) > _FEW + len(sample) // 100:
            raise SourceError(
                f"{name}: binary data, or UTF-16 without a byte order mark; if it is text, save it as UTF-8", "binary"
            )
        controls = len(sample) - len(sample.translate(None, _CONTROLS))
        if controls > _FEW + len(sample) // 10:
            raise SourceError(f"{name}: binary data, not text; convert it to text, PDF or DOCX", "binary")


def _likely(data: bytes) -> str:
    """A single-byte encoding for Western text, the only guess that is made: Windows-1252, or Latin-1."""
    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"
    return "cp1252"


def text_warnings(text: str) -> tuple[str, ...]:
    """What a person should know about a text before trusting what it looks like."""
    found = _BIDI.search(text)
    if found is None:
        return ()
    return (
        f"bidirectional control character U+{ord(found.group()):04X} at offset {found.start()}: "
        "the text may not read as it looks",
    )
