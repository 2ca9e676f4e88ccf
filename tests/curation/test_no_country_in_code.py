"""A country is data: no Python file of krama names one, its places or its bodies, but in docstrings and comments."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import krama
from krama.knowledge.location import ontology_folder
from krama.knowledge.vocabulary import SKOS

CODE = sorted(Path(krama.__file__).parent.rglob("*.py"))
PACKS = sorted(path.parent for path in ontology_folder().glob("jurisdictions/*/jurisdiction.toml"))
LABELS = {SKOS["prefLabel"], SKOS["altLabel"], SKOS["hiddenLabel"]}
FONTS = re.compile(r"Noto (?:Sans|Serif) Khmer|Khmer OS")
"""Fonts bear the name of a script."""


def _labels(path: Path) -> set[str]:
    return {quad.object.value for quad in ox.parse(path=path) if quad.predicate.value in LABELS}


def _countries() -> set[str]:
    """Names of the countries, their people and their places."""
    found = set()
    for pack in PACKS:
        table = tomllib.loads((pack / "jurisdiction.toml").read_text(encoding="utf-8"))
        found |= {*table["name"].values(), *table["formal_name"].values(), *table["demonyms"]}
        found |= _labels(pack / "places.ttl")
    return found


def _pattern(names: Iterable[str], any_case: int) -> re.Pattern[str]:
    """Any of the names as whole words; those of so many letters and more in any letter case, others may be short forms."""
    parts = (f"(?i:{re.escape(name)})" if len(name) >= any_case else re.escape(name) for name in sorted(names))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


COUNTRIES = _countries()
NAMES = COUNTRIES.union(*(_labels(path) for pack in PACKS for path in pack.glob("*.ttl") if path.name != "kinds.ttl"))
COUNTRY, ANY = _pattern(COUNTRIES, 3), _pattern(NAMES - COUNTRIES, 6)


def _found(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Names in strings that are no docstrings, in identifiers, and in the words of a list side by side."""
    docstrings = {
        id(part.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for part in node.body
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    }
    for node in ast.walk(tree):
        text, patterns = "", (COUNTRY, ANY)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            text = FONTS.sub("", node.value)
        elif isinstance(node, ast.Name):
            text = node.id.replace("_", " ")
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            text = node.name.replace("_", " ")
        elif isinstance(node, ast.Set | ast.List | ast.Tuple):
            words = (part.value for part in node.elts if isinstance(part, ast.Constant))
            text, patterns = " ".join(word for word in words if isinstance(word, str)), (COUNTRY,)
        for pattern in patterns:
            yield from ((getattr(node, "lineno", 0), match[0]) for match in pattern.finditer(text))


def test_there_are_names_and_code() -> None:
    assert len(PACKS) >= 1
    assert len(COUNTRIES) >= 50
    assert len(NAMES) >= 500
    assert len(CODE) >= 150


@pytest.mark.parametrize("text", ['A = "in Cambodia"', 'B = {"phnom", "penh"}', "def khmer_words() -> None: ..."])
def test_a_name_would_be_seen(text: str) -> None:
    assert list(_found(ast.parse(text)))


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(CODE[0].parent).as_posix())
def test_no_file_names_a_country(path: Path) -> None:
    assert sorted(set(_found(ast.parse(path.read_text(encoding="utf-8"))))) == []
