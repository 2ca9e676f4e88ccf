"""The words that a fact was read from, so that a violation can be judged without looking it up."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Quad

from krama.rdf import terms as t


def sentence_of(quads: Sequence[Quad], thing: str, path: str = "", value: str = "") -> str:
    """The quote behind a Statement, or behind the Statement about ``thing`` that fits ``path`` and ``value`` best.

    Empty where there is none, as for a curated fact.
    """
    about: dict[str, dict[str, list[str]]] = {}
    for quad in quads:
        facts = about.setdefault(t.value(quad.subject), {})
        facts.setdefault(quad.predicate.value, []).append(t.value(quad.object))
    if thing in about and t.DERIVED.value in about[thing]:
        return _quote(about, thing)
    wanted = [(t.SUBJECT.value, thing), (t.PREDICATE.value, path), (t.OBJECT.value, value)]
    fitting = [
        (sum(term in facts.get(key, ()) for key, term in wanted), iri)
        for iri, facts in sorted(about.items())
        if thing in facts.get(t.SUBJECT.value, ())
    ]
    return _quote(about, max(fitting, key=lambda found: found[0])[1]) if fitting else ""


def _quote(about: dict[str, dict[str, list[str]]], statement: str) -> str:
    for passage in sorted(about[statement].get(t.DERIVED.value, ())):
        for selector in about.get(passage, {}).get(t.HAS_SELECTOR.value, ()):
            for exact in about.get(selector, {}).get(t.EXACT.value, ()):
                return " ".join(exact.split())
    return ""
