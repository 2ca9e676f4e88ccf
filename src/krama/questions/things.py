"""The named things of a graph: what questions may be about, read from the store in a few queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from krama.knowledge.vocabulary import KIND, KRAMA
from krama.store.queries import Queries
from krama.store.table import value

TYPES = ("Actor", "Instrument", "Mechanism", "Place", "Topic", "Provision")

_DESCRIBED = """
SELECT DISTINCT ?thing ?type ?kind WHERE {
  ?thing a ?type .
  FILTER(?type IN (krama:Actor, krama:Instrument, krama:Mechanism, krama:Place, krama:Topic, krama:Provision))
  FILTER(!isBlank(?thing))
  OPTIONAL { ?thing krama:kind ?kind }
}"""

_SPOKEN_OF = """
SELECT DISTINCT ?thing ?document WHERE {
  GRAPH ?document { ?thing a ?type }
  FILTER(?type IN (krama:Actor, krama:Instrument, krama:Mechanism, krama:Place, krama:Topic, krama:Provision))
  FILTER(STRSTARTS(STR(?document), "https://w3id.org/krama/document/"))
}"""

_NAMED = """
SELECT DISTINCT ?thing ?role ?name WHERE {
  ?thing a ?type .
  FILTER(?type IN (krama:Actor, krama:Instrument, krama:Mechanism, krama:Place, krama:Topic, krama:Provision))
  ?thing ?role ?name .
  FILTER(?role IN (skos:prefLabel, skos:altLabel, skos:hiddenLabel, krama:number, krama:date))
}"""

_REGULATED = """
SELECT DISTINCT ?thing ?other WHERE { { ?thing krama:governs ?other } UNION { ?thing krama:establishes ?other } }"""

_STATED = """
SELECT ?thing (COUNT(DISTINCT ?statement) AS ?count) WHERE {
  { ?statement a krama:Statement ; rdf:subject ?thing } UNION { ?statement a krama:Statement ; rdf:object ?thing }
  FILTER(isIRI(?thing))
} GROUP BY ?thing"""

_ROLES = {"prefLabel": 0, "altLabel": 1, "hiddenLabel": 2}


@dataclass(frozen=True, slots=True)
class Thing:
    """One entity of the graph. ``name`` is its preferred name in English where it has one; ``names`` are all others.
    ``regulates`` are IRIs of what it governs or establishes, by which an instrument without a title is called ("the decree
    on the committee"). ``documents`` are IRIs of those that name it. ``facts`` counts the Statements that have it at one end."""

    iri: str
    type: str
    kind: str
    name: str
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    facts: int = 0
    regulates: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def read_things(graph: Queries) -> dict[str, Thing]:
    """Every entity of the graph by its IRI, in the order of IRIs."""
    types: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in graph.select(_DESCRIBED):
        iri = value(row["thing"])
        types[iri].add(value(row["type"]))
        if "kind" in row:
            kinds[iri].add(value(row["kind"]))
    names: dict[str, set[tuple[int, bool, str]]] = defaultdict(set)
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in graph.select(_NAMED):
        iri, role, name = value(row["thing"]), value(row["role"]).rsplit("#", 1)[-1], row["name"]
        if role in _ROLES:
            names[iri].add((_ROLES[role], (getattr(name, "language", None) or "en") != "en", value(name)))
        else:
            values[iri, role].add(value(name))
    counts = Counter({value(row["thing"]): int(value(row["count"])) for row in graph.select(_STATED) if "thing" in row})
    regulated: dict[str, set[str]] = defaultdict(set)
    for row in graph.select(_REGULATED):
        regulated[value(row["thing"])].add(value(row["other"]))
    documents: dict[str, set[str]] = defaultdict(set)
    for row in graph.select(_SPOKEN_OF):
        documents[value(row["thing"])].add(value(row["document"]))
    return {
        iri: _thing(iri, types[iri], kinds[iri], names[iri], values, counts[iri], regulated[iri], documents[iri])
        for iri in sorted(types)
    }


def _thing(
    iri: str,
    types: set[str],
    kinds: set[str],
    names: set[tuple[int, bool, str]],
    values: dict[tuple[str, str], set[str]],
    facts: int,
    regulated: set[str],
    documents: set[str],
) -> Thing:
    ordered = [name for _, _, name in sorted(names)] or [iri.rsplit("/", 1)[-1]]
    type_ = next(name for name in TYPES if KRAMA[name] in types)
    kind = min(kinds, default="")
    return Thing(
        iri=iri,
        type=type_,
        kind=KIND.local(kind) if kind in KIND else kind,
        name=ordered[0],
        names=tuple(dict.fromkeys(ordered[1:])),
        numbers=_fullest(values.get((iri, "number"), ()), (" ", "/", ".")),
        dates=_fullest(values.get((iri, "date"), ()), ("-",)),
        facts=facts,
        regulates=tuple(sorted(regulated)),
        documents=tuple(sorted(documents)),
    )


def _fullest(texts: Iterable[str], joints: tuple[str, ...]) -> tuple[str, ...]:
    """Values without those that are only the beginning of another one ("2013" beside "2013-09-23")."""
    known = sorted(texts)
    return tuple(
        t for t in known if not any(o != t and o.startswith(t) and o[len(t) :].startswith(joints) for o in known)
    )
