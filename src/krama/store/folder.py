"""The folder of a store: which version of the graph is published, who may write, what may be thrown away.

    .krama/
    ├── current            name of the published version and the SHA-256 of its manifest
    ├── lock               held (flock) by the one build that may write
    ├── cache/             one entry a document, made by ``krama build``
    └── graph-000007/      a version: manifest.json, lock (held by readers), quads/ (the database), texts/

A build writes a new version beside the published one, makes it durable and then replaces ``current`` in one step: until
that step readers see the old graph, after it the new one. A version that nobody needs is removed, at once where nobody
reads it, else by the next build. A build that was killed leaves only files that the next one removes. After a loss of
power the store holds the last build or the one before, never a mixture.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from krama.errors import StoreBusy, StoreError

CURRENT, LOCK, CACHE = "current", "lock", "cache"
PART = ".part"

_REASONS = {
    errno.ENOSPC: "no space left on the disk; free some and build again",
    errno.EDQUOT: "the disk quota is used up; free some space and build again",
    errno.EFBIG: "a file would be larger than is allowed here (see ulimit -f)",
    errno.EROFS: "the disk is read-only; choose another folder with --store",
    errno.EACCES: "no permission to write there; choose another folder with --store",
    errno.EPERM: "no permission to write there; choose another folder with --store",
    errno.ENOTDIR: "not a folder; choose another with --store",
    errno.EEXIST: "not a folder; choose another with --store",
}


@contextlib.contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn the operating system's and the database's errors into one-line ``StoreError``s."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{folder}: {_reason(error)}") from error


def _reason(error: OSError) -> str:
    number = error.errno
    if number is None:
        text = str(error).lower()
        known = {
            "no space": errno.ENOSPC,
            "read-only": errno.EROFS,
            "permission": errno.EACCES,
            "too large": errno.EFBIG,
        }
        number = next((code for words, code in known.items() if words in text), None)
        if number is None:
            return f"the store cannot be read or written: {' '.join(str(error).split())[:200]}"
    return _REASONS.get(number, error.strerror or str(error))


@contextlib.contextmanager
def writing(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the store for writing and clear away what dead builds left.

    Raises ``StoreBusy`` where another build holds it (unless ``wait``), ``StoreError`` where it cannot be written. The
    lock belongs to the process: the system gives it back when the process ends, however it ends.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _lock(descriptor, folder, wait)
        with explained(folder):
            clean(folder)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path, wait: bool) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        raise StoreBusy(f"{folder}: another build holds this store; wait for it or use --store") from None
    except OSError as error:
        raise StoreError(f"{folder}: {_reason(error)}") from error


def current(folder: Path) -> tuple[Path, str] | None:
    """The published version and the SHA-256 of its manifest; None where nothing was published."""
    try:
        name, checksum = (folder / CURRENT).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return None
    except ValueError:
        raise StoreError(f"{folder / CURRENT}: damaged; {rebuild(folder)}") from None
    return folder / Path(name).name, checksum


def rebuild(folder: Path) -> str:
    """What to do about a damaged store."""
    return f'rebuild with "krama build --fresh --store {folder} PATH..."'


def next_version(folder: Path) -> Path:
    """The name of the version after the last; the folder itself is not made."""
    numbers = [int(path.name[6:12]) for path in folder.glob("graph-*") if path.name[6:12].isdecimal()]
    return folder / f"graph-{max(numbers, default=0) + 1:06d}"


def publish(folder: Path, part: Path, version: Path, checksum: str) -> None:
    """Make ``part`` durable under the name ``version``, then switch to it in one step."""
    with explained(folder):
        sync_tree(part)
        part.rename(version)
        sync(folder)
        replace(folder / CURRENT, f"{version.name} {checksum}\n".encode())
        clean(folder)


def replace(path: Path, data: bytes) -> None:
    """Write a whole file durably, or leave the old one."""
    part = path.with_name(path.name + PART)
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    sync(path.parent)


def sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clean(folder: Path) -> None:
    """Remove unfinished files and every version that is neither published nor being read."""
    published = current(folder)
    for path in (*folder.glob(f"*{PART}"), *folder.glob(f"{CACHE}/*{PART}")):
        _remove(path)
    for version in folder.glob("graph-*"):
        if (published is None or version != published[0]) and _unread(version):
            _remove(version)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _unread(version: Path) -> bool:
    try:
        descriptor = os.open(version / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def reading(version: Path) -> int:
    """A descriptor that keeps ``version`` from being removed until closed; ``FileNotFoundError`` if it is gone."""
    descriptor = os.open(version / LOCK, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if not (version / LOCK).exists():
            raise FileNotFoundError(errno.ENOENT, "the version is gone", str(version))
    except BlockingIOError:
        os.close(descriptor)
        raise FileNotFoundError(errno.ENOENT, "the version is being removed", str(version)) from None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
