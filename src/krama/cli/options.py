"""Options that many commands share. ``@common`` belongs on every command, below ``@click.command``.

What they say is asked for with ``store_folder()`` and ``is_quiet()``. They may stand before or after the command's
name.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from krama.cli.terminal import QUIET, VERBOSE

CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
"""``context_settings`` of every command."""

_STORE = "krama.store"
_Command = TypeVar("_Command", bound=Callable[..., Any])


def _remember(key: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def remember(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:
        given = ctx.get_parameter_source(parameter.name or "")
        if (
            value is not None
            and value is not False
            and (key not in ctx.meta or given is click.core.ParameterSource.COMMANDLINE)
        ):
            ctx.meta[key] = value
        return value

    return remember


def _version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from krama.version import __version__

        click.echo(f"krama {__version__}")
        ctx.exit()


def common(command: _Command) -> _Command:
    """``--store``, ``--quiet``, ``--verbose`` and ``--version``."""
    for option in (
        click.option(
            "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
        ),
        click.option(
            "--verbose",
            is_flag=True,
            expose_value=False,
            is_eager=True,
            callback=_remember(VERBOSE),
            help="Show details, and where an error happened.",
        ),
        click.option(
            "--quiet",
            is_flag=True,
            expose_value=False,
            callback=_remember(QUIET),
            help="Show nothing but results and errors.",
        ),
        click.option(
            "--store",
            type=click.Path(path_type=Path),
            envvar="KRAMA_STORE",
            show_envvar=True,
            expose_value=False,
            callback=_remember(_STORE),
            metavar="DIR",
            help="The folder of the graph.  [default: ./.krama]",
        ),
    ):
        command = option(command)
    return command


def store_folder() -> Path:
    """The folder that ``--store`` or ``KRAMA_STORE`` names, else ``.krama``."""
    folder = click.get_current_context().meta.get(_STORE)
    return folder if isinstance(folder, Path) else Path(".krama")


def format_option(*choices: str) -> Callable[[_Command], _Command]:
    """``--format``; the first choice is the default."""
    return click.option(
        "--format", "format", type=click.Choice(choices), default=choices[0], show_default=True, help="How to print."
    )


def jurisdiction_option(command: _Command) -> _Command:
    """``--jurisdiction``, where documents are read."""
    return click.option(
        "--jurisdiction", default="", metavar="CODE", help="The country whose data pack applies, such as kh."
    )(command)


def confidence_option(command: _Command) -> _Command:
    """``--min-confidence``, where facts are extracted or printed."""
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="X",
        help="Leave out facts that are less sure than X (0 to 1).",
    )(command)


def reading_options(command: _Command) -> _Command:
    """What changes how documents are read: jurisdiction, confidence, ``--blind``, ``--model``, ``--password``."""
    for option in (
        click.option(
            "--password",
            default="",
            envvar="KRAMA_PASSWORD",
            show_envvar=True,
            metavar="TEXT",
            help="Opens encrypted PDF files.",
        ),
        click.option(
            "--model", default="", metavar="NAME", help="Another spaCy model than the one that krama installs."
        ),
        click.option(
            "--blind", is_flag=True, help="Use no curated facts, and no names that come from the document itself."
        ),
        confidence_option,
        jurisdiction_option,
    ):
        command = option(command)
    return command
