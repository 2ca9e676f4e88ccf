"""Paths that a user named to a list of inputs: files, folders with what is in them, globs, "-" for standard input."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from krama.errors import SourceError
from krama.read.limits import MEBIBYTE, PACKED_BYTES

STDIN = "-"
"""The path that means standard input."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input: the path as the user would write it, and why it cannot be read, where that is known already."""

    path: str
    error: SourceError | None = None

    @property
    def name(self) -> str:
        """Its file name without folder."""
        return "stdin" if self.path == STDIN else Path(self.path).name

    def load(self) -> bytes:
        """Its bytes. Raises SourceError where it cannot be read or is too large."""
        if self.error is not None:
            raise self.error
        if self.path == STDIN:
            data = sys.stdin.buffer.read(PACKED_BYTES + 1)
        else:
            try:
                data = _load(Path(self.path))
            except OSError as error:
                raise _unreadable(self.path, error) from None
        if len(data) > PACKED_BYTES:
            raise SourceError(f"{self.path}: larger than {PACKED_BYTES // MEBIBYTE} MB; split the file", "too-large")
        return data


def inputs(paths: Iterable[str | os.PathLike[str]]) -> tuple[Input, ...]:
    """The inputs that ``paths`` name, each once, in the order of the paths, those of a folder sorted by path.

    A path that is missing, no regular file or not readable is an input with an error. In folders hidden files are left
    out, and symbolic links that lead out of the folder are not followed; only regular files are read.
    """
    found: dict[str, Input] = {}
    for path in paths:
        for entry in _expand(os.fspath(path)):
            found.setdefault(entry.path, entry)
    return tuple(found.values())


def _expand(path: str) -> Iterator[Input]:
    if path == STDIN:
        yield Input(STDIN)
    elif os.path.lexists(path):
        yield from _inspect(path)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - patterns may be absolute
        if not matches:
            yield Input(path, SourceError(f"{path}: no file fits this pattern", "missing"))
        for match in matches:
            yield from _inspect(match)
    else:
        yield Input(path, SourceError(f"{path}: there is no such file or folder", "missing"))


def _inspect(path: str) -> Iterator[Input]:
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        yield Input(path, _unreadable(path, error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path)
    else:
        yield _file(path, mode)


def _walk(folder: str) -> Iterator[Input]:
    root = Path(folder).resolve()
    errors: list[OSError] = []
    empty = True
    found: list[tuple[str, ...]] = []
    for parent, folders, files in os.walk(folder, onerror=errors.append, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".") and not Path(parent, name).is_symlink()]
        within = Path(parent).relative_to(folder).parts
        found += [(*within, name) for name in files if not name.startswith(".")]
    for parts in sorted(found):
        path = str(Path(folder, *parts))
        empty = False
        if Path(path).is_symlink() and not Path(path).resolve().is_relative_to(root):
            yield Input(path, SourceError(f"{path}: a link out of the folder, not followed; name its target", "link"))
            continue
        try:
            yield _file(path, Path(path).stat().st_mode)
        except OSError as error:
            yield Input(path, _unreadable(path, error))
    for failed in sorted(errors, key=lambda failed: str(failed.filename)):
        empty = False
        yield Input(str(failed.filename), _unreadable(str(failed.filename), failed))
    if empty:
        yield Input(folder, SourceError(f"{folder}: there is no file in this folder", "missing"))


def _file(path: str, mode: int) -> Input:
    if not stat.S_ISREG(mode):
        return Input(path, SourceError(f"{path}: not a regular file", "not-a-file"))
    if not os.access(path, os.R_OK):
        return Input(path, SourceError(f"{path}: may not be read; change its permissions", "unreadable"))
    return Input(path)


def _load(path: Path) -> bytes:
    """At most one byte more than the limit, from a regular file only, even if it was exchanged since it was listed."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        return stream.read(PACKED_BYTES + 1)


def _unreadable(path: str, error: OSError) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError(f"{path}: leads to no file", "missing")
    if isinstance(error, PermissionError):
        return SourceError(f"{path}: may not be read; change its permissions", "unreadable")
    return SourceError(f"{path}: cannot be read: {error.strerror or error}", "unreadable")
