"""Articles of cited instruments: "Articles 6 and 7 of Sub-Decree No. 32", "Article 15, Law on …".

Reads the passage around citations that were found in it; an article that stands alone belongs to none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc

from krama.knowledge.grammar import Grammar
from krama.mentions.citations.citation import ArticleReference, Citation
from krama.mentions.folding import fold
from krama.model import Span

_NUMBER = r"\d{1,4}(?:\s?\(\w{1,6}\)){0,3}(?:\s(?:bis|ter|quater)\b)?"


def find_articles(doc: Doc, citations: Sequence[Citation], grammar: Grammar) -> tuple[ArticleReference, ...]:
    """The articles that a passage cites of each of its ``citations``, ordered by place.

    A range ("332 to 335") gives its two ends; "(new)" and paragraph signs stay with the number.
    """
    text = doc.text
    folded = fold(text)
    starts = {citation.span.start: index for index, citation in enumerate(citations)}
    found = []
    articles, links = _patterns(grammar)
    for match in articles.finditer(folded.text):
        after = _paragraphs(folded.text, match.end())
        link = links.match(folded.text, after)
        span = folded.span(match.start(), match.end())
        index = starts.get(folded.original(link.end())) if link and link.end() < len(folded.text) else None
        if index is None:
            index = _behind(text, span, citations)
        if index is not None:
            numbers = tuple(
                " ".join(n.split())
                for n in re.findall(_NUMBER, folded.printed[match.start("numbers") : match.end("numbers")])
            )
            found.append(ArticleReference(index, numbers, span))
    return tuple(found)


@lru_cache(maxsize=8)
def _patterns(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Articles with their numbers, and what leads from them to the instrument."""
    of = "|".join(rf"\s{word}\s" if word.isascii() else rf"\s?{re.escape(word)}\s?" for word in grammar.of)
    joins = "|".join(re.escape(word) for word in (*grammar.joins, "to", "-"))
    words = "|".join(re.escape(word) for word in grammar.articles)
    more = rf"(?:\s?(?:,\s?(?:and\s)?|(?:{joins})\s?)(?:(?:{words})\.?\s?)?{_NUMBER}){{0,20}}"
    return (
        re.compile(rf"(?<![^\W_])(?:{words})\.?\s{{0,2}}(?:No\.?\s?)?(?P<numbers>{_NUMBER}{more})", re.IGNORECASE),
        re.compile(rf"(?:,?(?:{of})|\s?,\s?)(?:the\s)?(?:draft\s)?"),
    )


def _paragraphs(text: str, position: int) -> int:
    """Past ", paragraph 2" and ", point (a)"."""
    match = re.compile(r"(?:,?\s(?:paragraph|paragraphs|para|point|sub-paragraph)\.?\s\(?\w{1,3}\)?){1,2}").match(
        text, position
    )
    return match.end() if match else position


def _behind(text: str, span: Span, citations: Sequence[Citation]) -> int | None:
    """The citation right before the article: "Decision No. 48 SSR, Article 3", "the Labour Law (Article 12)"."""
    for index, citation in enumerate(citations):
        gap = text[citation.span.end : span.start]
        if 0 < len(gap) <= 3 and citation.span.end <= span.start and not gap.strip(" ,("):
            return index
    return None
