"""The words that a fact was read from, so that a violation can be judged without looking it up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Quad

from krama.rdf import terms as t


class Sentences:
    """The quotes of a graph, by the Statements that rest on them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._statements: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            subject, object_ = t.value(quad.subject), t.value(quad.object)
            self._about[subject][quad.predicate.value].append(object_)
            if quad.predicate == t.SUBJECT:
                self._statements[object_].append(subject)

    def of(self, thing: str, path: str = "", value: str = "") -> str:
        """The quote behind a Statement, or behind the Statement about ``thing`` that fits ``path`` and ``value`` best.

        Empty where there is none, as for a curated fact.
        """
        if t.DERIVED.value in self._facts(thing):
            return self._quote(thing)
        wanted = ((t.PREDICATE.value, path), (t.OBJECT.value, value))
        fitting = [
            (sum(term in self._facts(iri).get(key, ()) for key, term in wanted), iri)
            for iri in sorted(self._statements.get(thing, ()))
        ]
        return self._quote(max(fitting, key=lambda found: found[0])[1]) if fitting else ""

    def _facts(self, iri: str) -> dict[str, list[str]]:
        return self._about.get(iri, {})

    def _quote(self, statement: str) -> str:
        for passage in sorted(self._facts(statement).get(t.DERIVED.value, ())):
            for selector in self._facts(passage).get(t.HAS_SELECTOR.value, ()):
                for exact in self._facts(selector).get(t.EXACT.value, ()):
                    return " ".join(exact.split())
        return ""
