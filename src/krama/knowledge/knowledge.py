"""Everything that the language stages know beforehand, loaded in one call."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from krama.errors import KnowledgeError, UsageError
from krama.knowledge.cues import Cue, Example, Language, load_cues, load_language
from krama.knowledge.gazetteer import Gazetteer, load_gazetteer
from krama.knowledge.grammar import Grammar, load_grammar
from krama.knowledge.keys import key
from krama.knowledge.kinds import Kinds, load_kinds
from krama.knowledge.location import graph_folder, ontology_folder
from krama.knowledge.structure_words import StructureWords, load_structure_words

_DOCUMENT = "https://w3id.org/krama/document/"


@dataclass(frozen=True)
class Knowledge:
    """What the stages know. ``jurisdiction`` is the data pack in use ("kh"), or "" for the general rules alone.

    ``country_words`` are the normal forms of words for the pack's own country ("cambodia", "cambodian").
    ``digest`` changes whenever a file of the ontology does.
    """

    jurisdiction: str
    kinds: Kinds
    grammar: Grammar
    gazetteer: Gazetteer = field(repr=False)
    cues: tuple[Cue, ...] = field(repr=False)
    examples: tuple[Example, ...] = field(repr=False)
    language: Language = field(repr=False)
    structure: StructureWords = field(repr=False)
    country_words: frozenset[str] = frozenset()
    digest: str = ""


def jurisdictions(folder: Path | None = None) -> tuple[str, ...]:
    """Codes of the data packs that are installed, sorted."""
    root = (folder or ontology_folder()) / "jurisdictions"
    return tuple(sorted(path.name for path in root.iterdir() if (path / "jurisdiction.toml").is_file()))


def load_knowledge(
    jurisdiction: str = "",
    *,
    blind_to: frozenset[str] = frozenset(),
    source: frozenset[str] = frozenset(),
    folder: Path | None = None,
) -> Knowledge:
    """Read the ontology for one data pack ("" for none). ``blind_to`` are ids of sources in ``graph/corpus.toml`` whose
    names are switched off; ``source`` are those of the document being read, whose descriptions of things in
    ``graph/curated`` are known besides. Raises ``UsageError`` for a pack that is not there, ``KnowledgeError`` for a
    broken file."""
    root = folder or ontology_folder()
    if jurisdiction and jurisdiction not in jurisdictions(root):
        raise UsageError(f"no data pack {jurisdiction!r}; there are {', '.join(jurisdictions(root)) or 'none'}")
    return _load(root, jurisdiction, blind_to, source - blind_to)


@cache
def _load(root: Path, jurisdiction: str, blind_to: frozenset[str], source: frozenset[str]) -> Knowledge:
    packs = [root / "names"] + ([root / "jurisdictions" / jurisdiction] if jurisdiction else [])
    files = [path for pack in packs for path in sorted(pack.glob("*.ttl")) if path.name != "kinds.ttl"]
    cues, examples = load_cues(root)
    return Knowledge(
        jurisdiction=jurisdiction,
        kinds=load_kinds(root),
        grammar=load_grammar(root),
        gazetteer=load_gazetteer(
            files,
            frozenset(_DOCUMENT + name for name in blind_to),
            sorted((graph_folder() / "curated").glob("*.ttl")) if source else (),
            frozenset(_DOCUMENT + name for name in source),
        ),
        cues=cues,
        examples=examples,
        language=load_language(root),
        structure=load_structure_words(root),
        country_words=_country_words(root, jurisdiction),
        digest=_digest(root, blind_to),
    )


def _country_words(root: Path, jurisdiction: str) -> frozenset[str]:
    if not jurisdiction:
        return frozenset()
    path = root / "jurisdictions" / jurisdiction / "jurisdiction.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return frozenset(key(word) for word in (table["name"]["en"], *table["demonyms"]))
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise KnowledgeError(f"{path}: needs name.en and demonyms ({error})") from error


def _digest(root: Path, blind_to: frozenset[str]) -> str:
    made = hashlib.sha256(repr(sorted(blind_to)).encode())
    for path in sorted(p for p in root.rglob("*") if p.suffix in (".ttl", ".toml", ".rq", ".tsv")):
        made.update(path.relative_to(root).as_posix().encode())
        made.update(hashlib.sha256(path.read_bytes()).digest())
    return made.hexdigest()[:16]


@cache
def corpus() -> tuple[dict[str, object], ...]:
    """The entries of ``graph/corpus.toml``: what is bundled, what restates what."""
    path = graph_folder() / "corpus.toml"
    try:
        return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["source"])
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise KnowledgeError(f"{path}: not a corpus list: {error}") from error
