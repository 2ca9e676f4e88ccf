"""The graph on disk: published in one step, read by many, damaged never unnoticed."""

from krama.store.embedded import Store, open_store
from krama.store.table import Table, Term, value

__all__ = ["Store", "Table", "Term", "open_store", "value"]
