"""The styles of a DOCX file, as far as reading needs them: headings, lists and bold print, inherited as in Word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from krama.read.xmltree import Element

_HEADING = re.compile(r"(?:heading|titre|überschrift|título)\s?([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titre|titel)$", re.IGNORECASE)
_SUBTITLE = re.compile(r"(?:subtitle|sous-titre|untertitel)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|table of figures|table of authorities)\b", re.IGNORECASE)
_OFF = frozenset(["0", "false", "off", "none"])
_LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph's heading level (0 for none), the list that it belongs to ("" for none) and its depth in it, whether
    it is bold, and whether it is a line of a table of contents."""

    heading: int = 0
    list: str = ""
    depth: int = 0
    bold: bool = False
    contents: bool = False


def is_on(properties: Element | None, tag: str) -> bool:
    """Whether a switch such as "b" is on."""
    found = properties.find(tag) if properties is not None else None
    return found is not None and found.get("val", "1").lower() not in _OFF


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {style.get("styleId"): style for style in root.find_all("style")} if root is not None else {}

    def paragraph(self, properties: Element | None) -> ParagraphStyle:
        """The style of a paragraph with these properties of its own."""
        chain = [properties] if properties is not None else []
        heading = self._outline(properties)
        bold: bool | None = None
        contents = False
        for style in self._chain(_value(properties, "pStyle")):
            heading = heading or _named(_value(style, "name")) or self._outline(style.find("pPr"))
            contents = contents or _CONTENTS.match(_value(style, "name")) is not None
            look = style.find("rPr")
            if bold is None and look is not None and look.find("b") is not None:
                bold = is_on(look, "b")
            if (inherited := style.find("pPr")) is not None:
                chain.append(inherited)
        number, depth = _list(chain)
        return ParagraphStyle(heading, number, depth, bool(bold), contents)

    def is_bold(self, properties: Element | None, inherited: bool) -> bool:
        """Whether a run with these properties is bold, in a paragraph that is or is not."""
        for look in (properties, *(style.find("rPr") for style in self._chain(_value(properties, "rStyle")))):
            if look is not None and look.find("b") is not None:
                return is_on(look, "b")
        return inherited

    def _chain(self, identifier: str) -> list[Element]:
        chain: list[Element] = []
        while identifier in self._styles and len(chain) < _LONGEST_CHAIN:
            style = self._styles[identifier]
            chain.append(style)
            identifier = _value(style, "basedOn")
        return chain

    def _outline(self, properties: Element | None) -> int:
        level = _value(properties, "outlineLvl")
        return int(level) + 1 if level.isdecimal() and int(level) < 9 else 0


def _value(element: Element | None, tag: str) -> str:
    found = element.find(tag) if element is not None else None
    return "" if found is None else found.get("val")


def _named(name: str) -> int:
    if match := _HEADING.match(name.strip()):
        return int(match.group(1))
    return 1 if _TITLE.match(name.strip()) else 2 if _SUBTITLE.match(name.strip()) else 0


def _list(chain: list[Element]) -> tuple[str, int]:
    """The list and the depth, each from the nearest properties that say it; list "0" takes a paragraph out of it."""
    number, depth = "", ""
    for properties in chain:
        listed = properties.find("numPr")
        if listed is not None:
            number = number or _value(listed, "numId")
            depth = depth or _value(listed, "ilvl")
    return ("" if number == "0" else number), int(depth) if depth.isdecimal() and int(depth) < 9 else 0
