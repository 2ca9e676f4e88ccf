"""The commands ask, show, explain and gaps on a published graph: what is printed, and the exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from krama.cli import run


def call(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    status = run(list(arguments))
    out, err = capfdbinary.readouterr()
    return status, out.decode(), err.decode()


def test_without_words_the_questions_are_listed_with_examples(capfdbinary: Any) -> None:
    status, out, _ = call(capfdbinary, "ask")
    assert status == 0
    assert "governed-by" in out
    assert 'krama ask governed-by "inspection of private recruitment agencies"' in out


def test_free_text_says_which_question_it_ran(capfdbinary: Any, store_folder: Path) -> None:
    status, out, _ = call(
        capfdbinary, "ask", "--store", str(store_folder), "what", "governs", "recruitment", "agencies"
    )
    assert status == 0
    assert out.startswith("governed-by: ")
    assert "1. Prakas No. 250 KB/PRK on Inspections of Private Recruitment Agencies" in out
    assert "claimed by its author" in out
    assert "confidence 0.90" in out


def test_name_of_a_question_with_words_is_a_named_question(capfdbinary: Any, store_folder: Path) -> None:
    status, out, _ = call(capfdbinary, "ask", "heads", "NCCT", "--store", str(store_folder))
    assert status == 0
    assert "Samdech Krolahom Sar Kheng" in out


def test_answers_as_csv_have_one_row_a_fact(capfdbinary: Any, store_folder: Path) -> None:
    _, out, _ = call(capfdbinary, "ask", "steps of case management", "--format", "csv", "--store", str(store_folder))
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["position"] for row in rows] == [str(n) for n in range(1, 11)]
    assert rows[0]["answer_name"] == "Victim Identification for Proper Services"
    assert rows[0]["sentence"]


def test_answers_as_json_hold_facts(capfdbinary: Any, store_folder: Path) -> None:
    _, out, _ = call(capfdbinary, "ask", "who heads the NCCT", "--format", "json", "--store", str(store_folder))
    told = json.loads(out)
    assert told["stated"]
    assert {answer["name"] for answer in told["answers"]} >= {"Chou Bun Eng"}
    assert told["answers"][0]["facts"][0]["claim"] == "claimed"


def test_what_is_not_stated_is_said_and_is_no_error(capfdbinary: Any, store_folder: Path) -> None:
    status, out, _ = call(capfdbinary, "ask", "who heads the Arbitration Council", "--store", str(store_folder))
    assert status == 0
    assert "not stated: No source that was read says who heads Arbitration Council." in out
    assert "Labor Law governs Arbitration Council" in out


def test_unknown_name_ends_with_2_and_near_names(capfdbinary: Any, store_folder: Path) -> None:
    status, out, err = call(capfdbinary, "ask", "who leads the Ministry of Magic", "--store", str(store_folder))
    assert status == 2
    assert not out
    assert "Ministry of Interior" in err
    assert err.count("\n") == 1


def test_dates_are_taken_as_year_month_or_day(capfdbinary: Any, store_folder: Path) -> None:
    arguments = ("ask", "timeline", "--from", "2013", "--to", "2013-09", "--kind", "prakas")
    status, out, _ = call(capfdbinary, *arguments, "--store", str(store_folder))
    assert status == 0
    assert out.count("(prakas, ") == 3
    status, _, err = call(capfdbinary, "ask", "timeline", "--from", "soon", "--store", str(store_folder))
    assert status == 2
    assert "no date" in err


def test_show_prints_facts_and_what_is_not_stated(capfdbinary: Any, store_folder: Path) -> None:
    status, out, _ = call(capfdbinary, "show", "prakas", "253", "--store", str(store_folder))
    assert status == 0
    assert "instrument: prakas, No. 253 KB/PRK, dated 23 September 2013" in out
    assert "not stated: " in out
    _, out, _ = call(capfdbinary, "show", "prakas 253", "--format", "json", "--store", str(store_folder))
    assert {edge["relation"] for edge in json.loads(out)["edges"]} >= {"governs", "date"}


def test_explain_prints_rule_and_quote(capfdbinary: Any, store_folder: Path) -> None:
    status, out, _ = call(capfdbinary, "explain", "Sar Kheng", "heads", "NCCT", "--store", str(store_folder))
    assert status == 0
    assert "rule heads/facts; extracted" in out
    assert "“Samdech Krolahom Sar Kheng heads National Committee for Counter Trafficking.”" in out


def test_gaps_count_first_and_fail_when_strict(capfdbinary: Any, store_folder: Path) -> None:
    status, out, _ = call(capfdbinary, "gaps", "--store", str(store_folder))
    assert status == 0
    assert out.splitlines()[0].strip().split(" ", 1)[1].startswith("instruments without")
    status, _, _ = call(capfdbinary, "gaps", "--strict", "--store", str(store_folder))
    assert status == 1
    _, out, _ = call(capfdbinary, "gaps", "--format", "json", "--store", str(store_folder))
    assert json.loads(out)["counts"]["contradictory values"] == 0


def test_there_is_no_graph(capfdbinary: Any, tmp_path: Path) -> None:
    status, _, err = call(capfdbinary, "ask", "who leads the NCCT", "--store", str(tmp_path))
    assert status == 6
    assert "krama build" in err
