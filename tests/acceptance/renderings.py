"""One document in other formats, made from its passages: Markdown, HTML, Word and PDF.

The files look as people make them: headings with their depth, lists, tables, footnotes, line breaks in titles, and in the
PDF pages with a running header and page numbers.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby, pairwise

from fpdf import FPDF, FontFace
from fpdf.enums import TableBordersLayout

from krama.model import Document, Passage

RUNNING_HEAD = "Copy for the register of letters"

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def renderings() -> dict[str, Callable[[Document], bytes]]:
    """Ending of the file → how the document is written in that format."""
    return {"md": as_markdown, "html": as_html, "docx": as_docx, "pdf": as_pdf}


def _groups(document: Document) -> Iterator[tuple[str, list[Passage]]]:
    """Neighbours that belong together: the items of a list, the rows of a table; notes where they stand."""
    numbered = ((p.kind, p.kind == "item" and p.label[:1].isdigit(), p) for p in document.passages)
    for (kind, _), rows in groupby(numbered, key=lambda row: row[:2]):
        found = [row[2] for row in rows]
        if kind in ("item", "row"):
            yield kind, found
        else:
            yield from ((kind, [passage]) for passage in found)


def _lines(passage: Passage) -> list[str]:
    """A passage's lines as a reader sees them: titles and signatures over several lines."""
    cuts = [0, *passage.joined, len(passage.text)]
    return [passage.text[start:end].strip() for start, end in pairwise(cuts)]


def _cells(passage: Passage) -> list[str]:
    return [passage.text[cell.start : cell.end] for cell in passage.cells]


def _calls(document: Document) -> dict[int, str]:
    """Index of a passage → the mark of the note that it calls."""
    return {p.lead: p.label for p in document.passages if p.kind == "note" and p.lead is not None}


def _marked(document: Document, passage: Passage, mark: str) -> str:
    """The call of a note behind the passage's last word, if it calls one; ``mark`` has a place for the label."""
    label = _calls(document).get(document.passages.index(passage))
    return mark.format(label) if label else ""


def as_markdown(document: Document) -> bytes:
    parts = []
    for kind, passages in _groups(document):
        first = passages[0]
        if kind == "heading":
            parts.append("#" * first.level + " " + "<br>".join(_lines(first)))
        elif kind == "item":
            marks = [one.label if one.label[:1].isdigit() else "-" for one in passages]
            parts.append("\n".join(f"{mark} {one.text}" for mark, one in zip(marks, passages, strict=True)))
        elif kind == "row":
            rows = ["| " + " | ".join(_cells(row)) + " |" for row in passages]
            parts.append("\n".join([rows[0], "|" + " --- |" * len(first.cells), *rows[1:]]))
        elif kind == "note":
            parts.append(f"[^{first.label}]: {first.text}")
        else:
            parts.append("  \n".join(_lines(first)) + _marked(document, first, "[^{}]"))
    return ("\n\n".join(parts) + "\n").encode()


def as_html(document: Document) -> bytes:
    parts = []
    for kind, passages in _groups(document):
        first = passages[0]
        inside = "<br>".join(escape(line) for line in _lines(first))
        if kind == "heading":
            parts.append(f"<h{first.level}>{inside}</h{first.level}>")
        elif kind == "item":
            tag = "ol" if first.label[:1].isdigit() else "ul"
            parts.append(f"<{tag}>" + "".join(f"<li>{escape(one.text)}</li>" for one in passages) + f"</{tag}>")
        elif kind == "row":
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in _cells(row)) for row in passages)
            parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        elif kind == "note":
            parts.append(f'<aside id="fn{first.label}" role="doc-footnote"><sup>{first.label}</sup> {inside}</aside>')
        else:
            call = _marked(document, first, '<sup><a href="#fn{0}" role="doc-noteref">{0}</a></sup>')
            parts.append(f"<p>{inside}{call}</p>")
    head = '<meta charset="utf-8"><title>Reply</title>'
    body = f"<nav>{RUNNING_HEAD}</nav><main>{''.join(parts)}</main>"
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def as_docx(document: Document) -> bytes:
    body, notes, lists = [], [], 0
    for kind, passages in _groups(document):
        first = passages[0]
        if kind == "heading":
            body.append(_word_paragraph(_word_lines(first), f'<w:pStyle w:val="Heading{first.level}"/>'))
        elif kind == "item":
            lists += 1
            number = lists + 1 if first.label[:1].isdigit() else 1
            style = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            body += [_word_paragraph(_word_lines(one), style) for one in passages]
        elif kind == "row":
            rows = ("".join(f"<w:tc>{_word_paragraph(_run(cell))}</w:tc>" for cell in _cells(row)) for row in passages)
            body.append("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
        elif kind == "note":
            text = _run(first.text)
            notes.append(f'<w:footnote w:id="{first.label}">{_word_paragraph(text)}</w:footnote>')
        else:
            call = _marked(document, first, '<w:r><w:footnoteReference w:id="{}"/></w:r>')
            body.append(_word_paragraph(_word_lines(first) + call))
    return _packed(_word_parts("".join(body), "".join(notes), lists))


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _word_lines(passage: Passage) -> str:
    return "<w:r><w:br/></w:r>".join(_run(line) for line in _lines(passage))


def _word_paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _word_parts(body: str, notes: str, lists: int) -> dict[str, str]:
    def part(root: str, inside: str) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{_WORD}">{inside}</w:{root}>'

    def levels(format: str, text: str, number: int) -> str:
        level = f'<w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>'
        return f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'

    bullets = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    counted = (f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/>{_RESTART}</w:num>' for n in range(2, lists + 2))
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in range(1, 7)
    )
    names = ("document", "styles", "numbering", "footnotes")
    kinds = {name: f"{_TYPE}.{'document.main' if name == 'document' else name}+xml" for name in names}
    types = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{kind}"/>' for n, kind in kinds.items())
    links = "".join(f'<Relationship Id="r{n}" Type="{_OFFICE}/{n}" Target="{n}.xml"/>' for n in names[1:])
    start = f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{default}{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{start}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", "".join(styles)),
        "word/numbering.xml": part(
            "numbering", levels("bullet", "•", 0) + levels("decimal", "%1.", 1) + bullets + "".join(counted)
        ),
        "word/footnotes.xml": part("footnotes", notes),
    }


def _packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


class _Pages(FPDF):
    """A4 pages with a running header and page numbers, in a font that every reader has."""

    def __init__(self) -> None:
        super().__init__(format="A4")
        self.core_fonts_encoding = "windows-1252"
        self.set_margins(25, 25)
        self.set_auto_page_break(True, margin=25)
        self.add_page()

    def header(self) -> None:
        self.set_y(12)
        self.set_font("helvetica", "I", 8)
        self.cell(0, 5, RUNNING_HEAD, align="R", new_x="LMARGIN", new_y="NEXT")
        self.set_y(25)

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", "", 8)
        self.cell(0, 5, str(self.page_no()), align="C")

    def put(self, text: str, size: float = 10, style: str = "", left: float = 0, align: str = "L") -> None:
        self.set_font("helvetica", style, size)
        self.set_x(self.l_margin + left)
        self.multi_cell(0, size * 0.5, text, align=align, new_x="LMARGIN", new_y="NEXT")


def as_pdf(document: Document) -> bytes:
    pages = _Pages()
    for kind, passages in _groups(document):
        first = passages[0]
        if kind == "heading":
            pages.ln(3)
            for line in _lines(first):
                pages.put(line, 17 - 1.2 * first.level, "B", align="C" if first.level == 1 else "L")
        elif kind == "item":
            for one in passages:
                pages.put(f"{one.label if one.label[:1].isdigit() else '•'} {one.text}", left=6)
        elif kind == "row":
            _draw_table(pages, passages)
        elif kind == "note":
            pages.put(f"{_raised(first.label)} {first.text}", 7)
        else:
            *lines, last = _lines(first)
            for line in [*lines, last + _raised(_marked(document, first, "{}"))]:
                pages.put(line)
        pages.ln(2)
    return bytes(pages.output())


def _raised(label: str) -> str:
    return label.translate(str.maketrans("123", "¹²³"))


def _draw_table(pages: _Pages, rows: list[Passage]) -> None:
    pages.set_font("helvetica", "", 9)
    plain = FontFace(emphasis="")
    with pages.table(
        borders_layout=TableBordersLayout.ALL, text_align="LEFT", headings_style=plain, line_height=5
    ) as table:
        for row in rows:
            drawn = table.row()
            for cell in _cells(row):
                drawn.cell(cell)
