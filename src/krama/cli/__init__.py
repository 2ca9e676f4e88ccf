"""The command line: one file a command, loaded only when it is called.

``COMMANDS`` is the whole list. A command is the click object "module:name"; its line here is what ``krama --help``
shows, so that help needs no import. Errors become one line on stderr and the exit status of the error tree
(``krama.errors``); a traceback is shown only with ``--verbose``.
"""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from types import FrameType
from typing import Any, NoReturn, cast

import click

from krama.cli.options import CONTEXT, common
from krama.cli.terminal import complain, is_verbose
from krama.errors import KramaError, StoreError

COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("krama.cli.build:command", "Read documents into the graph: read, extract, link, infer, check, store."),
    "extract": ("krama.cli.extract:command", "What one document states, without a store."),
    "ask": ("krama.cli.ask:command", "Ask a named question, or one in plain words."),
    "show": ("krama.cli.show:command", "One entity: its facts in both directions, each with its source sentence."),
    "explain": ("krama.cli.explain:command", "Why an edge is there: rule, quote, document, page."),
    "gaps": ("krama.cli.gaps:command", "What is missing, contradictory or only planned."),
    "query": ("krama.cli.query:command", "Ask the graph in SPARQL 1.1."),
    "view": ("krama.cli.view:command", "The graph as one HTML page: an interactive network."),
    "export": ("krama.cli.export:command", "The graph as a file: RDF, GraphML, GEXF or CSV."),
    "evaluate": ("krama.cli.evaluate:command", "Precision and recall against gold annotations."),
    "validate": ("krama.cli.validate:command", "Check the stored graph: shapes, evidence, damage."),
}


class _Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        return cast(click.Command, getattr(import_module(module), name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 3)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None


@click.group(cls=_Commands, context_settings=CONTEXT)
@common
def cli() -> None:
    """Who acts, under which instrument, through which mechanism: a knowledge graph of legal and government documents.

    \b
    krama build reply.txt              read a document into ./.krama
    krama ask                          list the questions that can be asked
    krama show "Ministry of Interior"  one entity with its sources
    krama query -q "SELECT ..."        SPARQL over everything that was read

    Results go to stdout, progress and messages to stderr. Exit status: 0 all done, 1 what was checked is not fine,
    2 wrong use or nothing readable, 3 some inputs were skipped or held back, 4 the graph breaks a shape, 5 the store is
    in use, 6 disk trouble, 7 remote server, 8 a limit, 70 a bug, 130 interrupted.

    Completion: eval "$(_KRAMA_COMPLETE=bash_source krama)" in bash; zsh_source and fish_source for the others.
    """


def main() -> NoReturn:
    """The console script: run the command line and exit with its status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line; its exit status. Errors are printed here and nowhere else."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        result: Any = cli.main(arguments, prog_name="krama", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("interrupted")
        return 130
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=bool(arguments))
        return 2 if arguments else 0
    except click.UsageError as error:
        hint = f' Try "{error.ctx.command_path} --help".' if error.ctx else ""
        complain(f"{error.format_message()}{hint}")
        return 2
    except click.ClickException as error:
        complain(error.format_message())
        return 2
    except KramaError as error:
        return _failed(error, str(error), error.status)
    except BrokenPipeError:
        _close_stdout()
        return 0
    except OSError as error:
        return _failed(error, f"{error.filename or 'input/output'}: {error.strerror or error}", StoreError.status)
    except Exception as error:
        words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return _failed(error, f"this is a bug in krama: {words}; --verbose shows where", KramaError.status)


def _failed(error: BaseException, message: str, status: int) -> int:
    if is_verbose():
        import traceback

        traceback.print_exception(error)
    complain(message)
    return status


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _close_stdout() -> None:
    """Whoever read our output has enough; leave nothing for the interpreter to flush."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
