"""Things that only a list names: the steps of a procedure, the lines of a strategy.

"divided into 10 Steps: (1) Crisis Intervention, (2) Service Referral …" in one sentence, or a lead line and its items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from krama.model import Found, Passage, Span
from krama.nlp.heads import Headwords

_MARK = re.compile(r"\((\d{1,2}|[a-z]|[ivx]{1,4})\)\s+")
_LEAD = re.compile(
    r"\b(?:(?P<step>steps?|stages?|phases?)|(?P<line>strategies|strategy|pillars?|lines? of action))\b[^.;:]{0,120}$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:\s*[,;.]?\s*(?:and|or)?\s*[,;.]?\s*)$", re.IGNORECASE)
_BREAK = re.compile(r"\s*(?:\(|[:;.]\s|\s[–—-]\s|, (?:by|which|where|in order|with the)\b)")
_WORDS = 14


def find_enumerated(passage: Passage, lead: str, heads: Headwords) -> Iterator[Found]:
    """Steps and lines named by a list: in the passage's own text, or as an item under ``lead`` (the line before it)."""
    yield from _inline(passage.text)
    if passage.kind == "item" and passage.label and lead:
        kind = _kind(lead.rstrip(" :"))
        if kind:
            yield from _found(passage.text, 0, len(passage.text), kind, item=True)


def _inline(text: str) -> Iterator[Found]:
    marks = list(_MARK.finditer(text))
    if len(marks) < 2 or marks[0].group(1) not in ("1", "a", "i"):
        return
    kind = _kind(text[: marks[0].start()].rstrip(" :"))
    if not kind:
        return
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        end = after.start() if after else _sentence_end(text, mark.end())
        yield from _found(text, mark.end(), end, kind)


def _kind(lead: str) -> str:
    match = _LEAD.search(lead)
    if match is None:
        return ""
    return "step" if match["step"] else "strategy"


def _sentence_end(text: str, start: int) -> int:
    match = re.compile(r"[.;](?:\s|$)").search(text, start)
    return match.start() if match else len(text)


def _found(text: str, start: int, end: int, kind: str, *, item: bool = False) -> Iterator[Found]:
    piece = text[start:end]
    stop = _BREAK.search(piece)
    if stop:
        piece = piece[: stop.start()]
    piece = piece[: _TAIL.search(piece).start()]  # type: ignore[union-attr]
    if piece.strip() and len(piece.split()) <= _WORDS and (piece[0].isupper() or (item and kind == "step")):
        yield Found(Span(start, start + len(piece)), "Mechanism", kind, "enumerations/list")
