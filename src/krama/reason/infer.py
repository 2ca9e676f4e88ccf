"""Apply the rules: what they add goes to ``graph/inferred``, each edge with a Statement of what it follows from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from krama.errors import KnowledgeError, UsageError
from krama.knowledge.vocabulary import CLAIM, ELI, INFERRED_GRAPH, ORG, RDF
from krama.rdf import iris
from krama.rdf import terms as t
from krama.rdf.provenance import Claim, describe, describe_rule
from krama.rdf.serialise import in_graph
from krama.reason.rules import InferenceRule
from krama.store.draft import Draft
from krama.store.table import Term, value

UNGROUNDED = frozenset((RDF["type"], ELI["type_document"], ORG["classification"]))
"""What follows from the class or the kind of a thing, neither of which has a Statement."""

_GRAPH = t.node(INFERRED_GRAPH)
_STATEMENTS = """SELECT ?statement ?confidence ?claim ?said_by WHERE {
  ?statement krama:claimStatus ?claim ; krama:confidence ?confidence ; prov:wasAttributedTo ?said_by }"""
_Edge = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a Statement lends to what follows from it."""

    confidence: float
    status: str
    said_by: frozenset[NamedNode]


def infer(draft: Draft, rules: Iterable[InferenceRule]) -> int:
    """Run the rules in order on the union of the draft's graphs; the number of triples they added.

    Raises ``KnowledgeError``, naming the rule's file, for a query that is malformed or yields what a rule may not.
    """
    grounds = _Grounds(draft)
    added = 0
    for rule in rules:
        triples = _types(draft, rule) if rule.types_only else _edges(draft, rule, grounds)
        if triples:
            draft.add(in_graph([*triples, *describe_rule(rule.rule)], _GRAPH))
            added += len(triples)
    return added


def _types(draft: Draft, rule: InferenceRule) -> list[Triple]:
    try:
        found = draft.construct(rule.query)
    except UsageError as error:
        raise KnowledgeError(f"{rule.shown}: {error}") from None
    for triple in found:
        if triple.predicate.value not in UNGROUNDED:
            name = triple.predicate.value
            raise KnowledgeError(
                f"{rule.shown}: a CONSTRUCT may add types and classifications only, not {name}; use a SELECT with ?from"
            )
        if isinstance(triple.subject, BlankNode) or not isinstance(triple.object, NamedNode):
            raise KnowledgeError(f"{rule.shown}: {triple} is not the type or kind of a named thing")
    return [triple for triple in dict.fromkeys(found) if not _known(draft, triple)]


def _known(draft: Draft, triple: Triple) -> bool:
    return next(draft.triples(_named(triple.subject), triple.predicate, triple.object), None) is not None


def _named(term: object) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term


def _edges(draft: Draft, rule: InferenceRule, grounds: _Grounds) -> list[Triple]:
    triples: list[Triple] = []
    for edge, rows in _derivations(draft, rule).items():
        sound = [row for row in rows if all(grounds.of(iri).status != "planned" for iri in row)]
        if sound and not _known(draft, Triple(*edge)):
            claim = _conclude(edge, sound, rule, grounds)
            grounds.add(claim)
            triples.append(Triple(*edge))
            triples.extend(describe(claim))
    return triples


def _derivations(draft: Draft, rule: InferenceRule) -> dict[_Edge, set[tuple[NamedNode, ...]]]:
    """Edge → the sets of Statements that it follows from, one a row."""
    try:
        table = draft.select(rule.query)
    except UsageError as error:
        raise KnowledgeError(f"{rule.shown}: {error}") from None
    missing = [name for name in ("subject", "predicate", "object") if name not in table.columns]
    origins = [name for name in table.columns if name.startswith("from")]
    if missing or not origins:
        raise KnowledgeError(f"{rule.shown}: a SELECT needs ?{missing[0] if missing else 'from'}")
    found: dict[_Edge, set[tuple[NamedNode, ...]]] = defaultdict(set)
    for row in table:
        edge = _edge(row, rule)
        ground = tuple(sorted({_statement(row[name], rule) for name in origins if name in row}, key=str))
        if not ground:
            raise KnowledgeError(f"{rule.shown}: a row without any ?from: {' '.join(map(str, edge))}")
        found[edge].add(ground)
    return found


def _edge(row: dict[str, Term], rule: InferenceRule) -> _Edge:
    subject, predicate, object_ = (row.get(name) for name in ("subject", "predicate", "object"))
    if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and isinstance(object_, NamedNode | Literal):
        return subject, predicate, object_
    raise KnowledgeError(f"{rule.shown}: a row that is no edge: {subject} {predicate} {object_}")


def _statement(term: Term, rule: InferenceRule) -> NamedNode:
    if isinstance(term, NamedNode):
        return term
    raise KnowledgeError(f"{rule.shown}: ?from must be a Statement, not {term}")


def _conclude(edge: _Edge, rows: Iterable[tuple[NamedNode, ...]], rule: InferenceRule, grounds: _Grounds) -> Claim:
    chains = [[grounds.of(iri) for iri in row] for row in rows]
    stated = any(all(ground.status == "stated" for ground in chain) for chain in chains)
    said_by = {who for chain in chains for ground in chain for who in ground.said_by}
    return Claim(
        iri=iris.statement(*edge, "inferred", rule.rule.name),
        subject=edge[0],
        predicate=edge[1],
        object=edge[2],
        origin="inferred",
        status="stated" if stated else "claimed",
        confidence=max(min(ground.confidence for ground in chain) for chain in chains),
        said_by=tuple(sorted(said_by, key=str)),
        activities=(iris.activity(rule.rule),),
        derived_from=tuple(sorted({iri for row in rows for iri in row}, key=str)),
    )


class _Grounds:
    """What every Statement lends to what follows from it: read in one query, then kept up to date."""

    def __init__(self, draft: Draft) -> None:
        self._found: dict[NamedNode, _Ground] = {}
        for row in draft.select(_STATEMENTS):
            iri, said_by = _named(row["statement"]), _named(row["said_by"])
            confidence, status = float(value(row["confidence"])), CLAIM.local(value(row["claim"]))
            known = self._found.get(iri)
            everybody = (known.said_by if known else frozenset()) | {said_by}
            self._found[iri] = _Ground(confidence, status, everybody)

    def of(self, iri: NamedNode) -> _Ground:
        try:
            return self._found[iri]
        except KeyError:
            raise KnowledgeError(f"a rule follows from {iri.value}, which is no whole Statement") from None

    def add(self, claim: Claim) -> None:
        """An inferred Statement is a ground for the rules after it."""
        self._found[claim.iri] = _Ground(claim.confidence, claim.status, frozenset(claim.said_by))
