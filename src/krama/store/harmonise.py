"""One preferred name and one kind for each entity of the merged graph.

Documents name and classify the same thing differently. Of several preferred labels in one language (and titles) the
curated one holds, else the one that most documents use, else the first in order; it takes the place of the others in
their graphs, so that each graph still names what it describes, and they become further labels. Of several kinds the
same one holds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pyoxigraph import Quad

from krama.knowledge.vocabulary import CURATED_GRAPH, ONTOLOGY_GRAPH
from krama.rdf import terms as t
from krama.store.draft import Draft


def harmonise(draft: Draft) -> int:
    """Settle names and kinds across the graphs; how many entities were touched."""
    touched = 0
    for predicate in (t.PREF_LABEL, t.TITLE, t.KIND):
        by_thing: dict[tuple[str, str], list[Quad]] = defaultdict(list)
        for quad in draft.quads(predicate=predicate):
            if quad.graph_name != t.node(ONTOLOGY_GRAPH):
                by_thing[t.value(quad.subject), getattr(quad.object, "language", None) or ""].append(quad)
        for quads in by_thing.values():
            if len({quad.object for quad in quads}) > 1:
                _settle(draft, quads)
                touched += 1
    return touched


def _settle(draft: Draft, quads: Iterable[Quad]) -> None:
    quads = list(quads)
    votes = Counter(str(quad.object) for quad in quads)
    curated = {str(quad.object) for quad in quads if quad.graph_name == t.node(CURATED_GRAPH)}
    best = min(quads, key=lambda quad: (str(quad.object) not in curated, -votes[str(quad.object)], str(quad.object)))
    losing = [quad for quad in quads if quad.object != best.object]
    new = [Quad(quad.subject, quad.predicate, best.object, quad.graph_name) for quad in losing]
    if best.predicate == t.PREF_LABEL:
        new += [Quad(quad.subject, t.ALT_LABEL, quad.object, quad.graph_name) for quad in losing]
        losing += draft.quads(t.node(t.value(best.subject)), t.ALT_LABEL, best.object)  # no name is both
    draft.replace(losing, new)
