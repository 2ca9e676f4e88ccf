"""What can go wrong, as one small tree.

    KramaError
    ├── UsageError        2   a name, option or query that cannot be used as given
    ├── SourceError       3   an input document that could not be read
    │   └── UnsupportedFormat
    ├── KnowledgeError    4   a file of ``ontology/`` or ``graph/`` is not as it should be
    ├── ShapeError        4   the merged or curated graph breaks a shape: nothing was published
    ├── StoreBusy         5   another build holds the store
    ├── StoreError        6   no space, read-only, I/O error, a damaged store
    ├── RemoteError       7   a remote server refused or was lost
    ├── LimitExceeded     8   a time, memory or row limit stopped the work
    └── IntegrityError   70   a bug: a quote that differs from its span

The number is the exit status of the command line. A message names the thing and what to do about it.
Finding something wrong in a document is a result, not an exception.
"""

from __future__ import annotations


class KramaError(Exception):
    """Base of every error that a user may see as one line."""

    status = 70


class UsageError(KramaError):
    """A name, option or query that cannot be used as given."""

    status = 2


class SourceError(KramaError):
    """An input document that could not be read; ``code`` is a short stable reason for reports."""

    status = 3

    def __init__(self, message: str, code: str = "unreadable") -> None:
        super().__init__(message)
        self.code = code


class UnsupportedFormat(SourceError):
    """No reader knows this kind of file."""


class KnowledgeError(KramaError):
    """A file of the ontology or of the curated graph is not as it should be."""

    status = 4


class ShapeError(KramaError):
    """The merged or curated graph breaks a shape, so it was not published."""

    status = 4


class StoreBusy(KramaError):
    """Another build holds the store."""

    status = 5


class StoreError(KramaError):
    """No space, a read-only folder, an I/O error or a damaged store."""

    status = 6


class RemoteError(KramaError):
    """A remote server refused or was lost."""

    status = 7


class LimitExceeded(KramaError):
    """A time, memory or row limit stopped the work."""

    status = 8


class IntegrityError(KramaError):
    """A bug: what the graph would say does not agree with the text it came from."""

    status = 70
