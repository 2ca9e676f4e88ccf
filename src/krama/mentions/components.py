"""The finders as spaCy components: ``nlp.add_pipe("krama_citations")`` and its siblings, found by entry point.

Each writes ``doc.spans["krama"]`` (labels are "Type/kind"), adding to what stands there, so that they can be used alone or
together in any pipeline. ``krama_sentences`` sets sentence starts and belongs before a parser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from krama.knowledge import Knowledge, load_knowledge
from krama.mentions.bodies import find_bodies
from krama.mentions.marking import cited, known
from krama.mentions.mechanisms import find_mechanisms
from krama.mentions.overlaps import settle
from krama.mentions.people import find_people, find_places
from krama.model import Found
from krama.nlp.heads import headwords
from krama.nlp.sentences import sentences
from krama.nlp.words import words_of

Component = Callable[[Doc], Doc]
_KEY = "krama"


@Language.factory("krama_sentences", assigns=["token.is_sent_start"])
def sentence_starts(nlp: Language, name: str) -> Component:
    """Sentence boundaries that know "Art. 5 para. 2 of Law No. 3"; add it before the parser."""

    def component(doc: Doc) -> Doc:
        starts = {span.start for span in sentences(doc.text)}
        for token in doc:
            token.is_sent_start = token.idx in starts or token.i == 0
        return doc

    return component


@Language.factory("krama_citations", default_config={"jurisdiction": ""}, assigns=["doc.spans"])
def citations(nlp: Language, name: str, jurisdiction: str) -> Component:
    """Instruments by the citation grammar of a data pack ("kh"; "" for the general grammar)."""
    return _component(jurisdiction, lambda doc, knowledge: cited(doc, knowledge))


@Language.factory("krama_names", default_config={"jurisdiction": ""}, assigns=["doc.spans"])
def names(nlp: Language, name: str, jurisdiction: str) -> Component:
    """Known names of the gazetteer; the curated id is the span's ``id_``."""
    return _component(jurisdiction, lambda doc, knowledge: known(doc.text, knowledge))


@Language.factory("krama_phrases", default_config={"jurisdiction": ""}, requires=["token.tag"], assigns=["doc.spans"])
def phrases(nlp: Language, name: str, jurisdiction: str) -> Component:
    """Bodies, posts, people, places and mechanisms by their form; needs part-of-speech tags."""
    return _component(jurisdiction, _phrases)


def _phrases(doc: Doc, knowledge: Knowledge) -> Iterable[Found]:
    row, heads = words_of(doc), headwords(knowledge.kinds)
    bodies = tuple(find_bodies(row, heads, frozenset()))
    posts = [found.span for found in bodies if found.kind == "post"]
    yield from bodies
    yield from find_people(row, doc.text, heads, [found.span for found in bodies], posts)
    yield from find_places(row, heads)
    yield from find_mechanisms(row, heads, frozenset())


def _component(jurisdiction: str, find: Callable[[Doc, Knowledge], Iterable[Found]]) -> Component:
    knowledge = load_knowledge(jurisdiction)

    def component(doc: Doc) -> Doc:
        spans = list(doc.spans.get(_KEY, ()))
        for found in settle(find(doc, knowledge)):
            span = doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
            if span is not None:
                label = f"{found.type}/{found.kind}"
                spans.append(Span(doc, span.start, span.end, label=label, span_id=found.entry))
        doc.spans[_KEY] = spans
        return doc

    return component
