"""RDF terms as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from krama.knowledge.vocabulary import PREFIXES

if TYPE_CHECKING:
    from krama.store import Term


def shown(term: Term | None) -> str:
    """A literal's text, or an IRI in its short form (``id:kh``); empty for an unbound variable."""
    from krama.store import value

    text = value(term)
    return compact(text) if str(term).startswith("<") else text


def compact(iri: str) -> str:
    """``prefix:name`` where a prefix of krama fits, else the IRI."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and len(iri) > len(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def expand(name: str) -> str:
    """The IRI that ``prefix:name`` or ``<iri>`` means; other text as it is."""
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name
