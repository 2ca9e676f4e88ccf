"""krama view: the graph as one HTML page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from krama.cli.options import CONTEXT, common, confidence_option, store_folder
from krama.cli.terminal import say
from krama.errors import UsageError

if TYPE_CHECKING:
    from krama.network import Projection, Selection, View
    from krama.store import Store


@click.command("view", context_settings=CONTEXT)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("krama-view.html"),
    show_default=True,
    metavar="FILE.html",
    help="Where to write the page; - is standard output.",
)
@click.option("--about", metavar="NAME", help="Show this entity and what is near it: a name, a number or an IRI.")
@click.option("--depth", type=click.IntRange(1, 5), help="With --about: how many facts away.  [default: 1]")
@click.option("--query", metavar="FILE", help="Show the entities that this SPARQL query finds; - is standard input.")
@click.option(
    "--view",
    "name",
    default="governance",
    show_default=True,
    metavar="NAME",
    help="What is drawn first, and how: a file of ontology/views.",
)
@click.option("--limit", type=click.IntRange(2, 300), help="Draw at most so many entities at first.")
@confidence_option
@common
def command(
    output: Path,
    about: str | None,
    depth: int | None,
    query: str | None,
    name: str,
    limit: int | None,
    min_confidence: float,
) -> int:
    """Write the graph as one HTML page, an interactive network that needs no connection and loads nothing.

    The page first shows what a lawyer asks: which instrument governs which mechanism, and who is responsible for it.
    It says what is not shown; search, the table and a click on any name reach the rest, and every fact stands with the
    sentence behind it.

    \b
    krama view -o reply.html
    krama view --about "Ministry of Interior" --depth 2 -o interior.html
    krama view --query joint-prakas.rq -o joint.html
    """
    from krama.cli.files import write_files
    from krama.network import load_view, project, told_once
    from krama.render import render_html
    from krama.store import open_store

    if about is not None and query is not None:
        raise UsageError("--about and --query exclude each other; give one")
    if depth is not None and about is None:
        raise UsageError("--depth goes with --about NAME")
    view = load_view(name)
    with open_store(store_folder()) as store:
        projection = project(store.quads(), min_confidence)
        selection = _select(store, projection, view, about, depth or 1, query, limit)
        page = render_html(projection, selection, view, _documents(store, projection)).encode(
            "utf-8", "backslashreplace"
        )
    if str(output) == "-":
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
    else:
        write_files([(output, lambda stream: stream.write(page))])
    told = told_once(projection.edges)
    say(
        f"{output}: shows {len(selection.nodes)} of {len(projection.nodes)} entities and "
        f"{len(selection.drawn(told))} of {len(told)} facts at first; the page lists and finds the others"
    )
    return 0


def _select(
    store: Store,
    projection: Projection,
    view: View,
    about: str | None,
    depth: int,
    query: str | None,
    limit: int | None,
) -> Selection:
    from dataclasses import replace

    from krama.network import find, select_about, select_core, select_named

    if about is not None:
        return select_about(projection, view, find(projection, about), depth, limit)
    if query is not None:
        found = _ask(store, query)
        selection = select_named(projection, view, found, f"the entities that {query} finds")
        if not selection.nodes:
            raise UsageError(f"{query}: the query finds no entity of the graph")
        return selection
    if limit is not None:
        view = replace(view, limit=limit, per_class=max(view.per_class, -(-limit // 2)))
    return select_core(projection, view)


def _ask(store: Store, query: str) -> set[str]:
    """Every IRI in the answer."""
    from krama.store import Table, value
    from krama.store.child import run

    try:
        text = (sys.stdin.buffer.read() if query == "-" else Path(query).read_bytes()).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{query}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{query}: not UTF-8") from None
    answer = run(store, text)
    if isinstance(answer, bool):
        raise UsageError(f"{query}: an ASK finds no entities; use SELECT")
    if isinstance(answer, Table):
        return {value(term) for row in answer.rows for term in row if term is not None}
    return {value(term) for triple in answer.triples for term in (triple.subject, triple.object)}


def _documents(store: Store, projection: Projection) -> str:
    """The documents of the store: one with its title, the file names of several."""
    from krama.knowledge.vocabulary import DOC

    documents = store.manifest.documents
    if len(documents) == 1:
        note = projection.sources.get(DOC[documents[0].id])
        title = note.title if note else documents[0].name
        return title if title == documents[0].name else f"{documents[0].name}: {title}"
    names = [document.name for document in documents]
    if len(names) <= 3:
        return ", ".join(names) or "what people entered; no document"
    return f"{len(names)} documents: {', '.join(names[:3])} …"
