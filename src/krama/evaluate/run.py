"""Read every text of a gold folder and score what was made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from krama.evaluate.annotations import annotate
from krama.evaluate.gold import GoldDocument
from krama.evaluate.score import Scores, score
from krama.knowledge import load_knowledge
from krama.model import Document, Extraction
from krama.read import read

Understand = Callable[[Document], Extraction]


def evaluate(golds: Iterable[GoldDocument], understand: Understand) -> dict[str, Scores]:
    """Scores by text name; ``understand`` makes an extraction of a document. Raises ``SourceError`` for a text that
    cannot be read."""
    kinds = load_knowledge().kinds
    found = {}
    for gold in golds:
        extraction = understand(read(gold.text.name, gold.text.read_bytes()))
        found[gold.text.stem] = score(gold.annotations, annotate(extraction, kinds))
    return found
