"""Relations that a document states by its structure, not by a sentence's grammar.

In: a ``Reading`` and the words of ``ontology/languages/structure-CODE.toml``. Out: edges as ``Stated``, each with a
rule ``structure/FRAME/DETAIL``; one edge may be stated at several places and by several frames.
"""

from __future__ import annotations

from collections.abc import Iterator

from krama.knowledge.structure_words import StructureWords
from krama.model import Reading
from krama.relations.casts import find_casts
from krama.relations.duties import find_duties
from krama.relations.letterhead import find_issuers
from krama.relations.listings import Outline
from krama.relations.matrices import find_matrices
from krama.relations.parties import find_parties
from krama.relations.preamble import find_preamble
from krama.relations.rosters import find_rosters
from krama.relations.selfacts import find_own_acts
from krama.relations.signature import find_signatures
from krama.relations.stated import Stated
from krama.relations.steps import find_steps
from krama.relations.units import find_units

_FRAMES = (
    find_rosters, find_units, find_casts, find_matrices, find_duties, find_steps, find_preamble, find_issuers,
    find_parties, find_signatures, find_own_acts,
)  # fmt: skip


def find_structure(reading: Reading, words: StructureWords) -> Iterator[Stated]:
    """All structural edges of a reading, frame by frame in text order, no ``Stated`` twice."""
    outline = Outline(reading)
    seen: set[Stated] = set()
    for frame in _FRAMES:
        for edge in frame(outline, words):
            if edge not in seen:
                seen.add(edge)
                yield edge
