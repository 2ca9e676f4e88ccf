"""A bare kind word made one text by its maker: "issued the inter-ministerial decisions", "adopted a circular".

The verb of issuing stands right before it; a number or title would make it a citation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from krama.model import Found, Span
from krama.nlp.heads import Headwords
from krama.nlp.words import Word

_VERBS = {
    "issue", "issued", "issues", "issuing", "promulgated", "circulated", "signed", "adopted", "enacted", "approved",
    "released", "concluded", "terminated",
}  # fmt: skip
_BETWEEN = {"DT", "PRP$", "JJ", "NN", "NNP", "VBN", "CD", "HYPH", "AFX", ""}
_REACH = 5
_WIDE = {"law", "policy", "plan", "standard", "other_instrument"}


def find_issued(row: Sequence[Word], heads: Headwords, closed: Sequence[Span]) -> Iterator[Found]:
    """Instruments that only their issuing makes individual, outside the spans of ``closed``."""
    for index, word in enumerate(row):
        if word.lower not in _VERBS:
            continue
        for last in range(index + 1, min(index + 1 + _REACH, len(row))):
            if row[last].gap not in (" ", "-") or row[last].tag not in _BETWEEN | {"NNS", "NNPS"}:
                break
            head = heads.ending_at(tuple(row), last, "Instrument")
            if head is None or head.kind in _WIDE:
                continue
            first = head.first
            while first - 1 > index and row[first - 1].tag in ("JJ", "NN", "NNP", "HYPH") and row[first].gap == " ":
                first -= 1
            span = Span(row[first].start, row[last].end)
            follows = row[last + 1].lower if last + 1 < len(row) and row[last + 1].gap == " " else ""
            if not any(other.overlaps(span) for other in closed) and follows != "of":
                yield Found(span, "Instrument", head.kind, "citations/issued")
            break
