"""DOCX to a document; its ``text`` is what Word shows with all changes accepted: insertions stay, deletions go.

The parts of the package are read with ``zipfile`` and expat, because libraries for DOCX leave out tracked insertions.
Read are the body, its tables, text boxes, footnotes and endnotes; headers, footers, comments and tables of contents are
page furniture. Nothing in a document is run or fetched.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from krama.errors import SourceError
from krama.read.block import Reading
from krama.read.draft import Entry, reading_of
from krama.read.inline import raise_digits
from krama.read.lists import format_number, read_labels
from krama.read.numbering import Numbering
from krama.read.package import Package
from krama.read.styles import Styles, is_on
from krama.read.tables import Grid
from krama.read.xmltree import Element, parse_xml

_OLE = b"\xd0\xcf\x11\xe0"
_GONE = frozenset(["del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "mc:Fallback", "rPrChange"])
_MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def read_docx(name: str, data: bytes, password: str | None = None) -> Reading:
    """The reading of a DOCX file. Raises SourceError: encrypted, damaged, bomb, too-deep or wrong-type."""
    if data.startswith(_OLE):
        raise SourceError(f"{name}: encrypted; open it in Word and save it without a password", "encrypted")
    package = Package(name, data)
    main = _main_part(name, package)
    folder = posixpath.dirname(main)

    def part(file: str) -> Element | None:
        path = posixpath.join(folder, file)
        return parse_xml(name, file, package.load(path)) if path in package else None

    root = parse_xml(name, posixpath.basename(main), package.load(main))
    body = root.find("body")
    if root.tag != "document" or body is None:
        raise SourceError(f"{name}: no Word document inside; save it as .docx", "wrong-type")
    notes = {"footnote": part("footnotes.xml"), "endnote": part("endnotes.xml")}
    walk = _Walk(Styles(part("styles.xml")), Numbering(part("numbering.xml")), notes)
    return reading_of(list(walk.entries(body)), tuple(walk.warnings()))


def _main_part(name: str, package: Package) -> str:
    if "_rels/.rels" in package:
        for relation in parse_xml(name, "_rels/.rels", package.load("_rels/.rels")).find_all("rel:Relationship"):
            target = relation.get("Target").lstrip("/")
            if relation.get("Type").endswith("/officeDocument") and target in package:
                return target
    if "word/document.xml" not in package:
        raise SourceError(f"{name}: a ZIP archive, but no Word document inside; save it as .docx", "wrong-type")
    return "word/document.xml"


@dataclass(slots=True)
class _Text:
    """What one paragraph says, gathered run by run."""

    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    bold: int = 0
    notes: list[Entry] = field(default_factory=list)
    boxes: list[Entry] = field(default_factory=list)

    def add(self, text: str, bold: bool = False) -> None:
        self.pieces.append(text)
        letters = sum(map(str.isalnum, text))
        self.letters += letters
        self.bold += letters if bold else 0


class _Walk:
    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[str, Element | None]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = {
            (kind, note.get("id")): note for kind, root in notes.items() if root for note in root.find_all(kind)
        }
        self._counts = {"footnote": 0, "endnote": 0}
        self._tables = 0
        self._kept = self._dropped = self._hidden = self._foreign = 0

    def warnings(self) -> Iterator[str]:
        """What a person should know: that what was read is not all that is in the file."""
        if self._kept or self._dropped:
            yield f"tracked changes: {self._kept} insertions kept, {self._dropped} deletions left out"
        if self._hidden:
            yield f"hidden text in {self._hidden} places left out"
        if self._foreign:
            yield f"{self._foreign} embedded documents left out"

    def entries(self, container: Element) -> Iterator[Entry]:
        """The entries of a body, cell, note or text box."""
        for element in container.children:
            if element.tag == "p":
                yield from self._paragraph(element)
            elif element.tag == "tbl":
                yield from self._table(element)
            elif element.tag in {"ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag", "mc:AlternateContent"}:
                self._kept += element.tag == "ins"
                yield from self.entries(element)
            elif element.tag == "mc:Choice":
                yield from self.entries(element)
            elif element.tag in {"del", "moveFrom"}:
                self._dropped += 1
            elif element.tag == "altChunk":
                self._foreign += 1

    def _paragraph(self, element: Element) -> Iterator[Entry]:
        properties = element.find("pPr")
        style = self._styles.paragraph(properties)
        if style.contents:
            return
        gathered = _Text()
        self._gather(element, gathered, style.bold)
        text = "".join(gathered.pieces).strip(" \n")
        label = None
        if style.list and text.strip():
            label = self._numbering.label(style.list, style.depth)
        strong = gathered.letters > 0 and gathered.bold == gathered.letters
        if style.heading:
            yield Entry("heading", (_spoken(f"{label or ''} {text}"),), style.heading, strong=strong)
        elif label is None:
            yield Entry("paragraph", (text.strip("\t"),), strong=strong)
        elif any(map(str.isalnum, label)) and not read_labels(f"{label} x"):
            # a label in words, such as "Article 5", is read with the text as if it had been typed
            yield Entry("paragraph", (f"{label} {text}",), strong=strong)
        else:
            yield Entry("item", (text.strip("\t"),), style.depth + 1, label, strong)
        yield from gathered.boxes
        yield from gathered.notes

    def _gather(self, element: Element, gathered: _Text, bold: bool) -> None:
        for child in element.children:
            tag = child.tag
            if tag == "r":
                self._run(child, gathered, bold)
            elif tag in {"t", "m:t"}:
                gathered.add(child.text, bold)
            elif tag in _MARKS:
                gathered.add(_MARKS[tag])
            elif tag == "br":
                gathered.add("\n" if child.get("type") not in {"page", "column"} else " ")
            elif tag == "sym":
                gathered.add(_symbol(child.get("char")))
            elif tag in {"footnoteReference", "endnoteReference"}:
                self._note(tag.removesuffix("Reference"), child, gathered)
            elif tag == "txbxContent":
                gathered.boxes += self.entries(child)
            elif tag in {"del", "moveFrom"}:
                self._dropped += 1
            elif tag not in _GONE:
                self._kept += tag in {"ins", "moveTo"}
                self._gather(child, gathered, bold)

    def _run(self, run: Element, gathered: _Text, bold: bool) -> None:
        properties = run.find("rPr")
        if is_on(properties, "vanish"):
            self._hidden += 1
            return
        bold = self._styles.is_bold(properties, bold)
        raised = properties is not None and (found := properties.find("vertAlign")) is not None
        start = len(gathered.pieces)
        self._gather(run, gathered, bold)
        if raised and found is not None and found.get("val") == "superscript":
            pieces = gathered.pieces[start:]
            if pieces and all(piece.isdigit() for piece in pieces):
                gathered.pieces[start:] = [raise_digits("".join(pieces))]

    def _note(self, kind: str, reference: Element, gathered: _Text) -> None:
        """A reference to a note becomes a superscript, and the note follows the paragraph."""
        note = self._notes.pop((kind, reference.get("id")), None)
        if note is None:
            return
        self._counts[kind] += 1
        roman = kind == "endnote" and self._counts["footnote"] > 0
        label = format_number(self._counts[kind], "lowerRoman") if roman else str(self._counts[kind])
        gathered.add(raise_digits(label))
        for entry in self.entries(note):
            if entry.filled:
                text = " ".join(entry.texts).strip().lstrip("\t ")
                gathered.notes.append(Entry("note", (text,), label=label))

    def _table(self, table: Element) -> Iterator[Entry]:
        self._tables += 1
        grid = Grid(self._tables)
        self._rows(table, grid)
        yield from grid.entries()

    def _rows(self, container: Element, grid: Grid) -> None:
        for row in container.children:
            if row.tag in {"sdt", "sdtContent", "customXml", "ins"}:
                self._rows(row, grid)
            if row.tag != "tr":
                continue
            properties = row.find("trPr")
            if properties is not None and properties.find("del") is not None:
                self._dropped += 1
                continue
            grid.open_row(is_on(properties, "tblHeader"))
            self._cells(row, grid)

    def _cells(self, row: Element, grid: Grid) -> None:
        for cell in row.children:
            if cell.tag in {"sdt", "sdtContent", "customXml"}:
                self._cells(cell, grid)
            if cell.tag != "tc":
                continue
            properties = cell.find("tcPr") or Element("tcPr", {})
            span, merge = properties.find("gridSpan"), properties.find("vMerge")
            wide = int(span.get("val")) if span is not None and span.get("val").isdecimal() else 1
            grid.nested = grid.nested or cell.find("tbl") is not None
            continued = merge is not None and merge.get("val", "continue") == "continue"
            grid.add([] if continued else [entry for entry in self.entries(cell) if entry.filled], wide)


def _symbol(code: str) -> str:
    """A sign of a symbol font; its private code says nothing outside that font."""
    try:
        sign = chr(int(code, 16))
    except ValueError:
        return ""
    return "✓" if sign in "\uf0fc\uf0fe" else "•" if "\ue000" <= sign <= "\uf8ff" else sign


def _spoken(text: str) -> str:
    return text.replace("\t", " ").strip()
