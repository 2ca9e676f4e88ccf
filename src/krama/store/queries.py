"""SPARQL and patterns over a database of quads, published or still being built.

Queries see the union of all named graphs unless they say ``GRAPH`` or ``FROM``, and know krama's prefixes. The union is
kept in the default graph, because the engine's own union answers a triple once for every graph that has it: counts
would be wrong, and joins slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from krama.errors import UsageError
from krama.knowledge.vocabulary import PREFIXES
from krama.store import folder as folders
from krama.store.binding import Bindings, bind
from krama.store.table import Table, Term

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def malformed(message: str) -> str:
    """The engine's words on a malformed query, short: line, column and what it looked for."""
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if match is None:
        return f"malformed query: {' '.join(message.split())[:200]}"
    words = " ".join(match[3].split())
    return f"malformed query at line {match[1]}, column {match[2]}: {words[:120]}{'…' if len(words) > 120 else ''}"


class Queries:
    """What may be asked of a database."""

    def __init__(self, quads: ox.Store, folder: Path) -> None:
        self._quads = quads
        self.folder = folder

    def query(self, query: str, bindings: Bindings | None = None) -> Table | bool | tuple[ox.Triple, ...]:
        """The answer of any query: rows of a SELECT, true or false of an ASK, triples of a CONSTRUCT or DESCRIBE.

        ``bindings`` set variables to terms (see ``krama.store.binding``). Raises ``UsageError`` for a malformed query.
        For queries of strangers use ``krama.store.child.run``, which can be stopped.
        """
        answer = self._query(query, bindings)
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        return self._rows(answer, None) if isinstance(answer, ox.QuerySolutions) else self._triples(answer, None)

    def select(self, query: str, bindings: Bindings | None = None, *, limit: int | None = None) -> Table:
        """The rows of a SELECT; at most ``limit``, then ``truncated``. ``UsageError`` for another query."""
        answer = self._query(query, bindings)
        if not isinstance(answer, ox.QuerySolutions):
            raise UsageError("not a SELECT query")
        return self._rows(answer, limit)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """The answer of an ASK."""
        answer = self._query(query, bindings)
        if not isinstance(answer, ox.QueryBoolean):
            raise UsageError("not an ASK query")
        return bool(answer)

    def construct(
        self, query: str, bindings: Bindings | None = None, *, limit: int | None = None
    ) -> tuple[ox.Triple, ...]:
        """The triples of a CONSTRUCT or DESCRIBE; at most ``limit``."""
        answer = self._query(query, bindings)
        if not isinstance(answer, ox.QueryTriples):
            raise UsageError("not a CONSTRUCT or DESCRIBE query")
        return self._triples(answer, limit)

    def _rows(self, answer: ox.QuerySolutions, limit: int | None) -> Table:
        columns = tuple(variable.value for variable in answer.variables)
        rows: list[tuple[Term | None, ...]] = []
        with folders.explained(self.folder):
            for solution in answer:
                if limit is not None and len(rows) >= limit:
                    return Table(columns, tuple(rows), truncated=True)
                rows.append(tuple(solution[column] for column in columns))
        return Table(columns, tuple(rows))

    def _triples(self, answer: ox.QueryTriples, limit: int | None) -> tuple[ox.Triple, ...]:
        with folders.explained(self.folder):
            return tuple(islice(answer, limit))

    def _query(self, query: str, bindings: Bindings | None) -> Answer:
        try:
            with folders.explained(self.folder):
                return self._quads.query(bind(query, bindings or {}), prefixes=PREFIXES)
        except RuntimeError as error:
            raise UsageError(f"the query cannot be run: {error}") from None
        except SyntaxError as error:
            raise UsageError(malformed(str(error))) from None

    def quads(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads of the named graphs that fit a pattern, in the database's order; None fits anything."""
        with folders.explained(self.folder):
            for quad in self._quads.quads_for_pattern(subject, predicate, object, graph):
                if isinstance(quad.graph_name, ox.NamedNode):
                    yield quad

    def triples(
        self, subject: ox.NamedNode | None = None, predicate: ox.NamedNode | None = None, object: Term | None = None
    ) -> Iterator[ox.Triple]:
        """The triples of the union that fit a pattern, each once."""
        with folders.explained(self.folder):
            for quad in self._quads.quads_for_pattern(subject, predicate, object, ox.DefaultGraph()):
                yield quad.triple
