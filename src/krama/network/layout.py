"""Where everything stands: one column a class, rows ordered so that lines cross little and stay short.

Names are long and horizontal, so entities are boxes in columns (instruments left of what they govern, actors on the
right) and not dots in a cloud. No random numbers: the same nodes and edges always give the same places.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from krama.network.rows import Stop, closed_up, rows

WIDTH = 208.0
"""Pixels of a box, before zooming."""
COLUMN = 384.0
"""Pixels from one column to the next."""
STEP = 306.0
"""Pixels from one sub-column to the next, inside a column."""
ASPECT = 1.3
"""Width of a picture for its height, as a screen has room beside the panel."""
STOP = 8.0
"""Pixels that a line needs where it passes a column."""
_SWEEPS = 24  # fewer where there are more than 2,000 lines: nobody sees their crossings


@dataclass(frozen=True, slots=True)
class Placed:
    """Middle of a box in pixels; y grows downwards."""

    x: float
    y: float


def place(
    columns: Mapping[str, int], heights: Mapping[str, float], edges: Iterable[tuple[str, str]]
) -> dict[str, Placed]:
    """Places of the entities in ``columns`` (IRI to column), each box ``heights`` pixels high.

    ``edges`` are (from, to) between entities of ``columns``; others are passed over.
    """
    links = sorted({(a, b) for a, b in edges if a in columns and b in columns and a != b})
    layers = _layers(columns, links)
    xs = _xs(layers)
    cells, chains, stops = _with_stops(layers, xs, links)
    order = _order(cells, chains)
    ys = rows(order, dict.fromkeys(stops, STOP) | dict(heights), links, stops)
    ys = closed_up({iri: ys[iri] for iri in columns}, heights)
    wider = _wider(max(xs.values(), default=0.0), [*ys.values()])
    return {iri: Placed(round(xs[layers[iri]] * wider, 1), round(ys[iri], 1)) for iri in sorted(columns)}


def _wider(across: float, ys: list[float]) -> float:
    """Columns stand further apart where the picture is tall: there is room, and the names of lines need it."""
    if not ys or not across:
        return 1.0
    return min(1.5, max(1.0, (ASPECT * (max(ys) - min(ys)) - WIDTH) / across))


def _layers(columns: Mapping[str, int], links: list[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """(column, sub-column): what hangs on another entity of its own class steps aside, once.

    Not for a single one in a long column: its line bows, and the picture stays narrow.
    """
    inside = defaultdict(set)
    for a, b in links:
        if columns[a] == columns[b]:
            inside[a].add(b)
    hanging = {b for targets in inside.values() for b in targets if not inside.get(b)}
    few = {
        column: sum(columns[iri] == column for iri in hanging) < 2 and list(columns.values()).count(column) > 6
        for column in set(columns.values())
    }
    return {iri: (column, int(iri in hanging and not few[column])) for iri, column in columns.items()}


def _xs(layers: Mapping[str, tuple[int, int]]) -> dict[tuple[int, int], float]:
    xs: dict[tuple[int, int], float] = {}
    x, before = 0.0, None
    for layer in sorted(set(layers.values())):
        if before is not None:
            x += STEP if layer[0] == before[0] else COLUMN
        xs[layer], before = x, layer
    return xs


def _with_stops(
    layers: Mapping[str, tuple[int, int]], xs: Mapping[tuple[int, int], float], links: list[tuple[str, str]]
) -> tuple[dict[str, tuple[int, int]], list[tuple[str, str]], dict[str, Stop]]:
    """A line that passes other columns gets a stop in each, so that boxes leave it room."""
    walk = sorted(xs)
    places, chains, stops = dict(layers), [], {}
    for a, b in links:
        first, second = sorted((a, b), key=lambda iri: layers[iri])
        start, end = xs[layers[first]], xs[layers[second]]
        before = first
        for layer in walk[walk.index(layers[first]) + 1 : walk.index(layers[second])]:
            stop = f"{first} {second} {layer}"
            places[stop] = layer
            stops[stop] = Stop(first, second, _along((xs[layer] - start) / (end - start)))
            chains.append((before, stop))
            before = stop
        chains.append((before, second))
    return places, chains, stops


def _along(part: float) -> float:
    """How far a line has come down, of all it has to, when it has come ``part`` of its way across: it is an S."""
    return part * part * (3 - 2 * part)


def _order(layers: Mapping[str, tuple[int, int]], links: list[tuple[str, str]]) -> dict[tuple[int, int], list[str]]:
    """Rows of every layer, by repeated averaging over neighbours; the best of all rounds is kept."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(layers))
    graph.add_edges_from(links)
    seen: list[str] = []
    for part in sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part))):
        root = max(sorted(part), key=graph.degree)
        seen += [root, *(b for _, b in nx.bfs_edges(graph, root, sort_neighbors=sorted))]
    order: dict[tuple[int, int], list[str]] = defaultdict(list)
    for iri in seen:
        order[layers[iri]].append(iri)
    best, fewest = {layer: list(row) for layer, row in order.items()}, _cost(order, layers, links)
    walk = sorted(order)
    for sweep in range(max(4, min(_SWEEPS, _SWEEPS * 2000 // max(1, len(links))))):
        for layer in walk if sweep % 2 == 0 else reversed(walk):
            _average(order, layer, graph)
        cost = _cost(order, layers, links)
        if cost < fewest:
            best, fewest = {layer: list(row) for layer, row in order.items()}, cost
    return best


def _ranks(order: Mapping[tuple[int, int], list[str]]) -> dict[str, float]:
    return {iri: (i + 0.5) / len(row) for row in order.values() for i, iri in enumerate(row)}


def _average(order: dict[tuple[int, int], list[str]], layer: tuple[int, int], graph: nx.Graph) -> None:
    rank = _ranks(order)

    def wanted(iri: str) -> float:
        others = [rank[other] for other in graph[iri]]
        return (rank[iri] * 0.2 + sum(others)) / (0.2 + len(others)) if others else rank[iri]

    order[layer].sort(key=lambda iri: (wanted(iri), rank[iri]))


def _cost(
    order: Mapping[tuple[int, int], list[str]],
    layers: Mapping[str, tuple[int, int]],
    links: list[tuple[str, str]],
) -> float:
    """Crossings between lines that run between the same two layers, and a little for their lengths."""
    rank = _ranks(order)
    between: dict[tuple[tuple[int, int], tuple[int, int]], list[tuple[float, float]]] = defaultdict(list)
    for a, b in links:
        first, second = (a, b) if layers[a] <= layers[b] else (b, a)
        between[layers[first], layers[second]].append((rank[first], rank[second]))
    crossings = 0
    for lines in between.values():
        passed: list[float] = []
        for _, end in sorted(lines):
            crossings += len(passed) - bisect_right(passed, end)
            insort(passed, end)
    return crossings + sum(abs(rank[a] - rank[b]) for a, b in links)
