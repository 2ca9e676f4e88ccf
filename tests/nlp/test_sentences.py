"""Where sentences end, in text full of abbreviations and numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from krama.model import Span
from krama.nlp.sentences import sentences


def _split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It cites Art. 5 para. 2 of Law No. 3. It then ends.",
            ["It cites Art. 5 para. 2 of Law No. 3.", "It then ends."],
        ),
        ("H.E. Sok Dara spoke. Mr. Chan did not.", ["H.E. Sok Dara spoke.", "Mr. Chan did not."]),
        ("The U.S. Embassy replied. So did others.", ["The U.S. Embassy replied.", "So did others."]),
        ("5. The Board meets yearly. It votes.", ["5. The Board meets yearly.", "It votes."]),
        ("It was signed; the Ministry kept it.", ["It was signed;", "the Ministry kept it."]),
        ("One sentence only", ["One sentence only"]),
        ("", []),
    ],
)
def test_boundaries(text: str, expected: list[str]) -> None:
    assert _split(text) == expected


def test_no_boundary_inside_a_name() -> None:
    text = "Under Decree No. 4. Water Boards it acts. It ends."
    whole = Span(text.index("Decree"), text.index(" it acts"))
    assert [text[s.start : s.end] for s in sentences(text, [whole])] == [
        "Under Decree No. 4. Water Boards it acts.",
        "It ends.",
    ]


@given(st.text(max_size=300))
def test_sentences_cover_all_that_is_not_space(text: str) -> None:
    spans = sentences(text)
    covered = "".join(text[span.start : span.end] for span in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
