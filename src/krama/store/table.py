"""What a SELECT answers: columns, and rows of RDF terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Triple

from krama.rdf.terms import Term, value


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` hold one term a column, None where a variable is unbound. ``truncated`` says that there were more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Term]]:
        """Each row as a dict of its bound variables."""
        for row in self.rows:
            yield {column: term for column, term in zip(self.columns, row, strict=True) if term is not None}

    def values(self, column: str) -> tuple[str, ...]:
        """The bound values of one column, as strings (without language or datatype)."""
        index = self.columns.index(column)
        return tuple(value(row[index]) for row in self.rows if row[index] is not None)


__all__ = ["Table", "Term", "Triple", "value"]
