"""A sentence parsed with its mentions masked.

Legal sentences are long, and the names in them longer. Before the parser sees one, every mention becomes a single plain
word ("the Ministry", "Law", "Programme"), a coordinated list of like mentions one word too, and what stands in
parentheses is taken out. The parse is then of the sentence's skeleton, and each of its words knows which entities it
stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc

from krama.model import Place, Span

_MASK = {
    "Actor": "Ministry",
    "Instrument": "Law",
    "Mechanism": "Programme",
    "Place": "Geneva",
    "Provision": "Article",
    "Topic": "Subject",
}
_PLURAL = {
    "Actor": "Ministries",
    "Instrument": "Laws",
    "Mechanism": "Programmes",
    "Place": "Provinces",
    "Provision": "Articles",
    "Topic": "Subjects",
}
_JOIN = re.compile(
    r"[\s“”\"]*(?:,|;)?[\s“”\"]*(?:\b(?:and|or|and/or|as well as|along with|together with)\b|&|/)?\s*(?:\bof\b)?\s*"
    r"(?:(?:the|its|their|a|an|his|her|other|national|international|and|relevant|domestic|"
    r"foreign|both|his excellency|h\.?\s?e\.?|mr\.?|mrs\.?|ms\.?|"
    r"article|articles|provincial|with|on)\b[.,]?\s*){0,4}[“\"]?",
    re.IGNORECASE,
)
# what stands between a post and the person who holds it, where the post comes first
_HELD_BY = re.compile(
    r"(?:,|:)?\s*(?:(?:his excellency|her excellency|excellency|h\.?\s?e|mr|mrs|ms|dr|prof|hon|gen|general)\b\.?\s*){0,3}",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:and|or|as well as|along with|together with)\b|&|/", re.IGNORECASE)
_PAREN = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the skeleton. ``start`` and ``end`` count in the passage; ``places`` are indices into its places that
    the word stands for: several for a list. ``posts`` are the places of posts in apposition to a person."""

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    places: tuple[int, ...] = ()
    posts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Skeleton:
    """The parsed skeleton of one sentence. ``asides`` are the parentheses: (token index before it, span in the passage)."""

    span: Span
    tokens: tuple[Token, ...]
    asides: tuple[tuple[int, Span], ...]

    @cached_property
    def children(self) -> tuple[tuple[Token, ...], ...]:
        """The dependents of each token, in order."""
        rows: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                rows[token.head].append(token)
        return tuple(tuple(row) for row in rows)

    def of(self, token: Token, *deps: str) -> Iterator[Token]:
        """Dependents of ``token`` with one of the given relations."""
        return (child for child in self.children[token.index] if child.dep in deps)

    def up(self, token: Token) -> Token:
        """The head of ``token``."""
        return self.tokens[token.head]

    def conjuncts(self, token: Token) -> Iterator[Token]:
        """``token`` and what is coordinated with it."""
        yield token
        for child in self.of(token, "conj"):
            yield from self.conjuncts(child)


def parse(nlp: Language, text: str, sentence: Span, places: Sequence[tuple[int, Place]]) -> Skeleton:
    """Parse one sentence of a passage's ``text``; ``places`` are its outermost places with their indices, in order."""
    asides = _asides(text, sentence, places)
    visible = [(i, p) for i, p in places if not any(a.contains(p.span) for a in asides)]
    groups = tuple(_groups(text, visible, asides))
    words, spaces, marks = _words(nlp, text, sentence, groups, asides)
    if not words:
        return Skeleton(sentence, (), ())
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, component in nlp.pipeline:
        doc = component(doc)
    tokens = tuple(Token(t.i, t.text, t.lemma_.lower(), t.pos_, t.tag_, t.dep_, t.head.i, *marks[t.i]) for t in doc)
    where = tuple((_before(tokens, aside), aside) for aside in asides)
    return Skeleton(sentence, tokens, where)


def _asides(text: str, sentence: Span, places: Sequence[tuple[int, Place]]) -> tuple[Span, ...]:
    """Parentheses outside mentions, without numbered list marks "(1)"."""
    spans = []
    for match in _PAREN.finditer(text, sentence.start, sentence.end):
        inner = match.group().strip(" ()[]")
        if len(inner) <= 3 and (inner.isdigit() or inner.islower()):
            continue
        span = Span(match.start(), match.end())
        if not any(p.span.overlaps(span) and not span.contains(p.span) for _, p in places):
            spans.append(span)
    return tuple(spans)


def _groups(
    text: str, places: Sequence[tuple[int, Place]], asides: Sequence[Span]
) -> Iterator[tuple[Span, tuple[int, ...], tuple[int, ...], Place]]:
    """Runs of like places: (span, indices, indices of posts in apposition, first place)."""
    index = 0
    while index < len(places):
        if _held(text, places, index, asides):
            post, holder = places[index], places[index + 1]
            yield Span(post[1].span.start, holder[1].span.end), (holder[0],), (post[0],), post[1]
            index += 2
            continue
        run = [places[index]]
        joints: list[str] = []
        while index + len(run) < len(places):
            nxt = places[index + len(run)]
            gap = _without(text, run[-1][1].span.end, nxt[1].span.start, asides)
            if not _alike(run[0][1], nxt[1]) or not gap.strip() or not _JOIN.fullmatch(gap):
                break
            if _held(text, places, index + len(run), asides):
                break
            joints.append(gap)
            run.append(nxt)
        posts: tuple[int, ...] = ()
        first = run[0][1]
        if first.kind == "person":
            run, posts = _apposed(text, run, joints)
        else:
            run = _closed(run, joints)
        span = Span(first.span.start, max(p.span.end for _, p in run) if not posts else _end(places, posts))
        yield span, tuple(i for i, _ in run), posts, first
        index += len(run) + len(posts)


def _held(text: str, places: Sequence[tuple[int, Place]], index: int, asides: Sequence[Span]) -> bool:
    """Whether a post stands right before the person who holds it: "Minister of Interior, Sar Kheng"."""
    if index + 1 >= len(places) or places[index][1].kind != "post" or places[index + 1][1].kind != "person":
        return False
    gap = _without(text, places[index][1].span.end, places[index + 1][1].span.start, asides)
    return _HELD_BY.fullmatch(gap) is not None


def _end(places: Sequence[tuple[int, Place]], wanted: tuple[int, ...]) -> int:
    return max(p.span.end for i, p in places if i in wanted)


def _apposed(
    text: str, run: list[tuple[int, Place]], joints: list[str]
) -> tuple[list[tuple[int, Place]], tuple[int, ...]]:
    """A person and the posts right after the name: "Sar Kheng, Deputy Prime Minister, Minister of Interior"."""
    posts: list[int] = []
    for (index, place), gap in zip(run[1:], joints, strict=False):
        if place.kind != "post" or (posts and _AND.search(gap) and "excellency" in gap.lower()):
            break
        if not posts and _AND.search(gap):
            break
        posts.append(index)
    return run[:1], tuple(posts)


def _closed(run: list[tuple[int, Place]], joints: list[str]) -> list[tuple[int, Place]]:
    """A list needs its "and": cut the run after the last joint that has one, or to one place."""
    last = max((i for i, gap in enumerate(joints) if _AND.search(gap)), default=-1)
    return run[: last + 2] if last >= 0 else run[:1]


def _alike(a: Place, b: Place) -> bool:
    if a.kind == "person":
        return b.type == "Actor" and (b.kind in ("person", "post"))
    if a.type != b.type:
        return {a.type, b.type} <= {"Actor", "Place"} and "state" in (a.kind, b.kind)
    return b.kind != "person" or a.kind == "post"


def _without(text: str, start: int, end: int, asides: Sequence[Span]) -> str:
    piece, at = [], start
    for aside in asides:
        if start <= aside.start and aside.end <= end:
            piece.append(text[at : aside.start])
            at = aside.end
    piece.append(text[at:end])
    return "".join(piece)


def _words(
    nlp: Language,
    text: str,
    sentence: Span,
    groups: Sequence[tuple[Span, tuple[int, ...], tuple[int, ...], Place]],
    asides: Sequence[Span],
) -> tuple[list[str], list[bool], list[tuple[int, int, tuple[int, ...], tuple[int, ...]]]]:
    words: list[str] = []
    spaces: list[bool] = []
    marks: list[tuple[int, int, tuple[int, ...], tuple[int, ...]]] = []

    def plain(start: int, end: int) -> None:
        at = start
        for aside in (*asides, None):
            stop = min(aside.start, end) if aside else end
            if aside and (aside.end <= at or aside.start >= end):
                continue
            if stop > at:
                for token in nlp.make_doc(text[at:stop]):
                    if token.is_space:
                        continue
                    words.append(token.text)
                    spaces.append(bool(token.whitespace_))
                    marks.append((at + token.idx, at + token.idx + len(token), (), ()))
            at = max(at, aside.end if aside else end)

    at = sentence.start
    for span, indices, posts, first in groups:
        if span.start < at:
            continue
        plain(at, span.start)
        words.append(_mask(text, words, first, len(indices) > 1))
        spaces.append(True)
        marks.append((span.start, span.end, indices, posts))
        at = span.end
    plain(at, sentence.end)
    return words, spaces, marks


def _mask(text: str, words: list[str], place: Place, several: bool) -> str:
    if place.kind == "person":
        return "John"
    if place.kind == "post" and not several:
        return "Minister"
    if place.kind == "state":
        return "Geneva"
    determined = bool(words) and words[-1].lower() in ("the", "a", "an", "this", "its", "their", "that", "said", "such")
    word = (_PLURAL if several or place.plural else _MASK)[place.type]
    if place.type == "Actor" and not determined and word == "Ministry" and not place.reference:
        return "UNICEF"
    if place.type == "Mechanism" and not text[place.span.start].isupper():
        return word.lower()
    return word


def _before(tokens: Sequence[Token], aside: Span) -> int:
    return max((t.index for t in tokens if t.end <= aside.start), default=-1)
