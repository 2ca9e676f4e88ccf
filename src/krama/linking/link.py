"""The link stage: mentions joined to entities. Known things get their curated id, new things a stable one; references
("the Ministry", "this Prakas") go to what they point at; the document's own instrument, its author and its state are told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from krama.knowledge import Knowledge
from krama.knowledge.kinds import Kinds
from krama.linking.clusters import Sighting, clusters, content
from krama.linking.entries import cited_entry
from krama.linking.mint import mint
from krama.linking.owndocument import own_head, own_instrument
from krama.linking.references import Reference, find_references
from krama.model import Entity, Found, Marked, Mention, Name, Place, Reading, Span
from krama.nlp.heads import Headwords, headwords
from krama.nlp.pipeline import DEFAULT_MODEL, tagger
from krama.nlp.words import Word, words_of

_LINKS = {
    "on",
    "of",
    "for",
    "to",
    "promulgating",
    "concerning",
    "relating",
    "regarding",
    "amending",
    "guiding",
    "governing",
}
_AHEAD = 200
# kinds so wide that a reference must repeat a word of the name
_LOOSE = {"authority", "department", "group", "ngo", "company", "professional_body", "post", "service", "other"}
_UNTOLD = {"", "other", "other_instrument"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One entity with the finds that name it."""

    entity: Entity
    found: Found
    members: tuple[int, ...]


def link(marked: Marked, knowledge: Knowledge, model: str = DEFAULT_MODEL) -> Reading:
    """Join the finds of a document to entities."""
    sightings = tuple(_sightings(marked))
    groups = tuple(_entities(marked, knowledge, sightings))
    by_sighting = {index: cluster for cluster in groups for index in cluster.members}
    places: list[list[Place]] = [[] for _ in marked.passages]
    for index, sighting in enumerate(sightings):
        places[sighting.passage].append(_place(sighting, by_sighting[index].entity, knowledge.kinds))
    entities = {cluster.entity.id: cluster.entity for cluster in groups}
    own, normative = own_instrument(marked, places, entities, knowledge.kinds)
    reading = Reading(
        marked.document,
        entities,
        tuple(tuple(sorted(row, key=_order)) for row in places),
        own=own,
        normative=normative,
    )
    return _with_references(reading, marked, knowledge, headwords(knowledge.kinds), model)


def _sightings(marked: Marked) -> Iterator[Sighting]:
    for index, (passage, found) in enumerate(zip(marked.document.passages, marked.passages, strict=True)):
        for one in found:
            opened = passage.text[max(one.span.start - 1, 0) : one.span.start] == "("
            yield Sighting(index, one, passage.text[one.span.start : one.span.end], opened)


def _entities(marked: Marked, knowledge: Knowledge, sightings: Sequence[Sighting]) -> Iterator[Cluster]:
    taken: set[str] = set()
    for entry, members in _recognised(marked, knowledge, sightings):
        lead = _telling(sightings, members)
        best = _merged(sightings, members)
        known = knowledge.gazetteer.entries.get(entry)
        name = known.name if known else _title(lead, knowledge.kinds)
        made = entry or mint(best, name, marked.document.id, knowledge.jurisdiction)
        while made in taken:
            made += "-b"
        taken.add(made)
        names = dict.fromkeys(_clean(sightings[i].text) for i in members)
        seen = (sightings[i] for i in members)
        spans = {Mention(marked.document.passages[s.passage].origin(s.found.span), s.found.finder) for s in seen}
        entity = Entity(
            made,
            known.type if known else best.type,
            known.kind if known and known.kind not in _UNTOLD else best.kind,
            name,
            tuple(Name(n) for n in names if n != name),
            tuple(sorted(spans)),
            known is not None,
        )
        yield Cluster(entity, best, members)


def _recognised(
    marked: Marked, knowledge: Knowledge, sightings: Sequence[Sighting]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Clusters with the id of the curated entry that they name ("" where none); those of one entry are one."""
    entries = {s.found.entry for s in sightings if s.found.entry}
    known_names = {i: [n for n, lang in knowledge.gazetteer.entries[i].names if lang == "en"] for i in sorted(entries)}
    groups: dict[str, list[int]] = {}
    found = clusters(sightings, knowledge.country_words, known_names, own_head(marked, sightings))
    for number, members in enumerate(found):
        entry = next((sightings[i].found.entry for i in members if sightings[i].found.entry), "")
        entry = entry or cited_entry(_merged(sightings, members), _telling(sightings, members).text, knowledge)
        groups.setdefault(entry or f"/{number}", []).extend(members)
    for key, joined in groups.items():
        yield "" if key.startswith("/") else key, tuple(sorted(joined))


def _title(lead: Sighting, kinds: Kinds) -> str:
    """The preferred name of a new thing: an instrument's without the date between its number and its title."""
    found = lead.found
    name = _clean(lead.name)
    if found.type != "Instrument" or found.name or not found.number:
        return name
    kind = kinds.get(found.kind)
    if kind is not None and found.kind not in _UNTOLD and name.lower().startswith(("no", "n°", "#")):
        return f"{kind.label[:1].upper()}{kind.label[1:]} {name}"  # "No. 138" after "ILO Convention No. 182"
    at = lead.text.find(found.number)
    if at < 0:
        return name
    head = _clean(lead.text[: at + len(found.number)])
    if found.title is None or found.title.start - found.span.start < at:
        return head
    start = found.title.start - found.span.start
    title = _clean(lead.text[start : start + len(found.title)])
    link = "" if title.split()[0].lower() in _LINKS else "on "
    return f"{head} {link}{title}"


def _telling(sightings: Sequence[Sighting], members: Sequence[int]) -> Sighting:
    """The sighting with the fullest name: not an abbreviation, most words, the earliest of equals."""
    return max(
        (sightings[i] for i in members),
        key=lambda s: (not s.found.finder.startswith("acronyms"), len(s.name.split()), -s.passage, -s.found.span.start),
    )


def _merged(sightings: Sequence[Sighting], members: Sequence[int]) -> Found:
    """One find that holds what the members know together: number, date, the commonest kind."""
    finds = [sightings[i].found for i in members]
    kinds = Counter(found.kind for found in finds if found.kind not in _UNTOLD)
    numbered = [found for found in finds if found.number]
    dates = [found.date for found in finds if found.date]
    date = max(dates, key=lambda d: len(d.iso), default=None)
    lead = numbered[0] if numbered else finds[0]
    common = kinds.most_common(1)[0][1] if kinds else 0
    kind = next((f.kind for f in finds if common and kinds[f.kind] == common), lead.kind)
    return replace(lead, kind=kind, date=date, draft=all(found.draft for found in finds))


def _place(sighting: Sighting, entity: Entity, kinds: Kinds) -> Place:
    found = sighting.found
    head = sighting.text.split(" of ")[0].split(" for ")[0].rstrip("”\"')")
    plural = entity.kind != "person" and head.endswith("s") and not head.endswith(("ss", "us", "is", "Affairs"))
    return Place(
        found.span,
        entity.id,
        entity.type,
        kinds.listed(entity.kind),
        nested=found.nested,
        plural=plural,
        title=found.title,
    )


def _order(place: Place) -> tuple[int, int]:
    return place.span.start, -place.span.end


def _with_references(reading: Reading, marked: Marked, knowledge: Knowledge, heads: Headwords, model: str) -> Reading:
    """Add the places of references, each to the last entity before it that fits."""
    short = _short_names(reading, marked)
    seen: list[Place] = []
    rows = []
    docs = tagger(model).pipe(passage.text for passage in reading.document.passages)
    for doc, places in zip(docs, reading.places, strict=True):
        closed = [place.span for place in places]
        row = list(places)
        words = words_of(doc)
        row += _bare_nouns(words, closed, reading, knowledge.kinds)
        for reference in find_references(words, heads, closed):
            here = [p for p in places if p.span.end <= reference.span.start]
            before = chain(reversed(here), reversed(seen))
            ahead = [p for p in places if p.nested and 0 < p.span.start - reference.span.end < _AHEAD]
            entity = _named_ahead(reference, ahead, reading) or _resolve(reference, before, reading, short, knowledge)
            if entity:
                row.append(
                    Place(
                        reference.span,
                        entity.id,
                        entity.type,
                        knowledge.kinds.listed(entity.kind),
                        reference=True,
                        plural=reference.plural,
                    )
                )
        seen.extend(p for p in places if not p.nested or p.type == "Mechanism")
        rows.append(tuple(sorted(row, key=_order)))
    return replace(reading, places=tuple(rows))


def _bare_nouns(words: Sequence[Word], closed: Sequence[Span], reading: Reading, kinds: Kinds) -> list[Place]:
    """A noun that a mechanism of the document is named by: "deportation" where there is a "deportation procedure"."""
    named: dict[str, Entity] = {}
    for entity in sorted(reading.entities.values(), key=lambda e: e.id):
        parts = entity.name.lower().split()
        if (
            entity.type == "Mechanism"
            and len(parts) == 2
            and parts[1] in _ARRANGED
            and parts[0].endswith(("tion", "ment"))
        ):
            named.setdefault(parts[0], entity)
    found = []
    for index, word in enumerate(words):
        entity_named = named.get(word.lower)
        span = Span(word.start, word.end)
        followed = index + 1 < len(words) and words[index + 1].gap == " " and words[index + 1].tag.startswith("NN")
        if entity_named and not followed and not any(other.overlaps(span) for other in closed):
            found.append(Place(span, entity_named.id, "Mechanism", kinds.listed(entity_named.kind), reference=True))
    return found


_ARRANGED = {"procedure", "procedures", "process"}


def _named_ahead(reference: Reference, ahead: Sequence[Place], reading: Reading) -> Entity | None:
    """ "These inspections are made under the Prakas on Inspections of Agencies": the title tells which."""
    for place in ahead:
        entity = reading.entities[place.entity]
        words = content(entity.name, frozenset())
        if entity.type == reference.type == "Mechanism" and set(content(reference.head, frozenset())) <= set(words):
            return entity
    return None


def _short_names(reading: Reading, marked: Marked) -> dict[str, str]:
    """Defined short forms ("the Board") to entity ids."""
    table = {}
    for short, passage, span in marked.short_names:
        for place in reading.places[passage]:
            if place.span == span:
                table[short.lower()] = place.entity
    return table


def _resolve(
    reference: Reference,
    before: Iterable[Place],
    reading: Reading,
    short: dict[str, str],
    knowledge: Knowledge,
) -> Entity | None:
    if reference.head in short:
        return reading.entities[short[reference.head]]
    if reference.type == "Instrument" and reference.own and reading.own:
        own = reading.entities[reading.own]
        if knowledge.kinds.is_a(own.kind, reference.kind) or own.kind == reference.kind:
            return own
    if reference.head in ("government", "royal government"):
        return _government(reading, knowledge)
    nouns = set(content(reference.head, frozenset()))
    for place in before:
        entity = reading.entities[place.entity]
        if place.reference or entity.type != reference.type or (place.nested and entity.type != "Mechanism"):
            continue
        named = bool(nouns & set(content(entity.name, knowledge.country_words)))
        if reference.kind in _LOOSE and not named:
            continue
        if reference.head == "mechanism" or knowledge.kinds.is_a(entity.kind, reference.kind):
            if reference.plural and not place.plural and entity.type != "Mechanism":
                continue
            return entity
        if nouns <= set(content(entity.name, knowledge.country_words)):
            return entity
    return None


def _government(reading: Reading, knowledge: Knowledge) -> Entity | None:
    """The government that the document speaks of: its own country's, else the only one named."""
    found = [e for e in reading.entities.values() if e.type == "Actor" and "government" in e.name.lower().split()]
    own = [e for e in found if knowledge.country_words & set(e.name.lower().split()) or e.known]
    return min(own or found, key=lambda e: (-len(e.mentions), e.id), default=None)


def _clean(text: str) -> str:
    return " ".join(re.sub(r"[*“”\"]", " ", text).split()).strip(" ,.;:'")
