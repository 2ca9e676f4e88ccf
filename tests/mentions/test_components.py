"""The finders as spaCy components, by the names that the entry points give them."""

from __future__ import annotations

import spacy

from krama.nlp.pipeline import DEFAULT_MODEL

TEXT = "Prakas No. 12 on Water Tariffs was issued by the Ministry of Interior. Art. 5 para. 2 of Law No. 3 stays."


def test_each_component_works_alone_in_a_blank_pipeline() -> None:
    for name, label in (("krama_citations", "Instrument/prakas"), ("krama_names", "Actor/ministry")):
        nlp = spacy.blank("en")
        nlp.add_pipe(name, config={"jurisdiction": "kh"})
        doc = nlp(TEXT)
        assert label in {span.label_ for span in doc.spans["krama"]}


def test_known_names_carry_their_curated_id() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("krama_names", config={"jurisdiction": "kh"})
    doc = nlp(TEXT)
    assert {span.id_ for span in doc.spans["krama"]} == {"kh-ministry-of-interior"}


def test_components_add_to_one_another_behind_a_tagger() -> None:
    nlp = spacy.load(DEFAULT_MODEL, exclude=["ner", "parser", "lemmatizer"])
    nlp.add_pipe("krama_citations")
    nlp.add_pipe("krama_phrases")
    doc = nlp(TEXT)
    found = {(span.text, span.label_) for span in doc.spans["krama"]}
    assert ("Prakas No. 12 on Water Tariffs", "Instrument/prakas") in found
    assert ("Ministry of Interior", "Actor/ministry") in found


def test_sentence_starts_are_set_before_a_parser() -> None:
    nlp = spacy.load(DEFAULT_MODEL, exclude=["ner"])
    nlp.add_pipe("krama_sentences", before="parser")
    assert [sent.text for sent in nlp(TEXT).sents] == [
        "Prakas No. 12 on Water Tariffs was issued by the Ministry of Interior.",
        "Art. 5 para. 2 of Law No. 3 stays.",
    ]
