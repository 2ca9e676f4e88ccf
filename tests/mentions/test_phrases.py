"""Bodies, posts, people, places and mechanisms by their form."""

from __future__ import annotations

import pytest

from krama.knowledge import load_knowledge
from krama.mentions.marking import mark
from krama.read import read


def _marks(text: str) -> set[tuple[str, str]]:
    marked = mark(read("case.txt", text.encode()), load_knowledge())
    return {
        (found.type, passage.text[found.span.start : found.span.end])
        for passage, finds in zip(marked.document.passages, marked.passages, strict=True)
        for found in finds
        if not found.nested
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Ministry of Land Use, Rural Works and Planning met the Harbour Police.",
            {("Actor", "Ministry of Land Use, Rural Works and Planning"), ("Actor", "Harbour Police")},
        ),
        (
            "The Ministries of Health, of Trade and Industry and of Justice agreed.",
            {("Actor", "Ministries of Health"), ("Actor", "Trade and Industry"), ("Actor", "Justice")},
        ),
        (
            "He met the National Committee for Safe Water and UNICEF.",
            {("Actor", "National Committee for Safe Water"), ("Actor", "UNICEF")},
        ),
        ("An inter-ministerial working group met.", {("Actor", "inter-ministerial working group")}),
        ("The Committee met the competent authorities and several teams.", set()),
        (
            "H.E. SOK DARA, Secretary of State of the Ministry of Trade, spoke.",
            {("Actor", "SOK DARA"), ("Actor", "Secretary of State of the Ministry of Trade")},
        ),
        ("The Minister in charge of Rural Works signed.", {("Actor", "Minister in charge of Rural Works")}),
        (
            "Officers in Battana Province opened the Rural Legal Aid Programme.",
            {("Place", "Battana Province"), ("Mechanism", "Rural Legal Aid Programme")},
        ),
        ("Anyone may call hotline 1280.", {("Mechanism", "hotline 1280")}),
        ("The well inspection system was praised.", {("Mechanism", "well inspection system")}),
        ("This mechanism and these procedures exist.", set()),
        (
            "Water for Remote Hamlets (WRH) pays. WRH also builds.",
            {("Actor", "Water for Remote Hamlets"), ("Actor", "WRH")},
        ),
        ("The Commission to Combat Counterfeiting sat.", {("Actor", "Commission to Combat Counterfeiting")}),
        ("Embassies of the victims helped.", {("Actor", "Embassies of the victims")}),
    ],
)
def test_outermost_mentions(text: str, expected: set[tuple[str, str]]) -> None:
    assert _marks(text) == expected


def test_a_signature_block_names_a_person() -> None:
    assert ("Actor", "SOK DARA") in _marks("Done at the capital.\n\nMinister of Rural Works\n\n(signed)\n\nSOK DARA\n")
