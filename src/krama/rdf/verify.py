"""The proof that quotes are quotes: every span of a document's graph is cut from the text again and compared."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from krama.errors import IntegrityError
from krama.rdf import terms as t


def verify(quads: Iterable[Quad], text: str) -> int:
    """Compare every quote of one document with ``text[start:end]``; the number of quotes compared.

    Raises ``IntegrityError`` for the first that differs, and for a quote without offsets.
    """
    wanted = {predicate.value: predicate for predicate in (t.EXACT, t.START, t.END)}
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate.value in wanted:
            found.setdefault(t.value(quad.subject), {})[quad.predicate.value] = t.value(quad.object)
    count = 0
    for selector, values in sorted(found.items()):
        exact = values.get(t.EXACT.value)
        if exact is None:
            continue
        position = found.get(selector.removesuffix("/quote") + "/position", {})
        start, end = position.get(t.START.value), position.get(t.END.value)
        if start is None or end is None:
            raise IntegrityError(f"{selector}: a quote without offsets")
        if text[int(start) : int(end)] != exact:
            raise IntegrityError(f"{selector}: the text has other words at {start}-{end} than the quote")
        count += 1
    return count
