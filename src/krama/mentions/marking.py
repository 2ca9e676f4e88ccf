"""The mark stage: every passage's finds, settled; abbreviations that the text introduces, found again.

tags → citations, known names, bodies, people, places, mechanisms → settle → abbreviations → settle
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from krama.knowledge import Knowledge
from krama.mentions.bodies import find_bodies
from krama.mentions.citations import find_articles, find_citations
from krama.mentions.enumerations import find_enumerated
from krama.mentions.issued import find_issued
from krama.mentions.mechanisms import find_mechanisms
from krama.mentions.overlaps import settle
from krama.mentions.people import find_companies, find_people, find_places, signatories
from krama.mentions.states import acting
from krama.model import Article, Document, Found, Marked, Passage, Span
from krama.nlp.heads import Headwords, headwords
from krama.nlp.pipeline import DEFAULT_MODEL, tagger
from krama.nlp.words import Word, words_of

_LINKS = {"of", "for", "and", "the", "on", "in", "to", "against", "de", "des", "du"}
# "(NCCT)", "(hereinafter referred to as “the NCCT”)": what a name's parenthesis introduces
_INTRODUCED = re.compile(
    r"\s*[(\[,]\s*(?:(?:hereinafter|hereafter|henceforth|from now on|also|otherwise)\s*,?\s*)?"
    r"(?:(?:referred\s+to|known|abbreviated|called|designated)\s*(?:to)?\s*(?:as)?\s*|the\s+|in\s+short\s*|in\s+this\s+\w+\s*)*"
    r"[“\"'‘]?(?:the\s+)?(?P<short>[^\W\d_][\w.&/-]*(?:\s[A-Z][\w-]*){0,3})[”\"'’]?\s*[)\],]"
)


def mark(document: Document, knowledge: Knowledge, model: str = DEFAULT_MODEL) -> Marked:
    """Find the mentions of a document."""
    heads = headwords(knowledge.kinds)
    docs = list(tagger(model).pipe(passage.text for passage in document.passages))
    finds = [
        _settled(doc, passage, document, knowledge, heads) for doc, passage in zip(docs, document.passages, strict=True)
    ]
    finds = list(signatories(document.passages, finds, heads))
    acronyms, short_names = _introduced(document, finds)
    finds = [
        settle((*found, *_again(passage.text, acronyms, found)))
        for passage, found in zip(document.passages, finds, strict=True)
    ]
    finds = [
        tuple(_spelled(one, passage.text, acronyms) for one in found)
        for passage, found in zip(document.passages, finds, strict=True)
    ]
    articles = tuple(tuple(_articles(doc, knowledge)) for doc in docs)
    return Marked(document, tuple(finds), short_names, articles)


def _settled(
    doc: Doc, passage: Passage, document: Document, knowledge: Knowledge, heads: Headwords
) -> tuple[Found, ...]:
    row = words_of(doc, passage.joined)
    lead = document.passages[passage.lead].text if passage.lead is not None else ""
    finds = settle(
        _titled((*_finds(doc, row, passage, knowledge, heads), *find_enumerated(passage, lead, heads)), doc.text, heads)
    )
    return tuple(acting(row, finds, knowledge.gazetteer, knowledge.country_words))


def _finds(
    doc: Doc, row: tuple[Word, ...], passage: Passage, knowledge: Knowledge, heads: Headwords
) -> Iterator[Found]:
    text = doc.text
    names = tuple(known(text, knowledge))
    citations = tuple(cited(doc, knowledge))
    yield from names
    yield from citations
    starts = {word.start: index for index, word in enumerate(row)}
    stops = frozenset(
        starts[found.span.start] for found in (*names, *citations) if found.span.start in starts and not _part(found)
    )
    bodies = (*find_bodies(row, heads, stops), *_spelled_out(text, row, heads))
    yield from bodies
    posts = [found.span for found in (*bodies, *names) if found.kind == "post"]
    closed = [found.span for found in (*bodies, *citations, *(k for k in names if k.kind != "person"))]
    yield from find_people(row, text, heads, closed, posts)
    yield from find_places(row, heads)
    yield from find_companies(text)
    yield from find_issued(row, heads, [found.span for found in citations])
    yield from find_mechanisms(row, heads, stops)


def _titled(finds: Sequence[Found], text: str, heads: Headwords) -> Iterator[Found]:
    """A mechanism with which a title starts is named by the whole title: "on Procedure for Recognition as a Refugee"."""
    titles = [found.title for found in finds if found.title is not None and not found.draft]
    for found in finds:
        title = next((t for t in titles if t.contains(found.span) and found.span.start - t.start <= 1), None)
        if (
            found.type == "Mechanism"
            and title is not None
            and heads.opens(text[title.start : title.end])
            and len(text[title.start : title.end].split()) <= _TITLE
        ):
            words = text[title.start : title.end].rstrip(" ”\"',.;:")
            yield replace(found, span=Span(title.start, title.start + len(words)))
        else:
            yield found


_TITLE = 18
_SHORT = re.compile(r"\s*[(\[][“\"]?(?P<short>[A-Z][A-Za-z-]{1,9}[A-Z])[”\"]?[)\]]")


def _spelled_out(text: str, row: tuple[Word, ...], heads: Headwords) -> Iterator[Found]:
    """A run of capitalised words with its abbreviation in parentheses is a name, whatever its last word: "Legal Support for
    Children and Women (LSCW)"."""
    for index, word in enumerate(row):
        match = _SHORT.match(text, word.end)
        if match is None:
            continue
        letters = [c for c in match["short"] if c.isupper()]
        first, left = index, len(letters)
        while first >= 0 and left and (row[first].capital or row[first].lower in _LINKS):
            if row[first].capital:
                left -= len([part for part in row[first].text.split("-") if part[:1].isupper()])
            if left <= 0:
                break
            if row[first].gap.strip(" &,"):
                break
            first -= 1
        if left != 0 or first < 0 or not _abbreviates(match["short"], text[row[first].start : word.end]):
            continue
        head = heads.ending_at(row, index)
        if head is None or head.type in ("Actor", "Mechanism"):
            type_, kind = (head.type, head.kind) if head and head.kind != "post" else ("Actor", "ngo")
            yield Found(Span(row[first].start, word.end), type_, kind, "bodies/spelled-out")


def _part(found: Found) -> bool:
    """Names of places stand inside other names ("Phnom Penh Municipal Court") more often than beside them."""
    return found.type == "Place"


def known(text: str, knowledge: Knowledge) -> Iterator[Found]:
    for start, end, entry_id, _ in knowledge.gazetteer.find(text):
        entry = knowledge.gazetteer.entries[entry_id]
        yield Found(Span(start, end), entry.type, entry.kind, "names/known", entry=entry_id)


def cited(doc: Doc, knowledge: Knowledge) -> Iterator[Found]:
    for citation in find_citations(doc, knowledge.grammar, knowledge.kinds, nested=True):
        yield Found(
            citation.span,
            "Instrument",
            citation.kind or "other_instrument",
            f"citations/{citation.finder}",
            number=citation.number or "",
            date=citation.date,
            draft=citation.draft,
            body=citation.body or "",
            title=citation.title,
        )


def _articles(doc: Doc, knowledge: Knowledge) -> Iterator[Article]:
    citations = find_citations(doc, knowledge.grammar, knowledge.kinds)
    for reference in find_articles(doc, citations, knowledge.grammar):
        for number in reference.numbers:
            yield Article(reference.span, number, citations[reference.citation].span)


def _spelled(found: Found, text: str, acronyms: dict[str, Found]) -> Found:
    """A post or unit of a body that is written short: "Chairperson of NCCT" is that of the National Committee."""
    if found.name or found.type != "Actor" or found.finder.startswith("acronyms"):
        return found
    name = text[found.span.start : found.span.end]
    for short, full in acronyms.items():
        plain = re.escape(short.replace(".", ""))
        if re.search(rf"\s{plain}$", name) and full.name != name:
            return replace(found, name=re.sub(rf"{plain}$", full.name, name))
    return found


def _introduced(
    document: Document, finds: Sequence[tuple[Found, ...]]
) -> tuple[dict[str, Found], tuple[tuple[str, int, Span], ...]]:
    """Short forms that the text introduces: acronyms (mentions) and defined nouns like "the Board" (not mentions)."""
    acronyms: dict[str, Found] = {}
    nouns: list[tuple[str, int, Span]] = []
    for index, (passage, found) in enumerate(zip(document.passages, finds, strict=True)):
        for one in found:
            match = _INTRODUCED.match(passage.text, one.span.end)
            if match is None:
                continue
            short = match["short"].strip()
            name = passage.text[one.span.start : one.span.end]
            inner = [passage.text[o.span.start : o.span.end] for o in found if o.nested and o.span.end == one.span.end]
            if one.kind == "post" and any(_abbreviates(short, text) for text in inner):
                continue  # "Secretary of the Department of Labour (DOL)": short for the body
            if _abbreviates(short, name):
                acronyms.setdefault(short, replace(one, name=one.name or name))
            elif (short[0].isupper() and "herein" in match.group().lower()) or match.group().lstrip().startswith(
                ("(the", "(“the", '("the', "(“The", "(hereafter")
            ):
                nouns.append((short, index, one.span))
    return acronyms, tuple(nouns)


def _abbreviates(short: str, name: str) -> bool:
    """Whether ``short`` is written like an abbreviation of ``name``: mostly capitals, its letters in order in the name."""
    letters = [c for c in short if c.isalpha()]
    if len(letters) < 2 or sum(c.isupper() for c in letters) * 2 <= len(letters) or " " in short:
        return False
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", name)).lower()
    at = 0
    for letter in (c.lower() for c in letters if c.isupper()):
        at = name.lower().find(letter, at) + 1
        if at == 0:
            return False
    return letters[0].lower() in initials


def _again(text: str, acronyms: dict[str, Found], found: Sequence[Found]) -> Iterator[Found]:
    for short, full in acronyms.items():
        written = "|".join(re.escape(form) for form in dict.fromkeys((short, short.replace(".", ""))))
        for match in re.finditer(rf"(?<![\w-])(?:{written})(?![\w])", text):
            span = Span(match.start(), match.end())
            if not any(one.span == span and one.entry for one in found):
                yield Found(span, full.type, full.kind, "acronyms/introduced", entry=full.entry, name=full.name)
