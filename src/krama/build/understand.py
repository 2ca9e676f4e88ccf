"""One document understood: which country's knowledge applies, what it must not be told, then the stages.

A document is told from others by ``graph/corpus.toml``: by the hash of its bytes, or by a title in its head that only
its renderings carry.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from krama.build.settings import Settings
from krama.errors import KnowledgeError
from krama.knowledge import Knowledge, load_knowledge
from krama.knowledge.knowledge import corpus, jurisdictions
from krama.knowledge.location import ontology_folder
from krama.model import Document, Extraction

AUTO, NONE = "auto", "none"
"""What ``jurisdiction`` may be beside the code of a data pack: the one that fits the document, or no country."""

_HEAD = 4000
"""Code points at the beginning of a document in which it says what it is."""
_OFTEN = 3


def understand(document: Document, settings: Settings) -> Extraction:
    """Everything that the document states, read with the knowledge that the settings allow."""
    from krama.build.pipeline import extract
    from krama.nlp.pipeline import DEFAULT_MODEL

    knowledge = knowledge_for(document, settings)
    return extract(document, knowledge, model=settings.model or DEFAULT_MODEL)


def knowledge_for(document: Document, settings: Settings) -> Knowledge:
    """The knowledge to read a document with. Raises ``UsageError`` for a data pack that is not there."""
    sources = corpus()
    known = _recognise(document, sources)
    blind_to = related(known, sources) if settings.blind and known else frozenset()
    return load_knowledge(_jurisdiction(document, settings.jurisdiction, known, sources), blind_to=blind_to)


def _recognise(document: Document, sources: Iterable[Mapping[str, object]]) -> str:
    """The id of the source that the document is, or a rendering of; empty where the corpus does not know it."""
    sources = list(sources)
    for source in sources:
        if source.get("sha256") == document.source.sha256:
            return str(source["id"])
    head = _plain(document.text[:_HEAD])
    for source in sources:
        renderings = source.get("renderings", ())
        if isinstance(renderings, list) and any(_plain(str(title)) in head for title in renderings):
            return str(source["id"])
    return ""


def _plain(text: str) -> str:
    """Letters and digits only, without case: what two renderings of a title share."""
    return re.sub(r"[\W_]+", "", text).casefold()


def related(known: str, sources: Iterable[Mapping[str, object]]) -> frozenset[str]:
    """Ids of the source, of what it restates and of what restates that."""
    links = [(str(source["id"]), str(source["restates"])) for source in sources if "restates" in source]
    found = {known}
    while True:
        more = {end for link in links for end in link if found & set(link)} - found
        if not more:
            return frozenset(found)
        found |= more


def _jurisdiction(document: Document, asked: str, known: str, sources: Iterable[Mapping[str, object]]) -> str:
    if asked == NONE:
        return ""
    if asked not in ("", AUTO):
        return asked
    packs = jurisdictions()
    for source in sources:
        if source["id"] == known and source.get("jurisdiction") in packs:
            return str(source["jurisdiction"])
    words = {pack: _country_words(ontology_folder(), pack) for pack in packs}
    text, head = document.text.casefold(), document.text[:_HEAD].casefold()
    counts = {pack: _count(text, names) for pack, names in words.items()}
    fitting = [pack for pack in packs if counts[pack] >= _OFTEN or _count(head, words[pack])]
    return max(fitting, key=lambda pack: (counts[pack], pack), default="")


def _count(text: str, words: Iterable[str]) -> int:
    return sum(len(re.findall(rf"(?<!\w){re.escape(word)}", text)) for word in words)


@cache
def _country_words(folder: Path, pack: str) -> frozenset[str]:
    """The names of a data pack's country, in any language, without case."""
    path = folder / "jurisdictions" / pack / "jurisdiction.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"ontology/jurisdictions/{pack}/jurisdiction.toml: {error}") from None
    names = [*table.get("name", {}).values(), *table.get("demonyms", []), *table.get("country_words", [])]
    return frozenset(str(name).casefold() for name in names)
