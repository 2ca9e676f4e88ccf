"""The labels that Word computes for the paragraphs of its lists: numbering.xml and the counters it runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from krama.read.lists import format_number
from krama.read.xmltree import Element

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int
    legal: bool


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document; ``label`` is asked paragraph by paragraph, in their order."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstract = {element.get("abstractNumId"): element for element in root.find_all("abstractNum")}
        shared: dict[str, _List] = {}
        for number in root.find_all("num"):
            link = number.find("abstractNumId")
            key = link.get("val") if link is not None else ""
            if key not in abstract:
                continue
            if key not in shared:
                shared[key] = _List(_levels(abstract[key]))
            overrides = list(number.find_all("lvlOverride"))
            self._lists[number.get("numId")] = _overridden(shared[key], overrides) if overrides else shared[key]

    def label(self, number: str, level: int) -> str | None:
        """The label of the next paragraph of a list at a level (0 is the outermost); None for no list."""
        listed = self._lists.get(number)
        if listed is None or level not in listed.levels:
            return None
        form = listed.levels[level]
        for deeper in [known for known in listed.counters if known > level]:
            del listed.counters[deeper]
        listed.counters[level] = listed.counters.get(level, form.start - 1) + 1
        if form.form == "bullet":
            return _bullet(form.pattern)
        return _PLACE.sub(lambda place: self._count(listed, int(place.group(1)) - 1, form.legal), form.pattern).strip()

    def _count(self, listed: _List, level: int, legal: bool) -> str:
        form = listed.levels.get(level)
        if form is None:
            return ""
        return format_number(listed.counters.get(level, form.start), "decimal" if legal else form.form)


def _levels(abstract: Element) -> dict[int, _Level]:
    return {_number(level.get("ilvl"), 0): _level(level) for level in abstract.find_all("lvl")}


def _level(element: Element) -> _Level:
    def value(tag: str, default: str) -> str:
        found = element.find(tag)
        return default if found is None else found.get("val", default)

    legal = element.find("isLgl") is not None
    return _Level(value("numFmt", "decimal"), value("lvlText", ""), _number(value("start", "1"), 1), legal)


def _overridden(shared: _List, overrides: list[Element]) -> _List:
    """A list with levels or starts of its own, which therefore counts by itself."""
    levels = dict(shared.levels)
    for override in overrides:
        at = _number(override.get("ilvl"), 0)
        own, start = override.find("lvl"), override.find("startOverride")
        if own is not None:
            levels[at] = _level(own)
        if start is not None and at in levels:
            old = levels[at]
            levels[at] = _Level(old.form, old.pattern, _number(start.get("val"), 1), old.legal)
    return _List(levels)


def _bullet(pattern: str) -> str:
    """A bullet as a sign that fonts share; those of Symbol and Wingdings are codes of their own."""
    sign = pattern.strip()
    if sign in {"\uf0fc", "\uf0fe"}:
        return "✓"
    return sign if len(sign) == 1 and not 0xE000 <= ord(sign) <= 0xF8FF and not sign.isalnum() else "•"


def _number(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else default
