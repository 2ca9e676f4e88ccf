"""Words from documents, made safe to look at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from krama.render.words import visible, width, wrap


def test_controls_and_direction_marks_are_shown_by_number() -> None:
    assert visible("a\x00b\u202ec\n d") == "a⟨U+0000⟩b⟨U+202E⟩c d"


def test_khmer_and_its_joiners_stay() -> None:
    assert visible("ប្រកាស\u200bស្តីពី") == "ប្រកាស\u200bស្តីពី"


def test_long_labels_end_in_an_ellipsis() -> None:
    assert wrap("Law on the Suppression of Human Trafficking", 14, 2) == "Law on the\nSuppression…"


def test_words_without_spaces_are_cut_between_letters_and_not_between_signs() -> None:
    rows = wrap("ប្រកាសស្តីពីអធិការកិច្ច", 8, 5).split("\n")
    assert len(rows) > 1
    assert all(width(row[0]) > 0 for row in rows)


@given(st.text(max_size=200), st.integers(4, 40), st.integers(1, 4))
def test_a_label_never_has_more_lines_than_fit(text: str, across: int, lines: int) -> None:
    rows = wrap(visible(text), across, lines).split("\n")
    assert len(rows) <= lines
    assert all(width(row) <= across + 2 for row in rows)
