"""Child processes that work on documents: started when needed, killed at the deadline, replaced when they die."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, cast

from krama.building.settings import DocumentLimits, Settings
from krama.building.worker import read_frame, write_frame
from krama.errors import SourceError

BUILD = "krama.building.worker:main"
"""What a child runs; other commands may name another function that serves documents."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to be made: its name, its bytes when they are wanted, a password or nothing."""

    name: str
    load: Callable[[], bytes]
    password: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a child answered: the head of its frame, the quads and the text; ``seconds`` of wall time."""

    head: dict[str, Any]
    quads: bytes
    text: bytes
    seconds: float


class Child:
    """One process and the pipes to it."""

    def __init__(self, settings: Settings, limits: DocumentLimits, serve: str = BUILD) -> None:
        self._settings = settings
        self._limits = limits
        self._serve = serve
        self._process: subprocess.Popen[bytes] | None = None

    def make(self, task: Task) -> Reply:
        """Send a document and wait for what was made of it; a death or a deadline is a reply too."""
        began = time.monotonic()
        try:
            data = task.load()
        except SourceError as error:
            return Reply({"status": "skipped", "code": error.code, "message": str(error)}, b"", b"", 0.0)
        process = self._started()
        watch = threading.Timer(self._limits.seconds, process.kill)
        watch.start()
        try:
            head = {
                "name": task.name,
                "password": task.password,
                "settings": asdict(self._settings),
                "memory": self._limits.memory,
            }
            write_frame(cast(BinaryIO, process.stdin), head, data)
            frame = read_frame(cast(BinaryIO, process.stdout))
        except (BrokenPipeError, OSError, ValueError):
            frame = None
        finally:
            watch.cancel()
        seconds = time.monotonic() - began
        if frame is None:
            self.kill()
            return Reply(_death(seconds, self._limits), b"", b"", seconds)
        found, body = frame
        cut = found["lengths"][0] if found["lengths"] else 0
        return Reply(found, body[:cut], body[cut:], seconds)

    def kill(self) -> None:
        """End the process at once."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:
                        continue

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            module, _, function = self._serve.partition(":")
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", f"from {module} import {function}; {function}()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                start_new_session=True,
            )
        return self._process


def _death(seconds: float, limits: DocumentLimits) -> dict[str, Any]:
    if seconds >= limits.seconds:
        message = f"took longer than {limits.seconds:g} s"
        return {"status": "skipped", "code": "time", "message": message}
    return {"status": "skipped", "code": "crash", "message": "ended the process that read it"}


@contextmanager
def children(jobs: int, settings: Settings, limits: DocumentLimits) -> Iterator[queue.SimpleQueue[Child]]:
    """As many children as may work at once; all of them are dead afterwards, whatever happened."""
    every = [Child(settings, limits) for _ in range(jobs)]
    free: queue.SimpleQueue[Child] = queue.SimpleQueue()
    for child in every:
        free.put(child)
    try:
        yield free
    finally:
        for child in every:
            child.kill()


def make_all(
    tasks: Sequence[Task], jobs: int, settings: Settings, limits: DocumentLimits
) -> Iterator[tuple[int, Reply]]:
    """Make every document, in any order of completion: (index of the task, reply)."""
    done: queue.SimpleQueue[tuple[int, Reply | BaseException]] = queue.SimpleQueue()
    with children(min(jobs, len(tasks)) or 1, settings, limits) as free:
        executor = ThreadPoolExecutor(max_workers=min(jobs, len(tasks)) or 1)

        def work(index: int) -> None:
            child = free.get()
            try:
                done.put((index, child.make(tasks[index])))
            except BaseException as error:
                done.put((index, error))
            finally:
                free.put(child)

        try:
            for index in range(len(tasks)):
                executor.submit(work, index)
            for _ in tasks:
                index, reply = done.get()
                if isinstance(reply, BaseException):
                    raise reply
                yield index, reply
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
