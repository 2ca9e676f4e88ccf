"""Which documents the inputs of a build are: by their bytes, their names, and what the store holds already.

The same bytes under several names are one document, that of the first id in order, so that neither the order of the
inputs nor the history of the store changes what comes out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from krama.building.children import Task
from krama.building.report import InputReport
from krama.building.settings import Settings
from krama.errors import SourceError
from krama.read import Input, document_id
from krama.store.manifest import StoredDocument


@dataclass(frozen=True, slots=True)
class Job:
    """A document to make or to take from the cache, and the inputs that are it."""

    document: StoredDocument
    inputs: tuple[int, ...]
    size: int
    task: Task


def plan_jobs(
    listed: Sequence[Input],
    old: Sequence[StoredDocument],
    settings: Settings,
    password: str,
    knowledge: str,
    reports: dict[int, InputReport],
) -> list[Job]:
    """The documents that the inputs are, by their bytes; inputs that cannot be read get their report here."""
    found: dict[str, list[tuple[str, int]]] = {}
    loaders: dict[str, Callable[[], bytes]] = {}
    sizes: dict[str, int] = {}
    for index, one in enumerate(listed):
        try:
            data = one.load()
        except SourceError as error:
            reports[index] = InputReport(one.path, "skipped", code=error.code, message=str(error))
            continue
        checksum = sha256(data).hexdigest()
        found.setdefault(checksum, []).append((one.name, index))
        sizes[checksum] = len(data)
        known = (lambda kept=data: kept) if one.path == "-" else partial(_load_again, one, checksum)
        loaders.setdefault(checksum, known)
    names_before: dict[str, list[str]] = {}
    for document in old:
        names_before.setdefault(document.sha256, []).append(document.name)
    jobs = []
    for checksum, named in found.items():
        names = {name for name, _ in named} | set(names_before.get(checksum, ()))
        name = min(names, key=lambda candidate: (document_id(candidate, checksum), candidate))
        first = next((index for known, index in named if known == name), named[0][1])
        document = StoredDocument(
            id=document_id(name, checksum),
            name=name,
            sha256=checksum,
            entry=settings.entry(name, checksum, password, knowledge),
            place=_place(listed[first]),
            knowledge=knowledge,
        )
        others = tuple(index for _, index in named if index != first)
        task = Task(name, loaders[checksum], password)
        jobs.append(Job(document, (first, *others), sizes[checksum], task))
    return sorted(jobs, key=lambda job: job.document.id)


def _load_again(one: Input, checksum: str) -> bytes:
    data = one.load()
    if sha256(data).hexdigest() != checksum:
        raise SourceError(f"{one.path}: changed while it was read; build again", "changed")
    return data


def _place(one: Input) -> str:
    """A hash of the file's path: the same place means the same document in a later build."""
    return "" if one.path == "-" else sha256(os.fsencode(Path(one.path).resolve())).hexdigest()[:16]
