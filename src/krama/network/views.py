"""Views: which relations are drawn first, in which colours, and how much fits. One file each in ``ontology/views``.

``load_view`` reads one; every key is checked, and an error names the file and the key.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from krama.errors import KnowledgeError, UsageError
from krama.knowledge.location import ontology_folder
from krama.knowledge.vocabulary import KRAMA

SHAPES = ("plain", "cut", "round", "dashed")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_KEYS = {"title", "limit", "per_class", "first", "aside", "class"}


@dataclass(frozen=True, slots=True)
class Palette:
    """Background, border and text colour, each ``#rrggbb``."""

    fill: str
    line: str
    ink: str


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """How entities of one class look and in which column they stand."""

    name: str
    label: str
    column: int
    shape: str
    light: Palette
    dark: Palette


@dataclass(frozen=True, slots=True)
class View:
    """What to draw first.

    ``first`` gives the weight of each relation, by IRI, in the order of the file. Facts of the relations ``aside`` lead
    to no neighbours.
    """

    name: str
    title: str
    limit: int
    per_class: int
    first: dict[str, float]
    aside: frozenset[str]
    classes: tuple[ClassStyle, ...]

    def style(self, type_: str) -> ClassStyle:
        """The style of a class; the last one for a class that the view does not name."""
        return next((style for style in self.classes if style.name == type_), self.classes[-1])


def load_views(folder: Path | None = None) -> dict[str, View]:
    """Every view by name (the stem of its file); ``KnowledgeError`` for one that is not as it should be."""
    root = folder or ontology_folder() / "views"
    return {path.stem: _load(path) for path in sorted(root.glob("*.toml"))}


def load_view(name: str = "governance", folder: Path | None = None) -> View:
    """The view ``name``; ``UsageError`` that lists the others where there is none."""
    views = load_views(folder)
    if name not in views:
        raise UsageError(f"no view is called {name!r}; there are: {', '.join(views) or 'none'}")
    return views[name]


def _load(path: Path) -> View:
    where = f"{path.parent.name}/{path.name}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        unknown = sorted(set(table) - _KEYS)
        if unknown:
            raise KnowledgeError(f"{where}: no key {unknown[0]!r} is known; known are {', '.join(sorted(_KEYS))}")
        classes = tuple(_style(entry, where) for entry in table["class"])
        first = {KRAMA[relation]: float(weight) for relation, weight in table["first"].items()}
        view = View(
            name=path.stem,
            title=str(table["title"]),
            limit=int(table["limit"]),
            per_class=int(table["per_class"]),
            first=first,
            aside=frozenset(KRAMA[relation] for relation in table["aside"]),
            classes=classes,
        )
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{where}: {error}") from error
    except KeyError as error:
        raise KnowledgeError(f"{where}: the key {error.args[0]!r} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(f"{where}: a value has the wrong type: {error}") from error
    if not classes or view.limit < 1 or view.per_class < 1:
        raise KnowledgeError(f"{where}: a view has at least one class, and limit and per_class are at least 1")
    return view


def _style(entry: dict[str, Any], where: str) -> ClassStyle:
    palettes = {}
    for theme in ("light", "dark"):
        palette = Palette(**{name: str(entry[theme][name]) for name in ("fill", "line", "ink")})
        for colour in (palette.fill, palette.line, palette.ink):
            if not _COLOUR.fullmatch(colour):
                raise KnowledgeError(f"{where}: {colour!r} is not a colour like #0072b2")
        palettes[theme] = palette
    if entry["shape"] not in SHAPES:
        raise KnowledgeError(f"{where}: the shape {entry['shape']!r} is none of {', '.join(SHAPES)}")
    return ClassStyle(
        name=str(entry["name"]),
        label=str(entry["label"]),
        column=int(entry["column"]),
        shape=str(entry["shape"]),
        light=palettes["light"],
        dark=palettes["dark"],
    )
