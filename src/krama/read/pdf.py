"""PDF to a document; its ``text`` is the text layer in reading order, page after page, furniture included.

PDFium reads the file (permissive licence; it opens no other file, and scripts are never run without its form module).
Running heads and page numbers stay in the text but are in no passage. A page that was scanned without text recognition
is a warning, a file of such pages an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from krama.errors import SourceError
from krama.model import Page, Span
from krama.read.block import Block, Reading
from krama.read.furniture import is_contents_line
from krama.read.glyphs import fragments_of
from krama.read.inline import raise_digits
from krama.read.join import rejoin
from krama.read.limits import PAGES
from krama.read.lines import Layout, Line
from krama.read.lists import read_labels
from krama.read.notes import note_labels, read_noted_run
from krama.read.outline import outline
from krama.read.pagelayout import PrintedLine, lines_of
from krama.read.runs import read_paragraph
from krama.read.setting import plain_setting
from krama.read.titles import find_headings

_PASSWORD, _SECURITY = 4, 5
_NUMBER_LINE = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of|sur)\s*\d{1,4})?\W*$", re.IGNORECASE)
_NOTE_NUMBER = re.compile(r"^(\d{1,3})(?=[\s\t]+\S)")
_MARGIN = 0.12
_LARGE, _SMALL = 1.15, 0.92
_LONGEST_HEADING = 6


def read_pdf(name: str, data: bytes, password: str | None = None) -> Reading:
    """The reading of a PDF file. Raises SourceError: encrypted, damaged, too-large or no-text-layer."""
    document = _open(name, data, password)
    try:
        pages, empty, unmapped = _pages(name, document)
    except pdfium.PdfiumError:
        raise SourceError(f"{name}: damaged, a page cannot be read; fetch it again", "damaged") from None
    finally:
        document.close()
    warnings = []
    if b"%%EOF" not in data[-2048:]:
        warnings.append("the end of the file is missing: what is there was recovered and may not be all")
    if empty and len(empty) < len(pages):
        numbers = ", ".join(map(str, empty[:20])) + (" …" if len(empty) > 20 else "")
        warnings.append(f"no text on page {numbers}: if scanned, run OCR first (for example ocrmypdf)")
    if unmapped:
        warnings.append(f"{unmapped} glyphs have no character in the file's fonts and became U+FFFD")
    reading = _reading(pages, tuple(warnings))
    if not reading.passages:
        count = "1 page has" if len(pages) == 1 else f"all {len(pages)} pages have"
        raise SourceError(
            f"{name}: {count} no text layer: needs OCR; run OCR on it first (for example ocrmypdf)", "no-text-layer"
        )
    return reading


def _open(name: str, data: bytes, password: str | None) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data, password=password)
        count = len(document)
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD:
            how = "the password is wrong" if password else "give its password"
            raise SourceError(f"{name}: encrypted; {how}, or save it without one", "encrypted") from None
        if error.err_code == _SECURITY:
            raise SourceError(
                f"{name}: encrypted in a way that cannot be read; save it unprotected", "encrypted"
            ) from None
        raise SourceError(f"{name}: damaged, no PDF that can be opened; fetch it again", "damaged") from None
    if count > PAGES:
        document.close()
        raise SourceError(f"{name}: {count:,} pages, more than {PAGES:,}; split the file", "too-large")
    if count == 0:
        document.close()
        raise SourceError(f"{name}: damaged, there is no page in it; fetch it again", "damaged")
    return document


@dataclass(slots=True)
class _Sheet:
    lines: list[PrintedLine]
    height: float


def _pages(name: str, document: pdfium.PdfDocument) -> tuple[list[_Sheet], list[int], int]:
    """The pages, the numbers of those without text, and how many glyphs have no character."""
    sheets, empty, unmapped = [], [], 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        fragments, missing = fragments_of(page, text)
        unmapped += missing
        lines = lines_of(fragments)
        if not lines:
            empty.append(number + 1)
        sheets.append(_Sheet(lines, page.get_height()))
        text.close()
        page.close()
    return sheets, empty, unmapped


@dataclass(slots=True)
class _Run:
    lines: list[Line]
    heights: list[float]
    strong: bool = True


def _reading(sheets: Sequence[_Sheet], warnings: tuple[str, ...]) -> Reading:
    body = _body_height(sheets)
    furniture = _furniture(sheets)
    written: list[str] = []
    pages: list[Page] = []
    runs: list[_Run] = []
    length = 0
    for number, sheet in enumerate(sheets, 1):
        start = length
        fresh, note = True, False
        for index, line in enumerate(sheet.lines):
            opens = index > 0 and line.opens
            if index:
                written.append("\n\n" if opens else "\n")
                length += len(written[-1])
            text = line.text
            if line.height < _SMALL * body and (opens or note) and line.bottom < sheet.height / 2:
                text = _NOTE_NUMBER.sub(lambda match: raise_digits(match.group(1)), text)
                note = True
            written.append(text)
            if (number, index) in furniture or is_contents_line(text):
                fresh = True
            elif text.strip():
                if fresh or opens:
                    runs.append(_Run([], []))
                runs[-1].lines.append(Line(length, length + len(text), text, line.indent, full=line.full))
                runs[-1].heights.append(line.height)
                runs[-1].strong = runs[-1].strong and (line.bold or line.height > _LARGE * body)
                fresh = False
            length += len(text)
        pages.append(Page(number, Span(start, length)))
        written.append("\n\n")
        length += 2
    source = "".join(written)
    return Reading(source, outline(rejoin(_blocks(source, runs))), tuple(pages), warnings)


def _blocks(source: str, runs: Sequence[_Run]) -> list[Block]:
    setting = plain_setting(source, Layout(), note_labels(run.lines for run in runs))
    sizes = sorted({round(max(run.heights)) for run in runs if run.strong}, reverse=True)
    blocks: list[Block] = []
    for run in runs:
        labels = read_labels(run.lines[0].text)
        if run.strong and len(run.lines) <= _LONGEST_HEADING and not (labels and labels[0].is_bullet):
            level = min(6, sizes.index(round(max(run.heights))) + 1)
            blocks.append(replace(read_paragraph(run.lines, setting), level=level, strong=True))
        else:
            blocks += read_noted_run(run.lines, setting)
    return find_headings(blocks, marked=False)


def _body_height(sheets: Sequence[_Sheet]) -> float:
    """The height of most of the print."""
    heights: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            heights[round(line.height * 2) / 2] += len(line.text)
    return max(heights, key=lambda height: (heights[height], height), default=1.0)


def _furniture(sheets: Sequence[_Sheet]) -> set[tuple[int, int]]:
    """The lines, as page and index, that stand in the margins of many pages in the same words but for their figures."""
    seen: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for number, sheet in enumerate(sheets, 1):
        for index, line in enumerate(sheet.lines):
            high = line.bottom > sheet.height * (1 - _MARGIN)
            if high or line.bottom < sheet.height * _MARGIN:
                seen.setdefault((re.sub(r"\d+", "0", line.text.strip()), high), []).append((number, index))
    found: set[tuple[int, int]] = set()
    for (shape, _), places in seen.items():
        count = len({number for number, _ in places})
        enough = 1 if _NUMBER_LINE.match(shape) else 2 if len(sheets) < 4 else max(3, len(sheets) // 4)
        if count >= enough:
            found.update(places)
    return found
