"""What the runs of one document have in common: its text, how its lines are filled, its markup, its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from krama.read.inline import Clean, clean_plain
from krama.read.lines import Layout
from krama.read.lists import Series
from krama.read.strand import Strand

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED = re.compile(r"([^\W_]+)[-\u2010\u00ad]$")
_PREFIXES = (
    "anti all co counter cross ex extra half high inter intra long low mid multi non off on over post pre pro pseudo "
    "quasi re self semi short socio sub super trans ultra under up vice well"
)
_KEEP_HYPHEN = frozenset(_PREFIXES.split())


@dataclass
class Setting:
    """What the runs of one document have in common; ``clean`` cleans a strand by the document's sort of markup."""

    source: str
    layout: Layout
    clean: Callable[[Strand], Clean]
    markup: bool = False
    series: Series = field(default_factory=Series)
    tables: int = 0

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the document in lower case, hyphenated ones whole: what a word that was cut is tried on."""
        return frozenset(word.lower() for word in _WORD.findall(self.source))

    def rejoined(self, before: str, after: str) -> str | None:
        """What stands between two lines where the first ends in a hyphen: "-" or ""; None where that is no hyphen."""
        match = _HYPHENATED.search(before[-60:])
        if match is None or not after[:1].isalnum():
            return None
        if before.endswith("\u00ad"):
            return ""
        if match.group(1)[-1].isdigit():
            return "-" if after[0].isdigit() else None
        tail = re.match(r"[^\W\d_]+", after)
        if tail is None or not after[0].islower():
            return "-"
        first, second = match.group(1).lower(), tail.group().lower()
        if f"{first}{second}" in self.words:
            return ""
        return "-" if f"{first}-{second}" in self.words or first in _KEEP_HYPHEN else ""


def plain_setting(source: str, layout: Layout, notes: frozenset[str]) -> Setting:
    """The setting of a document without markup, with the labels of its notes."""
    return Setting(source, layout, lambda strand: clean_plain(strand, notes))
