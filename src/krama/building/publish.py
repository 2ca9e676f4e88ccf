"""From the entries of documents to a published graph: load, harmonise, infer, check, switch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from krama.building.settings import version_key
from krama.errors import ShapeError
from krama.knowledge.location import graph_folder, ontology_folder
from krama.knowledge.vocabulary import CURATED_GRAPH, ENTITY_CLASSES
from krama.rdf import assemble_curated, assemble_ontology
from krama.reason import infer, load_rules
from krama.store.cache import Cache
from krama.store.draft import Draft, require_space
from krama.store.harmonise import harmonise
from krama.store.manifest import StoredDocument
from krama.store.queries import Queries
from krama.store.sources import link_sources
from krama.store.table import value
from krama.validate import Violation, check_evidence, check_merged, check_shapes, load_shapes, structural

_ENTITIES = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE {{
  VALUES ?class {{ {classes} }} ?thing a ?class }} GROUP BY ?class"""
_EDGES = """SELECT (COUNT(*) AS ?count) WHERE { SELECT DISTINCT ?s ?p ?o WHERE {
  ?statement a krama:Statement ; krama:claimStatus ?claim ; krama:origin ?origin ;
    rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  FILTER(ISIRI(?o) && ?claim != claim:planned && ?origin != origin:inferred) } }"""


@dataclass(frozen=True, slots=True)
class Figures:
    """How much the graph holds: entities by class, stated edges, quads, and what the checks warn of."""

    entities: Mapping[str, int]
    edges: int
    quads: int
    warnings: tuple[Violation, ...] = ()


def publish(store: Path, documents: Sequence[StoredDocument], *, knowledge: str, blind: bool) -> Figures:
    """Build the next version of the graph from the documents' cache entries and switch to it.

    ``knowledge`` is the digest of the ontology and the curated facts as they are on disk.
    Raises ``ShapeError`` where the curated or the merged graph breaks a shape or an edge has no evidence, and whatever
    the store raises; the published graph is then the old one.
    """
    cache, ontology = Cache(store), ontology_folder()
    require_space(store, 8 * sum(cache.path(document.entry).stat().st_size for document in documents))
    found = [] if blind else check_curated(cache, knowledge)
    _refuse(found, "the curated graph")
    curated = () if blind else assemble_curated(ontology, graph_folder())
    draft = Draft(store)
    try:
        draft.load(assemble_ontology(ontology), curated, *(cache.quads(document.entry) for document in documents))
        harmonise(draft)
        link_sources(draft, documents)
        draft.unite()
        infer(draft, load_rules(ontology / "rules"))
        merged = [*check_merged(draft, load_shapes(ontology)), *check_evidence(draft, ontology)]
        _refuse(merged, "the merged graph")
        for document in documents:
            draft.add_text(cache, document.entry)
        entities, edges = count(draft)
        manifest = draft.publish(
            key=version_key((d.entry for d in documents), knowledge, blind=blind), blind=blind, documents=documents
        )
    except BaseException:
        draft.discard()
        raise
    cache.sweep([_checked(knowledge), *(document.entry for document in documents)])
    return Figures(entities, edges, manifest.quads, tuple(sorted({*found, *merged})))


def check_curated(cache: Cache, knowledge: str) -> list[Violation]:
    """What the shapes say of the curated graph. Kept in the cache: it takes seconds and changes only with the knowledge."""
    known = cache.recall(_checked(knowledge))
    if known is None:
        ontology = ontology_folder()
        curated = assemble_curated(ontology, graph_folder())
        found = check_shapes(curated, load_shapes(ontology), CURATED_GRAPH)
        known = [asdict(violation) for violation in found]
        cache.remember(_checked(knowledge), known)
    return [Violation(**violation) for violation in known]


def _checked(knowledge: str) -> str:
    return f"curated-{version_key([], knowledge, blind=False)[:16]}"


def _refuse(violations: Iterable[Violation], what: str) -> None:
    worst = structural(violations)
    if worst:
        more = f" (and {len(worst) - 1} more)" if len(worst) > 1 else ""
        first = worst[0]
        raise ShapeError(f"{what} breaks {first.rule}{more}: {first.thing}: {first.message}; nothing was published")


def count(store: Queries) -> tuple[dict[str, int], int]:
    """Entities by class, and stated edges, each once."""
    table = store.select(_ENTITIES.format(classes=" ".join(f"krama:{name}" for name in ENTITY_CLASSES)))
    counts = {value(row[0]).rpartition("#")[2]: int(value(row[1])) for row in table.rows}
    edges = store.select(_EDGES).rows
    return {name: counts.get(name, 0) for name in ENTITY_CLASSES}, int(value(edges[0][0]))
