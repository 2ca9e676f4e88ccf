"""The command line as a user meets it: output, messages, exit status."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from krama.cli import COMMANDS
from krama.store import folder, open_store
from rdf.small import LAW, PLAN
from rdf.worlds import World

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("small_krama.py")
Done = subprocess.CompletedProcess[str]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}", **more}


def krama(world: World, *arguments: object, stdin: str = "", **more: str) -> Done:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=world.folder,
        env=environment(KRAMA_STORE=str(world.store), **more),
        check=False,
        timeout=120,
    )


@pytest.fixture
def law(world: World) -> Path:
    return world.write("law.txt", LAW)


@pytest.fixture
def built(world: World, law: Path) -> World:
    world.build(law)
    return world


def test_help_is_quick_and_lists_the_commands(world: World) -> None:
    code = "import sys; from krama.cli import run; status = run(['--help']); assert status == 0; "
    code += "heavy = {'spacy', 'rdflib', 'pyoxigraph', 'networkx', 'rich'} & set(sys.modules); assert not heavy, heavy"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(world: World, name: str) -> None:
    done = krama(world, name, "-h")
    assert done.returncode == 0
    assert f"krama {name}" in done.stdout
    assert "--store" in done.stdout
    assert "--verbose" in done.stdout


def test_without_arguments_there_is_help(world: World) -> None:
    bare, build = krama(world), krama(world, "build")
    assert (bare.returncode, build.returncode) == (0, 2)
    assert bare.stdout.startswith("Usage: krama")
    assert "krama build reply.txt" in build.stderr


def test_a_shell_can_complete(world: World) -> None:
    more = {"COMP_WORDS": "krama vali", "COMP_CWORD": "1", "_KRAMA_COMPLETE": "bash_complete"}
    assert krama(world, **more).stdout == "plain,validate\n"


def test_the_version_is_told(world: World) -> None:
    assert krama(world, "--version").stdout.startswith("krama ")
    assert krama(world, "build", "--version").stdout.startswith("krama ")


def test_a_build_says_what_there_is_now_and_what_to_try(world: World, law: Path) -> None:
    done = krama(world, "build", law)
    assert (done.returncode, done.stdout) == (0, "")
    assert "holds 1 document" in done.stderr
    assert "2 instruments" in done.stderr
    assert "Try: krama ask" in done.stderr


def test_quiet_is_quiet(world: World, law: Path) -> None:
    assert krama(world, "build", law, "--quiet").stderr == ""
    assert krama(world, "--quiet", "build", law).stderr == ""


def test_the_store_may_be_named_in_front_or_behind(world: World, law: Path) -> None:
    krama(world, "--store", "one", "build", law)
    krama(world, "build", "--store", "two", law)
    assert folder.current(world.folder / "one")
    assert folder.current(world.folder / "two")
    assert not world.store.exists()


def test_a_report_is_written(world: World, law: Path) -> None:
    krama(world, "build", law, "missing.txt", "--report", "report.json")
    report = json.loads((world.folder / "report.json").read_text(encoding="utf-8"))
    assert [one["status"] for one in report["inputs"]] == ["built", "skipped"]
    assert json.loads(krama(world, "build", law, "--report", "-").stdout)["inputs"][0]["status"] == "unchanged"


def test_standard_input_is_a_document(world: World) -> None:
    assert krama(world, "build", "-", stdin=LAW).returncode == 0
    with open_store(world.store) as store:
        assert store.ask("ASK { id:law-on-rivers krama:issuedBy ?body }")


def test_inputs_that_fail_are_listed_with_status_3(world: World, law: Path) -> None:
    bad = world.write("bad.txt", "SHAPELESS\n" + LAW.replace("Rivers", "Seas"))
    done = krama(world, "build", law, bad, world.write("empty.txt", ""), "missing.txt")
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert any(line.startswith("krama: held back") and "An instrument has a kind" in line for line in lines)
    assert any(line.startswith("krama: skipped") and line.endswith("[empty]") for line in lines)
    assert any(line.startswith("krama: skipped") and line.endswith("[missing]") for line in lines)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("bild",), "Did you mean build"),
        (("build",), None),
        (("build", "--jobs", "many", "x"), "--jobs"),
        (("build", "missing.txt"), "no input could be read"),
        (("query", "-q", "SELECT ?s\n{ ?s ?p"), "line 2, column"),
        (("query", "-q", "SELECT * { SERVICE <http://x/> {} }"), "refused"),
        (("query", "missing.rq"), "missing.rq"),
        (("query", "-q", "ASK {}", "--format", "ttl"), "triples"),
        (("query", "-q", "SELECT ?s { ?s ?p ?o }", "--format", "ttl"), "triples"),
        (("query", "-q", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"), "ttl"),
        (("query", "a.rq", "-q", "ASK {}"), "one query"),
        (("extract", "missing.txt"), "missing.txt"),
    ],
)
def test_wrong_use_is_status_2_in_one_line(built: World, arguments: tuple[str, ...], message: str | None) -> None:
    done = krama(built, *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    if message:
        assert message in done.stderr.splitlines()[-1]


def test_a_broken_curated_graph_is_status_4(world: World, law: Path) -> None:
    path = world.graph / "curated" / "water.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("krama:kind kind:law ;", ""), encoding="utf-8")
    done = krama(world, "build", law)
    assert done.returncode == 4
    assert done.stderr.count("\n") == 1


def test_another_build_is_status_5_at_once(world: World, law: Path) -> None:
    with folder.writing(world.store):
        began = time.monotonic()
        done = krama(world, "build", law)
    assert done.returncode == 5
    assert time.monotonic() - began < 10
    assert krama(world, "build", law).returncode == 0


def test_no_store_is_status_6(world: World) -> None:
    done = krama(world, "query", "-q", "ASK {}")
    assert done.returncode == 6
    assert "krama build" in done.stderr


def test_a_damaged_store_is_status_6(built: World) -> None:
    published = folder.current(built.store)
    assert published is not None
    next(published[0].glob("quads/*.sst")).unlink()
    for command in (("query", "-q", "ASK {}"), ("validate",)):
        done = krama(built, *command)
        assert done.returncode == 6
        assert "rebuild with" in done.stderr


def _as_ordinary_user() -> None:
    """Before a program starts as root: take from it what lets root write and read everywhere (Linux capabilities 1 and 2)."""
    if os.geteuid() == 0:
        bounding_set_drop = 24
        for capability in (1, 2):
            ctypes.CDLL(None).prctl(bounding_set_drop, capability, 0, 0, 0)


def test_a_read_only_store_is_status_6_and_still_readable(built: World) -> None:
    other = built.write("other.txt", PLAN)
    for path in (built.store, *built.store.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for arguments, status in ((("build", str(other)), 6), (("query", "-q", "ASK {}"), 0)):
        done = subprocess.run(
            [sys.executable, str(SCRIPT), *arguments],
            capture_output=True,
            text=True,
            env=environment(KRAMA_STORE=str(built.store)),
            preexec_fn=_as_ordinary_user,
            check=False,
        )
        assert done.returncode == status, done.stderr
    for path in (built.store, *built.store.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_file_size_limit_is_status_6_and_leaves_the_old_graph(built: World) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    many = "".join(f"Law on Lake {n} | issuedBy | Ministry of Water\n" for n in range(300))
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "build", str(built.write("many.txt", many))],
        capture_output=True,
        text=True,
        env=environment(KRAMA_STORE=str(built.store)),
        preexec_fn=limit,
        check=False,
    )
    assert done.returncode == 6, done.stderr
    assert len([line for line in done.stderr.splitlines() if line.startswith("krama:")]) == 1
    with open_store(built.store) as store:
        assert len(store.manifest.documents) == 1
    assert krama(built, "build", built.folder / "documents" / "many.txt").returncode == 0


def test_a_row_limit_is_status_8_and_says_so(built: World) -> None:
    done = krama(built, "query", "-q", "SELECT ?s { ?s ?p ?o }", "--max-rows", 3, "--format", "csv")
    assert done.returncode == 8
    assert len(done.stdout.splitlines()) == 4
    assert "--max-rows" in done.stderr


def test_a_time_limit_is_status_8(built: World) -> None:
    done = krama(built, "query", "-q", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", 1)
    assert done.returncode == 8
    assert "--timeout" in done.stderr


def test_a_quote_that_differs_is_a_bug_of_status_70(world: World) -> None:
    done = krama(world, "build", world.write("bad.txt", LAW + "ASTRAY\n"))
    assert done.returncode == 70
    assert "Traceback" not in done.stderr


def test_an_unknown_error_is_status_70_and_verbose_shows_it(world: World) -> None:
    path = world.write("bad.txt", "RAISE\n")
    done = krama(world, "extract", path)
    assert done.returncode == 70
    assert "ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in krama(world, "extract", path, "--verbose").stderr


def start(world: World, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(KRAMA_STORE=str(world.store)),
    )


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def children_of(process: int) -> list[int]:
    path = Path(f"/proc/{process}/task/{process}/children")
    found = [int(part) for path in path.parent.parent.glob("*/children") for part in path.read_text().split()]
    return [child for child in found if Path(f"/proc/{child}").exists()]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_is_status_130_and_leaves_nothing_running(built: World, number: int) -> None:
    process = start(built, "build", built.write("slow.txt", "HANG\n" + PLAN))
    wait_until(lambda: children_of(process.pid))
    children = children_of(process.pid)
    time.sleep(0.5)
    process.send_signal(number)
    _, messages = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted" in messages
    assert "Traceback" not in messages
    wait_until(lambda: not any(Path(f"/proc/{child}/cmdline").exists() for child in children))
    with open_store(built.store) as store:
        assert len(store.manifest.documents) == 1


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.1, 0.2, 0.4])
def test_a_build_that_is_killed_leaves_the_old_or_the_new_graph(built: World, delay: float) -> None:
    many = "".join(f"Law on Lake {n} | issuedBy | Ministry of Water\n" for n in range(200))
    path = built.write("many.txt", many)
    process = start(built, "build", path)
    wait_until(
        lambda: list((built.store / "cache").glob("*")) and len(list((built.store / "cache").glob("*.nq.gz"))) > 1
    )
    time.sleep(delay)
    process.kill()
    process.wait()
    with open_store(built.store) as store:
        store.check()
        assert store.ask("ASK { id:law-on-rivers krama:issuedBy ?body }")
    done = krama(built, "build", path)
    assert done.returncode == 0, done.stderr
    assert len(list(built.store.glob("graph-*"))) == 1
    assert not list(built.store.rglob("*.part"))
    with open_store(built.store) as store:
        assert len(store.manifest.documents) == 2


def test_hash_seed_locale_and_time_zone_do_not_change_the_bytes(world: World, law: Path) -> None:
    plan = world.write("plan.txt", PLAN)
    dumps = []
    for number, more in enumerate(
        ({"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}, {"PYTHONHASHSEED": "77", "TZ": "Asia/Phnom_Penh"})
    ):
        store = world.folder / f"store{number}"
        assert krama(world, "build", "--store", store, law, plan, **more).returncode == 0
        query = "CONSTRUCT WHERE { ?s ?p ?o }"
        dumps.append(krama(world, "query", "--store", store, "-q", query, **more).stdout)
        with open_store(store) as opened:
            dumps.append(opened.manifest.key)
    assert dumps[:2] == dumps[2:]


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml", "table"])
def test_rows_are_printed_in_every_format(built: World, format: str) -> None:
    done = krama(built, "query", "-q", "SELECT ?law ?number { ?law krama:number ?number }", "--format", format)
    assert done.returncode == 0
    assert "12/2001 NS" in done.stdout
    assert "law-on-rivers" in done.stdout


def test_a_query_comes_from_a_file_or_standard_input(built: World) -> None:
    (built.folder / "q.rq").write_text("\ufeffASK { ?s ?p ?o }", encoding="utf-8")
    assert krama(built, "query", "q.rq").stdout == "true\n"
    assert krama(built, "query", "-", stdin="ASK { ?s krama:no ?o }").stdout == "false\n"


def test_triples_are_printed_as_turtle(built: World) -> None:
    done = krama(built, "query", "-q", "CONSTRUCT WHERE { ?law krama:number ?number }")
    assert 'id:law-on-rivers krama:number "12/2001 NS" .' in done.stdout


def test_control_characters_never_reach_the_terminal(built: World) -> None:
    done = krama(built, "query", "-q", 'SELECT ("a\\u001b[31mred\\u202e" AS ?x) {}')
    assert "\x1b" not in done.stdout
    assert "\\u001b" in done.stdout
    done = krama(built, "build", "evil\x1b[2J.txt")
    assert "\x1b" not in done.stderr


def test_a_closed_pipe_is_no_error(built: World) -> None:
    command = f"{sys.executable} {SCRIPT} query -q 'SELECT * {{ ?s ?p ?o }}' --format csv | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        text=True,
        env=environment(KRAMA_STORE=str(built.store)),
        check=False,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_validate_finds_nothing_wrong(built: World) -> None:
    done = krama(built, "validate")
    assert (done.returncode, done.stdout) == (0, "")
    assert "0 violations" in done.stderr


def test_validate_lists_what_a_new_shape_refuses(built: World) -> None:
    shapes = built.ontology / "shapes" / "small.ttl"
    text = shapes.read_text(encoding="utf-8")
    shapes.write_text(text.replace("sh:path krama:kind", "sh:path krama:value"), encoding="utf-8")
    done = krama(built, "validate", "--format", "json")
    assert done.returncode == 1
    first = json.loads(done.stdout)[0]
    assert first["severity"] == "violation"
    assert first["message"] == "An instrument has a kind."
    assert "id:law-on-rivers" in krama(built, "validate").stdout


@pytest.mark.parametrize("format", ["table", "annotations", "ttl", "trig", "jsonl", "text"])
def test_a_document_is_extracted_in_every_format(world: World, law: Path, format: str) -> None:
    done = krama(world, "extract", law, "--format", format)
    assert done.returncode == 0, done.stderr
    assert "Law on Rivers" in done.stdout
    assert not world.store.exists()


def test_annotations_are_json_with_offsets_into_the_file(world: World, law: Path) -> None:
    found = json.loads(krama(world, "extract", law, "--format", "annotations").stdout)
    text = law.read_text(encoding="utf-8")
    assert found["document"] == "law.txt"
    start_, end = found["entities"][0]["mentions"][0]
    assert text[start_:end] == found["entities"][0]["name"]
    assert [row["predicate"] for row in found["relations"]] == ["issuedBy"]


def test_the_text_format_gives_the_file_back(world: World, law: Path) -> None:
    assert krama(world, "extract", law, "--format", "text").stdout == LAW


def test_extract_reads_standard_input(world: World) -> None:
    assert "issuedBy" in krama(world, "extract", "-", stdin=LAW).stdout
