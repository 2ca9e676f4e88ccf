"""The graph that the tests of the ontology ask: the invented country of ``fixture.trig``, the vocabulary, the rules.

Every edge of the fixture that has no Statement of its own gets one, with a passage, and the rules of
``ontology/rules`` are applied as their README says, by a few lines that owe nothing to the program.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from krama.knowledge.location import ontology_folder
from krama.knowledge.vocabulary import PREFIXES

HERE = Path(__file__).parent
ONTOLOGY = ontology_folder()
KRAMA = PREFIXES["krama"]
UNSTATED = {KRAMA + name for name in ("kind", "earliest", "latest")}
INFERRED = ox.NamedNode("https://w3id.org/krama/graph/inferred")
VOCABULARY = ox.NamedNode("https://w3id.org/krama/graph/ontology")


def vocabulary_files() -> list[Path]:
    """The Turtle of classes, relations, kinds and schemes; not shapes, names of known things or countries' entries."""
    parts = [ONTOLOGY.glob("*.ttl"), ONTOLOGY.glob("relations/*.ttl"), ONTOLOGY.glob("kinds/*.ttl")]
    return sorted(path for part in parts for path in part)


@pytest.fixture(scope="session")
def vocabulary() -> list[ox.Triple]:
    return [quad.triple for path in vocabulary_files() for quad in ox.parse(path=path)]


def _node(term: str) -> ox.NamedNode:
    prefix, _, local = term.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def _evidence(quad: ox.Quad) -> list[ox.Quad]:
    """A Statement with a passage for one edge of a document's graph."""
    key = sha256(str(quad.triple).encode()).hexdigest()[:12]
    start = int(key, 16) % 100_000
    graph = quad.graph_name
    text = f"{graph.value}/text"
    statement, passage = ox.NamedNode(f"{PREFIXES['statement']}{key}"), ox.NamedNode(f"{text}/{start}")
    quote, position = ox.NamedNode(f"{passage.value}/quote"), ox.NamedNode(f"{passage.value}/position")
    facts = [
        (statement, "rdf:type", _node("krama:Statement")),
        (statement, "rdf:subject", quad.subject),
        (statement, "rdf:predicate", quad.predicate),
        (statement, "rdf:object", quad.object),
        (statement, "krama:confidence", ox.Literal("0.9", datatype=_node("xsd:decimal"))),
        (statement, "krama:origin", _node("origin:extracted")),
        (statement, "krama:claimStatus", _node("claim:claimed")),
        (statement, "prov:wasAttributedTo", _node("id:government")),
        (statement, "prov:wasGeneratedBy", ox.NamedNode("https://w3id.org/krama/activity/test/1")),
        (statement, "prov:wasDerivedFrom", passage),
        (passage, "rdf:type", _node("oa:SpecificResource")),
        (passage, "oa:hasSource", ox.NamedNode(text)),
        (passage, "oa:hasSelector", quote),
        (passage, "oa:hasSelector", position),
        (quote, "rdf:type", _node("oa:TextQuoteSelector")),
        (quote, "oa:exact", ox.Literal(f"words {key}")),
        (position, "rdf:type", _node("oa:TextPositionSelector")),
        (position, "oa:start", ox.Literal(start)),
        (position, "oa:end", ox.Literal(start + 18)),
    ]
    return [ox.Quad(subject, _node(predicate), value, graph) for subject, predicate, value in facts]


def _is_edge(quad: ox.Quad) -> bool:
    predicate = quad.predicate.value
    return (
        predicate.startswith(KRAMA)
        and predicate not in UNSTATED
        and not quad.subject.value.startswith(PREFIXES["statement"])
    )


def stated() -> list[ox.Quad]:
    """The fixture, and a Statement for every edge without one."""
    quads = list(ox.parse(path=HERE / "fixture.trig"))
    store = ox.Store()
    store.extend(quads)
    backed = {
        tuple(
            next(store.quads_for_pattern(statement.subject, _node(f"rdf:{part}"), None)).object
            for part in ("subject", "predicate", "object")
        )
        for statement in store.quads_for_pattern(None, _node("rdf:type"), _node("krama:Statement"))
    }
    edges = [quad for quad in quads if _is_edge(quad)]
    bare = [quad for quad in edges if (quad.subject, quad.predicate, quad.object) not in backed]
    return quads + [found for quad in bare for found in _evidence(quad)]


class Graph:
    """A store whose queries see the union of its graphs and know krama's prefixes."""

    def __init__(self) -> None:
        self.store = ox.Store()

    def query(self, text: str, **bindings: ox.NamedNode | ox.Literal) -> list[dict[str, ox.NamedNode | ox.Literal]]:
        """The rows of a SELECT. ``bindings`` stand as VALUES at its head, as ontology/README.md says."""
        for name, term in bindings.items():
            text = text.replace("WHERE {", f"WHERE {{ VALUES ?{name} {{ {term} }}", 1)
        found = self.store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        names = [variable.value for variable in found.variables]
        return [{name: row[name] for name in names if row[name] is not None} for row in found]

    def has(self, subject: str, predicate: str, value: str) -> bool:
        pattern = (_node(subject), _node(predicate), _node(value))
        return next(self.store.quads_for_pattern(*pattern), None) is not None

    def apply(self, path: Path) -> int:
        """Apply one rule; the number of triples it added."""
        text = path.read_text(encoding="utf-8")
        before = len(self.store)
        found = self.store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        if isinstance(found, ox.QueryTriples):
            self.store.extend([ox.Quad(*triple, INFERRED) for triple in found])
        else:
            for row in self.query(text):
                self._conclude(path, row)
        return len(self.store) - before

    def _conclude(self, path: Path, row: dict[str, ox.NamedNode | ox.Literal]) -> None:
        grounds = [term for name, term in row.items() if name.startswith("from")]
        assert grounds, f"{path.name}: a row without grounds: {row}"
        for ground in grounds:
            assert next(self.store.quads_for_pattern(ground, _node("rdf:type"), _node("krama:Statement")), None)
        edge = (row["subject"], row["predicate"], row["object"])
        if next(self.store.quads_for_pattern(*edge), None) is not None:
            return
        key = sha256(f"{path.name}{edge}".encode()).hexdigest()[:12]
        statement = ox.NamedNode(f"{PREFIXES['statement']}{key}")
        facts = [
            ("rdf:type", _node("krama:Statement")),
            ("rdf:subject", edge[0]),
            ("rdf:predicate", edge[1]),
            ("rdf:object", edge[2]),
            ("krama:confidence", ox.Literal("0.9", datatype=_node("xsd:decimal"))),
            ("krama:origin", _node("origin:inferred")),
            ("krama:claimStatus", _node("claim:claimed")),
            ("prov:wasAttributedTo", _node("id:government")),
            ("prov:wasGeneratedBy", ox.NamedNode(f"https://w3id.org/krama/activity/rules/{path.stem}/1")),
            *(("prov:wasDerivedFrom", ground) for ground in grounds),
        ]
        self.store.extend(
            [ox.Quad(*edge, INFERRED)] + [ox.Quad(statement, _node(name), value, INFERRED) for name, value in facts]
        )


@pytest.fixture(scope="session")
def graph(vocabulary: list[ox.Triple]) -> Graph:
    """The fixture with its evidence, the vocabulary, and what the rules add."""
    found = Graph()
    found.store.extend([ox.Quad(*triple, VOCABULARY) for triple in vocabulary])
    found.store.extend(stated())
    for path in sorted((ONTOLOGY / "rules").glob("*.rq")):
        found.apply(path)
    return found
