"""One preferred name and one kind for each entity of the merged graph.

Documents name and classify the same thing differently. Each document's reading stays in its own graph as far as the
union stays unambiguous: of several preferred labels in one language (and titles) the curated one holds, else the one
that most documents use, else the first in order; the others become further labels. Of several kinds the same one holds
and the others leave the graph.
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
    best = min(votes, key=lambda label: (label not in curated, -votes[label], label))
    losing = [quad for quad in quads if str(quad.object) != best]
    further = [quad for quad in losing if quad.predicate == t.PREF_LABEL]
    draft.replace(losing, [Quad(quad.subject, t.ALT_LABEL, quad.object, quad.graph_name) for quad in further])
