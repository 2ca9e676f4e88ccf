"""What a check found: a value, not an exception."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal as Choice

Severity = Choice["violation", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is not as it should be.

    ``thing`` is its IRI, ``rule`` the shape or check that says so, ``path`` the property and ``value`` the value where
    one is meant, ``sentence`` the words that the fact was read from, ``graph`` the IRI of the graph that was checked.
    """

    severity: Severity
    rule: str
    thing: str
    message: str
    path: str = ""
    value: str = ""
    sentence: str = ""
    graph: str = ""


def structural(violations: Iterable[Violation]) -> tuple[Violation, ...]:
    """Those that keep a graph from being published."""
    return tuple(violation for violation in violations if violation.severity == "violation")
