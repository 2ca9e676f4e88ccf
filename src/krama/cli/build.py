"""krama build: documents into the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from krama.cli.options import CONTEXT, common, reading_options, store_folder
from krama.cli.terminal import complain, is_quiet, is_verbose, printable, say

if TYPE_CHECKING:
    from krama.building import BuildReport, InputReport


@click.command("build", context_settings=CONTEXT, no_args_is_help=True)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--fresh", is_flag=True, help="Start with an empty store instead of adding to what is there.")
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Documents to read at once.  [default: one a processor]",
)
@click.option("--wait", is_flag=True, help="Wait while another build holds the store, instead of ending with status 5.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Write a JSON report of every input.",
)
@reading_options
@common
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    fresh: bool,
    jobs: int,
    wait: bool,
    report: Path | None,
    jurisdiction: str,
    min_confidence: float,
    blind: bool,
    model: str,
    password: str,
) -> int:
    """Read documents into the graph: read, extract, link, infer, check, store.

    PATH is a file (.txt, .md, .html, .docx, .pdf), a folder with everything in it, a pattern, or - for standard input.

    The store gathers documents: what the paths name is added to what is there. A file that changed replaces what it
    said before, a file that did not change is not read again, the same bytes twice are one document. With --fresh the
    store holds only what this command names. The graph is replaced in one step at the end: whatever happens before, the
    old one stays.

    A document that cannot be read or understood is skipped, one whose own statements break a shape is held back; both
    are listed with the reason, as is one that could be read only in part, and the exit status is 3.

    \b
    krama build reply.txt
    krama build laws/ --jurisdiction kh --report report.json
    krama build "reports/*.pdf" --store shared --jobs 4
    """
    from krama.building import Settings, build

    settings = Settings(jurisdiction=jurisdiction, blind=blind, min_confidence=min_confidence, model=model)
    with _Bar() as bar:
        result = build(
            paths,
            store_folder(),
            settings=settings,
            fresh=fresh,
            jobs=jobs,
            wait=wait,
            password=password,
            progress=bar.advance,
        )
    if report is not None:
        _write(report, result.to_json())
    _list_problems(result)
    if len(result.skipped) == len(result.inputs):
        complain("no input could be read; nothing was changed")
        return result.exit_status
    _summarise(result)
    return result.exit_status


class _Bar:
    """A progress bar on stderr where that is a terminal."""

    def __enter__(self) -> _Bar:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[name]}", markup=False),
        )
        console = Console(stderr=True)
        self._progress = Progress(
            *columns, console=console, transient=True, disable=is_quiet() or not console.is_terminal
        )
        self._progress.start()
        self._task = self._progress.add_task("", total=None, name="reading")
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def advance(self, done: int, total: int, one: InputReport) -> None:
        name = printable(Path(one.path).name) if done < total else "publishing"
        self._progress.update(self._task, completed=done, total=total, name=name)


def _write(path: Path, text: str) -> None:
    if str(path) == "-":
        click.echo(text, nl=False)
        return
    path.write_text(text, encoding="utf-8")


def _list_problems(result: BuildReport) -> None:
    from krama.building.report import PARTLY

    for one in result.inputs:
        if one.status == "skipped":
            message = one.message if one.message.startswith(one.path) else f"{one.path}: {one.message}"
            complain(f"skipped {message} [{one.code}]")
            if one.trace and is_verbose():
                click.echo(printable(one.trace), err=True)
        elif one.status == "held":
            complain(f"held back {one.path}: {one.message}")
            for violation in one.violations if is_verbose() else ():
                words = (violation.message, violation.thing, violation.value, violation.sentence)
                say(f"  {violation.severity}: {' · '.join(filter(None, words))}")
        for warning in one.warnings:
            (complain if warning.startswith(PARTLY) else say)(f"{one.path}: {warning}")


def _summarise(result: BuildReport) -> None:
    built = sum(one.status == "built" for one in result.inputs)
    same = sum(one.status in ("unchanged", "duplicate") for one in result.inputs)
    parts = [f"{built} read", f"{same} unchanged"] if same else [f"{built} read"]
    parts += [f"{len(result.held)} held back"] if result.held else []
    parts += [f"{len(result.skipped)} skipped"] if result.skipped else []
    say(f"{', '.join(parts)}. {result.store} holds {_counted(result.documents, 'document')}:")
    entities = [_counted(count, name.lower()) for name, count in result.entities.items() if count]
    say(f"  {', '.join(entities)} (those that people entered included)" if entities else "  no entities")
    say(f"  {_counted(result.edges, 'stated edge')}, {result.quads:,} quads with their evidence")
    if not result.published:
        say("Nothing had changed; the graph is as it was.")
    if result.warnings:
        say(f"{_counted(len(result.warnings), 'warning')}: krama validate lists them.")
    if result.outdated:
        say(f"{_counted(result.outdated, 'document')} read with an older ontology; name the files again to renew them.")
    if result.documents:
        say('Try: krama ask · krama show "NAME" · krama query -q "SELECT ..." · krama view')


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
