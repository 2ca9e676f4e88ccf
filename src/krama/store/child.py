"""Queries of people and strangers, in a child process that can be stopped.

The engine has no way to cancel a query, and some queries take all memory or end the process that runs them. So each
runs in a child (some 0.1 s to start) with limits on time, memory, rows and bytes; the child may open no file and no
connection. What goes wrong in it is an error here, never the end of the caller.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from krama.errors import LimitExceeded, StoreError, UsageError
from krama.knowledge.vocabulary import PREFIXES
from krama.store.embedded import Store
from krama.store.guard import inspect
from krama.store.manifest import QUADS
from krama.store.queries import malformed
from krama.store.table import Table, Term

_WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take. Defaults are those for one's own machine."""

    seconds: float = 60.0
    memory: int = 4 << 30
    rows: int = 100_000
    bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or DESCRIBE answers."""

    triples: tuple[ox.Triple, ...]
    truncated: bool = False


def run(store: Store, query: str, limits: Limits = Limits()) -> Table | Triples | bool:
    """Run any SPARQL query in a child process.

    Raises ``UsageError`` for a malformed or refused query, ``LimitExceeded`` where time or memory ran out,
    ``StoreError`` where the store could not be read. Too many rows are no error: the answer is ``truncated``.
    """
    inspect(query)
    request = {
        "quads": str(store.version / QUADS),
        "query": query,
        "prefixes": PREFIXES,
        "memory": limits.memory,
        "rows": limits.rows,
        "bytes": limits.bytes,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(_WORKER)],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LimitExceeded(
            f"the query was stopped after {limits.seconds:g} s; make it narrower or allow more with --timeout"
        ) from None
    if done.returncode:
        raise _death(done.returncode, done.stderr, limits)
    return _read(json.loads(done.stdout), store)


def _death(status: int, messages: bytes, limits: Limits) -> LimitExceeded | StoreError:
    text = messages.decode("utf-8", "replace").strip()
    gigabytes = limits.memory / (1 << 30)
    if status == -signal.SIGSEGV:  # too deep for the stack, or an allocation that the limit refused: both end so
        return LimitExceeded(
            f"the query is too complicated for the engine or for the memory limit of {gigabytes:.3g} GiB; simplify it"
        )
    if status < 0 or "memory" in text.lower():
        return LimitExceeded(f"the query was stopped at the memory limit of {gigabytes:.3g} GiB; make it narrower")
    return StoreError(f"the query could not be run: {text.splitlines()[-1] if text else status}")


def _read(reply: dict[str, Any], store: Store) -> Table | Triples | bool:
    kind = reply["kind"]
    if kind == "malformed":
        raise UsageError(malformed(reply["message"]))
    if kind == "memory":
        raise LimitExceeded("the query was stopped at the memory limit; make it narrower")
    if kind == "failed":
        raise StoreError(f"{store.folder}: the store could not be read: {reply['message']}")
    if kind == "ask":
        return bool(reply["answer"])
    if kind == "construct":
        data = "".join(f"{line} .\n" for line in reply["triples"])
        found = ox.parse(data, format=ox.RdfFormat.N_TRIPLES)
        return Triples(tuple(quad.triple for quad in found), reply["truncated"])
    rows = tuple(tuple(_term(term) for term in row) for row in reply["rows"])
    return Table(tuple(reply["columns"]), rows, reply["truncated"])


def _term(parts: list[str] | None) -> Term | None:
    if parts is None:
        return None
    if parts[0] == "iri":
        return ox.NamedNode(parts[1])
    if parts[0] == "blank":
        return ox.BlankNode(parts[1])
    _, text, language, datatype = parts
    return ox.Literal(text, language=language) if language else ox.Literal(text, datatype=ox.NamedNode(datatype))
