"""How high everything stands: each box near the middle of what it is joined to, none on another.

Columns of names in order come in, heights on the page go out. The order gives way where a box would lie on a line that
passes its column.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

GAP = 12.0
"""Least pixels between two boxes of a column."""
BAND = 24.0
"""Most pixels of a band across the picture in which nothing stands."""
_ROUNDS = 12
_LINE = 6.0

_Column = TypeVar("_Column", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stop:
    """Where the line from ``first`` to ``second`` passes a column: ``share`` of the way down between the two."""

    first: str
    second: str
    share: float


def rows(
    order: Mapping[_Column, Sequence[str]],
    heights: Mapping[str, float],
    links: Sequence[tuple[str, str]],
    stops: Mapping[str, Stop],
) -> dict[str, float]:
    """The middle of every box and stop, in pixels. Lines weigh more than boxes: a box makes room for a line."""
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in links:
        near[a].append(b)
        near[b].append(a)
    ys = _stack(order, heights)
    columns = [list(row) for row in order.values()]

    def wanted(name: str) -> float:
        stop = stops.get(name)
        if stop:
            return ys[stop.first] + (ys[stop.second] - ys[stop.first]) * stop.share
        return sum(ys[other] for other in near[name]) / len(near[name]) if near[name] else ys[name]

    for _ in range(_ROUNDS):
        for row in columns:
            goals = {name: wanted(name) for name in row}
            if any(name in stops for name in row):
                row.sort(key=lambda name: (goals[name] if name in stops else (goals[name] + ys[name]) / 2, name))
            weights = [_LINE if name in stops else 1.0 for name in row]
            placed = _apart([goals[name] for name in row], [heights[name] for name in row], weights)
            ys |= zip(row, placed, strict=True)
    return ys


def closed_up(ys: Mapping[str, float], heights: Mapping[str, float]) -> dict[str, float]:
    """The same heights without bands in which no column has anything."""
    moved: dict[str, float] = {}
    lowest, lift = float("-inf"), 0.0
    for name in sorted(ys, key=lambda name: (ys[name] - heights[name] / 2, name)):
        top = ys[name] - heights[name] / 2
        if moved:
            lift += max(0.0, top - lowest - BAND)
        moved[name] = ys[name] - lift
        lowest = max(lowest, top + heights[name])
    return moved


def _stack(order: Mapping[_Column, Sequence[str]], heights: Mapping[str, float]) -> dict[str, float]:
    """Every column packed, its middle at 0."""
    ys: dict[str, float] = {}
    for row in order.values():
        y = -sum(heights[name] + GAP for name in row) / 2
        for name in row:
            ys[name] = y + heights[name] / 2
            y += heights[name] + GAP
    return ys


def _apart(wanted: Sequence[float], heights: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Places in the given order, nearest to those wanted (weighted least squares) with room for every box."""
    offset, offsets = 0.0, []
    for i, height in enumerate(heights):
        offset += (heights[i - 1] + height) / 2 + GAP if i else 0.0
        offsets.append(offset)
    blocks: list[tuple[float, float, int]] = []
    for want, before, weight in zip(wanted, offsets, weights, strict=True):
        mean, heavy, count = want - before, weight, 1
        while blocks and blocks[-1][0] >= mean:
            other, other_heavy, size = blocks.pop()
            mean = (mean * heavy + other * other_heavy) / (heavy + other_heavy)
            heavy, count = heavy + other_heavy, count + size
        blocks.append((mean, heavy, count))
    flat = [mean for mean, _, count in blocks for _ in range(count)]
    return [mean + before for mean, before in zip(flat, offsets, strict=True)]
