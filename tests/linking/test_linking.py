"""Names of one thing joined, known things recognised, references led back."""

from __future__ import annotations

from krama.knowledge import load_knowledge
from krama.linking.link import link
from krama.mentions.marking import mark
from krama.model import Reading
from krama.read import read


def _reading(text: str, jurisdiction: str = "") -> Reading:
    knowledge = load_knowledge(jurisdiction)
    return link(mark(read("case.txt", text.encode()), knowledge), knowledge)


def _names(reading: Reading) -> list[set[str]]:
    return [
        {" ".join(reading.document.quote(m.span).split()) for m in entity.mentions}
        for entity in reading.entities.values()
    ]


def test_full_name_abbreviation_and_spelling_are_one() -> None:
    reading = _reading(
        "The National Committee for Counter-Smuggling (NCCS) met. The National Committee for Counter Smuggling voted. "
        "The NCCS then adjourned."
    )
    assert {
        "National Committee for Counter-Smuggling",
        "National Committee for Counter Smuggling",
        "NCCS",
    } in _names(reading)


def test_one_number_is_one_instrument_and_another_is_not() -> None:
    reading = _reading(
        "Prakas No. 12/09 MRW on Pumps applies. Prakas No. 12/09 MRW is old. Prakas No. 13/09 MRW on Wells differs."
    )
    instruments = [e for e in reading.entities.values() if e.type == "Instrument"]
    assert len(instruments) == 2


def test_two_laws_of_one_title_and_other_years_stay_apart() -> None:
    reading = _reading("The Law on Wells, 1995 was replaced. The Law on Wells, 2011 is in use.")
    assert sum(e.type == "Instrument" for e in reading.entities.values()) == 2


def test_a_known_body_gets_its_curated_id() -> None:
    reading = _reading(
        "The Ministry of Interior met UNICEF in Cambodia. Cambodia thanked them. Cambodia is glad.", "kh"
    )
    assert {"kh-ministry-of-interior", "unicef"} <= set(reading.entities)


def test_references_lead_to_the_last_fitting_name() -> None:
    reading = _reading("The Ministry of Trade met the Ministry of Health. The Ministry then voted.")
    (place,) = [p for row in reading.places for p in row if p.reference]
    assert reading.entities[place.entity].name == "Ministry of Health"


def test_described_things_belong_to_their_document_and_named_ones_do_not() -> None:
    reading = _reading("The National Committee for Safe Water told an inter-ministerial working group.")
    ids = {e.name: e.id for e in reading.entities.values()}
    assert "/" not in ids["National Committee for Safe Water"]
    assert ids["inter-ministerial working group"].startswith(reading.document.id + "/")
