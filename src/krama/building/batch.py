"""Many inputs to one published graph: what is new, what is the same, what failed, in an order that does not matter.

The store gathers documents: a build adds the documents that its paths name to those that are there. A file that changed
since replaces what it said before; the same bytes under several names are one document, that of the first name in
order. ``fresh`` starts with an empty store. The same set of documents always gives the same graph, byte for byte, in
whatever order and however often they were built.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from krama import errors
from krama.building.children import Reply, make_all
from krama.building.plan import Job, plan_jobs
from krama.building.publish import Figures, check_curated, count, publish
from krama.building.report import BuildReport, InputReport, reason
from krama.building.settings import DocumentLimits, Settings, knowledge_digest, version_key
from krama.errors import KramaError, StoreError, UsageError
from krama.read import Input, inputs
from krama.store import folder as folders
from krama.store import open_store
from krama.store.cache import Cache
from krama.store.manifest import StoredDocument
from krama.validate import Violation, structural

Progress = Callable[[int, int, InputReport], None]
"""Called when an input is done: how many are, of how many, and what became of this one."""


_SETTINGS = Settings()
_LIMITS = DocumentLimits()


def build(
    paths: Iterable[str | os.PathLike[str]],
    store: str | os.PathLike[str] = ".krama",
    *,
    settings: Settings = _SETTINGS,
    fresh: bool = False,
    jobs: int = 0,
    wait: bool = False,
    password: str = "",
    limits: DocumentLimits = _LIMITS,
    progress: Progress | None = None,
) -> BuildReport:
    """Read every path into the store and publish the new graph.

    ``jobs`` is the number of documents read at once (0: one a processor). What fails with one document is in the
    report. Raises ``StoreBusy``, ``StoreError``, ``ShapeError``, ``KnowledgeError``, ``UsageError`` and
    ``IntegrityError``; the published graph is then the old one.
    """
    folder = Path(store)
    listed = inputs(paths)
    if not listed:
        raise UsageError("no input: name files or folders to read")
    with folders.writing(folder, wait=wait):
        old = _old_documents(folder, settings.blind, fresh)
        cache = Cache(folder)
        cache.make()
        reports: dict[int, InputReport] = {}
        knowledge = knowledge_digest()
        planned = plan_jobs(listed, old, settings, password, knowledge, reports)
        with ThreadPoolExecutor(max_workers=1) as aside:
            # the children read meanwhile
            checked = None if settings.blind else aside.submit(check_curated, cache, knowledge)
            documents = _make(planned, cache, settings, limits, jobs, listed, reports, progress)
            if checked is not None:
                checked.result()
        kept = _merge(old, documents)
        figures = None
        key = version_key((document.entry for document in kept), knowledge, blind=settings.blind)
        if documents and (fresh or key != _published_key(folder)):
            figures = publish(folder, kept, knowledge=knowledge, blind=settings.blind)
        outdated = sum(document.knowledge != knowledge for document in kept)
        return _report(folder, [reports[index] for index in range(len(listed))], len(kept), outdated, figures)


def _old_documents(folder: Path, blind: bool, fresh: bool) -> tuple[StoredDocument, ...]:
    if fresh or folders.current(folder) is None:
        return ()
    with open_store(folder) as store:
        if store.manifest.blind != blind and store.manifest.documents:
            other = "without" if store.manifest.blind else "with"
            raise UsageError(f"{folder} was built {other} the curated graph; add --fresh or name another --store")
        return store.manifest.documents


def _published_key(folder: Path) -> str:
    if folders.current(folder) is None:
        return ""
    try:
        with open_store(folder) as store:
            return store.manifest.key
    except StoreError:
        return ""


def _make(
    planned: Sequence[Job],
    cache: Cache,
    settings: Settings,
    limits: DocumentLimits,
    jobs: int,
    listed: Sequence[Input],
    reports: dict[int, InputReport],
    progress: Progress | None,
) -> list[StoredDocument]:
    """Make what is not in the cache; the documents that may be published, in the order of the plan."""
    good: dict[str, StoredDocument] = {}

    def done(job: Job, report: InputReport) -> None:
        first, *others = job.inputs
        reports[first] = replace(report, path=listed[first].path)
        for index in others:
            same = f"the same bytes as {listed[first].path}"
            copied = replace(report, path=listed[index].path, seconds=0.0)
            reports[index] = (
                replace(copied, status="duplicate", code="duplicate", message=same) if report.done else copied
            )
        if report.done:
            good[job.document.id] = job.document
        if progress is not None:
            progress(len(reports), len(listed), reports[first])

    missing = []
    for job in planned:
        facts = cache.find(job.document.entry)
        if facts is None:
            missing.append(job)
        else:
            done(job, _from_cache(job, facts))
    tasks = [job.task for job in missing]
    for index, reply in make_all(tasks, jobs or os.cpu_count() or 1, settings, limits):
        done(missing[index], _from_reply(missing[index], reply, cache))
    return [good[job.document.id] for job in planned if job.document.id in good]


def _from_cache(job: Job, facts: dict[str, Any]) -> InputReport:
    violations = tuple(Violation(**violation) for violation in facts["violations"])
    return InputReport(
        path="",
        status="unchanged",
        document=job.document.id,
        bytes=job.size,
        pages=facts["pages"],
        warnings=tuple(facts["warnings"]),
        violations=violations,
        counts=facts["counts"],
    )


def _from_reply(job: Job, reply: Reply, cache: Cache) -> InputReport:
    head = reply.head
    if head["status"] == "failed":
        raise _error(head)
    if head["status"] == "skipped":
        return InputReport(
            path="",
            status="skipped",
            code=head["code"],
            message=head["message"],
            bytes=job.size,
            seconds=round(reply.seconds, 3),
            trace=head.get("trace", ""),
        )
    facts = {key: head[key] for key in ("pages", "warnings", "violations", "counts")}
    report = replace(_from_cache(job, facts), status="built", seconds=round(reply.seconds, 3))
    if structural(report.violations):
        return replace(report, status="held", code="shape", message=reason(report.violations))
    cache.keep(job.document.entry, reply.quads, reply.text.decode("utf-8"), facts)
    return report


def _error(head: dict[str, Any]) -> KramaError:
    """The error that stopped a child and must stop the build."""
    kind = getattr(errors, head["error"], KramaError)
    found: KramaError = kind(head["message"])
    return found


def _merge(old: Sequence[StoredDocument], new: Sequence[StoredDocument]) -> list[StoredDocument]:
    """The documents of the next version, by id: a new one replaces that of the same bytes, id or place."""
    places = {document.place for document in new if document.place}
    hashes = {document.sha256 for document in new}
    kept = {document.id: document for document in old if document.place not in places and document.sha256 not in hashes}
    kept.update({document.id: document for document in new})
    return [kept[id_] for id_ in sorted(kept)]


def _report(
    folder: Path, reports: Sequence[InputReport], documents: int, outdated: int, figures: Figures | None
) -> BuildReport:
    published = figures is not None
    if figures is None and folders.current(folder) is not None:
        with open_store(folder) as store:
            figures = Figures(*count(store), store.manifest.quads)
    return BuildReport(
        store=str(folder),
        inputs=tuple(reports),
        published=published,
        documents=documents,
        outdated=outdated,
        entities=figures.entities if figures else {},
        edges=figures.edges if figures else 0,
        quads=figures.quads if figures else 0,
        warnings=figures.warnings if figures else (),
    )
