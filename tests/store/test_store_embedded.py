"""The published graph: read by many, replaced in one step, damaged never unnoticed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from krama.errors import StoreError, UsageError
from krama.knowledge.vocabulary import KRAMA
from krama.store import folder, open_store
from rdf.small import LAW, PLAN
from rdf.worlds import World


@pytest.fixture
def built(world: World) -> World:
    world.build(world.write("law.txt", LAW))
    return world


def version(world: World) -> Path:
    published = folder.current(world.store)
    assert published is not None
    return published[0]


def test_rows_are_terms_by_column(built: World) -> None:
    with open_store(built.store) as store:
        table = store.select("SELECT ?law ?none { ?law krama:number ?number OPTIONAL { ?law krama:x ?none } }")
    assert table.columns == ("law", "none")
    assert table.values("law") == ("https://w3id.org/krama/id/law-on-rivers",)
    assert list(table) == [{"law": ox.NamedNode("https://w3id.org/krama/id/law-on-rivers")}]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?number { ?law krama:number ?number }",
        "# WHERE { ?x }\nPREFIX x: <http://x/#>\nselect (str(?n) as ?number) where { ?law krama:number ?n }",
        "SELECT (COUNT(*) AS ?number) WHERE { ?law krama:number ?n }",
    ],
)
def test_a_bound_variable_need_be_no_column(built: World, query: str) -> None:
    rivers = ox.NamedNode("https://w3id.org/krama/id/law-on-rivers")
    with open_store(built.store) as store:
        assert len(store.select(query, {"law": rivers})) == 1
        assert store.select(query, {"law": ox.NamedNode("urn:x")}).values("number") in ((), ("0",))


def test_what_cannot_be_bound_is_refused(built: World) -> None:
    with open_store(built.store) as store:
        with pytest.raises(UsageError, match="cannot be set"):
            store.ask("ASK { ?s ?p ?o }", {"s } #": ox.NamedNode("urn:x")})
        with pytest.raises(UsageError, match="cannot be set"):
            store.ask("ASK { ?s ?p ?o }", {"s": ox.BlankNode("x")})
        with pytest.raises(UsageError, match="no WHERE"):
            store.construct("DESCRIBE ?s", {"s": ox.NamedNode("urn:x")})


def test_variables_can_be_bound(built: World) -> None:
    with open_store(built.store) as store:
        bound = {"number": ox.Literal('12/2001 NS" } #')}
        assert not store.ask("ASK { ?law krama:number ?number }", bound)
        bound = {"number": ox.Literal("12/2001 NS")}
        assert store.ask("ASK { ?law krama:number ?number }", bound)


def test_what_two_documents_state_counts_once(built: World) -> None:
    built.build(built.write("again.txt", LAW + "\n"))
    with open_store(built.store) as store:
        count = store.select("SELECT (COUNT(*) AS ?n) { id:law-on-rivers krama:issuedBy ?body }")
        graphs = store.select("SELECT ?graph { GRAPH ?graph { id:law-on-rivers krama:issuedBy ?body } }")
    assert count.values("n") == ("1",)
    assert len(graphs) == 2


def test_a_limit_truncates_visibly(built: World) -> None:
    with open_store(built.store) as store:
        table = store.select("SELECT ?s { ?s ?p ?o }", limit=3)
        assert (len(table), table.truncated) == (3, True)
        assert len(store.construct("CONSTRUCT WHERE { ?s ?p ?o }", limit=3)) == 3


def test_any_query_is_answered_by_its_form(built: World) -> None:
    with open_store(built.store) as store:
        assert store.query("ASK { ?s ?p ?o }") is True
        assert len(store.query("SELECT ?s { ?s krama:number ?n }")) == 1  # type: ignore[arg-type]
        assert isinstance(store.query("DESCRIBE id:law-on-rivers"), tuple)


@pytest.mark.parametrize(
    "query", ["SELECT ?s { ?s ?p", "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "SELECT ?s { ?s no:p ?o }"]
)
def test_a_malformed_query_says_where(built: World, query: str) -> None:
    with open_store(built.store) as store, pytest.raises(UsageError, match=r"malformed query at line 1, column \d+"):
        store.select(query)


def test_a_query_of_another_form_is_refused(built: World) -> None:
    with open_store(built.store) as store:
        with pytest.raises(UsageError, match="not a SELECT"):
            store.select("ASK { ?s ?p ?o }")
        with pytest.raises(UsageError, match="not an ASK"):
            store.ask("SELECT ?s { ?s ?p ?o }")
        with pytest.raises(UsageError, match="not a CONSTRUCT"):
            store.construct("ASK { ?s ?p ?o }")


def test_texts_come_with_the_version(built: World) -> None:
    with open_store(built.store) as store:
        (document,) = store.manifest.documents
        assert store.text(document.id) == LAW
        with pytest.raises(UsageError, match="no such document"):
            store.text("other")


def test_a_reader_keeps_its_version_while_a_build_goes_on(built: World) -> None:
    with open_store(built.store) as store:
        old = version(built)
        built.build(built.write("plan.txt", PLAN))
        assert version(built) != old
        assert old.is_dir()
        assert store.ask("ASK { id:law-on-rivers krama:number ?number }")
        assert not store.ask("ASK { id:law-on-lakes a krama:Instrument }")
    built.build(built.write("third.txt", PLAN + "\n"))
    assert not old.exists()


def test_many_read_at_once(built: World) -> None:
    stores = [open_store(built.store) for _ in range(3)]
    assert all(len(store.select("SELECT ?s { ?s krama:number ?n }")) == 1 for store in stores)
    for store in stores:
        store.close()


def test_no_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="krama build"):
        open_store(tmp_path / "nowhere")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


def largest(folder_: Path) -> Path:
    return max(folder_.glob("*.sst"), key=lambda path: path.stat().st_size)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a flipped bit": lambda at: flip(largest(at / "quads")),
    "a missing table": lambda at: largest(at / "quads").unlink(),
    "a shortened file": lambda at: os.truncate(largest(at / "quads"), 100),
    "a flipped bit in the manifest": lambda at: flip(at / "manifest.json"),
    "no manifest": lambda at: (at / "manifest.json").unlink(),
    "no database": lambda at: (at / "quads").rename(at / "gone"),
    "another format": lambda at: (at / "manifest.json").write_text(json.dumps({"format": 99}), encoding="utf-8"),
    "no version": lambda at: at.rename(at.with_name("gone")),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_noticed_and_a_fresh_build_mends_it(built: World, damage: str) -> None:
    DAMAGE[damage](version(built))
    with pytest.raises(StoreError, match=r"rebuild with .*--fresh"):
        open_store(built.store)
    built.build(built.folder / "documents" / "law.txt", fresh=True)
    with open_store(built.store) as store:
        store.check()


def test_a_damaged_pointer_is_noticed(built: World) -> None:
    (built.store / "current").write_text("graph-000001", encoding="ascii")
    with pytest.raises(StoreError, match="damaged"):
        open_store(built.store)


def test_a_damaged_cache_entry_stops_the_build_and_says_what_to_do(built: World) -> None:
    flip(next((built.store / "cache").glob("*.nq.gz")))
    with pytest.raises(StoreError, match=r"missing or damaged.*--fresh"):
        built.build(built.write("plan.txt", PLAN))
    with open_store(built.store) as store:
        assert store.ask("ASK { id:law-on-rivers krama:number ?number }")
    law = built.folder / "documents" / "law.txt"
    assert built.build(law, fresh=True).inputs[0].status == "built"


def test_fresh_always_writes_a_new_version(built: World) -> None:
    old = version(built)
    assert built.build(built.folder / "documents" / "law.txt", fresh=True).published
    assert version(built) != old


def test_a_folder_that_cannot_be_made_is_a_store_error(world: World) -> None:
    blocked = world.folder / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="not a folder"):
        world.build(world.write("law.txt", LAW), store=blocked)


def test_the_count_of_the_manifest_is_that_of_the_quads(built: World) -> None:
    with open_store(built.store) as store:
        assert len(store) == sum(1 for _ in store.quads())
        store.check()
        number = ox.NamedNode(KRAMA["number"])
        assert [quad.object for quad in store.quads(predicate=number)] == [ox.Literal("12/2001 NS")]
