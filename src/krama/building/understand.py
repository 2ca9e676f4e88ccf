"""From a document and a build's settings to an Extraction: which data pack, which names are switched off, who speaks."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache

from krama.building.pipeline import extract
from krama.building.settings import Settings
from krama.knowledge import load_knowledge
from krama.knowledge.keys import key, words
from krama.knowledge.knowledge import corpus, jurisdictions
from krama.knowledge.location import ontology_folder
from krama.model import Document, Extraction
from krama.nlp.pipeline import DEFAULT_MODEL

_HEAD = 4000
_ENOUGH = 3


def understand(document: Document, settings: Settings) -> Extraction:
    """Read a document with the data pack that is told or that fits, blind to its own curated names if so told."""
    source = corpus_entry(document)
    told = settings.jurisdiction or str(source.get("jurisdiction", "")) if source else settings.jurisdiction
    same = _same_source(source) if source else frozenset()
    blind_to = same if settings.blind else frozenset()
    knowledge = load_knowledge(told or jurisdiction_of(document), blind_to=blind_to, source=same)
    author = str(source.get("author", "")) if source else ""
    return extract(document, knowledge, model=settings.model or DEFAULT_MODEL, author=author)


def jurisdiction_of(document: Document) -> str:
    """Code of the data pack whose country the document names most, and often enough; "" where none fits."""
    counts = Counter(form for form, _, _ in words(document.text))
    found = {code: sum(counts[word] for word in country) for code, country in _country_words().items()}
    best = max(sorted(found), key=lambda code: found[code], default="")
    return best if best and found[best] >= _ENOUGH else ""


@cache
def _country_words() -> dict[str, frozenset[str]]:
    table = {}
    for code in jurisdictions():
        path = ontology_folder() / "jurisdictions" / code / "jurisdiction.toml"
        pack = tomllib.loads(path.read_text(encoding="utf-8"))
        table[code] = frozenset(key(name) for name in (*pack["name"].values(), *pack["demonyms"]))
    return table


def corpus_entry(document: Document) -> dict[str, object]:
    """The entry of ``graph/corpus.toml`` that the document is: by checksum, else by a title in its head."""
    for entry in corpus():
        if entry.get("sha256") == document.source.sha256:
            return entry
    head = _plain(document.text[:_HEAD])
    for entry in corpus():
        titles = entry.get("renderings", ())
        if isinstance(titles, list) and any(_plain(str(title)) in head for title in titles):
            return entry
    return {}


def _same_source(entry: dict[str, object]) -> frozenset[str]:
    """Ids of the sources that are this one, restate it, or that it restates."""
    original = str(entry.get("restates", entry["id"]))
    return frozenset(str(e["id"]) for e in corpus() if original in (e["id"], e.get("restates")))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()
