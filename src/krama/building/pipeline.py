"""The only list of stages: a document in, what it states out.

read → mark → link → relate, and then the values: numbers, dates, drafts, steps
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from krama.knowledge import Knowledge
from krama.linking.clusters import content
from krama.linking.link import link
from krama.linking.mint import slug
from krama.mentions.dates import find_dates
from krama.mentions.marking import mark
from krama.model import (
    Attribute,
    ClaimStatus,
    Document,
    Entity,
    Extraction,
    Marked,
    Mention,
    Reading,
    Relation,
    Rule,
    Run,
    Span,
)
from krama.nlp.pipeline import DEFAULT_MODEL, model_name
from krama.nlp.sentences import sentences
from krama.relations.evidence import evidence
from krama.relations.find import find_relations
from krama.version import __version__

_CITED = 0.95
_READ = 0.93
_TOLD = 0.8
_ISSUING = {"issuedBy/verb/issue", "issuedBy/verb/adopt-treaty", "party/verb/sign", "party/verb/sign-with"}
_SIGNED = {"agreement", "memorandum", "contract"}
_SIGNING = re.compile(r"\b(?:signed|concluded)\b")
_EDGE = 14  # passages at the start and end of a document among which its own date line is looked for
_LINE = 70


def extract(document: Document, knowledge: Knowledge, *, model: str = DEFAULT_MODEL, author: str = "") -> Extraction:
    """Everything that a document states, in krama's terms. ``author`` is the name of who speaks in it, where that is known."""
    marked = mark(document, knowledge, model)
    reading = link(marked, knowledge, model)
    relations = list(find_relations(reading, knowledge, model))
    reading = replace(reading, author=_named(reading, author, knowledge) or _author(reading, relations))
    attributes = list(_attributes(marked, reading, relations, knowledge))
    relations += _cites(reading, knowledge)
    provisions, cited = _provisions(marked, reading, knowledge)
    relations += cited
    return Extraction(
        document=document,
        entities=(*_entities(reading, relations), *provisions),
        relations=tuple(sorted(set(relations), key=_relation_order)),
        attributes=tuple(sorted(set(attributes), key=_attribute_order)),
        run=Run(__version__, knowledge.digest, model_name(model)),
        author=reading.author,
        normative=reading.normative,
    )


def _author(reading: Reading, relations: Iterable[Relation]) -> str:
    """Whose word the document is: the issuer of the instrument that it is."""
    issuers = [r for r in relations if r.predicate == "issuedBy" and r.subject == reading.own and reading.own]
    bodies = [r for r in issuers if reading.entities[r.object].kind not in ("post", "person")]
    best = max(bodies or issuers, key=lambda r: (r.confidence, -r.evidence.span.start, r.object), default=None)
    return best.object if best else ""


def _named(reading: Reading, name: str, knowledge: Knowledge) -> str:
    """The id of the entity with that name, or ""."""
    wanted = content(name, knowledge.country_words)
    names = ((e.id, n) for e in reading.entities.values() for n in (e.name, *(other.text for other in e.names)))
    return min((i for i, n in names if name and content(n, knowledge.country_words) == wanted), default="")


def _entities(reading: Reading, relations: Sequence[Relation]) -> Iterator[Entity]:
    """Entities with the mentions that count: outermost ones, and nested ones that a relation needs."""
    nested: dict[str, set[Span]] = defaultdict(set)
    outer: dict[str, set[Span]] = defaultdict(set)
    for passage, places in zip(reading.document.passages, reading.places, strict=True):
        for place in places:
            if not place.reference:
                (nested if place.nested else outer)[place.entity].add(passage.origin(place.span))
    needed: dict[str, set[Span]] = defaultdict(set)
    related = {end for relation in relations for end in (relation.subject, relation.object)}
    for relation in relations:
        for end in (relation.subject, relation.object):
            evidence_span = relation.evidence.span
            if not any(evidence_span.overlaps(span) for span in outer[end]):
                inside = [span for span in sorted(nested[end]) if evidence_span.overlaps(span)]
                needed[end].update(inside[:1])
    for entity in sorted(reading.entities.values(), key=lambda e: e.id):
        spans = outer[entity.id] | needed[entity.id]
        if not spans and entity.id in related and nested[entity.id]:
            spans = {min(nested[entity.id])}
        if not spans:
            continue
        yield replace(entity, mentions=tuple(m for m in entity.mentions if m.span in spans))


def _attributes(
    marked: Marked, reading: Reading, relations: Iterable[Relation], knowledge: Knowledge
) -> Iterator[Attribute]:
    seen: set[tuple[str, str, str]] = set()
    version = knowledge.digest[:12]
    for index, (found_row, passage) in enumerate(zip(marked.passages, marked.document.passages, strict=True)):
        by_span = {place.span: place for place in reading.places[index] if not place.reference}
        for found in found_row:
            place = by_span.get(found.span)
            if place is None or found.type != "Instrument":
                continue
            where = _sentence(passage.text, found.span)
            stated = evidence(marked.document, index, where, found.span, None)
            if stated is None:
                continue
            rule = Rule(f"attributes/{found.finder}", version)
            for name, value in (("number", found.number), ("date", found.date)):
                key = (place.entity, name, str(value if isinstance(value, str) else value and value.iso))
                if value and key not in seen:
                    seen.add(key)
                    yield Attribute(place.entity, name, value, stated, rule, _READ)  # type: ignore[arg-type]
            if found.draft and (place.entity, "status", "draft") not in seen:
                seen.add((place.entity, "status", "draft"))
                yield Attribute(place.entity, "status", "draft", stated, rule, _READ)
    yield from _dates_of_issue(reading, relations, {key[0] for key in seen if key[1] == "date"}, knowledge)
    yield from _own_date(reading, {key[0] for key in seen if key[1] == "date"}, knowledge)
    yield from _positions(reading, relations)


def _own_date(reading: Reading, dated: set[str], knowledge: Knowledge) -> Iterator[Attribute]:
    """The date line of the instrument that the document is: "Phnom Penh, 11 January 2024" above a signature or in the head."""
    passages = reading.document.passages
    if not reading.own or reading.own in dated:
        return
    tail = range(max(len(passages) - _EDGE, 0), len(passages))
    for index in (*reversed(tail), *range(min(_EDGE, len(passages)))):
        passage = passages[index]
        for start, end in pairwise([0, *passage.joined, len(passage.text)]):
            line = passage.text[start:end]
            found = find_dates(line, calendar=knowledge.grammar.calendar)
            if len(found) != 1 or len(line.strip()) > _LINE or len(found[0][0]) * 3 < len(line.strip()):
                continue
            where = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            stated = evidence(reading.document, index, where, where, None)
            if stated is not None and not any(
                place.type == "Instrument" and where.overlaps(place.span) for place in reading.places[index]
            ):
                yield Attribute(
                    reading.own, "date", found[0][1], stated, Rule("attributes/date-line", knowledge.digest[:12]), _TOLD
                )
                return


def _dates_of_issue(
    reading: Reading, relations: Iterable[Relation], dated: set[str], knowledge: Knowledge
) -> Iterator[Attribute]:
    """ "which the Government adopted in August 2011": the one date of the sentence that states the issuing."""
    for relation in relations:
        if relation.rule.name not in _ISSUING or relation.subject in dated or relation.claim == "planned":
            continue
        span = relation.evidence.span
        signed = reading.entities[relation.subject].kind in _SIGNED and _SIGNING.search(reading.document.quote(span))
        if relation.rule.name.startswith("party/") and not signed:
            continue
        named = [m.span for entity in reading.entities.values() for m in entity.mentions if m.span.overlaps(span)]
        found = [
            date
            for where, date in find_dates(reading.document.quote(span), calendar=knowledge.grammar.calendar)
            if not any(other.overlaps(Span(span.start + where.start, span.start + where.end)) for other in named)
        ]
        if len(found) == 1:
            dated.add(relation.subject)
            yield Attribute(relation.subject, "date", found[0], relation.evidence, relation.rule, _TOLD)


def _positions(reading: Reading, relations: Iterable[Relation]) -> Iterator[Attribute]:
    """The order of steps: as they stand in the text."""
    steps: dict[str, dict[str, Relation]] = defaultdict(dict)
    for relation in relations:
        if relation.predicate == "hasStep":
            steps[relation.subject].setdefault(relation.object, relation)
    for found in steps.values():
        first = {step: min((m.span.start for m in reading.entities[step].mentions), default=0) for step in found}
        for position, step in enumerate(sorted(found, key=lambda s: (first[s], s)), 1):
            relation = found[step]
            yield Attribute(step, "position", position, relation.evidence, relation.rule, relation.confidence)


def _cites(reading: Reading, knowledge: Knowledge) -> Iterator[Relation]:
    """Every instrument that the document names is cited by it (subject ""), once, at its first mention."""
    rule = Rule("cites/mention", knowledge.digest[:12])
    for entity in reading.entities.values():
        if entity.type != "Instrument" or entity.id == reading.own:
            continue
        place = _first(reading, entity.id)
        if place is None:
            continue
        index, span = place
        text = reading.document.passages[index].text
        stated = evidence(reading.document, index, _sentence(text, span), span, None)
        if stated is not None:
            yield Relation("", "cites", entity.id, stated, rule, _CITED, "stated" if reading.normative else "claimed")


def _provisions(
    marked: Marked, reading: Reading, knowledge: Knowledge
) -> tuple[tuple[Entity, ...], tuple[Relation, ...]]:
    """The articles of instruments that the document names, each cited by it once, where it is first named."""
    rule = Rule("cites/article", knowledge.digest[:12])
    entities: dict[str, Entity] = {}
    cited: dict[str, Relation] = {}
    for index, articles in enumerate(marked.articles):
        passage = marked.document.passages[index]
        for article in articles:
            place = next((p for p in reading.places[index] if p.span == article.instrument), None)
            if place is None or place.type != "Instrument":
                continue
            law = reading.entities[place.entity]
            made = f"{law.id}/article-{slug(article.number)}"
            mention = Mention(passage.origin(article.span), "citations/article")
            known = entities.get(made)
            mentions = tuple(sorted({*(known.mentions if known else ()), mention}))
            name = f"Article {article.number}, {law.name}"
            entities[made] = Entity(made, "Provision", "", name, mentions=mentions, of=law.id)
            core = article.span.cover(article.instrument)
            stated = evidence(marked.document, index, _sentence(passage.text, core), core, None)
            if stated is not None:
                claim: ClaimStatus = "stated" if reading.normative else "claimed"
                cited.setdefault(made, Relation("", "cites", made, stated, rule, _CITED, claim))
    kept = tuple(entities[made] for made in sorted(entities) if made in cited)
    return kept, tuple(cited[entity.id] for entity in kept)


def _first(reading: Reading, entity: str) -> tuple[int, Span] | None:
    for index, places in enumerate(reading.places):
        for place in places:
            if place.entity == entity and not place.reference:
                return index, place.span
    return None


def _sentence(text: str, span: Span) -> Span:
    return next((s for s in sentences(text, (span,)) if s.contains(span)), span)


def _relation_order(relation: Relation) -> tuple[str, str, str, int, int, str]:
    span = relation.evidence.span
    return relation.subject, relation.predicate, relation.object, span.start, span.end, relation.rule.name


def _attribute_order(attribute: Attribute) -> tuple[str, str, str, int]:
    value = attribute.value
    text = value if isinstance(value, str) else str(value) if isinstance(value, int) else value.iso
    return attribute.subject, attribute.predicate, text, attribute.evidence.span.start
