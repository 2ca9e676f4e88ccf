"""The members of a ZIP package, inflated with a count: a bomb stops at the limit, whatever the package says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from krama.errors import SourceError
from krama.read.limits import EXPANSION, EXPANSION_FLOOR, MEBIBYTE, MEMBERS, UNPACKED_BYTES

_CHUNK = 256 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)


class Package:
    """An open package. Raises SourceError: code "damaged", "encrypted" or "bomb"."""

    def __init__(self, name: str, data: bytes) -> None:
        self._name = name
        self._inflated = 0
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise SourceError(f"{name}: damaged, its end is missing or broken; fetch it again", "damaged") from None
        members = self._archive.infolist()
        if len(members) > MEMBERS:
            raise SourceError(f"{name}: more than {MEMBERS:,} files inside; this is no normal document", "bomb")
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            path = member.filename.replace("\\", "/").lstrip("/").lower()
            if path in self._members:
                raise SourceError(f"{name}: two parts are called {path!r}, which hides one of them", "damaged")
            self._members[path] = member

    def __contains__(self, path: str) -> bool:
        return path.lstrip("/").lower() in self._members

    def load(self, path: str) -> bytes:
        """The bytes of a member."""
        member = self._members.get(path.lstrip("/").lower())
        if member is None:
            raise SourceError(f"{self._name}: damaged, its part {path} is missing; fetch it again", "damaged")
        if member.flag_bits & 1:
            raise SourceError(f"{self._name}: encrypted; save it without a password", "encrypted")
        chunks, length = [], 0
        try:
            if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise zipfile.BadZipFile("a compression that documents do not use")
            with self._archive.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    length += len(chunk)
                    self._inflated += len(chunk)
                    self._check(length, member.compress_size)
                    chunks.append(chunk)
        except _BROKEN:
            raise SourceError(f"{self._name}: damaged, its part {path} is broken; fetch it again", "damaged") from None
        return b"".join(chunks)

    def _check(self, length: int, packed: int) -> None:
        if self._inflated > UNPACKED_BYTES:
            limit = f"{UNPACKED_BYTES // MEBIBYTE} MB"
        elif length > EXPANSION_FLOOR and length > EXPANSION * max(1, packed):
            limit = f"{EXPANSION} times its size"
        else:
            return
        raise SourceError(f"{self._name}: inflates to more than {limit}; this is no normal document", "bomb")
