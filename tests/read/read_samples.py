"""Small files of every format, made here, and what must hold for every document that is read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

from krama.errors import SourceError
from krama.model import Document, Passage, Span
from krama.read import read

PARAGRAPH = "The Committee on Rivers is chaired by the Minister of Waterways and meets twice a year."
ITEMS = ("to keep the register of boats;", "to publish its findings.")
ROWS = (("Post", "Role"), ("Minister of Waterways", "Chairman"), ("Governor of the Lake", "Member"))

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_LEVELS}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="Article %1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Sub"><w:name w:val="Own heading"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="List"><w:name w:val="Listed"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def run(text: str, properties: str = "") -> str:
    """A run of a DOCX paragraph."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", number: str = "", depth: int = 0) -> str:
    """A DOCX paragraph; runs that are no XML are made runs."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    inside = "".join(part if part.startswith("<") else run(part) for part in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def docx_table(rows: Sequence[Sequence[str]]) -> str:
    """A DOCX table."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx_parts(body: str, footnotes: str = "") -> dict[str, str]:
    """The parts of a DOCX file with this body."""

    def part(root: str, inside: str) -> str:
        return f'<w:{root} xmlns:w="{_W}" xmlns:mc="urn:none">{inside}</w:{root}>'

    target = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{target}</Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
        "word/footnotes.xml": part("footnotes", footnotes),
    }


def zipped(parts: dict[str, str]) -> bytes:
    """A ZIP file of these parts, the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def docx(body: str, footnotes: str = "") -> bytes:
    """A DOCX file with this body."""
    return zipped(docx_parts(body, footnotes))


def pdf(*pages: Callable[..., None], password: str = "") -> bytes:
    """A PDF file of A4 pages, each drawn by a function of a reportlab canvas."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, encrypt=password or None, invariant=1)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def draw_lines(canvas, lines: Sequence[str], left: float = 72, top: float = 720, step: float = 12) -> float:  # type: ignore[no-untyped-def]
    """Draw lines below one another, "" for half a line; returns where the next one would stand."""
    for line in lines:
        if line:
            canvas.drawString(left, top, line)
        top -= step
    return top


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text that is wrapped at so many characters."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def samples() -> dict[str, tuple[str, bytes]]:
    """For each reader a file that says the same: a heading, a paragraph, two numbered items, a table of three rows."""
    items = [f"{number}. {item}" for number, item in enumerate(ITEMS, 1)]
    plain = ["COMMITTEE ON RIVERS", "", PARAGRAPH + " It has these duties:", "", *items, "", *map("\t".join, ROWS), ""]
    pipes = ["| " + " | ".join(row) + " |" for row in ROWS]
    marked = ["# Committee on *Rivers*", "", PARAGRAPH + " It has these **duties**:", "", *items, "", pipes[0]]
    marked += ["| --- | --- |", *pipes[1:], ""]
    html_rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = (
        "<!DOCTYPE html><html><head><title>no</title></head><body><h1>Committee on Rivers</h1>"
        f"<p>{PARAGRAPH} It has these <b>duties</b>:</p><ol>"
        + "".join(f"<li>{item}</li>" for item in ITEMS)
        + f"</ol><table>{html_rows}</table></body></html>"
    )
    body = paragraph("Committee on Rivers", style="H1") + paragraph(PARAGRAPH + " It has these duties:")
    body += "".join(paragraph(item, number="1") for item in ITEMS) + docx_table(ROWS)

    def draw(canvas) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 760, "Committee on Rivers")
        canvas.setFont("Helvetica", 10)
        top = draw_lines(canvas, wrapped(PARAGRAPH + " It has these duties:", 60))
        top = draw_lines(canvas, items, top=top - 12)
        for row in ROWS:
            canvas.drawString(72, top - 12, row[0])
            canvas.drawString(300, top - 12, row[1])
            top -= 12

    return {
        "text": ("rivers.txt", "\n".join(plain).encode()),
        "markdown": ("rivers.md", "\n".join(marked).encode()),
        "html": ("rivers.html", page.encode()),
        "docx": ("rivers.docx", docx(body)),
        "pdf": ("rivers.pdf", pdf(draw)),
    }


def attempt(name: str, data: bytes) -> Document | SourceError:
    """The document, checked, or the error; any other exception passes."""
    try:
        document = read(name, data)
    except SourceError as error:
        return error
    check(document)
    return document


def check(document: Document) -> None:
    """What must hold for every document."""
    assert document.passages
    end = 0
    for page in document.pages:
        assert end <= page.span.start <= page.span.end <= len(document.text)
        end = page.span.end
    for index, passage in enumerate(document.passages):
        _check_passage(document, index, passage)


def _check_passage(document: Document, index: int, passage: Passage) -> None:
    text = passage.text
    assert text
    assert text == text.strip()
    assert not {"\n", "\r", "\x0c", "\x00"} & set(text)
    assert passage.segments[0].start == 0
    end = 0
    for segment in passage.segments:
        assert segment.length > 0
        assert end <= segment.start
        assert segment.origin + segment.length <= len(document.text)
        end = segment.start + segment.length
        for offset in range(segment.length):
            shown, stood = text[segment.start + offset], document.text[segment.origin + offset]
            assert shown == stood or shown.isspace() or stood in "&ﬀﬁﬂﬃﬄﬅﬆ-\u00ad\u2010"
    assert end <= len(text)
    quote = document.quote(passage.origin(Span(0, len(text))))
    assert quote[:1] == document.text[passage.segments[0].origin]
    assert passage.heading is None or passage.heading < index
    assert passage.lead is None or 0 <= passage.lead < len(document.passages)
    assert passage.lead != index
    assert all(0 < place < len(text) and text[place] == " " for place in passage.joined)
    assert list(passage.joined) == sorted(passage.joined)
    assert all(cell.end <= len(text) and "\t" not in text[cell.start : cell.end] for cell in passage.cells)
    assert (passage.kind == "row") <= bool(passage.cells)
    assert (passage.level > 0) == (passage.kind in {"heading", "item"})


def words(text: str) -> str:
    """The letters and digits of a text, nothing else."""
    return "".join(character for character in text if character.isalnum())
