"""Many inputs to one published graph: what is added, replaced, skipped, held back."""

from __future__ import annotations

import json
import time
from hashlib import sha256
from pathlib import Path

import pytest

from krama.building import DocumentLimits
from krama.errors import IntegrityError, KnowledgeError, ShapeError, StoreBusy, UsageError
from krama.knowledge.vocabulary import CURATED_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH
from krama.rdf import serialise
from krama.store import folder, open_store
from krama.validate import check_store
from rdf.small import LAW, PLAN
from rdf.worlds import World

ISSUED = "ASK { id:law-on-rivers krama:issuedBy id:ministry-of-water }"


def dump(path: Path) -> bytes:
    with open_store(path) as store:
        return serialise(store.quads(), "nq")


def test_a_document_becomes_a_published_graph(world: World) -> None:
    report = world.build(world.write("law.txt", LAW))
    assert report.exit_status == 0
    assert report.published
    assert report.inputs[0].status == "built"
    assert report.inputs[0].counts["edges"] == 1
    assert report.entities["Instrument"] == 2
    with open_store(world.store) as store:
        assert store.ask(ISSUED)
        assert {CURATED_GRAPH, INFERRED_GRAPH, ONTOLOGY_GRAPH} < set(store.graphs())


def test_rules_add_types_and_edges_with_their_grounds(world: World) -> None:
    world.build(world.write("law.txt", LAW))
    with open_store(world.store) as store:
        assert store.ask("ASK { GRAPH graph:inferred { id:ministry-of-water a org:Organization } }")
        assert store.ask(
            """ASK {
            ?inferred rdf:subject id:law-on-rivers ; rdf:predicate eli:passed_by ; krama:origin origin:inferred ;
              krama:confidence 0.8 ; prov:wasGeneratedBy/prov:used ?rule ; prov:wasDerivedFrom ?stated .
            ?stated rdf:predicate krama:issuedBy ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote }"""
        )


def test_nothing_follows_from_a_plan(world: World) -> None:
    world.build(world.write("plan.txt", "planned: Law on Rivers | issuedBy | Ministry of Water\n"))
    with open_store(world.store) as store:
        assert not store.ask(ISSUED)
        assert not store.ask("ASK { id:law-on-rivers eli:passed_by ?body }")


def test_documents_gather_and_fresh_starts_anew(world: World) -> None:
    first, second = world.write("a.txt", LAW), world.write("b.txt", PLAN)
    world.build(first)
    assert world.build(second).documents == 2
    assert world.build(second, fresh=True).documents == 1


def test_a_changed_file_replaces_what_it_said(world: World) -> None:
    path = world.write("a.txt", LAW)
    world.build(path)
    path.write_text(PLAN, encoding="utf-8")
    assert world.build(path).documents == 1
    with open_store(world.store) as store:
        assert not store.ask(ISSUED)


def test_an_unchanged_file_is_not_read_again_and_nothing_is_published(world: World) -> None:
    path = world.write("a.txt", LAW)
    world.build(path)
    before = folder.current(world.store)
    report = world.build(path)
    assert report.inputs[0].status == "unchanged"
    assert not report.published
    assert folder.current(world.store) == before


def test_changed_knowledge_is_a_reason_to_read_again(world: World) -> None:
    first, second = world.write("a.txt", LAW), world.write("b.txt", PLAN)
    world.build(first, second)
    (world.ontology / "kinds" / "more.ttl").write_text("<https://w3id.org/krama/kind/x> a <urn:x> .", encoding="utf-8")
    report = world.build(first)
    assert report.inputs[0].status == "built"
    assert report.outdated == 1


def test_the_same_bytes_twice_are_one_document(world: World) -> None:
    paths = [world.write("dup_b.txt", LAW), world.write("dup_a.txt", LAW)]
    report = world.build(*paths)
    assert [one.status for one in report.inputs] == ["duplicate", "built"]
    assert report.documents == 1
    assert report.exit_status == 0


def test_order_folder_and_history_do_not_change_the_bytes(world: World, tmp_path: Path) -> None:
    texts = {"a.txt": LAW, "b.txt": PLAN, "c.txt": LAW.replace("Rivers", "Lakes"), "dup.txt": LAW}
    paths = [world.write(name, text) for name, text in texts.items()]
    world.build(*paths)
    elsewhere = [world.write(f"elsewhere/{name}", text) for name, text in texts.items()]
    world.build(*reversed(elsewhere), store=tmp_path / "two")
    for path in elsewhere[::-1]:
        world.build(path, store=tmp_path / "three")
    assert dump(world.store) == dump(tmp_path / "two") == dump(tmp_path / "three")


@pytest.mark.parametrize(
    ("text", "code"),
    [("RAISE\n", "crash"), ("CRASH\n", "crash"), ("GREEDY\n", "memory"), ("HANG\n", "time"), ("", "empty")],
)
def test_a_document_that_goes_wrong_costs_only_itself(world: World, text: str, code: str) -> None:
    good, bad = world.write("good.txt", LAW), world.write("bad.txt", text)
    began = time.monotonic()
    report = world.build(bad, good, limits=DocumentLimits(seconds=4.0))
    assert time.monotonic() - began < 30
    assert report.exit_status == 3
    assert (report.inputs[0].status, report.inputs[0].code) == ("skipped", code)
    assert report.inputs[1].status == "built"
    assert report.documents == 1


def test_a_document_that_was_read_in_part_is_said_to_be(world: World) -> None:
    path = world.write("a.txt", "PARTLY\n" + LAW)
    for status in ("built", "unchanged"):
        report = world.build(path)
        assert report.exit_status == 3
        assert (report.inputs[0].status, report.inputs[0].partly) == (status, True)
        assert report.documents == 1


def test_a_missing_path_is_an_input_that_could_not_be_read(world: World) -> None:
    report = world.build(world.folder / "nowhere.txt")
    assert report.exit_status == 2
    assert report.inputs[0].code == "missing"
    assert folder.current(world.store) is None


def test_nothing_named_is_wrong_use(world: World) -> None:
    with pytest.raises(UsageError, match="no input"):
        world.build()


def test_a_document_that_breaks_a_shape_is_held_back(world: World) -> None:
    good, bad = world.write("good.txt", PLAN), world.write("bad.txt", "SHAPELESS\n" + LAW)
    report = world.build(good, bad)
    held = report.inputs[1]
    assert report.exit_status == 3
    assert (held.status, held.code) == ("held", "shape")
    assert held.violations[0].rule == "https://w3id.org/krama/shape/kind"
    assert held.violations[0].sentence.startswith("Law on Rivers |")
    assert report.documents == 1


def test_a_document_held_back_leaves_its_old_self(world: World) -> None:
    path = world.write("a.txt", LAW)
    world.build(path)
    path.write_text("SHAPELESS\n" + LAW, encoding="utf-8")
    assert world.build(path).exit_status == 3
    with open_store(world.store) as store:
        assert store.ask(ISSUED)


def test_evidence_outside_the_text_stops_the_build(world: World) -> None:
    world.build(world.write("good.txt", PLAN))
    with pytest.raises(IntegrityError):
        world.build(world.write("bad.txt", LAW + "ASTRAY\n"))
    with open_store(world.store) as store:
        assert len(store.manifest.documents) == 1


def test_a_broken_curated_graph_is_not_published(world: World) -> None:
    path = world.write("good.txt", PLAN)
    world.build(path)
    curated = world.graph / "curated" / "water.ttl"
    curated.write_text(curated.read_text(encoding="utf-8").replace("krama:kind kind:law ;", ""), encoding="utf-8")
    with pytest.raises(ShapeError, match=r"curated graph breaks .*shape/kind.*law-on-dams"):
        world.build(world.write("other.txt", LAW), path)
    with open_store(world.store) as store:
        assert len(store.manifest.documents) == 1


def test_an_edge_without_evidence_is_not_published(world: World) -> None:
    (world.ontology / "kinds" / "kinds.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    check = world.ontology / "checks" / "evidence.rq"
    check.write_text("# Nothing is enough\nSELECT ?thing { ?thing krama:issuedBy ?x }", encoding="utf-8")
    with pytest.raises(ShapeError, match=r"merged graph breaks checks/evidence.*Nothing is enough"):
        world.build(world.write("a.txt", LAW))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Title\nSELECT ?subject WHERE { ?subject a ?x }", "needs"),
        ("# Title\nSELECT ?subject ?predicate ?object ?from WHERE { ?subject", "malformed query at line 2"),
        ("# Title\nCONSTRUCT { ?a krama:governs ?b } WHERE { ?a krama:issuedBy ?b }", "types and classifications only"),
        ("# Title\nASK { ?a ?b ?c }", "neither"),
        (
            "# Title\nSELECT ?subject ?predicate ?object ?from WHERE { ?subject krama:issuedBy ?object ."
            " BIND(krama:x AS ?predicate) }",
            "without any",
        ),
    ],
)
def test_a_rule_that_cannot_be_used_is_named(world: World, text: str, message: str) -> None:
    (world.ontology / "rules" / "15-odd.rq").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=f"rules/15-odd.rq.*{message}"):
        world.build(world.write("a.txt", LAW))


def test_two_dates_are_a_warning(world: World) -> None:
    paths = [world.write(f"{year}.txt", f"Law on Rivers | date | {year}\n") for year in (2001, 2002)]
    report = world.build(*paths)
    assert report.exit_status == 0
    assert [warning.message for warning in report.warnings] == ["Two dates."]


def test_documents_that_name_a_thing_differently_leave_one_name(world: World) -> None:
    world.build(
        world.write("a.txt", "LAW ON RIVERS | number | 1\nLAW ON RIVERS | Law on Rivers\n"),
        world.write("b.txt", LAW),
        world.write("c.txt", LAW + "\n"),
        world.write("d.txt", "ministry OF water | governs | Law on Rivers\n"),
    )
    with open_store(world.store) as store:
        names = store.select("SELECT DISTINCT ?name { id:law-on-rivers skos:prefLabel ?name }").values("name")
        others = store.select("SELECT DISTINCT ?name { id:law-on-rivers skos:altLabel ?name }").values("name")
        curated = store.select("SELECT DISTINCT ?name { id:ministry-of-water skos:prefLabel ?name }").values("name")
        named = store.select("SELECT ?graph { GRAPH ?graph { id:law-on-rivers skos:prefLabel ?name } }")
        assert not check_store(store, world.ontology)
    assert len(named) == 4
    assert names == ("Law on Rivers",)
    assert others == ("LAW ON RIVERS",)
    assert curated == ("Ministry of Water",)


def test_blind_builds_have_no_curated_graph_and_do_not_mix(world: World) -> None:
    path = world.write("a.txt", LAW)
    world.build(path, settings={"blind": True})
    with open_store(world.store) as store:
        assert CURATED_GRAPH not in store.graphs()
    with pytest.raises(UsageError, match="--fresh"):
        world.build(path)
    assert world.build(path, fresh=True).exit_status == 0


def test_curated_facts_lead_to_the_words_of_their_source_once_it_is_read(world: World) -> None:
    text = "Law on Dams | issuedBy | Ministry of Water\n"
    path = world.write("the-gazette.txt", text)
    corpus = world.graph / "corpus.toml"
    checksum = sha256(text.encode()).hexdigest()
    corpus.write_text(corpus.read_text(encoding="utf-8") + f'sha256 = "{checksum}"\n', encoding="utf-8")
    world.build(path)
    with open_store(world.store) as store:
        quotes = store.select(
            """SELECT ?quote { ?statement krama:origin origin:curated ; rdf:predicate krama:issuedBy ;
            dcterms:source doc:gazette ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote .
            ?read prov:specializationOf doc:gazette }"""
        )
    assert quotes.values("quote") == (text.strip(),)


def test_facts_that_are_less_sure_are_left_out(world: World) -> None:
    world.build(world.write("a.txt", LAW), settings={"min_confidence": 0.85})
    with open_store(world.store) as store:
        assert not store.ask(ISSUED)
        assert store.ask("ASK { id:law-on-rivers krama:number ?number }")


def test_a_second_build_ends_at_once(world: World) -> None:
    path = world.write("a.txt", LAW)
    with folder.writing(world.store), pytest.raises(StoreBusy, match="another build"):
        world.build(path)


def test_the_report_is_json(world: World) -> None:
    report = json.loads(world.build(world.write("a.txt", LAW), world.folder / "none.txt").to_json())
    assert report["exit_status"] == 3
    assert report["inputs"][0]["bytes"] == len(LAW)
    assert report["inputs"][0]["seconds"] > 0
    assert report["inputs"][1]["code"] == "missing"


def test_leftovers_are_removed_and_nothing_grows(world: World) -> None:
    path = world.write("a.txt", LAW)
    world.build(path)
    (world.store / "graph-000099.part").mkdir()
    (world.store / "cache" / "x.nq.gz.part").write_bytes(b"half")
    path.write_text(PLAN, encoding="utf-8")
    world.build(path)
    path.write_text(LAW, encoding="utf-8")
    world.build(path)
    assert len(list(world.store.glob("graph-*"))) == 1
    assert len(list((world.store / "cache").iterdir())) == 4


def test_progress_is_told(world: World) -> None:
    seen: list[tuple[int, int, str]] = []
    paths = [world.write("a.txt", LAW), world.write("b.txt", PLAN)]
    world.build(*paths, progress=lambda done, total, one: seen.append((done, total, one.status)))
    assert [row[:2] for row in seen] == [(1, 2), (2, 2)]
