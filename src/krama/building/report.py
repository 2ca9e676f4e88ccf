"""What a build did with each input, and what the graph holds now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from typing import Literal as Choice

from krama.validate import Violation, structural

PARTLY = "partly read: "
"""How a reader's warning begins that means that text of the document is missing."""

Status = Choice["built", "unchanged", "duplicate", "held", "skipped"]


@dataclass(frozen=True, slots=True)
class InputReport:
    """One input. ``code`` is a short stable reason where it was skipped, held back or is a duplicate.

    ``seconds`` is wall time; ``bytes`` the size of the file; ``pages`` 0 where the format has none.
    """

    path: str
    status: Status
    document: str = ""
    code: str = ""
    message: str = ""
    bytes: int = 0
    pages: int = 0
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    violations: tuple[Violation, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    trace: str = ""

    @property
    def partly(self) -> bool:
        """Whether the reader says that some of the text is missing."""
        return self.done and any(warning.startswith(PARTLY) for warning in self.warnings)

    @property
    def done(self) -> bool:
        return self.status in ("built", "unchanged", "duplicate")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The inputs in the order in which they were named, and figures of the graph that is published now.

    ``published`` says that a new version was written; ``outdated`` counts documents that were kept as an older build
    read them, with other knowledge or another version of krama.
    """

    store: str
    inputs: tuple[InputReport, ...]
    published: bool
    documents: int
    outdated: int
    entities: Mapping[str, int]
    edges: int
    quads: int
    warnings: tuple[Violation, ...] = ()

    @property
    def held(self) -> tuple[InputReport, ...]:
        return tuple(one for one in self.inputs if one.status == "held")

    @property
    def skipped(self) -> tuple[InputReport, ...]:
        return tuple(one for one in self.inputs if one.status == "skipped")

    @property
    def exit_status(self) -> int:
        """0 all done, 2 no input could be read, 3 some were skipped, held back or partly read, 70 every one met a bug."""
        if self.inputs and len(self.skipped) == len(self.inputs):
            return 70 if all(one.trace for one in self.skipped) else 2
        return 3 if self.held or self.skipped or any(one.partly for one in self.inputs) else 0

    def to_json(self) -> str:
        found: dict[str, Any] = asdict(self)
        for one in found["inputs"]:
            del one["trace"]
        return json.dumps({"exit_status": self.exit_status, **found}, indent=2, ensure_ascii=False) + "\n"


def reason(violations: tuple[Violation, ...]) -> str:
    """Why a document is held back, in one line."""
    worst = structural(violations)
    more = f" (and {len(worst) - 1} more)" if len(worst) > 1 else ""
    return f"{worst[0].message}: {worst[0].thing}{more}"
