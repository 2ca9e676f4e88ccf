"""Everything needed to ask one graph, read once: its things and names, its facts, the kinds, the catalogue of questions."""

from __future__ import annotations

from pathlib import Path

from krama.errors import UsageError
from krama.knowledge.kinds import Kinds, load_kinds
from krama.knowledge.location import ontology_folder
from krama.knowledge.vocabulary import KIND, PREFIXES
from krama.questions.answer import Asker, Reply
from krama.questions.ask import ask
from krama.questions.catalogue import Catalogue, Question, load_questions, unknown_question
from krama.questions.facts import Facts
from krama.questions.find import ENOUGH, Candidate, Names
from krama.questions.match import Matcher
from krama.questions.missing import nothing_near
from krama.questions.named import answer_named
from krama.questions.things import Thing, read_things
from krama.questions.words import forms, load_words, read_words
from krama.store.queries import Queries


class Desk:
    """Where questions about one graph are put."""

    def __init__(self, graph: Queries, *, min_confidence: float = 0.0, folder: Path | None = None) -> None:
        root = folder or ontology_folder()
        self.kinds: Kinds = load_kinds(root)
        self.catalogue: Catalogue = load_questions(root)
        self.asker = Asker(graph, read_things(graph), Facts(graph), self.kinds, min_confidence)
        self.names = Names(self.asker.things, load_words(root), self.kinds, self._sentences)
        self.matcher = Matcher(self.catalogue, self.names, self.kinds)

    def _sentences(self, iri: str) -> list[str]:
        return [quote.text for fact in self.asker.facts.about(iri) for quote in fact.quotes]

    def ask(self, text: str) -> Reply:
        """Answer a question in plain words; ``UsageError``, with near names, where nothing fits it."""
        return ask(text, self.asker, self.matcher, self.catalogue)

    def ask_named(self, name: str, about: str = "", *, kind: str = "", first: str = "", last: str = "") -> Reply:
        """Answer a named question. ``about`` names the thing or the words it is about.

        Raises ``UsageError`` for an unknown question, thing or kind, and where a parameter is missing.
        """
        question = self.catalogue.find(name)
        if question is None:
            raise unknown_question(name, self.catalogue)
        candidates: tuple[Candidate, ...] = ()
        if about and question.parameter("entity"):
            candidates = self.candidates(about, question)
        return answer_named(
            question,
            about,
            candidates,
            self.asker,
            self.catalogue,
            kind=self.kind(kind) if kind else "",
            first=first,
            last=last,
        )

    def candidates(self, text: str, question: Question | None = None) -> tuple[Candidate, ...]:
        """The things that a name or an IRI may mean; ``UsageError`` with near names where there is none.

        Where a question is given, things of the types it takes come first, others are left out if there is one.
        """
        thing = self.asker.things.get(expand(text))
        if thing is not None:
            return (Candidate(thing, 1.0, 1.0, True, thing.name),)
        found = self.names.find(read_words(text))
        fitting = [c for c in found if question is None or c.thing.type in question.entity_types]
        if fitting and fitting[0].score >= ENOUGH and (fitting[0].whole or not found[0].whole):
            return tuple(fitting)
        if found and found[0].score >= ENOUGH:
            return tuple(c for c in found if c.whole) or found
        raise nothing_near(text, self.names)

    def thing(self, text: str) -> Thing:
        """The one thing that a name or an IRI means; ``UsageError`` where none, or several alike, may be meant."""
        found = self.candidates(text)
        best = found[0]
        alike = [c for c in found if c.score > best.score - 0.02 and c.whole == best.whole]
        if len(alike) > 1 and not (best.whole and best.thing.facts and not any(c.thing.facts for c in alike[1:])):
            names = "; ".join(f"{c.thing.name} ({short(c.thing.iri)})" for c in alike[:5])
            raise UsageError(f"{text!r} may mean several things, name one of them: {names}")
        return best.thing

    def kind(self, text: str) -> str:
        """The kind that a word means ("prakas", "kind:prakas"); ``UsageError`` with near ones where there is none."""
        name = expand(text)
        name = KIND.local(name) if name in KIND else name.strip().casefold().replace(" ", "_").replace("-", "_")
        if name in self.kinds:
            return name
        wanted = forms(text)
        for kind in self.kinds.all():
            if wanted in {forms(word) for word in kind.headwords("en")}:
                return kind.id
        from rapidfuzz import process

        near = [found for found, _, _ in process.extract(name, [kind.id for kind in self.kinds.all()], limit=4)]
        raise UsageError(f"no kind is called {text!r}; near: {', '.join(near)}")


def expand(name: str) -> str:
    """The IRI that ``prefix:name`` or ``<iri>`` means; other text as it is."""
    name = name.strip()
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def short(iri: str) -> str:
    """``prefix:name`` where a prefix of krama fits, else the IRI."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and len(iri) > len(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri
