"""The graph that the tests of questions ask: the facts of ``facts.toml`` as one document, with the ontology beside it."""

from __future__ import annotations

import tomllib
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from krama.knowledge.location import ontology_folder
from krama.model import (
    Attribute,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Name,
    PartialDate,
    Passage,
    Relation,
    Rule,
    Run,
    Segment,
    Source,
    Span,
)
from krama.questions import Desk
from krama.rdf import assemble, assemble_ontology
from krama.store import folder as folders
from krama.store.draft import Draft
from krama.store.queries import Queries

FACTS = Path(__file__).with_name("facts.toml")

WORDS = {
    "issuedBy": "was issued by",
    "draftedBy": "is being drafted by",
    "party": "has as a party",
    "basedOn": "is based on",
    "amends": "amends",
    "implements": "implements",
    "governs": "governs",
    "establishes": "establishes",
    "memberOf": "is a member of",
    "partOf": "is part of",
    "heads": "heads",
    "holdsPost": "holds the post",
    "responsibleFor": "is responsible for",
    "participatesIn": "takes part in",
    "cooperatesWith": "works with",
    "hasStep": "has the step",
    "locatedIn": "is in",
}


def extraction() -> Extraction:
    """One sentence an edge; an instrument's number and date in a sentence of their own."""
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    names = {thing["id"]: thing["name"] for thing in facts["thing"]}
    lines: list[str] = ["# Facts of a reply"]
    relations: list[tuple[str, str, str, int]] = []
    for predicate, edges in facts["edges"].items():
        for subject, object_ in edges:
            relations.append((subject, predicate, object_, len(lines)))
            lines.append(f"{names[subject]} {WORDS[predicate]} {names[object_]}.")
    values: list[tuple[str, str, str | PartialDate | int, int]] = []
    for thing in facts["thing"]:
        for name in ("number", "date"):
            if name in thing:
                value = PartialDate.parse(thing[name]) if name == "date" else thing[name]
                values.append((thing["id"], name, value, len(lines)))
                lines.append(f"The {name} of {thing['name']} is {thing[name]}.")
    for position, (_, step) in enumerate(facts["edges"]["hasStep"], 1):
        values.append((step, "position", position, len(lines)))
        lines.append(f"{names[step]} is step {position}.")
    text = "\n".join(lines) + "\n"
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=False)]
    passages = tuple(
        Passage("paragraph" if i else "heading", line, (Segment(0, starts[i], len(line)),), level=0 if i else 1)
        for i, line in enumerate(lines)
    )
    digest = sha256(text.encode()).hexdigest()
    document = Document(
        f"facts-{digest[:8]}", text, passages, (), Source("facts.md", digest, "text/markdown", "markdown 1")
    )
    return Extraction(
        document=document,
        entities=tuple(
            Entity(
                thing["id"],
                thing["type"],
                thing["kind"],
                thing["name"],
                tuple(Name(name) for name in thing.get("names", ())),
                (Mention(spans[0], "facts"),),
            )
            for thing in sorted(facts["thing"], key=lambda thing: thing["id"])
        ),
        relations=tuple(
            Relation(s, p, o, Evidence(spans[line]), Rule(f"{p}/facts", "0"), 0.9) for s, p, o, line in relations
        ),
        attributes=tuple(
            Attribute(s, n, v, Evidence(spans[line]), Rule(f"{n}/facts", "0"), 0.97)  # type: ignore[arg-type]
            for s, n, v, line in values
        ),
        run=Run("0.1.0", "facts", "none"),
        author="ncct",
    )


@pytest.fixture(scope="session")
def graph() -> Queries:
    named = (*assemble(extraction()), *assemble_ontology(ontology_folder()))
    quads = ox.Store()
    quads.bulk_extend(named)
    quads.bulk_extend(ox.Quad(*quad.triple) for quad in named)
    return Queries(quads, Path("memory"))


@pytest.fixture(scope="session")
def desk(graph: Queries) -> Desk:
    return Desk(graph)


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same graph, published."""
    place = tmp_path_factory.mktemp("questions") / "store"
    with folders.writing(place):
        draft = Draft(place)
        draft.load(assemble(extraction()), assemble_ontology(ontology_folder()))
        draft.unite()
        draft.publish(key="facts", blind=False, documents=())
    return place
