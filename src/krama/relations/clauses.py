"""Who does what in a skeleton: the roles around a verb or a noun, whatever the construction.

Active and passive, participles, infinitives with their controllers, coordinated verbs, nominalisations with "of" and
"by", copulas and "as" phrases all come out as the same roles: ``agent``, ``patient``, ``attr``, ``holder``, a preposition.
A role's fillers are indices of places in the passage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from krama.knowledge.cues import Language
from krama.relations.grammar import Skeleton, Token

_VERBS = {"VERB", "AUX"}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OBJECTS = ("dobj", "obj", "dative", "oprd")
_CLAUSES = {"xcomp", "advcl", "ccomp", "pcomp"}
_DEEP = 4
# before a nominalisation these give only a time: "within 90 days from the approval of the Act"
_TIMES = {"from", "after", "upon", "since", "before", "until", "following", "pending"}

Fillers = tuple[int, ...]


@dataclass(frozen=True)
class Clauses:
    """The roles of one skeleton. ``before`` are the fillers that "it" and "they" stand for; ``asides`` the parentheses: index
    of the word before, the places in it, whether it gives examples."""

    skeleton: Skeleton
    language: Language
    before: Fillers = ()
    asides: tuple[tuple[int, Fillers, bool], ...] = ()

    # -- noun phrases -------------------------------------------------------------------------------------------

    def fill(self, token: Token, depth: int = 0) -> Fillers:
        """Places that the phrase headed by ``token`` stands for, with what is coordinated with it."""
        found: list[int] = []
        for one in self.skeleton.conjuncts(token):
            found += self._fill_one(one, depth)
        return tuple(dict.fromkeys(found))

    def _fill_one(self, token: Token, depth: int) -> Fillers:
        examples = self.examples(token)
        if token.places:
            return (*token.places, *examples)
        if examples:
            return examples
        if token.tag in ("WDT", "WP") or (token.lemma == "that" and token.dep in ("nsubj", "nsubjpass")):
            return self._antecedent(token, depth)
        if token.tag in ("PRP",) and token.lemma in ("it", "they"):
            return self._subject_before(token) or self.before
        if depth > _DEEP:
            return ()
        for child in self.skeleton.of(token, "appos"):
            if child.places:
                return child.places
        for at, places, _ in self.asides:
            if at == token.index and token.pos in ("NOUN", "PROPN"):
                return places
        if token.lemma in self.language.transparent or token.lemma.rstrip("s") in self.language.transparent:
            for prep in self.skeleton.of(token, "prep"):
                if prep.lemma in ("of", "for"):
                    return self._objects_of(prep, depth + 1)
            return tuple(p for child in self.skeleton.of(token, "poss") for p in child.places)
        return ()

    def examples(self, token: Token) -> Fillers:
        """What "such as", "including" and their like add to ``token``."""
        found: list[int] = [p for at, places, given in self.asides if given and at == token.index for p in places]
        for child in self.skeleton.children[token.index]:
            text = self._phrase(child)
            if any(text.startswith(word) for word in self.language.exemplifies):
                for pobj in self._below(child, 3):
                    found += pobj.places
        return tuple(found)

    def _phrase(self, token: Token) -> str:
        row = self.skeleton.tokens
        start = token.index
        if start and row[start - 1].text.lower() == "such" and row[start].text.lower() == "as":
            start -= 1
        return " ".join(t.text.lower() for t in row[start : start + 3]) if start + 1 < len(row) else token.text.lower()

    def _below(self, token: Token, depth: int) -> Iterator[Token]:
        for child in self.skeleton.children[token.index]:
            if child.dep in ("pobj", "conj", "dobj", "appos", "pcomp"):
                yield child
                if depth:
                    yield from self._below(child, depth - 1)

    def _subject_before(self, token: Token) -> Fillers:
        """The subject of an earlier clause of the sentence, which "it" repeats."""
        for one in reversed(self.skeleton.tokens[: token.index]):
            if one.dep in ("nsubj", "nsubjpass") and one.places and self.skeleton.up(one).index < token.index:
                return one.places
        return ()

    def _antecedent(self, token: Token, depth: int) -> Fillers:
        verb = self.skeleton.up(token)
        while verb.dep not in ("relcl", "acl", "ROOT") and verb.head != verb.index:
            verb = self.skeleton.up(verb)
        if verb.dep in ("relcl", "acl") and depth <= _DEEP:
            return self._fill_one(self.skeleton.up(verb), depth + 1)
        return ()

    def _objects_of(self, prep: Token, depth: int = 0) -> Fillers:
        found: list[int] = []
        for child in self.skeleton.of(prep, "pobj", "pcomp"):
            found += self.fill(child, depth)
            if child.dep == "pcomp":
                for obj in self.skeleton.of(child, *_OBJECTS):
                    found += self.fill(obj, depth + 1)
        return tuple(dict.fromkeys(found))

    # -- verbs --------------------------------------------------------------------------------------------------

    @cached_property
    def verbs(self) -> tuple[Token, ...]:
        """Every verb of the skeleton, participles and infinitives too."""
        return tuple(t for t in self.skeleton.tokens if t.pos in _VERBS and t.dep not in ("aux", "auxpass"))

    def words(self, verb: Token) -> set[str]:
        """Forms under which a cue may name the verb: its lemma, and with its particle."""
        parts = [child.lemma for child in self.skeleton.of(verb, "prt")]
        return {verb.lemma, *(f"{verb.lemma} {part}" for part in parts)}

    def passive(self, verb: Token) -> bool:
        """Whether the verb is passive: by its auxiliary, or a bare past participle."""
        if any(True for _ in self.skeleton.of(verb, "nsubjpass", "auxpass", "csubjpass")):
            return True
        if verb.tag != "VBN":
            return False
        if verb.dep == "conj":
            head = self.skeleton.up(verb)
            return head.pos in _VERBS and self.passive(head) and not any(True for _ in self.skeleton.of(verb, "dobj"))
        return not any(child.lemma == "have" for child in self.skeleton.of(verb, "aux"))

    def subject(self, verb: Token, depth: int = 0) -> Fillers:
        """Fillers of the grammatical subject, the controller's where the verb has none of its own."""
        beside = self._beside(verb)
        if beside is not None and verb.dep in ("acl", "relcl", "advcl", "dep", "ccomp", "ROOT", "conj"):
            return self.fill(beside)
        own = [child for child in self.skeleton.of(verb, *_SUBJECTS) if child.dep != "expl"]
        if own:
            return tuple(dict.fromkeys(p for child in own for p in self.fill(child)))
        if depth > _DEEP:
            return ()
        head = self.skeleton.up(verb)
        if verb.dep == "conj" and head.pos in _VERBS:
            return self.subject(head, depth + 1)
        if verb.dep in ("acl", "relcl"):
            return self.fill(head)
        if verb.dep in _CLAUSES:
            governor = head if head.pos in _VERBS else self.skeleton.up(head)
            if governor.pos not in _VERBS:
                return self.fill(governor) if governor.places else ()
            if verb.tag == "VBG" and verb.dep != "advcl" and governor.lemma in self.language.attitudes:
                return ()
            if governor.lemma in self.language.controls_object and not self.passive(governor) and verb.dep != "advcl":
                objects = tuple(p for obj in self.skeleton.of(governor, *_OBJECTS) for p in self.fill(obj))
                if objects:
                    return objects
            return self.subject(governor, depth + 1)
        if verb.dep == "dep" and head.pos in _VERBS:
            return self.subject(head, depth + 1)
        return ()

    def _beside(self, verb: Token) -> Token | None:
        """The phrase right before a participle with "by": "the Working Group (WG), led by the Ministry"."""
        if verb.tag != "VBN" or any(True for _ in self.skeleton.of(verb, "nsubj", "nsubjpass", "aux", "auxpass")):
            return None
        at = verb.index - 1
        apart = at > 0 and self.skeleton.tokens[at].text == ","
        before = self.skeleton.tokens[at - apart] if at >= 0 else None
        if before is None or not before.places:
            return None
        return (self._set_up_in(before) if apart else None) or before

    def _set_up_in(self, whole: Token) -> Token | None:
        """What is set up in a body, of which a participle behind a comma tells: "a Board is set up in the Council, led by X"."""
        prep = self.skeleton.up(whole)
        verb = self.skeleton.up(prep)
        if whole.dep != "pobj" or prep.lemma not in ("within", "in", "under", "at"):
            return None
        if verb.places:
            return verb
        found = [*self.skeleton.of(verb, "nsubjpass"), *self.skeleton.of(verb, "dobj")]
        return next((token for token in found if token.places), None)

    def role(self, verb: Token, name: str, places_in_asides: Fillers = ()) -> Fillers:
        """Fillers of a role around a verb; ``name`` may give several, tried in order ("patient|to")."""
        for one in name.split("|"):
            found = self._verb_role(verb, one, places_in_asides)
            if found:
                return found
        return ()

    def _verb_role(self, verb: Token, name: str, asides: Fillers) -> Fillers:
        passive = self.passive(verb)
        match name:
            case "agent":
                return self._by(verb) if passive else self.subject(verb)
            case "patient":
                return self.subject(verb) if passive else self._object(verb)
            case "attr":
                return tuple(p for c in self.skeleton.of(verb, "attr", "oprd", "acomp") for p in self.fill(c))
            case "holder-body":
                return self.subject(verb)
            case "aside":
                return asides
            case "such-as":
                return tuple(p for c in self.skeleton.of(verb, *_OBJECTS) for p in self.examples(c))
            case "as-head":
                return ()
            case "xcomp":
                return tuple(
                    p
                    for c in self.skeleton.of(verb, "xcomp", "advcl")
                    for o in self.skeleton.of(c, *_OBJECTS)
                    for p in self.fill(o)
                )
            case _:
                return self._prepositional(verb, name)

    def _object(self, verb: Token) -> Fillers:
        own = tuple(p for c in self.skeleton.of(verb, *_OBJECTS) for p in self.fill(c))
        if own:
            return own
        for child in self.skeleton.of(verb, "ccomp", "xcomp"):
            # "determined Four Strategies to respond", "stipulates that the registration shall …"
            found = tuple(p for c in self.skeleton.of(child, "nsubj", "nsubjpass") for p in self.fill(c))
            if found:
                return found
        # "has issued and published the Prakas": the object of the last conjunct
        for child in self.skeleton.of(verb, "conj"):
            if child.pos in _VERBS:
                return self._object(child)
        return ()

    def _by(self, verb: Token) -> Fillers:
        found: list[int] = []
        for prep in self.skeleton.children[verb.index]:
            if prep.dep in ("agent", "prep") and prep.lemma == "by":
                found += self._objects_of(prep)
        if not found and verb.dep == "conj":
            return ()
        return tuple(found)

    def _prepositional(self, verb: Token, name: str) -> Fillers:
        holders = [verb, *self.skeleton.of(verb, *_OBJECTS, "attr", "acomp", "prt", "advmod")]
        holders += list(self.skeleton.of(verb, "nsubjpass")) if self.passive(verb) else []
        for holder in holders:
            found: list[int] = []
            for prep in self.skeleton.children[holder.index]:
                if prep.dep in ("prep", "agent", "dative", "prt", "mark") and prep.text.lower() == name:
                    found += self._objects_of(prep)
            if found:
                found += [p for c in self.skeleton.of(verb, "dep") if c.index > verb.index for p in c.places]
                return tuple(dict.fromkeys(found))
        return ()

    # -- nouns --------------------------------------------------------------------------------------------------

    def noun_role(self, noun: Token, name: str, asides: Fillers = ()) -> Fillers:
        """Fillers of a role around a noun; ``name`` may give several, tried in order."""
        for one in name.split("|"):
            found = self._noun_role(noun, one, asides)
            if found:
                return found
        return ()

    def _noun_role(self, noun: Token, name: str, asides: Fillers) -> Fillers:
        match name:
            case "self":
                return noun.places
            case "apposition":
                return noun.posts
            case "poss":
                return tuple(p for c in self.skeleton.of(noun, "poss", "nmod", "compound") for p in c.places)
            case "holder":
                return self._holder(noun)
            case "clause":
                return self._clause(noun)
            case "whole":
                verb = self.governor(noun)
                said = self._holder(noun)
                around = [self.role(verb, name) for name in ("patient", "agent")] if verb is not None else []
                return next((row for row in around if row and not set(row) & set(said)), ())
            case "clause-subject":
                verb = self.governor(noun)
                return self.subject(verb) if verb is not None else ()
            case "agent":
                by = self._by_behind(noun)
                if by is not None and (found := self._objects_of(by)):
                    return found
                return self._noun_role(noun, "by", ()) or self._noun_role(noun, "poss", ()) or self._agent_above(noun)
            case "patient":
                return self._noun_role(noun, "of", ()) or self._behind_agent(noun)
            case "aside":
                return asides
            case "examples":
                return self.examples(noun)
            case "examples-of":
                return self._owners_of_examples(noun)
            case "purpose":
                return self._purpose(noun)
            case "acl":
                return tuple(
                    dict.fromkeys(p for c in self.skeleton.of(noun, "acl") if c.tag == "VBG" for p in self._under(c))
                )
            case "between-first" | "between-rest":
                found = self._noun_role(noun, "between", ())
                return found[:1] if name == "between-first" else found[1:]
            case _:
                found_at: list[int] = []
                for prep in self.skeleton.of(noun, "prep", "agent"):
                    if prep.text.lower() == name:
                        found_at += self._objects_of(prep)
                return tuple(dict.fromkeys(found_at))

    def _behind_agent(self, noun: Token) -> Fillers:
        """ "the ratification by X of the Convention": the parser hangs the "of" on X, and sometimes the "by" on the verb."""
        by = self._by_behind(noun)
        agents = self.skeleton.of(by, "pobj") if by is not None else ()
        return next((found for agent in agents if agent.places and (found := self._noun_role(agent, "of", ()))), ())

    def _by_behind(self, noun: Token) -> Token | None:
        """The "by" right behind a noun."""
        row = self.skeleton.tokens
        return row[noun.index + 1] if noun.index + 1 < len(row) and row[noun.index + 1].lemma == "by" else None

    def _owners_of_examples(self, noun: Token) -> Fillers:
        """ "a mechanism including the page of X or the website of Y": X and Y."""
        found: list[int] = []
        for child in self.skeleton.children[noun.index]:
            if any(self._phrase(child).startswith(word) for word in self.language.exemplifies):
                for thing in self._below(child, 8):
                    for prep in self.skeleton.of(thing, "prep"):
                        if prep.lemma == "of" and not thing.places:
                            found += self._objects_of(prep)
        return tuple(dict.fromkeys(found))

    def _purpose(self, noun: Token) -> Fillers:
        """Objects of the infinitives that say what for: "assistance from X to strengthen M"."""
        verb = self.governor(noun)
        clauses = [*self.skeleton.of(noun, "acl", "relcl")]
        clauses += [*self.skeleton.of(verb, "advcl", "xcomp")] if verb is not None else []
        found: list[int] = []
        for clause in clauses:
            if clause.index > noun.index:
                for one in (clause, *self.skeleton.of(clause, "conj")):
                    found += [p for c in self.skeleton.of(one, *_OBJECTS) for p in self.fill(c)]
        return tuple(dict.fromkeys(found))

    def _under(self, token: Token) -> Iterator[int]:
        """Places anywhere under a participle, but not beyond a list mark."""
        for child in self.skeleton.children[token.index]:
            if child.index > token.index:
                yield from child.places
                yield from self._under(child)

    def _holder(self, noun: Token) -> Fillers:
        """Of whom the noun is said: copula, apposition, "as"."""
        head = self.skeleton.up(noun)
        if noun.dep == "conj":
            return self._holder(head)
        if noun.dep in ("attr", "oprd") and head.pos in _VERBS:
            subject = self.subject(head)
            objects = tuple(p for c in self.skeleton.of(head, "dobj") for p in self.fill(c))
            return objects if noun.dep == "oprd" and objects else subject
        if noun.dep == "appos":
            return self.fill(head) if not head.places else head.places
        if noun.dep == "pobj" and head.lemma == "of" and self.skeleton.up(head).lemma == "one":
            return self._holder(self.skeleton.up(head))
        if noun.dep == "pobj" and head.lemma == "as":
            before = self._before_as(head)
            if before is not None:
                return before.places
            verb = self.skeleton.up(head)
            if verb.pos not in _VERBS:
                return self.fill(verb)
            objects = tuple(p for c in self.skeleton.of(verb, "dobj") for p in self.fill(c))
            return objects if objects and head.index > verb.index and not self.passive(verb) else self.subject(verb)
        return tuple(p for c in self.skeleton.of(noun, "appos") for p in c.places)

    def _before_as(self, head: Token) -> Token | None:
        """The phrase right before "as", or before its comma: "with the Minister of Labour, X, as president"."""
        row = self.skeleton.tokens
        if head.index and row[head.index - 1].places:
            return row[head.index - 1]
        apart = head.index > 1 and row[head.index - 1].text == "," and row[head.index - 2].places
        return row[head.index - 2] if apart and self._in_with(row[head.index - 2]) else None

    def _in_with(self, token: Token) -> bool:
        return token.dep == "pobj" and self.skeleton.up(token).lemma == "with"

    def governor(self, token: Token) -> Token | None:
        """The verb of the clause that ``token`` stands in."""
        for _ in self.skeleton.tokens:
            if token.head == token.index:
                return token if token.pos in _VERBS else None
            token = self.skeleton.up(token)
            if token.pos in _VERBS and token.dep not in ("aux", "auxpass"):
                return token
        return None

    def _clause(self, token: Token) -> Fillers:
        """Who and what the clause around ``token`` is about: its patient and agent, its nominal subject's "of"."""
        near = self.skeleton.up(token)
        if near.dep == "prep":
            near = self.skeleton.up(near)
        if near.places and near.index < token.index:
            return near.places
        verb = self.governor(token)
        if verb is None:
            return ()
        found = (*self.role(verb, "patient"), *self.role(verb, "agent"), *self.role(verb, "attr"))
        for child in self.skeleton.of(verb, *_SUBJECTS, *_OBJECTS):
            for prep in self.skeleton.of(child, "prep"):
                if not child.places:
                    found += self._objects_of(prep)
        return tuple(dict.fromkeys(found))

    def _agent_above(self, noun: Token) -> Fillers:
        verb = self.governor(noun)
        above = self.skeleton.up(noun)
        if verb is None or verb.lemma in self.language.attitudes or (above.dep == "prep" and above.lemma in _TIMES):
            return ()
        return self.role(verb, "agent")

    # -- stance -------------------------------------------------------------------------------------------------

    def stance(self, token: Token, normative: bool) -> str:
        """ "" where the clause of ``token`` states, "planned" where it only announces, "none" where it denies or doubts."""
        verb: Token | None = token if token.pos in _VERBS else self.governor(token)
        planned = False
        while verb is not None:
            for child in self.skeleton.children[verb.index]:
                low = child.text.lower()
                if child.dep == "neg" or (low in self.language.negations and child.dep in ("det", "advmod", "preconj")):
                    return "none"
                if child.dep in ("aux", "mark", "advmod") and low in self.language.doubts:
                    return "none"
                if child.dep == "aux" and low in ("will", "shall", "'ll"):
                    planned = planned or not normative
                if child.dep in (*_SUBJECTS, *_OBJECTS) and any(
                    c.text.lower() in ("no", "neither") for c in self.skeleton.of(child, "det", "neg")
                ):
                    return "none"
            above = self.skeleton.up(verb)
            if verb.dep in ("xcomp", "ccomp") and above.pos in _VERBS:
                if above.lemma in self.language.plans or (above.lemma == "go" and above.tag == "VBG"):
                    planned = True
                verb = above
            elif verb.dep == "conj" and above.pos in _VERBS:
                verb = above
            elif verb.dep in ("acl",) and above.lemma in self.language.plans | {
                "plan",
                "proposal",
                "intention",
                "recommendation",
            }:
                planned, verb = True, None
            else:
                verb = None
        return "planned" if planned else ""
