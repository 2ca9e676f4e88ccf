"""krama export: the graph as a file for other programs."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from krama.cli.options import CONTEXT, common, store_folder
from krama.cli.terminal import say
from krama.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad


@click.command("export", context_settings=CONTEXT, no_args_is_help=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Where to write; the extension chooses the format. - is standard output and needs --format.",
)
@click.option(
    "--format", "format", metavar="EXTENSION", help="With -o -: ttl, trig, nt, nq, jsonld, rdf, graphml or gexf."
)
@click.option(
    "--without", metavar="LAYERS", default="", help="Layers to leave out, with commas between: evidence, inferred."
)
@common
def command(output: Path, format: str | None, without: str) -> int:
    """Write the whole graph as a file: RDF, a network, or tables.

    \b
    .trig .nq .jsonld    every named graph by itself: nothing is lost
    .ttl .nt .rdf        all graphs together: which document says what is lost
    .graphml .gexf       the network, for Gephi and the like
    .csv                 FILE-nodes.csv and FILE-edges.csv, for a spreadsheet

    Add .gz to compress. The same graph always gives the same bytes. In .csv a cell that a spreadsheet would run as a
    formula has an apostrophe in front; krama query --format csv gives cells as they are.

    --without evidence leaves out the Statements with their quotes and offsets; --without inferred leaves out the facts
    that rules added.

    \b
    krama export -o reply.trig
    krama export -o reply.ttl.gz --without evidence,inferred
    krama export -o reply.gexf
    """
    from krama import formats
    from krama.cli.files import write_files
    from krama.store import open_store

    layers = [layer.strip() for layer in without.split(",") if layer.strip()]
    standard = str(output) == "-"
    if standard != bool(format):
        raise UsageError("-o - needs --format, such as --format nq" if standard else "--format goes with -o - only")
    targets = formats.targets(Path(f"graph.{str(format).removeprefix('.')}") if standard else output)
    if standard and len(targets) > 1:
        raise UsageError("csv is two files, which standard output cannot hold; name a file with -o FILE.csv")
    packed = targets[0][0].name.lower().endswith(".gz")
    with open_store(store_folder()) as store:
        quads = list(formats.without(store.quads(), layers))
    if standard:
        formats.write(quads, targets[0][2], sys.stdout.buffer, packed=packed)
        sys.stdout.buffer.flush()
        return 0
    write_files([(path, partial(_fill, quads, call, packed)) for path, _, call in targets])
    for path, writer, _ in targets:
        say(f"{path}: written" + (f" ({writer.note})" if writer.note else ""))
    return 0


def _fill(quads: list[Quad], call: str, packed: bool, stream: BinaryIO) -> None:
    from krama.formats import write

    write(quads, call, stream, packed=packed)
