"""Gold folders: NAME.gold.json beside NAME.txt (or .md), as the annotation guidelines describe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from krama.errors import UsageError


@dataclass(frozen=True)
class GoldDocument:
    """A text and its gold annotations."""

    text: Path
    annotations: dict[str, Any]


def read_gold(folder: Path) -> tuple[GoldDocument, ...]:
    """Every annotated text of a folder and its sub-folders, by name. Raises ``UsageError`` naming what is amiss."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; give the folder that holds NAME.txt and NAME.gold.json")
    found = tuple(_documents(folder))
    if not found:
        raise UsageError(f"{folder}: no NAME.gold.json in it")
    return found


def _documents(folder: Path) -> Iterator[GoldDocument]:
    for path in sorted(folder.rglob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = next(
            (path.with_name(name + suffix) for suffix in (".txt", ".md") if path.with_name(name + suffix).is_file()),
            None,
        )
        if text is None:
            raise UsageError(f"{path}: the text {name}.txt is not beside it")
        try:
            annotations = json.loads(path.read_text(encoding="utf-8"))
            annotations["entities"], annotations["relations"]
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}: not an annotation file: {error}") from error
        yield GoldDocument(text, annotations)
