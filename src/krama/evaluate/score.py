"""How annotations are compared with gold ones: mentions, entities, attributes, kinds, relations.

The counting of the annotation guidelines: mentions are the outermost ones and match when spans of one type overlap by half
of their union; entities are paired one to one so that shared mentions are most; a relation counts at the level of paired
entities, once a document, and with evidence where the two spans overlap and the system's is no longer than a sentence.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

Annotations = Mapping[str, Any]
_Span = tuple[int, int]
_Named = tuple[int, int, str]
_Key = tuple[str, str, str]

FIGURES = ("mention", "entity", "attributes", "kind", "relation", "relation with evidence")
_SYMMETRIC = {"cooperatesWith"}
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Count:
    """True positives, how many the system gave, how many the gold has."""

    hit: int = 0
    system: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.hit + other.hit, self.system + other.system, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.hit / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.system + self.gold) if self.system + self.gold else 0.0


Scores = dict[str, Count]


def score(gold: Annotations, system: Annotations) -> Scores:
    """Counts by figure: those of ``FIGURES``, and "mention/TYPE", "entity/TYPE", "relation/PREDICATE"."""
    pairs = tuple(_matches(gold, system))
    paired = _pair_entities(pairs)
    scores: Scores = {}
    scores.update(_mentions(gold, system, pairs))
    scores.update(_entities(gold, system, paired))
    scores["attributes"], scores["kind"] = _attributes(gold, system, paired)
    scores.update(_relations(gold, system, paired))
    return scores


def total(all_scores: Iterable[Scores]) -> Scores:
    """Micro-average: the counts of several documents added up."""
    summed: dict[str, Count] = defaultdict(Count)
    for scores in all_scores:
        for name, count in scores.items():
            summed[name] += count
    return dict(summed)


def _overlap(a: _Named, b: _Named) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def _spans(annotations: Annotations) -> dict[str, list[_Named]]:
    found: dict[str, list[_Named]] = defaultdict(list)
    for entity in annotations["entities"]:
        for start, end in {(int(m[0]), int(m[1])) for m in entity["mentions"]}:
            found[entity["type"]].append((start, end, entity["id"]))
    return found


def _outermost(spans: Mapping[str, Iterable[_Named]]) -> set[_Span]:
    kept, reach = set(), -1
    for start, end in sorted({row[:2] for rows in spans.values() for row in rows}, key=lambda s: (s[0], -s[1])):
        if end > reach:
            kept.add((start, end))
            reach = end
    return kept


def _matches(gold: Annotations, system: Annotations) -> Iterator[tuple[str, _Named, _Named]]:
    """One-to-one pairs of mentions of one type, the best overlaps first."""
    theirs = _spans(system)
    for kind, ours in _spans(gold).items():
        rows = [(_overlap(g, s), g, s) for g in ours for s in theirs.get(kind, ())]
        used: set[tuple[str, _Named]] = set()
        for _, g, s in sorted((r for r in rows if r[0] >= 0.5), key=lambda r: (-r[0], r[1], r[2])):
            if ("gold", g) not in used and ("system", s) not in used:
                used |= {("gold", g), ("system", s)}
                yield kind, g, s


def _pair_entities(pairs: Iterable[tuple[str, _Named, _Named]]) -> dict[str, str]:
    """Gold id → system id, so that the mentions they share are most."""
    graph = nx.Graph()
    for (g, s), weight in sorted(Counter((g[2], s[2]) for _, g, s in pairs).items()):
        graph.add_edge(("gold", g), ("system", s), weight=weight)
    found = (dict(edge) for edge in nx.max_weight_matching(graph))
    return {ends["gold"]: ends["system"] for ends in found}


def _mentions(gold: Annotations, system: Annotations, pairs: Iterable[tuple[str, _Named, _Named]]) -> Scores:
    ours, theirs = _spans(gold), _spans(system)
    outer_ours, outer_theirs = _outermost(ours), _outermost(theirs)
    hits = Counter(kind for kind, g, s in pairs if g[:2] in outer_ours and s[:2] in outer_theirs)
    scores: dict[str, Count] = defaultdict(Count)
    for kind in sorted({*ours, *theirs}):
        count = Count(
            hits[kind],
            sum(row[:2] in outer_theirs for row in theirs.get(kind, ())),
            sum(row[:2] in outer_ours for row in ours.get(kind, ())),
        )
        scores[f"mention/{kind}"] = count
        scores["mention"] += count
    return dict(scores)


def _entities(gold: Annotations, system: Annotations, paired: Mapping[str, str]) -> Scores:
    scores: dict[str, Count] = defaultdict(Count)
    for kind in sorted({entity["type"] for side in (gold, system) for entity in side["entities"]}):
        ids = [entity["id"] for entity in gold["entities"] if entity["type"] == kind]
        given = sum(entity["type"] == kind for entity in system["entities"])
        scores[f"entity/{kind}"] = count = Count(sum(one in paired for one in ids), given, len(ids))
        scores["entity"] += count
    return dict(scores)


def _attributes(gold: Annotations, system: Annotations, paired: Mapping[str, str]) -> tuple[Count, Count]:
    theirs = {entity["id"]: entity for entity in system["entities"]}
    values, kinds = Count(), Count()
    for entity in gold["entities"]:
        other = theirs[paired[entity["id"]]] if entity["id"] in paired else None
        if other is not None:
            kinds += Count(int(entity.get("kind") == other.get("kind")), 1, 1)
        if entity["type"] != "Instrument":
            continue
        for name in ("number", "date"):
            want, have = entity.get(name), other.get(name) if other is not None else None
            same = bool(want and have) and _plain(name, str(want)) == _plain(name, str(have))
            values += Count(int(same), int(bool(have)), int(bool(want)))
    return values, kinds


def _plain(name: str, value: str) -> str:
    """A number's letters and digits, case folded, digits of any script as 0–9; a date as it is."""
    if name == "date":
        return value
    folded = unicodedata.normalize("NFKC", value).casefold()
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)
    return "".join(c for c in digits if unicodedata.category(c)[0] in "LMN")


def _relations(gold: Annotations, system: Annotations, paired: Mapping[str, str]) -> Scores:
    ours = _keys(gold, {entity["id"]: entity["id"] for entity in gold["entities"]})
    theirs = _keys(system, {s: g for g, s in paired.items()})
    hits = ours.keys() & theirs.keys()
    scores: Scores = {"relation": Count(len(hits), len(theirs), len(ours))}
    for predicate in sorted({key[1] for key in (*ours, *theirs)}):
        scores[f"relation/{predicate}"] = Count(
            *(sum(key[1] == predicate for key in keys) for keys in (hits, theirs, ours))
        )
    shown = sum(any(_shows(a, b) for a in ours[key] for b in theirs[key]) for key in hits)
    scores["relation with evidence"] = Count(shown, len(theirs), len(ours))
    return scores


def _keys(annotations: Annotations, names: Mapping[str, str]) -> dict[_Key, list[_Span | None]]:
    """Relations by (subject, predicate, object) in gold ids, "?ID" for an unpaired end, with their evidence."""
    found: dict[_Key, list[_Span | None]] = defaultdict(list)
    for relation in annotations["relations"]:
        ends = [names.get(relation[end], "?" + relation[end]) for end in ("subject", "object")]
        if relation["predicate"] in _SYMMETRIC:
            ends.sort()
        span = relation.get("evidence")
        found[ends[0], relation["predicate"], ends[1]].append((span[0], span[1]) if span else None)
    return found


def _shows(gold: _Span | None, system: _Span | None) -> bool:
    if not gold or not system or min(gold[1], system[1]) <= max(gold[0], system[0]):
        return False
    return system[1] - system[0] <= max(_LONGEST, 2 * (gold[1] - gold[0]))
