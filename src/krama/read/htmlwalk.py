"""The elements of an HTML page to entries, in one pass and without recursion."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from krama.model import PassageKind
from krama.read.draft import Entry
from krama.read.inline import raise_digits
from krama.read.lists import format_number
from krama.read.tables import Grid

_SKIPPED_TAGS = (
    "audio button canvas datalist head iframe math nav noscript object script select style svg template textarea title "
    "video"
)
_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary table tbody td tfoot th thead tr "
    "ul"
)
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_HEADING = re.compile(r"h[1-6]$")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_MARK = re.compile(r"\[? ?(\d{1,3}) ?\]?$")
_BACK = frozenset(["↑", "^", "↩", "↩\ufe0e", "⏎"])
_NUMBER_FORM = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLE_FORM = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
}


@dataclass(slots=True)
class _List:
    ordered: bool
    form: str
    number: int
    step: int


@dataclass(slots=True)
class _Item:
    label: str
    level: int
    note: str = ""
    used: bool = False


@dataclass(slots=True)
class _Table:
    """A table that is open, and what was open around it."""

    grid: Grid
    outer: list[Entry]
    items: list[_Item]
    lists: list[_List]
    caption: list[Entry] = field(default_factory=list)
    head: bool = False


class Walk:
    """One pass over a page: an element is entered, its children are, it is left."""

    def __init__(self) -> None:
        self.hidden = 0
        """How many hidden elements with text were left out."""
        self._sink: list[Entry] = []
        self._buffer: list[str] = []
        self._marks: list[int] = []
        self._lists: list[_List] = []
        self._items: list[_Item] = []
        self._tables: list[_Table] = []
        self._notes: dict[str, str] = {}
        self._numbered = 0
        self._pre = self._bold = self._bold_letters = self._letters = 0

    def entries(self, body: LexborNode) -> list[Entry]:
        """What the page says, in order."""
        self._collect_notes(body)
        node: LexborNode | None = body
        while node is not None:
            inner = node.child if self._enter(node) else None
            while inner is None and node is not None:
                self._leave(node)
                if node.mem_id == body.mem_id:
                    node = None
                else:
                    inner = node.next
                    node = node.parent if inner is None else node
            node = inner
        self._flush()
        return self._sink

    def _collect_notes(self, body: LexborNode) -> None:
        """The elements that figures in the text link to, and those figures."""
        for link in body.css("a[href^='#']"):
            if (mark := _MARK.match(link.text().strip())) and (target := (link.attributes.get("href") or "")[1:]):
                self._notes.setdefault(target, mark.group(1))

    def _enter(self, node: LexborNode) -> bool:
        tag = node.tag or ""
        if tag == "-text":
            self._write(node.text(deep=False))
            return False
        if tag in _SKIPPED or tag.startswith(("-", "!")):
            return False
        if _is_hidden(node):
            self.hidden += bool(node.text().strip())
            return False
        if tag == "br":
            self._buffer.append("\n")
        elif tag in _BLOCKS:
            self._flush()
        if tag in {"ul", "ol"}:
            self._lists.append(_list(node, tag))
        elif tag == "li":
            self._items.append(self._item(node))
        elif tag == "table":
            self._open_table()
        elif tag == "tr" and self._tables:
            self._tables[-1].grid.open_row(self._tables[-1].head)
        elif tag == "thead" and self._tables:
            self._tables[-1].head = True
        elif tag in {"td", "th"} and self._tables:
            self._sink = []
        elif tag == "pre":
            self._pre += 1
        elif tag in {"b", "strong"}:
            self._bold += 1
        elif tag in {"a", "sup"}:
            self._marks.append(len(self._buffer))
        return True

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text" or tag in _SKIPPED or tag.startswith(("-", "!")) or _is_hidden(node):
            return
        if tag in _BLOCKS:
            self._flush(int(tag[1]) if _HEADING.match(tag) else 0)
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "li" and self._items:
            self._items.pop()
        elif tag == "table" and self._tables:
            self._close_table()
        elif tag == "thead" and self._tables:
            self._tables[-1].head = False
        elif tag in {"td", "th"} and self._tables:
            self._close_cell(node, tag)
        elif tag == "pre":
            self._pre -= 1
        elif tag in {"b", "strong"}:
            self._bold -= 1
        elif tag in {"a", "sup"} and self._marks:
            self._close_mark(node, tag, self._marks.pop())

    def _write(self, text: str) -> None:
        if self._pre:
            self._buffer.append(text.replace("\r\n", "\n"))
        else:
            self._buffer.append(_SPACE.sub(" ", text))
        letters = sum(map(str.isalnum, text))
        self._letters += letters
        self._bold_letters += letters if self._bold else 0

    def _close_mark(self, node: LexborNode, tag: str, start: int) -> None:
        """A raised figure, or a figure that links to a note, becomes a superscript; the way back is left out."""
        shown = "".join(self._buffer[start:]).strip()
        mark = _MARK.match(shown)
        target = (node.attributes.get("href") or "") if tag == "a" else ""
        if tag == "a" and target.startswith("#") and shown in _BACK:
            del self._buffer[start:]
        elif mark and (tag == "sup" or (target.startswith("#") and "[" in shown)):
            self._buffer[start:] = [raise_digits(mark.group(1))]

    def _flush(self, heading: int = 0) -> None:
        text = _spaced("".join(self._buffer))
        strong = self._letters > 0 and self._bold_letters == self._letters
        self._buffer, self._letters, self._bold_letters = [], 0, 0
        self._marks = [0 for _ in self._marks]
        if not text.strip():
            return
        item = self._items[-1] if self._items else None
        kind: PassageKind = "heading" if heading else "paragraph"
        if item is not None and not heading:
            if item.note:
                text = re.sub(r"^[⁰¹²³⁴-⁹]+\s*", "", text)
                self._sink.append(Entry("note", (text,), label=item.note))
            elif item.used:
                self._sink.append(Entry("paragraph", (text,), within=item.level, strong=strong))
            else:
                self._sink.append(Entry("item", (text,), item.level, item.label, strong))
                item.used = True
        else:
            self._sink.append(Entry(kind, (text,), heading, strong=strong))

    def _item(self, node: LexborNode) -> _Item:
        level = max(1, len(self._lists))
        note = self._notes.get(node.attributes.get("id") or "", "")
        if not self._lists:
            return _Item("•", level, note)
        current = self._lists[-1]
        if not current.ordered:
            return _Item("" if current.form == "none" else "•", level, note)
        current.number = _integer(node.attributes.get("value"), current.number)
        label = format_number(current.number, current.form)
        current.number += current.step
        return _Item(f"{label}." if label else "", level, note)

    def _open_table(self) -> None:
        if self._tables:
            self._tables[-1].grid.nested = True
        self._numbered += 1
        self._tables.append(_Table(Grid(self._numbered), self._sink, self._items, self._lists))
        self._sink, self._items, self._lists = self._tables[-1].caption, [], []

    def _close_cell(self, node: LexborNode, tag: str) -> None:
        table = self._tables[-1]
        wide = _integer(node.attributes.get("colspan"), 1)
        high = _integer(node.attributes.get("rowspan"), 1)
        table.grid.add(self._sink, wide, high, tag == "th")
        self._sink = table.caption

    def _close_table(self) -> None:
        table = self._tables.pop()
        self._sink, self._items, self._lists = table.outer, table.items, table.lists
        self._sink += [*table.caption, *table.grid.entries()]


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if "hidden" in attributes:
        return True
    return _HIDDEN_STYLE.search(attributes.get("style") or "") is not None


def _list(node: LexborNode, tag: str) -> _List:
    style = _LIST_STYLE.search(node.attributes.get("style") or "")
    kind = node.attributes.get("type") or ""
    form = _STYLE_FORM.get(style.group(1).lower() if style else "", _NUMBER_FORM.get(kind, "decimal"))
    backwards = "reversed" in node.attributes
    return _List(tag == "ol", form, _integer(node.attributes.get("start"), 1), -1 if backwards else 1)


def _integer(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"[+-]?\d{1,6}", value.strip()) else default


def _spaced(text: str) -> str:
    """One space between words, none around line breaks."""
    return re.sub(r" ?\n ?", "\n", re.sub(r" {2,}", " ", text)).strip(" \n")
