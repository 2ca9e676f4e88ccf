"""What to say where there is no answer: not stated, not understood, not known."""

from __future__ import annotations

from collections.abc import Sequence

from krama.errors import UsageError
from krama.questions.answer import Asker, Reply
from krama.questions.catalogue import ENTITY_TYPES
from krama.questions.choose import NEARLY_AS_GOOD, as_good
from krama.questions.find import Candidate, Names
from krama.questions.match import Matcher, Understanding
from krama.questions.words import Word, read_words

_NAMED = 0.8
"""Score of a thing whose particulars are asked for."""


def not_stated(text: str, reading: Understanding, asker: Asker) -> Reply:
    """What is asked for is not stated; the nearest facts are told."""
    things = tuple(c.thing for c in as_good(reading.things, NEARLY_AS_GOOD))
    names = " or ".join(thing.name for thing in things[:3])
    missing = [reading.question.none.replace("{entity}", names) if names else reading.question.none]
    if reading.others and reading.question.gives & ENTITY_TYPES:
        missing = [f"No source that was read says so of {reading.others[0].thing.name} and {names}."]
    elif reading.kind and reading.kind.kind:
        missing.append(f"Only what is a {asker.kinds[reading.kind.kind].label} was looked for.")
    near = asker.near(things) if things else ()
    return Reply(text, (reading.question,), things, (), tuple(missing), (), near)


def not_read(text: str, asker: Asker, matcher: Matcher) -> Reply | None:
    """The reply where a particular that krama never reads ("phone number") is asked of a thing that is named; else None."""
    row = matcher.words(text)
    for phrase in matcher.names.words.unread:
        for start in range(len(row) - len(phrase) + 1):
            if tuple(word.form for word in row[start : start + len(phrase)]) == phrase:
                found = matcher.names.find((*row[:start], *row[start + len(phrase) :]))
                if found and found[0].score >= _NAMED:
                    thing = found[0].thing
                    missing = (
                        f"The {' '.join(phrase)} of {thing.name} is not among what krama reads out of documents.",
                    )
                    return Reply(text, (), (thing,), (), missing, (), asker.near((thing,)))
    return None


def not_understood(text: str, asker: Asker, matcher: Matcher) -> Reply:
    """No question fits. A thing that is known is told about; else ``UsageError`` with names that are near."""
    words = read_words(text)
    named = _named_in(words, matcher)
    if named:
        names = " or ".join(c.thing.name for c in named[:3])
        things = tuple(c.thing for c in named[:3])
        missing = (f"What was asked of {names} is not among what krama reads out of documents.",)
        return Reply(text, (), things, (), missing, (), asker.near(things))
    naming = [w for w in words if not matcher.is_cue(w.form) or matcher.names.says_a_kind(w.form)]
    raise nothing_near(text, matcher.names, naming)


def nothing_near(text: str, names: Names, words: Sequence[Word] = ()) -> UsageError:
    """What to raise for a name that the graph does not have: it tells the names that are near. ``words`` are those of the
    text that may be a name; none means all."""
    near = names.near(text, words or read_words(text))
    hint = f"near: {'; '.join(near)}" if near else "no name is near"
    return UsageError(f"{text!r}: nothing of that name is in the graph ({hint}); krama ask lists the questions")


def _named_in(row: Sequence[Word], matcher: Matcher) -> list[Candidate]:
    """Things whose whole name stands somewhere in the words."""
    for length in range(len(row), 0, -1):
        for start in range(len(row) - length + 1):
            part = row[start : start + length]
            if all(matcher.names.weight(word.form) < 0.5 or word.form.isdigit() for word in part):
                continue
            found = [c for c in matcher.names.find(part) if c.whole]
            if found:
                return found
    return []
