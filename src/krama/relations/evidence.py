"""The words that state an edge: one sentence, at most 700 code points of the document.

A longer sentence is cut to the clauses that hold both ends and the relation's words.
"""

from __future__ import annotations

import re

from krama.model import Document, Evidence, Span

MOST = 700
_BREAK = re.compile(r"[;:,]\s|\s[(–—-]\s?|\s(?=and\s)")


def evidence(document: Document, passage: int, sentence: Span, core: Span, lead: int | None) -> Evidence | None:
    """Evidence for an edge stated in ``sentence`` of a passage, whose ends and words lie in ``core``. ``lead`` is the passage
    (heading or line before a list) that the edge also needs. None where even the core is too long."""
    text = document.passages[passage]
    span = text.origin(sentence)
    if len(span) > MOST:
        span = text.origin(_cut(text.text, sentence, core, MOST - (len(span) - len(sentence))))
    if len(span) > MOST:
        span = text.origin(core)
    if len(span) > MOST:
        return None
    if lead is None:
        return Evidence(span)
    other = document.passages[lead]
    heading = other.origin(_short(other.text))
    both = span.cover(heading)
    return Evidence(both) if len(both) <= MOST else Evidence(span, heading)


def _short(text: str) -> Span:
    """The last sentence-like piece of a lead that fits in the limit."""
    start = 0
    if len(text) > MOST:
        start = next((m.end() for m in _BREAK.finditer(text) if len(text) - m.end() <= MOST), len(text) - MOST)
    return Span(start, max(len(text.rstrip()), start + 1))


def _cut(text: str, sentence: Span, core: Span, most: int) -> Span:
    """The longest run of whole clauses around ``core`` that fits."""
    stops = [sentence.start, *(m.end() for m in _BREAK.finditer(text, sentence.start, sentence.end)), sentence.end]
    start = max((s for s in stops if s <= core.start), default=sentence.start)
    end = min((s for s in stops if s >= core.end), default=sentence.end)
    for stop in (s for s in stops if s > end):
        if stop - start > most:
            break
        end = stop
    for stop in (s for s in reversed(stops) if s < start):
        if end - stop > most:
            break
        start = stop
    piece = text[start:end]
    return Span(start, start + max(len(piece.rstrip(" ,;:(-–—")), 1))
