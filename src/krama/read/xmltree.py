"""XML from outside to a small tree: no DTD, no entities of its own, no more depth than a document needs.

A tag is its local name where its namespace is WordprocessingML (transitional or strict), else "prefix:name" with a
short prefix for the namespaces that readers know, or "?:name".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from krama.errors import SourceError
from krama.read.limits import XML_DEPTH

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}


@dataclass(slots=True)
class Element:
    """An element: tag, attributes by the same sort of names, children, and the text directly in it."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def find(self, tag: str) -> Element | None:
        """The first child of that tag."""
        return next((child for child in self.children if child.tag == tag), None)

    def find_all(self, tag: str) -> Iterator[Element]:
        """The children of that tag."""
        return (child for child in self.children if child.tag == tag)

    def get(self, name: str, default: str = "") -> str:
        """An attribute."""
        return self.attributes.get(name, default)


class _Refused(Exception):
    pass


def parse_xml(name: str, part: str, data: bytes) -> Element:
    """The root element of ``part`` of the file ``name``. Raises SourceError: code "damaged" or "too-deep"."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    root = Element("", {})
    stack = [root]
    texts: list[list[str]] = [[]]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > XML_DEPTH:
            raise _Refused("too-deep")
        element = Element(_short(tag), {_short(key, True): value for key, value in attributes.items()})
        stack[-1].children.append(element)
        stack.append(element)
        texts.append([])

    def end(tag: str) -> None:
        stack.pop().text = "".join(texts.pop())

    def refuse(*_: object) -> None:
        raise _Refused("dtd")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: texts[-1].append(text)
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise SourceError(f"{name}: damaged, {part} is no well-formed XML (line {error.lineno})", "damaged") from None
    except _Refused as reason:
        if str(reason) == "dtd":
            raise SourceError(f"{name}: {part} has a DTD, which no document needs; not read", "damaged") from None
        raise SourceError(f"{name}: more than {XML_DEPTH} elements inside one another in {part}", "too-deep") from None
    return root.children[0]


def _short(name: str, attribute: bool = False) -> str:
    namespace, _, local = name.rpartition(" ")
    if not namespace:
        return local if attribute else f"?:{local}"
    return _PREFIXES.get(namespace, "?:") + local
