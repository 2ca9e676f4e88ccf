"""The relate stage: every frame over every passage, then one edge for what is said, with its evidence.

sentences → skeletons → sentence frames, names inside names, structure → most specific → evidence
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from krama.knowledge import Knowledge
from krama.model import ClaimStatus, Place, Reading, Relation, Rule, Span
from krama.nlp.pipeline import DEFAULT_MODEL, parser
from krama.nlp.sentences import sentences
from krama.relations.evidence import evidence
from krama.relations.frames import Hit, cue_table, find_hits
from krama.relations.grammar import Skeleton, parse
from krama.relations.names import find_in_names
from krama.relations.stated import Stated
from krama.relations.structure import find_structure

# what an edge of the first relation makes needless between the same two
_INCLUDES = {
    "responsibleFor": ("participatesIn",),
    "heads": ("memberOf", "partOf", "responsibleFor", "participatesIn"),
    "memberOf": ("partOf", "cooperatesWith", "participatesIn"),
    "partOf": ("cooperatesWith",),
    "party": ("issuedBy", "draftedBy"),
    "issuedBy": ("draftedBy",),
    "amends": ("basedOn", "implements", "cites"),
    "repeals": ("basedOn", "amends", "implements"),
    "promulgates": ("issuedBy", "implements", "basedOn", "governs"),
    "establishes": ("governs", "responsibleFor", "participatesIn"),
}
_SYMMETRIC = {"cooperatesWith"}
_NAME_CONFIDENCE = 0.85
_LONGEST = 220  # words of one sentence that the parser is given


def find_relations(reading: Reading, knowledge: Knowledge, model: str = DEFAULT_MODEL) -> tuple[Relation, ...]:
    """Edges that a document states, with evidence, one for each subject, predicate, object and sentence."""
    versions = {cue.name: cue for cue in knowledge.cues}
    stated = [*_from_sentences(reading, knowledge, model), *find_structure(reading, knowledge.structure)]
    kept = _most_specific(one for one in stated if _possible(one, reading))
    relations = []
    for one in sorted(set(kept)):
        found = evidence(reading.document, one.passage, one.span, one.core, one.lead)
        if found is None:
            continue
        cue = versions.get(one.rule)
        relations.append(
            Relation(
                one.subject,
                one.predicate,
                one.object,
                found,
                Rule(one.rule, cue.version if cue else knowledge.digest[:12]),
                cue.confidence if cue else _NAME_CONFIDENCE,
                "planned" if one.claim == "planned" else "stated" if reading.normative else "claimed",
            )
        )
    return tuple(relations)


def _from_sentences(reading: Reading, knowledge: Knowledge, model: str) -> Iterator[Stated]:
    table = cue_table(knowledge.cues)
    inner = [cue for cue in knowledge.cues if cue.frame in ("title", "post")]
    nlp = parser(model)
    before: tuple[str, ...] = ()
    for index, (passage, places) in enumerate(zip(reading.document.passages, reading.places, strict=True)):
        if passage.kind == "heading":
            before = ()
        for hit in find_in_names(passage.text, places, inner):
            yield _stated(index, places, hit, _sentence_of(passage.text, places, hit.at))
        outer = [(i, p) for i, p in enumerate(places) if not p.nested]
        for sentence in sentences(passage.text, (p.span for _, p in outer)):
            inside = [(i, p) for i, p in outer if sentence.contains(p.span)]
            if not inside or len(passage.text[sentence.start : sentence.end].split()) > _LONGEST + 8 * len(inside):
                continue
            skeleton = parse(nlp, passage.text, sentence, inside)
            it = tuple(i for i, p in enumerate(places) if p.entity in before and p.span.end <= sentence.start)[-1:]
            for hit in find_hits(skeleton, passage.text, places, table, knowledge.language, reading.normative, it):
                yield _stated(index, places, hit, sentence)
            before = _topic(skeleton, places) or before


def _topic(skeleton: Skeleton, places: Sequence[Place]) -> tuple[str, ...]:
    """Entities that "it" in the next sentence may mean: the subject of the main clause."""
    for token in skeleton.tokens:
        if token.dep in ("nsubj", "nsubjpass") and token.places:
            return tuple(places[i].entity for i in token.places)
    return ()


def _sentence_of(text: str, places: Sequence[Place], span: Span) -> Span:
    for sentence in sentences(text, (p.span for p in places)):
        if sentence.contains(span):
            return sentence
    return span


def _stated(index: int, places: Sequence[Place], hit: Hit, sentence: Span) -> Stated:
    core = hit.at.cover(places[hit.subject].span).cover(places[hit.object].span)
    if not sentence.contains(core):
        core = hit.at.cover(_inside(places, hit, sentence)) if sentence.contains(hit.at) else sentence
    claim: ClaimStatus = "planned" if hit.stance == "planned" else "claimed"
    return Stated(
        places[hit.subject].entity, hit.cue.predicate, places[hit.object].entity, index, sentence, core, hit.cue.name, claim
    )  # fmt: skip


def _inside(places: Sequence[Place], hit: Hit, sentence: Span) -> Span:
    spans = [places[i].span for i in (hit.subject, hit.object) if sentence.contains(places[i].span)]
    return spans[0] if spans else hit.at


_ENDS = {"holdsPost": ({"person"}, {"post"})}
_ACTORS = {"memberOf", "holdsPost", "cooperatesWith"}


def _possible(one: Stated, reading: Reading) -> bool:
    """Whether the ends are of the classes that the relation joins, and two things."""
    subject, object_ = reading.entities.get(one.subject), reading.entities.get(one.object)
    if subject is None or object_ is None or subject.id == object_.id:
        return False
    if one.predicate in _ACTORS and not subject.type == object_.type == "Actor":
        return False
    of_subject, of_object = _ENDS.get(one.predicate, (None, None))
    if (of_subject and subject.kind not in of_subject) or (of_object and object_.kind not in of_object):
        return False
    return not (one.predicate in ("memberOf", "partOf", "heads") and object_.kind in ("person", "post"))


def _most_specific(stated: Iterable[Stated]) -> Iterator[Stated]:
    """Drop what a more specific edge between the same two says already, and second firings on one sentence."""
    by_pair: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = sorted(stated, key=_preference)
    for one in rows:
        if one.claim != "planned":
            by_pair[one.subject, one.object].add(one.predicate)
    weaker = {
        (pair, weak)
        for pair, predicates in by_pair.items()
        for strong in predicates
        for weak in _INCLUDES.get(strong, ())
    }
    seen: set[tuple[str, str, str, int, Span]] = set()
    for one in rows:
        if ((one.subject, one.object), one.predicate) in weaker:
            continue
        ends = tuple(sorted((one.subject, one.object))) if one.predicate in _SYMMETRIC else (one.subject, one.object)
        key = (ends[0], one.predicate, ends[1], one.passage, one.span)
        if key not in seen:
            seen.add(key)
            yield one


def _preference(one: Stated) -> tuple[str, str, str, int, Span, bool, str]:
    return one.subject, one.predicate, one.object, one.passage, one.span, one.claim == "planned", one.rule
