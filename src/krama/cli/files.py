"""Output files appear whole or not at all: written beside their place, then moved there in one step."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO


def write_files(files: Sequence[tuple[Path, Callable[[BinaryIO], object]]]) -> None:
    """Write every file, then put all in place. After an error nothing has changed and nothing is left behind.

    Raises ``OSError`` where a file cannot be written.
    """
    parts: list[tuple[Path, Path]] = []
    try:
        for path, fill in files:
            _clear(path)
            part = path.with_name(f".{path.name}.{os.getpid()}.part")
            parts.append((part, path))
            with part.open("xb") as stream:
                fill(stream)
                stream.flush()
                os.fsync(stream.fileno())
        for part, path in parts:
            part.replace(path)
    finally:
        for part, _ in parts:
            part.unlink(missing_ok=True)


def _clear(path: Path) -> None:
    """Remove what a run that was killed left beside ``path``."""
    for part in path.parent.glob(f".{_literal(path.name)}.*.part"):
        owner = part.name.removesuffix(".part").rpartition(".")[2]
        if owner.isdecimal() and not _runs(int(owner)):
            with contextlib.suppress(OSError):
                part.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()
