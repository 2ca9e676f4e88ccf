"""Values for the variables of a query, without pasting anything into its text by hand.

The terms are written by the RDF library, as a ``VALUES`` block at the beginning of the query's ``WHERE``: the engine
then knows what is bound before it plans (its own substitution does not, and is up to seventy times slower).
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from krama.errors import UsageError
from krama.store.guard import TOKEN
from krama.store.table import Term

Bindings = Mapping[str, Term]


def bind(query: str, bindings: Bindings) -> str:
    """The query with the variables set, as if its ``WHERE`` began so: inside sub-selects they are not visible.

    Raises ``UsageError`` for a query without a ``WHERE`` to put them in, for a value that is neither IRI nor literal.
    """
    if not bindings:
        return query
    for name, term in bindings.items():
        if not name.isidentifier() or not isinstance(term, NamedNode | Literal):
            raise UsageError(f"?{name} cannot be set to {term}")
    place = _beginning(query)
    variables = " ".join(f"?{name}" for name in bindings)
    values = " ".join(str(term) for term in bindings.values())
    return f"{query[:place]} VALUES ({variables}) {{ ({values}) }} {query[place:]}"


def _beginning(query: str) -> int:
    """The place after the brace that opens the WHERE."""
    form = ""
    where = False
    for token in TOKEN.finditer(query):
        word = (token["name"] or "").upper()
        if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            form = form or word
        where = where or word == "WHERE"
        if token["open"] == "{" and (where or form in ("SELECT", "ASK")):
            return token.end()
    raise UsageError("the query has no WHERE in which a variable could be set")
