"""What to show first: never everything at once, and always with the rule that chose it.

Three ways: the core of a graph, the neighbourhood of one entity, or a given list of entities. Ties are broken by IRI,
so the choice is the same for the same graph.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from krama.network.edge import Edge, Projection
from krama.network.views import View


@dataclass(frozen=True, slots=True)
class Selection:
    """The entities to show and the relations to draw at first, both by IRI, and the rule in a reader's words."""

    nodes: frozenset[str]
    relations: tuple[str, ...]
    rule: str
    about: str = ""

    def drawn(self, edges: Iterable[Edge]) -> tuple[Edge, ...]:
        """The edges that are drawn at first."""
        return tuple(
            edge
            for edge in edges
            if edge.predicate in self.relations and edge.subject in self.nodes and edge.object in self.nodes
        )


def told_once(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The edges without those that a rule only turned round: a symmetric fact is drawn as it was stated."""
    found = tuple(edges)
    stated = {edge.key for edge in found if not _inferred(edge)}
    return tuple(
        edge for edge in found if not (_inferred(edge) and (edge.object, edge.predicate, edge.subject) in stated)
    )


def _inferred(edge: Edge) -> bool:
    return edge.best is not None and edge.best.origin == "inferred"


def select_core(projection: Projection, view: View) -> Selection:
    """The best connected entities, by the relations of ``view``; every other class of fact is left for later.

    An entity counts the weights of its facts; several facts of one relation and direction count less and less, so that
    a hub of one kind does not crowd out the chains from instrument to mechanism to actor.
    """
    edges = [edge for edge in projection.edges if edge.predicate in view.first]
    if not edges:
        return _without_first(projection, view)
    near: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        near[edge.subject].add(edge.object)
        near[edge.object].add(edge.subject)
    nodes = _grow(near, _scores(edges, view), {iri: projection.nodes[iri].type for iri in near}, view)
    names = ", ".join(projection.relations[iri] for iri in view.first if any(e.predicate == iri for e in edges))
    rule = (
        f"Shown first: the entities with the most facts of these relations: {names}; at most {view.limit}, and at most "
        f"{view.per_class} of one class."
    )
    return Selection(nodes, tuple(view.first), rule)


def _grow(
    near: Mapping[str, set[str]], score: Mapping[str, float], types: Mapping[str, str], view: View
) -> frozenset[str]:
    """Entities one by one, the highest score first, twice as much where they touch one already taken.

    One that touches none brings its best neighbour along, so that nothing stands alone.
    """
    chosen: set[str] = set()
    left, used = set(score), Counter[str]()

    def free(candidates: Iterable[str]) -> list[str]:
        return [iri for iri in candidates if iri in left and used[types[iri]] < view.per_class]

    def take(iri: str) -> None:
        chosen.add(iri)
        left.discard(iri)
        used[types[iri]] += 1

    def worth(iri: str) -> tuple[float, str]:
        touched = len(near[iri] & chosen)
        return -score[iri] * (2.0 if touched else 1.0) - 3 * sqrt(touched), iri

    while len(chosen) < view.limit and (candidates := free(left)):
        best = min(candidates, key=worth)
        if near[best] & chosen:
            take(best)
            continue
        left.discard(best)
        partners = free(near[best])
        same = types[best]
        partners = [iri for iri in partners if types[iri] != same or used[same] + 2 <= view.per_class]
        if partners and len(chosen) + 2 <= view.limit:
            take(best)
            take(min(partners, key=worth))
    return frozenset(chosen)


def _without_first(projection: Projection, view: View) -> Selection:
    """A graph without a single fact of the view: its best connected entities, with everything between them."""
    degree = Counter(iri for edge in projection.edges for iri in (edge.subject, edge.object))
    order = sorted(projection.nodes, key=lambda iri: (-degree[iri], iri))
    rule = f"Shown first: the entities with the most facts, at most {view.limit}."
    return Selection(frozenset(order[: view.limit]), _relations(projection.edges, view), rule)


def _scores(edges: Iterable[Edge], view: View) -> dict[str, float]:
    counts: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for edge in edges:
        counts[edge.subject][edge.predicate, True] += 1
        counts[edge.object][edge.predicate, False] += 1
    return {
        iri: sum(view.first[predicate] * sqrt(count) for (predicate, _), count in found.items())
        for iri, found in counts.items()
    }


def select_about(projection: Projection, view: View, iri: str, depth: int = 1, limit: int | None = None) -> Selection:
    """Everything within ``depth`` facts of the entity ``iri``, the nearest first, at most ``limit`` (the view's)."""
    near: dict[str, Counter[str]] = defaultdict(Counter)
    for edge in projection.edges:
        if edge.predicate not in view.aside:
            near[edge.subject][edge.object] += 1
            near[edge.object][edge.subject] += 1
    most = limit or view.limit
    chosen, ring = {iri: None}, [iri]
    for _ in range(depth):
        weight: Counter[str] = Counter()
        for known in ring:
            weight.update(near[known])
        ring = sorted((other for other in weight if other not in chosen), key=lambda o: (-weight[o], -len(near[o]), o))
        ring = ring[: most - len(chosen)]
        chosen |= dict.fromkeys(ring)
    facts = "one fact" if depth == 1 else f"{depth} facts"
    rule = f"Shown: {projection.nodes[iri].label} and what is within {facts} of it, at most {most} entities."
    return Selection(frozenset(chosen), _relations(projection.edges, view), rule, about=iri)


def select_named(projection: Projection, view: View, iris: Collection[str], what: str) -> Selection:
    """The entities ``iris`` as far as they are in the network; ``what`` says where the list comes from."""
    nodes = frozenset(iris) & projection.nodes.keys()
    return Selection(nodes, _relations(projection.edges, view), f"Shown: {what}.")


def _relations(edges: Iterable[Edge], view: View) -> tuple[str, ...]:
    return tuple(sorted({edge.predicate for edge in edges} - view.aside))
