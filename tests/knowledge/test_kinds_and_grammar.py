"""Kinds and citation grammar are read from files, and an error says where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from krama.errors import KnowledgeError
from krama.knowledge.grammar import load_grammar
from krama.knowledge.kinds import load_kinds
from krama.knowledge.location import ontology_folder

LISTED = {
    "Instrument": """constitution treaty law royal_kram royal_decree sub_decree prakas decision circular guideline
        policy
        plan standard code_of_conduct agreement procedure_document communication other""",
    "Actor": """state ministry department committee council working_group team police court arbitral_body
        local_authority
        mission international_org ngo company professional_body post person group authority""",
    "Mechanism": """procedure programme operation reporting inspection dispute_settlement coordination service training
        strategy registration fund step other""",
    "Place": "country province city district border region",
}
HEAD = """@prefix kind: <https://w3id.org/krama/kind/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


@pytest.mark.parametrize("entity_type", LISTED)
def test_every_listed_kind_exists_and_every_kind_leads_to_a_listed_one(entity_type: str) -> None:
    kinds = load_kinds(ontology_folder())
    assert {kind.listed for kind in kinds.all() if kind.entity_type == entity_type} == set(LISTED[entity_type].split())


def test_a_country_adds_labels_to_a_kind() -> None:
    kinds = load_kinds(ontology_folder())
    assert "anukret" in kinds["sub_decree"].headwords("en")
    assert kinds["sub_decree"].headwords("km") == ("អនុក្រឹត្យ",)
    assert kinds.listed("deika") == "other"
    assert kinds.is_a("joint_prakas", "prakas")
    assert kinds.listed("no such kind") == "other"


def test_a_headword_names_one_kind_of_a_type() -> None:
    for kinds in (load_kinds(ontology_folder()).of_type("Instrument"),):
        owners: dict[str, str] = {}
        for kind in kinds:
            for word in kind.headwords("en"):
                assert owners.setdefault(word.lower(), kind.id) == kind.id, word


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("kind:law a skos:Concept ;;; x .", ":3: not Turtle"),
        (
            "kind:law skos:inScheme kind:instruments ; skos:topConceptOf kind:instruments .",
            ":3: kind:law has no skos:prefLabel",
        ),
        ('\nkind:law skos:inScheme kind:instruments ; skos:prefLabel "law"@en .', ":4: kind:law has neither"),
        ('kind:law skos:topConceptOf kind:instruments ; skos:prefLabel "law"@en .', ":3: kind:law is in no scheme"),
        (
            'kind:law skos:inScheme kind:instruments ; skos:prefLabel "law"@en ; skos:broader kind:nothing .',
            "is no kind",
        ),
        ('kind:law skos:prefLabel "law"@en ; skos:broader kind:law .', "broader than itself"),
    ],
)
def test_a_faulty_kind_is_reported_with_file_and_line(tmp_path: Path, turtle: str, message: str) -> None:
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "instruments.ttl").write_text(HEAD + turtle, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"instruments\.ttl:[34]: ") as caught:
        load_kinds(tmp_path)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[number]\nfree = ['(']", "citations.toml:2: not a regular expression"),
        ("[number\n", "citations.toml:1: not TOML"),
        ("\n[nonsense]\nx = 1", "citations.toml:2: no table [nonsense]"),
        ("[number]\nintroducer = ['No']", "citations.toml:2: [number] has no key introducer"),
        ("[dates]\nweekdays = 'Monday'", "citations.toml:2: [dates] weekdays must be a list"),
        ("[dates]\n[dates.era]\nmarks = ['B.E.']", "citations.toml:2: an era needs"),
    ],
)
def test_a_faulty_grammar_is_reported_with_file_and_line(tmp_path: Path, toml: str, message: str) -> None:
    (tmp_path / "citations.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_grammar(tmp_path)
    assert message in str(caught.value)
