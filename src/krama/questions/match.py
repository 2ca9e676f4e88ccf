"""From a question in free text to a named question and the things it is about.

Every pattern of every question is laid over the words (``laying``). What lies where a pattern has a place for a name is
searched among all names (``find``). The reading that explains most of the question's words, weighed by how much they tell,
holds.
"""

from __future__ import annotations

from krama.errors import UsageError
from krama.knowledge.kinds import Kinds
from krama.questions.asked import Asked
from krama.questions.catalogue import Catalogue, Cue
from krama.questions.find import Names
from krama.questions.laying import Layer, Understanding
from krama.questions.phrases import KindWords
from krama.questions.wording import with_topic, without_counts, without_slips
from krama.questions.words import Word, read_words

UNDERSTOOD = 0.55
"""Share of the question's words, by weight, that a reading must explain."""
LONGEST = 60
"""Words of a question that are read; nobody asks in more."""


class Matcher:
    """Reads questions about one graph."""

    def __init__(self, catalogue: Catalogue, names: Names, kinds: Kinds) -> None:
        self._catalogue = catalogue
        self.names = names
        self.kinds = kinds
        self.kind_words = KindWords(kinds, names.words)
        self._cue_words = frozenset(
            form
            for question in catalogue.questions.values()
            for pattern in question.patterns
            for element in pattern
            if isinstance(element, Cue)
            for choice in element.choices
            for form in choice
        )

    def read(self, text: str, most: int = 8) -> tuple[Understanding, ...]:
        """The ways to read ``text``, best first, at most one a question and only those that explain enough of it.

        Raises ``UsageError`` for a question of more than ``LONGEST`` words.
        """
        words = self.words(text)
        layer = Layer(Asked(words, self.names, self.kind_words), self.names, self.kinds, self._cue_words)
        best: dict[str, Understanding] = {}
        for question in self._catalogue.questions.values():
            for pattern in question.patterns:
                for found in layer.lay(question, pattern):
                    other = best.get(question.name)
                    if other is None or found.score > other.score:
                        best[question.name] = found
        ordered = sorted(best.values(), key=lambda u: (-u.score, u.question.name))
        return tuple(u for u in ordered if u.score >= UNDERSTOOD)[:most]

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a question as it is read: its topic in place, slips mended, what says nothing left out.

        Raises ``UsageError`` for more than ``LONGEST`` words.
        """
        row = self.names.words.without_phrases(read_words(text))
        if len(row) > LONGEST:
            raise UsageError(f"a question of {len(row)} words is too long; ask in {LONGEST} words or fewer")
        row = without_counts(with_topic(text, row), self.names.words.counted)
        return without_slips(row, self._is_known, self.names.vocabulary)

    def _is_known(self, form: str) -> bool:
        return self.names.is_word(form) or form in self._cue_words or self.kind_words.has(form)

    def is_cue(self, form: str) -> bool:
        """Whether some question is asked with this word."""
        return form in self._cue_words


__all__ = ["LONGEST", "UNDERSTOOD", "Matcher", "Understanding"]
