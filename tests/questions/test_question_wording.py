"""How a question is put before it is read, and the rules of language that hold for any wording."""

from __future__ import annotations

import pytest

from krama.questions import Desk
from krama.questions.asked import Asked
from krama.questions.phrases import find_ordinals
from krama.questions.wording import with_topic, without_counts, without_slips
from krama.questions.words import load_words, read_words


def plain(words: object) -> str:
    return " ".join(word.form for word in words)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The decree on forests: whom does it bind?", "whom doe the decree on forest bind"),
        ("Four plans for roads - what do they consist of?", "what do four plan for road consist of"),
        ("The council, what are its tasks?", "what are the council task"),
        ("which of them: is it in force", "which of them is it in force"),
        ("well-known rules", "well known rule"),
    ],
)
def test_topic_goes_where_its_pronoun_stands(text: str, expected: str) -> None:
    assert plain(with_topic(text, read_words(text))) == expected


def test_slips_are_mended_only_where_one_word_is_near() -> None:
    names = {"management", "inspection", "form"}
    row = without_slips(read_words("mangement of inspektion forn inspect"), {"of"}.__contains__, names)
    assert plain(row) == "management of inspection forn inspect"


def test_count_is_no_ordinal_and_goes_with_its_noun() -> None:
    words = load_words()
    row = read_words("step 5 of the 10-step procedure, 10 steps")
    assert [ordinal.place for ordinal in find_ordinals(row, words)] == [5]
    assert plain(without_counts(row, words.counted)) == "step 5 of the procedure 10 step"


def test_several_kinds_and_qualified_kinds_are_asked_for(desk: Desk) -> None:
    def focus(text: str) -> tuple[object, ...]:
        found = Asked(read_words(text), desk.names, desk.matcher.kind_words).focus
        return tuple((p.start, p.end, p.type, tuple(other.kind for other in p.also), p.qualifiers) for p in found)

    assert focus("what laws or sub-decrees are there")[0] == (1, 5, "Instrument", ("sub_decree",), ())
    assert focus("which laws, policies and plans exist")[0] == (1, 5, "Instrument", ("policy", "plan"), ())
    assert focus("which ILO conventions has Cambodia ratified") == ((1, 3, "Instrument", (), ("ilo",)),)


def test_particulars_that_are_never_read_are_not_stated(desk: Desk) -> None:
    reply = desk.ask("what email address does the NCCT have")
    assert not reply.answers
    assert "email address of National Committee for Counter Trafficking" in reply.missing[0]
