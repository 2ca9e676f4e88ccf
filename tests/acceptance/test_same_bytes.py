"""The same documents give the same bytes in every file that krama writes, wherever, whenever and by whomever it is run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path

import pytest

from krama.formats import WRITERS
from krama.knowledge.location import graph_folder

pytestmark = pytest.mark.slow
FILES = [f"graph{writer.extension}" for writer in WRITERS] + ["graph.nq.gz", "page.html"]
RUN = """
import json, sys
from krama.cli import run
for command in json.loads(sys.argv[1]):
    if run(command):
        sys.exit(f"failed: {command}")
"""


def _documents(dev_texts: Sequence[Path], folder: Path) -> list[Path]:
    """The bundled text and our own annotated ones, copied into a folder."""
    bundled = sorted((graph_folder() / "sources").glob("*.md"))
    folder.mkdir(parents=True)
    return [Path(shutil.copy(path, folder)) for path in (*bundled, *dev_texts)]


def _write(builds: Sequence[Sequence[Path]], folder: Path, jobs: int, environment: dict[str, str]) -> dict[str, bytes]:
    """Build a store in one or several steps and write every export and the page in a process of its own."""
    store, out = folder / "store", folder / "out"
    out.mkdir()
    commands = [["build", "--jobs", str(jobs), *map(str, paths)] for paths in builds]
    commands += [["export", "-o", str(out / name)] for name in FILES if name != "page.html"]
    commands.append(["view", "-o", str(out / "page.html")])
    told = [[name, "--store", str(store), "--quiet", *rest] for name, *rest in commands]
    path = os.pathsep.join(part for part in sys.path if part)
    done = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(told)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return {path.name: path.read_bytes() for path in out.iterdir()}


def _first_difference(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    pairs = zip_longest(one.splitlines(), other.splitlines(), fillvalue=b"")
    return next(((a[:300], b[:300]) for a, b in pairs if a != b), (b"", b""))


def test_order_place_seed_time_zone_and_locale_change_no_byte(dev_texts: list[Path], tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "another place" / "ខ្មែរ"
    first = _documents(dev_texts, here / "texts")
    second = _documents(dev_texts, there / "texts")[::-1]
    usual = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    other = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Phnom_Penh", "LC_ALL": "C", "LANG": "km_KH"}
    with ThreadPoolExecutor(2) as both:
        here_written = both.submit(_write, [first], here, 2, usual)
        there_written = both.submit(_write, [second[:2], second], there, 1, other)
    ours, theirs = here_written.result(), there_written.result()
    assert sorted(ours) == sorted(theirs)
    assert len(ours) == len(FILES) + 1
    assert all(len(data) > 1000 for data in ours.values())
    assert {name: _first_difference(data, theirs[name]) for name, data in ours.items() if data != theirs[name]} == {}
