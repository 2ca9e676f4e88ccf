"""The rules of ``ontology/rules``: what follows from what is stated, one SPARQL query a file.

Two forms (``ontology/rules/README.md`` tells curators): a CONSTRUCT of types and classifications, and a SELECT of
``?subject ?predicate ?object`` with the Statements it follows from in ``?from…``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from krama.errors import KnowledgeError
from krama.model import Rule

_FORM = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class InferenceRule:
    """One file: its provenance, title, query, and whether it adds only types and classifications."""

    rule: Rule
    title: str
    query: str
    types_only: bool
    shown: str


def load_rules(folder: Path) -> tuple[InferenceRule, ...]:
    """The rules of an ontology's ``rules/`` in the order of their names; ``KnowledgeError`` names a file of no form."""
    return tuple(_load(path) for path in sorted(folder.glob("*.rq")))


def _load(path: Path) -> InferenceRule:
    shown = f"ontology/rules/{path.name}"
    try:
        data = path.read_bytes()
        query = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{shown}: {error}") from None
    comments = [line.lstrip("# ").strip() for line in query.splitlines() if line.startswith("#")]
    bare = "\n".join(line for line in query.splitlines() if not line.lstrip().startswith("#"))
    form = _FORM.search(bare)
    if form is None or form[1].upper() not in ("SELECT", "CONSTRUCT"):
        raise KnowledgeError(f"{shown}: neither a SELECT nor a CONSTRUCT")
    if not comments:
        raise KnowledgeError(f"{shown}: the first line must be a comment with the rule's title")
    rule = Rule(f"rules/{path.stem}", sha256(data).hexdigest()[:12])
    return InferenceRule(rule, comments[0], query, form[1].upper() == "CONSTRUCT", shown)
