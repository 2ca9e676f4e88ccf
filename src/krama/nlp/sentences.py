"""Where sentences end, in text full of abbreviations, numbers and titles.

The parser's own boundaries split "Art. 5 para. 2 of Law No. 3"; these are set before it. A boundary is a full stop,
question or exclamation mark that no abbreviation owns, or a semicolon, followed by a space and something that may
start a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from krama.model import Span

_END = re.compile(r"[.!?។]+[”\"')\]]*(?=\s+[“\"'(\[]?[A-Z\d\u1780-\u17b3])|;(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|Art|Arts|para|paras|pp|vol|Dr|Mr|Mrs|Ms|St|Prof|Gen|Lt|Col|Maj|Sr|Jr|Hon|Ltd|Co|Inc|Ref|cf|vs|etc|"
    r"ch|Cap|sec|art|no|nos|ext|approx|resp|incl|e\.g|i\.e|H\.E|H\.M|P\.O|Ph\.D|U\.S|U\.N|N\.B)|"
    r"\b[A-Z])$"
)
_NUMBERED = re.compile(r"\s*\(?[\divxIVX]{1,4}$")


def sentences(text: str, whole: Iterable[Span] = ()) -> tuple[Span, ...]:
    """Sentence spans of ``text`` without surrounding space. No boundary falls inside a span of ``whole``."""
    closed = tuple(whole)
    found, start = [], 0
    for match in _END.finditer(text):
        stop = match.end()
        before = text[start : match.start()]
        if match.group()[0] == "." and (_ABBREVIATION.search(before) or _NUMBERED.fullmatch(before)):
            continue
        if any(span.start < stop < span.end for span in closed):
            continue
        found.append((start, stop))
        start = stop
    found.append((start, len(text)))
    spans = []
    for begin, stop in found:
        piece = text[begin:stop]
        if piece.strip():
            spans.append(Span(begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())))
    return tuple(spans)
