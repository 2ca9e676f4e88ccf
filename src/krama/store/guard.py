"""A look at a query before anything parses it: what could reach the network, change something or break the parser.

The engine would fetch what SERVICE and LOAD name, and a query nested deep enough kills the process that parses it.
Comments, strings and IRIs are skipped, so that a word in them is no keyword; escapes of code points are undone first,
because an engine may undo them before it reads. The engine needs no space after a keyword (``SERVICE:x`` and
``SERVICESILENT<…>`` reach the network), so every name that begins with SERVICE is refused, even an innocent prefix.
"""

from __future__ import annotations

import re

from krama.errors import LimitExceeded, UsageError

LONGEST = 64 * 1024
"""Bytes of a query."""
DEEPEST = 100
MOST_OPERATORS = 2_000

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
TOKEN = re.compile(
    r"""
      (?P<skip> \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+'''
              | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+'
              | <[^<>"{}|^`\\\x00-\x20]*+> | \#[^\n\r]*+ | [?$]\w++ | @[A-Za-z][A-Za-z0-9-]*+ )
    | (?P<name> [^\W\d][\w.-]*+ (?: : [\w.:%\\-]*+ )? | : [\w.:%\\-]*+ )
    | (?P<open> [{(\[] ) | (?P<close> [})\]] )
    | (?P<operator> && | \|\| | [!|/^+*=<>-] )
    """,
    re.VERBOSE | re.DOTALL,
)
"""The parts of a query that matter here, as named groups; the rest (numbers, commas) is passed over."""

_UPDATES = frozenset(
    ["ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "MOVE"]  # LOAD is refused with SERVICE
)
_COUNTED = frozenset(("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND"))


def inspect(query: str) -> None:
    """Refuse a query that may not be run.

    Raises ``UsageError`` for SERVICE, LOAD and updates, ``LimitExceeded`` for a query that is too long, too deeply
    nested or has too many operators.
    """
    if len(query.encode("utf-8", "surrogatepass")) > LONGEST:
        raise LimitExceeded(f"the query is longer than {LONGEST // 1024} KiB; split it")
    depth = operators = 0
    first = True
    for token in TOKEN.finditer(_ESCAPE.sub(_unescaped, query)):
        if token["open"]:
            depth += 1
        elif token["close"]:
            depth -= 1
        elif token["operator"]:
            operators += 1
        elif token["name"]:
            word = token["name"].rstrip(".").upper()
            if word.startswith("SERVICE") or word == "LOAD":
                raise UsageError(f"{word} is refused: a query may only read this store, never the network")
            if word in _UPDATES and first:
                raise UsageError(f"{word} is refused: a query may only read; facts come from krama build")
            operators += word in _COUNTED
            first = first and word in ("PREFIX", "BASE")
        if depth > DEEPEST:
            raise LimitExceeded(f"the query is nested more than {DEEPEST} deep; simplify it")
        if operators > MOST_OPERATORS:
            raise LimitExceeded(f"the query has more than {MOST_OPERATORS:,} operators; split it")


def _unescaped(match: re.Match[str]) -> str:
    number = int(match[1] or match[2], 16)
    return chr(number) if number <= 0x10FFFF else match[0]
