"""Where ``ontology/`` and ``graph/`` are: told by the environment, in the wheel, or in the checkout.

An editable install has no copy of its own and a stale one may lie in site-packages, so only these three places are
looked at, in this order.
"""

from __future__ import annotations

import os
from pathlib import Path

from krama.errors import KnowledgeError

_PACKAGE = Path(__file__).resolve().parent.parent


def ontology_folder() -> Path:
    """The folder of the ontology; ``KRAMA_ONTOLOGY`` overrides. Raises ``KnowledgeError`` where there is none."""
    return _find("ontology", "KRAMA_ONTOLOGY")


def graph_folder() -> Path:
    """The folder of curated facts and bundled sources; ``KRAMA_GRAPH`` overrides."""
    return _find("graph", "KRAMA_GRAPH")


def _find(name: str, variable: str) -> Path:
    told = os.environ.get(variable)
    if told:
        folder = Path(told)
        if not folder.is_dir():
            raise KnowledgeError(f"{variable}={told}: no such folder; unset it or name the folder {name}/")
        return folder
    for folder in (_PACKAGE / f"_{name}", _PACKAGE.parent.parent / name):
        if folder.is_dir():
            return folder
    raise KnowledgeError(f"the folder {name}/ is not installed with krama; reinstall krama or set {variable}")
