"""Queries of strangers: refused, stopped or answered, and never the end of the caller."""

from __future__ import annotations

import contextlib
import itertools
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from krama.errors import KramaError, LimitExceeded, UsageError
from krama.knowledge.vocabulary import PREFIXES
from krama.store import Store, Table, open_store
from krama.store.child import Limits, Triples, run
from krama.store.guard import inspect
from krama.store.results import ResultFormat, write_answer, write_table
from rdf.small import LAW
from rdf.worlds import World

linux = pytest.mark.skipif(sys.platform != "linux", reason="the system has no seccomp")


@pytest.fixture
def store(world: World) -> Iterator[Store]:
    world.build(world.write("law.txt", LAW))
    with open_store(world.store) as opened:
        yield opened


def test_every_form_is_answered(store: Store) -> None:
    table = run(store, "SELECT ?law ?number { ?law krama:number ?number }")
    assert isinstance(table, Table)
    assert table.rows == ((ox.NamedNode("https://w3id.org/krama/id/law-on-rivers"), ox.Literal("12/2001 NS")),)
    assert run(store, "ASK { ?s ?p ?o }") is True
    triples = run(store, "CONSTRUCT { ?s a krama:Found } WHERE { ?s krama:number ?n }")
    assert isinstance(triples, Triples)
    assert len(triples.triples) == 1


def test_rows_are_cut_visibly_and_counts_never(store: Store) -> None:
    table = run(store, "SELECT ?s { ?s ?p ?o }", Limits(rows=5))
    assert isinstance(table, Table)
    assert (len(table), table.truncated) == (5, True)
    count = run(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", Limits(rows=5))
    assert isinstance(count, Table)
    assert count.values("n") != ("5",)


def test_a_slow_query_is_stopped(store: Store) -> None:
    began = time.monotonic()
    with pytest.raises(LimitExceeded, match="stopped after 1 s"):
        run(store, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", Limits(seconds=1))
    assert time.monotonic() - began < 5
    assert run(store, "ASK {}") is True


def test_a_greedy_query_is_stopped(store: Store) -> None:
    doublings = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(40))
    with pytest.raises(LimitExceeded, match="memory"):
        run(store, f'SELECT (STRLEN(?v40) AS ?n) {{ BIND("x" AS ?v0) {doublings} }}', Limits(memory=1 << 29))


def test_a_malformed_query_says_line_and_column(store: Store) -> None:
    with pytest.raises(UsageError, match=r"malformed query at line 2, column \d+"):
        run(store, "SELECT ?s\n{ ?s ?p }")


REFUSED = [
    "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { { sErViCe # a comment\n SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } } } }",
    "SELECT * { S\\u0045RVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    'SELECT * { FILTER("}" = "\\"{") SERVICE ?x { ?s ?p ?o } }',
    "SELECT * { ?a ?b '''it's''' . SERVICE <http://127.0.0.1:{port}/> {} }",
    "SELECT * { FILTER(1<2).SERVICE:x{?s ?p ?o}FILTER(2>1) }",
    "SELECT * { SERVICEa:x{?s ?p ?o} }",
    "SELECT * { SERVICESILENT<http://127.0.0.1:{port}/>{?s ?p ?o} }",
    "SELECT * { SERVICE<http://127.0.0.1:{port}/>{?s ?p ?o} }",
    "SELECT * { {}SERVICESILENT?x{?s ?p ?o} }",
    "LOAD <http://127.0.0.1:{port}/x.ttl>",
    "PREFIX a: <urn:a> LOAD SILENT <http://127.0.0.1:{port}/x.ttl> INTO GRAPH <urn:g>",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "BASE <urn:x> DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
]


@pytest.mark.parametrize("query", REFUSED)
def test_a_query_may_only_read_this_store(query: str) -> None:
    with pytest.raises(UsageError, match="refused"):
        inspect(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a krama:Mechanism }",
        "SELECT * { ?s ex:service ?o . ?s krama:load 'LOAD' }",
        'SELECT * { ?s ?p "SERVICE <http://x/> {}" } # SERVICE',
        "SELECT * { ?s <http://x/SERVICE> ?o }",
        "SELECT * { ?s ?p 'a\\'SERVICE' }",
    ],
)
def test_words_in_names_and_strings_are_no_keywords(query: str) -> None:
    inspect(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 2200 + "}" * 2200,
        "SELECT * { FILTER(" + "(" * 4700 + "1" + ")" * 4700 + ") }",
        "SELECT * { FILTER(" + "!" * 9300 + "true) }",
        "SELECT * { " + " UNION ".join(["{}"] * 6500) + " }",
        "SELECT * { FILTER(" + " && ".join(["true"] * 9300) + ") }",
        "SELECT * { ?s " + "/".join(["a"] * 10000) + " ?o }",
        "SELECT * { ?s ?p " + "'x'" * 30000 + " }",
    ],
)
def test_queries_that_kill_a_parser_are_refused(query: str) -> None:
    began = time.monotonic()
    with pytest.raises(LimitExceeded):
        inspect(query)
    assert time.monotonic() - began < 1


def test_a_long_list_of_values_is_allowed() -> None:
    inspect("SELECT * { VALUES ?s { " + " ".join(f"id:thing-{n}" for n in range(2500)) + " } ?s ?p ?o }")


def test_even_behind_the_guard_there_is_no_network(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second wall: a child that runs a SERVICE clause reaches no socket."""
    canary = socket.create_server(("127.0.0.1", 0))
    hits: list[object] = []

    def listen() -> None:
        try:
            while True:
                hits.append(canary.accept())
        except OSError:
            return

    threading.Thread(target=listen, daemon=True).start()
    monkeypatch.setattr("krama.store.child.inspect", lambda query: None)
    port = canary.getsockname()[1]
    for query in (
        f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}",
    ):
        with contextlib.suppress(KramaError):
            run(store, query, Limits(seconds=10))
    socket.create_connection(("127.0.0.1", port)).close()
    time.sleep(0.2)
    assert len(hits) == 1, "only the test's own connection"
    canary.close()


@linux
def test_a_child_makes_no_socket_and_still_opens_files() -> None:
    """What holds for a database that is too large to have all its files open."""
    code = (
        "import os, socket; from krama.store.worker import _forbid_sockets; _forbid_sockets(); open(os.devnull)\n"
        "try:\n    socket.socket()\nexcept PermissionError:\n    print('none')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "none\n"


TABLE = Table(
    ("thing", "text", "none"),
    (
        (ox.NamedNode("urn:a"), ox.Literal('tab\t quote" line\nend', language="km"), None),
        (ox.BlankNode("b1"), ox.Literal("2001", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")), None),
        (ox.NamedNode("urn:ក"), ox.Literal("ក្រមា, =1+1"), None),
    ),
)
FORMATS: dict[ResultFormat, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}


@pytest.mark.parametrize("format", FORMATS)
def test_results_are_read_back_by_another_library(format: ResultFormat) -> None:
    answer = ox.parse_query_results(write_table(TABLE, format), format=FORMATS[format])
    assert isinstance(answer, ox.QuerySolutions)
    rows = [tuple(solution[name] for name in TABLE.columns) for solution in answer]
    assert rows[0] == TABLE.rows[0]
    assert rows[1][1:] == TABLE.rows[1][1:]
    assert rows[2] == TABLE.rows[2]


def test_csv_is_the_csv_of_the_w3c() -> None:
    text = write_table(TABLE, "csv").decode()
    assert text.startswith("thing,text,none\r\nurn:a,")
    assert '"ក្រមា, =1+1"' in text


@pytest.mark.parametrize("format", ["json", "xml"])
def test_an_answer_is_read_back(format: ResultFormat) -> None:
    answer = ox.parse_query_results(write_answer(True, format), format=FORMATS[format])
    assert isinstance(answer, ox.QueryBoolean)
    assert bool(answer)


def test_xml_has_no_character_that_xml_forbids() -> None:
    table = Table(("x",), ((ox.Literal("a\x00b\x1b[31m"),),))
    ox.parse_query_results(write_table(table, "xml"), format=ox.QueryResultsFormat.XML)
    assert b"\x1b" not in write_table(table, "xml")


def test_no_prefix_is_the_beginning_of_another() -> None:
    bases = sorted(PREFIXES.values())
    assert not any(other.startswith(base) for base, other in itertools.pairwise(bases))
