"""The child process of a build: documents come in on stdin, what was made of them goes out on stdout.

A frame is one line of JSON, then as many bytes as it announces. A document
that crashes this process, hangs it or eats its memory costs that document, not the build.
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, BinaryIO

from krama.errors import IntegrityError, KnowledgeError, SourceError, StoreError, UsageError

Handler = Callable[[str, bytes, str, Any], tuple[dict[str, Any], tuple[bytes, ...]]]
"""Name, bytes, password and settings of a document → the head of the reply and what follows it."""


def main(handler: Handler | None = None) -> None:
    """Serve documents until stdin ends. ``handler`` is what is done with each; without one it is built."""
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the replies
    while (frame := read_frame(requests)) is not None:
        head, body = frame
        reply, parts = _serve(head, body, handler or _build)
        write_frame(replies, reply, *parts)


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next frame, or None at the end of the stream."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    body = stream.read(head["length"])
    return (head, body) if len(body) == head["length"] else None


def write_frame(stream: BinaryIO, head: dict[str, Any], *parts: bytes) -> None:
    """Write one frame; ``parts`` are joined, their lengths are in the head."""
    lengths = [len(part) for part in parts]
    stream.write(json.dumps({**head, "lengths": lengths, "length": sum(lengths)}).encode() + b"\n")
    for part in parts:
        stream.write(part)
    stream.flush()


def _serve(head: dict[str, Any], body: bytes, handler: Handler) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    try:
        from krama.building.settings import Settings

        _limit_memory(head["memory"])
        return handler(head["name"], body, head["password"], Settings(**head["settings"]))
    except SourceError as error:
        return {"status": "skipped", "code": error.code, "message": str(error)}, ()
    except (UsageError, KnowledgeError, IntegrityError, StoreError) as error:
        return {"status": "failed", "error": type(error).__name__, "message": str(error)}, ()
    except MemoryError:
        return {"status": "skipped", "code": "memory", "message": "needs more memory than a document may take"}, ()
    except RecursionError:
        return {"status": "skipped", "code": "nesting", "message": "is nested too deeply"}, ()
    except Exception as error:
        last = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        trace = traceback.format_exc()
        return {"status": "skipped", "code": "crash", "message": f"could not be processed ({last})", "trace": trace}, ()


def _build(name: str, data: bytes, password: str, settings: Any) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    from krama.building.document import build_document

    made = build_document(name, data, password, settings)
    reply = {
        "status": "made",
        "id": made.id,
        "pages": made.pages,
        "warnings": made.warnings,
        "violations": [asdict(violation) for violation in made.violations],
        "counts": made.counts,
    }
    return reply, (made.quads, made.text.encode("utf-8"))


def _limit_memory(room: int) -> None:
    """Let this process grow by ``room`` bytes and no more, where the system can tell and limit it."""
    try:
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + room, hard))
    except (ImportError, OSError, ValueError):
        return
