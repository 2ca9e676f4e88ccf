"""Instruments by the way they are cited: kind word, number, date and title in any of the orders that texts use.

In goes one passage, out come its citations from left to right. What a country writes differently is in its
``citations.toml`` and ``kinds.ttl``; nothing here knows a country.
"""

from krama.mentions.citations.articles import find_articles
from krama.mentions.citations.citation import ArticleReference, Citation
from krama.mentions.citations.finding import find_citations

__all__ = ["ArticleReference", "Citation", "find_articles", "find_citations"]
