"""The questions that krama can answer: one SPARQL SELECT a file, with a header that says what it asks.

Header lines of ``ontology/questions/NAME.rq`` are comments ``# key: value``:

- ``title``, ``description``, ``example`` (repeatable) for readers;
- ``param: NAME TYPE required|optional: what it is`` (repeatable): ``entity`` takes a thing of the types named, ``term`` a
  text, ``kind`` a kind, ``from`` and ``to`` days;
- ``answers``: the column that is the answer: ``subject``, ``object`` or ``other`` (the end that is not the entity);
- ``gives``: what sort of answer it is: types of things, or ``date``, ``number``, ``status``;
- ``looks for``: the krama properties it asks for; ``none``: what to say where no source states them, ``{entity}`` standing
  for the thing's name;
- ``ask`` (repeatable): a way to put the question in words. ``(a|b c)`` is a choice, ``[a]`` may be left out, ``{entity}``,
  ``{other}``, ``{term}``, ``{kind}``, ``{time}`` stand for what is named; ``{entity:person}`` wants that kind, ``{entity:!step}``
  any other, ``{rest}`` is anything. Other words may stand between;
- ``else``: the question to ask where this one has no answer or the thing is of another type;
- ``expected of``: types and kinds of things that should have an answer (``Actor except person, post``): ``krama show`` says
  where they have none. ``gap: WHAT`` lists them in ``krama gaps`` too; ``unless krama:P`` excuses those that have P.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from krama.errors import KnowledgeError, UsageError
from krama.knowledge.location import ontology_folder
from krama.questions.words import forms

ENTITY_TYPES = frozenset(("Actor", "Instrument", "Mechanism", "Place", "Topic", "Provision"))

_HEADER = re.compile(r"#\s*([a-z][a-z ]*):\s*(.*)")
_PARAM = re.compile(r"(\w+)\s+([\w|]+)\s+(required|optional)(?::\s*(.*))?")
_ELEMENT = re.compile(r"\{(\w+)(?::(!?\w+))?\}|\(([^()]*)\)|\[([^\[\]]*)\]|([^\s()\[\]{}]+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One variable of a question. ``types`` are entity types for an entity ("text", "date", "Kind" for the others)."""

    name: str
    types: frozenset[str]
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of which one choice stands in the question; each choice is a row of normal forms."""

    choices: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for something named: "entity", "other", "term", "rest", "kind", "time" or "nth"; ``kind`` limits an entity's kind
    ("!step": any but that)."""

    name: str
    kind: str = ""


Pattern = tuple[Cue | Slot, ...]


@dataclass(frozen=True)
class Question:
    """One named question."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    examples: tuple[str, ...]
    answers: str
    gives: frozenset[str]
    looks_for: tuple[str, ...]
    none: str
    patterns: tuple[Pattern, ...]
    instead: tuple[str, ...]
    expected: str
    gap: str
    excused: tuple[str, ...]
    query: str

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name, or None."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    @property
    def entity_types(self) -> frozenset[str]:
        """Types of the thing it is about; empty where it takes none."""
        parameter = self.parameter("entity")
        return parameter.types if parameter else frozenset()


@dataclass(frozen=True)
class Catalogue:
    """All questions by name."""

    questions: dict[str, Question]

    def __getitem__(self, name: str) -> Question:
        return self.questions[name]

    def __iter__(self) -> object:
        return iter(self.questions.values())

    def find(self, name: str) -> Question | None:
        """The question of that name, underscores and letter case ignored."""
        return self.questions.get(name.strip().casefold().replace("_", "-").replace(" ", "-"))


@cache
def load_questions(folder: Path | None = None) -> Catalogue:
    """The questions of an ontology folder, by name. ``KnowledgeError`` names the file whose header is not complete."""
    root = (folder or ontology_folder()) / "questions"
    return Catalogue({path.stem: _load(path) for path in sorted(root.glob("*.rq"))})


def _load(path: Path) -> Question:
    shown = f"ontology/questions/{path.name}"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{shown}: {error}") from None
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        match = _HEADER.fullmatch(line.strip())
        if match is None:
            break
        header.setdefault(match[1], []).append(match[2].strip())
    for key in ("title", "description", "answers", "none"):
        if key not in header:
            raise KnowledgeError(f"{shown}: the header has no line “# {key}: …”")
    gap, _, excuse = header.get("gap", [""])[0].partition(" unless ")
    return Question(
        name=path.stem,
        title=header["title"][0],
        description=" ".join(header["description"]),
        parameters=tuple(_parameter(line, shown) for line in header.get("param", ())),
        examples=tuple(header.get("example", ())),
        answers=header["answers"][0],
        gives=frozenset(_split(header.get("gives", [""])[0])),
        looks_for=tuple(_local(header.get("looks for", [""])[0])),
        none=header["none"][0],
        patterns=tuple(pattern for line in header.get("ask", ()) for pattern in read_patterns(line, shown)),
        instead=tuple(_split(header.get("else", [""])[0])),
        expected=header.get("expected of", [""])[0],
        gap=gap.strip(),
        excused=tuple(_local(excuse)),
        query=text,
    )


def _split(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|,]", text) if part.strip()]


def _local(text: str) -> list[str]:
    """Local names of the krama properties in a list."""
    return [name.removeprefix("krama:") for name in _split(text) if name.startswith("krama:")]


def _parameter(line: str, shown: str) -> Parameter:
    match = _PARAM.fullmatch(line)
    if match is None:
        raise KnowledgeError(f"{shown}: not “# param: NAME TYPE required|optional: what it is”: {line}")
    types = frozenset(match[2].split("|"))
    return Parameter(match[1], ENTITY_TYPES if "Entity" in types else types, match[3] == "required", match[4] or "")


def read_patterns(line: str, shown: str = "pattern") -> tuple[Pattern, ...]:
    """The patterns of one ``ask`` line: every optional part makes two. ``KnowledgeError`` for one without any word."""
    choices: list[list[tuple[Cue | Slot, ...]]] = []
    for slot, kind, group, optional, word in _ELEMENT.findall(line):
        if slot:
            choices.append([(Slot(slot, kind),)])
        elif optional:
            choices.append([(), *read_patterns(optional, shown)])
        else:
            cue = Cue(tuple(forms(text) for text in (group.split("|") if group else [word]) if forms(text)))
            choices.append([(cue,)])
    if not choices:
        raise KnowledgeError(f"{shown}: an empty “# ask:” line")
    return tuple(tuple(element for part in row for element in part) for row in product(*choices))


def unknown_question(name: str, catalogue: Catalogue) -> UsageError:
    """What to raise for a name that is no question."""
    from rapidfuzz import process

    near = [found for found, _, _ in process.extract(name, list(catalogue.questions), limit=3, score_cutoff=60)]
    hint = f"; near: {', '.join(near)}" if near else ""
    return UsageError(f"no question is called {name!r}{hint}; krama ask lists them all")
