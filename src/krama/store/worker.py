"""The child that runs one query and can be killed. Run as a file: it imports nothing of krama.

A JSON request comes in on stdin, one line of JSON goes out on stdout. Before the query runs, the child gives up what a
hostile query could use: more memory than allowed, and any further file or socket.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import struct
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox


def main() -> None:
    request = json.loads(sys.stdin.buffer.read())
    store = ox.Store.read_only(request["quads"])
    _confine(request["memory"], request["quads"])
    try:
        reply = _answer(store, request)
    except SyntaxError as error:
        reply = {"kind": "malformed", "message": str(error)}
    except RuntimeError as error:
        reply = {"kind": "malformed", "message": str(error)}
    except MemoryError:
        reply = {"kind": "memory"}
    except OSError as error:
        reply = {"kind": "failed", "message": str(error)}
    sys.stdout.buffer.write(json.dumps(reply, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


def _confine(memory: int, folder: str) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    _forbid_sockets()
    if _all_open(folder):
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def _all_open(folder: str) -> bool:
    """Whether every table of the database is open already; a large one opens some of its files when it needs them."""
    try:
        tables = {path.name for path in Path(folder).glob("*.sst")}
        opened = {path.resolve().name for path in Path("/proc/self/fd").iterdir()}
    except OSError:
        return False
    return tables <= opened


def _forbid_sockets() -> None:
    """Tell the kernel that this thread makes no sockets any more (seccomp), on the systems whose numbers are known."""
    known = {"x86_64": (0xC000003E, (41, 42, 425)), "aarch64": (0xC00000B7, (198, 203, 425))}
    machine = os.uname().machine
    if sys.platform != "linux" or machine not in known:
        return
    architecture, forbidden = known[machine]  # socket, connect, io_uring_setup
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    count = len(forbidden)
    program = [(load, 0, 0, 4), (equal, 0, count + 3, architecture), (load, 0, 0, 0), (at_least, count + 1, 0, 1 << 30)]
    program += [(equal, count - index, 0, number) for index, number in enumerate(forbidden)]
    program += [(answer, 0, 0, 0x7FFF0000), (answer, 0, 0, 0x00050000 | errno.EACCES)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    filter_ = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    libc = ctypes.CDLL(None)
    if libc.prctl(38, 1, 0, 0, 0) == 0:
        libc.prctl(22, 2, ctypes.c_char_p(filter_), 0, 0)


def _answer(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    answer = store.query(request["query"], prefixes=request["prefixes"])
    most, room = request["rows"], request["bytes"]
    if isinstance(answer, ox.QueryBoolean):
        return {"kind": "ask", "answer": bool(answer)}
    if isinstance(answer, ox.QueryTriples):
        lines, truncated = _collect((str(triple) for triple in answer), most, room, len)
        return {"kind": "construct", "triples": lines, "truncated": truncated}
    columns = [variable.value for variable in answer.variables]
    rows, truncated = _collect(([_term(term) for term in solution] for solution in answer), most, room, _size)
    return {"kind": "select", "columns": columns, "rows": rows, "truncated": truncated}


def _collect(items: Any, most: int, room: int, size: Any) -> tuple[list[Any], bool]:
    found: list[Any] = []
    for item in items:
        room -= size(item)
        if len(found) >= most or room < 0:
            return found, True
        found.append(item)
    return found, False


def _size(row: list[list[str] | None]) -> int:
    return sum(len(part) for term in row if term for part in term) + 2


def _term(term: Any) -> list[str] | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value]
    if isinstance(term, ox.BlankNode):
        return ["blank", term.value]
    if isinstance(term, ox.Literal):
        return ["text", term.value, term.language or "", "" if term.language else term.datatype.value]
    return ["text", str(term), "", "http://www.w3.org/2001/XMLSchema#string"]


if __name__ == "__main__":
    main()
