"""HTML to a document; its ``text`` is what a reader of the page sees, without markup.

selectolax parses as browsers do (HTML5), so that the text is the text of the page, and knows no entities or DTDs of its
own. Scripts, styles, navigation and hidden elements are left out.
"""

from __future__ import annotations

import codecs
import re

from selectolax.lexbor import LexborHTMLParser

from krama.errors import SourceError
from krama.read.block import Reading
from krama.read.draft import reading_of
from krama.read.encoding import decode
from krama.read.htmlwalk import Walk
from krama.read.limits import HTML_DEPTH

_CLOSED_BY_OTHERS = (
    "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr"
)
_NOT_COUNTED = frozenset(_CLOSED_BY_OTHERS.split())
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""", re.IGNORECASE)
_CODECS = re.compile(r"(?:iso8859|cp125|cp874|cp93|tis|gb|big5|shift_jis|euc|koi8|utf-8$|ascii|mac)")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b")


def read_html(name: str, data: bytes, password: str | None = None) -> Reading:
    """The reading of an HTML page. Raises SourceError where it is no text or nested too deeply."""
    text, warnings = decode(name, data, _declared(data))
    _check_depth(name, text)
    body = LexborHTMLParser(text).body
    if body is None:
        return Reading(text, ())
    walk = Walk()
    entries = walk.entries(body)
    if walk.hidden:
        warnings += (f"hidden text in {walk.hidden} elements left out",)
    return reading_of(entries, warnings)


def _declared(data: bytes) -> str:
    """The encoding that the page names, where it is one for text that is not Unicode."""
    head = data[:4096]
    found = _META.search(head) or _DECLARATION.search(head)
    if found is None:
        return ""
    try:
        codec = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return ""
    if codec == "iso8859-1":
        return "cp1252"
    return codec if _CODECS.match(codec) and codec != "utf-8" else ""


def _check_depth(name: str, text: str) -> None:
    depth = 0
    for closing, tag in _TAG.findall(text):
        if tag.lower() not in _NOT_COUNTED:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > HTML_DEPTH:
                raise SourceError(f"{name}: more than {HTML_DEPTH:,} elements inside one another", "too-deep")
