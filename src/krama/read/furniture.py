"""Page furniture in a text without pages: page numbers between the runs of lines, and running heads beside them."""

from __future__ import annotations

import re
from collections import Counter

from krama.read.lines import Line, finished, starts_low

_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:page\s+)?(\d{1,4})(?:\s*(?:/|of|sur)\s*\d{1,4})?[-–—|\s]*$", re.IGNORECASE)
_LEADER = re.compile(r"[.…]\s?[.…]\s?[.…][.…\s]*[\divxlc]{1,6}$", re.IGNORECASE)
_CENTRED = 15


def is_contents_line(text: str) -> bool:
    """Whether a line stands in a table of contents: a title, dots, and the number of a page."""
    return _LEADER.search(text[-100:]) is not None


def without_furniture(groups: list[list[Line]]) -> list[list[Line]]:
    """The runs without page numbers, and without running heads beside them."""
    groups = [kept for run in groups if (kept := [line for line in run if not is_contents_line(line.text)])] or groups
    numbers: dict[int, int] = {}
    for index, run in enumerate(groups):
        if len(run) == 1 and (match := _PAGE_NUMBER.match(run[0].text)):
            numbers[index] = int(match.group(1))
    rising = _rising(numbers)
    shapes = Counter(_shape(run) for run in groups)
    dropped = set()
    for index, number in numbers.items():
        before = groups[index - 1][-1].text if index else ""
        after = groups[index + 1][0].text if index + 1 < len(groups) else ""
        worded = "page" in groups[index][0].text.lower() or groups[index][0].indent >= _CENTRED
        if worded or index in rising or (before and not finished(before) and starts_low(after)) or number < 0:
            dropped.add(index)
    for index in list(dropped):
        for near in (index - 1, index + 1):
            if 0 <= near < len(groups) and len(groups[near]) == 1 and shapes[_shape(groups[near])] >= 3:
                dropped.add(near)
    return [run for index, run in enumerate(groups) if index not in dropped] or groups


def _rising(numbers: dict[int, int]) -> set[int]:
    """The places of numbers that a lower one stands before or a higher one after: the numbers of pages rise."""
    found: set[int] = set()
    lowest = highest = None
    for index, number in numbers.items():
        if lowest is not None and lowest < number:
            found.add(index)
        lowest = number if lowest is None else min(lowest, number)
    for index, number in reversed(numbers.items()):
        if highest is not None and highest > number:
            found.add(index)
        highest = number if highest is None else max(highest, number)
    return found


def _shape(run: list[Line]) -> str:
    """The words of a run with figures made alike."""
    return re.sub(r"\d+", "0", " ".join(line.text for line in run))
