"""The sentence frames: cues of all relations laid over the clauses of a parsed sentence.

    verb         "X issued Y", "Y was issued by X", "the issuance of Y by X", "X, having issued Y"
    noun         "X is a member of Y", "as chair of Y", "under the leadership of X", "the Ministry's Prakas"
    preposition  "M … in accordance with Y", "Z, as amended by Y"
    adjective    "X is responsible for M"

Each frame is code once; a relation's words and the direction of its roles are its file in ``ontology/relations``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from krama.knowledge.cues import Cue, Language
from krama.model import Place, Span
from krama.relations.clauses import Clauses, Fillers
from krama.relations.grammar import Skeleton, Token

_WINDOW = 9
_CLIMB = 4
_PASSED = {"DET", "ADJ", "NUM", "ADV", "PUNCT", "AUX", "PART"}


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that found both its ends in a sentence: indices of places, and the word that it stands on."""

    cue: Cue
    subject: int
    object: int
    at: Span
    stance: str


@dataclass(frozen=True)
class CueTable:
    """Cues by frame and word, so that a sentence is read once."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    entities: tuple[Cue, ...]
    adjectives: dict[str, tuple[Cue, ...]]
    prepositions: tuple[tuple[tuple[str, ...], Cue], ...]
    nominalisations: dict[str, tuple[Cue, ...]]


def cue_table(cues: Sequence[Cue]) -> CueTable:
    """Index the cues."""

    def table(frame: str, nouns: bool = False) -> dict[str, tuple[Cue, ...]]:
        rows: dict[str, list[Cue]] = defaultdict(list)
        for cue in cues:
            if cue.frame == frame:
                for word in sorted(cue.nouns if nouns else cue.words):
                    rows[word].append(cue)
        return {word: tuple(found) for word, found in rows.items()}

    nouns = table("noun")
    return CueTable(
        verbs=table("verb"),
        nouns={word: found for word, found in nouns.items() if not word.startswith("@")},
        entities=tuple(cue for cue in cues if cue.frame == "noun" and any(w.startswith("@") for w in cue.words)),
        adjectives=table("adjective"),
        prepositions=tuple(
            (tuple(word.split()), cue)
            for cue in cues
            if cue.frame == "preposition"
            for word in sorted(cue.words, key=lambda w: (-len(w.split()), w))
        ),
        nominalisations=table("verb", nouns=True),
    )


def find_hits(
    skeleton: Skeleton,
    text: str,
    places: Sequence[Place],
    table: CueTable,
    language: Language,
    normative: bool,
    before: Fillers = (),
) -> Iterator[Hit]:
    """Every pair that a cue joins in the sentence. ``text`` and ``places`` are those of the whole passage."""
    clauses = Clauses(skeleton, language, before, tuple(_aside_fillers(skeleton, places, text, language)))
    frame = _Frames(clauses, places, table, normative, text)
    for token in skeleton.tokens:
        yield from frame.at(token)
    yield from frame.prepositions()


def _aside_fillers(
    skeleton: Skeleton, places: Sequence[Place], text: str, language: Language
) -> Iterator[tuple[int, Fillers, bool]]:
    for at, span in skeleton.asides:
        inside = tuple(i for i, place in enumerate(places) if span.contains(place.span) and not place.nested)
        words = text[span.start : span.end].strip(" ([").lower()
        if inside:
            yield at, inside, words.startswith(language.exemplifies)


@dataclass(frozen=True)
class _Frames:
    clauses: Clauses
    places: Sequence[Place]
    table: CueTable
    normative: bool
    text: str

    def at(self, token: Token) -> Iterator[Hit]:
        """Cues that stand on one word."""
        clauses, table = self.clauses, self.table
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
            for word in sorted(clauses.words(token)):
                for cue in table.verbs.get(word, ()):
                    asides = self._asides(token)
                    yield from self._pairs(
                        cue, token, clauses.role(token, cue.subject, asides), clauses.role(token, cue.object, asides)
                    )
        if token.places:
            for cue in table.entities:
                if self._is_one_of(token, cue):
                    yield from self._pairs(
                        cue, token, clauses.noun_role(token, cue.subject), clauses.noun_role(token, cue.object)
                    )
        elif token.pos in ("NOUN", "PROPN"):
            for word in self._noun_words(token):
                for cue in table.nouns.get(word, ()):
                    yield from self._pairs(
                        cue, token, clauses.noun_role(token, cue.subject), clauses.noun_role(token, cue.object)
                    )
                for cue in table.nominalisations.get(word, ()):
                    asides = self._asides(token)
                    yield from self._pairs(
                        cue, token, clauses.noun_role(token, cue.subject, asides),
                        clauses.noun_role(token, cue.object, asides),
                    )  # fmt: skip
        if token.pos in ("ADJ", "VERB") and token.lemma in table.adjectives:
            for cue in table.adjectives[token.lemma]:
                yield from self._pairs(cue, token, self._said_of(token), self._prep_of(token, cue.object))

    def _noun_words(self, token: Token) -> list[str]:
        """Forms under which a cue may name the noun: alone, and with the adjective or noun before it."""
        before = [c for c in self.clauses.skeleton.of(token, "amod", "compound", "nmod") if not c.places]
        alone = {token.lemma, token.text.lower()}
        return sorted(alone | {f"{c.text.lower()} {word}" for c in before for word in alone})

    def prepositions(self) -> Iterator[Hit]:
        """Cues of several words between two phrases."""
        tokens = self.clauses.skeleton.tokens
        lowers = [token.text.lower() for token in tokens]
        taken: set[tuple[int, str]] = set()
        for words, cue in self.table.prepositions:
            for start in range(len(tokens) - len(words)):
                if tuple(lowers[start : start + len(words)]) != words or any(
                    t.places for t in tokens[start : start + len(words)]
                ):
                    continue
                if (start, cue.name) in taken:
                    continue
                taken.add((start, cue.name))
                after = start + len(words)
                target = self._object_after(after, cue)
                if target:
                    other = self._other(cue, tokens[start], start)
                    if cue.also:
                        other = tuple(i for i in other if self._says(i, cue.also))
                    subject, object_ = (other, target) if cue.object == "object" else (target, other)
                    yield from self._pairs(cue, tokens[start], subject, object_, tokens[after - 1])

    def _other(self, cue: Cue, token: Token, start: int) -> Fillers:
        role = cue.subject if cue.object == "object" else cue.object
        tokens = self.clauses.skeleton.tokens
        types = cue.subject_types if cue.object == "object" else cue.object_types
        if role == "before":
            at = start - 1
            while at >= 0 and tokens[at].pos in ("PUNCT",) and start - at < 3:
                at -= 1
            return tokens[at].places if at >= 0 else ()
        verb = self.clauses.governor(token)
        if role == "clause" and start and self._fitting(tokens[start - 1].places, types):
            return self._fitting(tokens[start - 1].places, types)
        if role in ("clause", "clause-subject"):
            found = self._fitting(self.clauses.noun_role(token, role), types)
            if not found and token.tag == "VBN" and verb is not None:
                found = self._fitting(self.clauses.role(verb, "patient|agent"), types)
            return found
        for _ in range(_CLIMB):
            if verb is None:
                return ()
            found = self._fitting(self.clauses.role(verb, role), types)
            if found or verb.dep not in ("advcl", "pcomp", "xcomp", "acl"):
                return found
            verb = self.clauses.governor(self.clauses.skeleton.up(verb))
        return ()

    def _object_after(self, at: int, cue: Cue) -> Fillers:
        """The first phrase with places after a preposition; only small words may stand between."""
        tokens = self.clauses.skeleton.tokens
        language = self.clauses.language
        for token in tokens[at : at + _WINDOW]:
            found = self.clauses.fill(token) if token.places or self._glossed(token) else ()
            if found:
                return found
            small = (
                token.pos in _PASSED or token.lemma in ("of", "or", "and", "follow", "under") or token.text.isdigit()
            )
            if not small and token.lemma not in language.transparent and token.lemma not in ("article", "national"):
                return ()
        return ()

    def _says(self, index: int, words: frozenset[str]) -> bool:
        span = self.places[index].span
        return not words.isdisjoint(self.text[span.start : span.end].lower().split())

    def _glossed(self, token: Token) -> bool:
        """Whether the noun is explained in parentheses: "the National Law (Law on X, 2008)"."""
        return token.pos in ("NOUN", "PROPN") and any(at == token.index for at, _, _ in self.clauses.asides)

    def _said_of(self, token: Token) -> Fillers:
        skeleton = self.clauses.skeleton
        head = skeleton.up(token)
        if token.dep in ("acomp", "attr", "oprd") or (head.pos in ("VERB", "AUX") and token.dep != "amod"):
            return self.clauses.subject(head)
        return self.clauses.fill(head) if head.places else ()

    def _prep_of(self, token: Token, names: str) -> Fillers:
        skeleton = self.clauses.skeleton
        for name in names.split("|"):
            for prep in skeleton.of(token, "prep"):
                if prep.text.lower() != name:
                    continue
                found = self.clauses._objects_of(prep)
                if found:
                    return found
        return ()

    def _asides(self, token: Token) -> Fillers:
        """Places in the parentheses after ``token``."""
        return tuple(
            index
            for at, span in self.clauses.skeleton.asides
            if at >= token.index
            for index, place in enumerate(self.places)
            if span.contains(place.span) and not place.nested
        )

    def _is_one_of(self, token: Token, cue: Cue) -> bool:
        place = self.places[token.places[0]]
        return f"@{place.type}" in cue.words or f"@{place.type}:{place.kind}" in cue.words

    def _fitting(self, fillers: Fillers, types: Sequence[str]) -> Fillers:
        return tuple(i for i in fillers if fits(self.places[i], types))

    def _pairs(
        self, cue: Cue, token: Token, subjects: Fillers, objects: Fillers, end: Token | None = None
    ) -> Iterator[Hit]:
        subjects, objects = self._fitting(subjects, cue.subject_types), self._fitting(objects, cue.object_types)
        if not subjects or not objects:
            return
        stance = self.clauses.stance(token, self.normative)
        if stance == "none":
            return
        at = Span(token.start, (end or token).end)
        for subject in subjects:
            for object_ in objects:
                if self.places[subject].entity != self.places[object_].entity:
                    yield Hit(cue, subject, object_, at, cue.claim or stance)


def fits(place: Place, types: Sequence[str]) -> bool:
    """Whether a place is of one of the types ("Actor", "Actor:person")."""
    return place.type in types or f"{place.type}:{place.kind}" in types
