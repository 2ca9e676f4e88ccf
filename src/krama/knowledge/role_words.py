"""The small words and the role words of a language, ready to be matched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from krama.knowledge.phrases import Pattern, any_of, anywhere, at_start


@dataclass(frozen=True, slots=True)
class SmallWords:
    """What binds names: prepositions, determiners, conjunctions and the like. ``joint`` fits the gap between two names
    of one list, with a conjunction in group ``last``; ``governed`` the words that end in a preposition before a name;
    ``provision`` those of "Article 5 of" before it; ``lead_in`` the articles and forms of address before a name."""

    relatives: Pattern
    negations: Pattern
    nobody: Pattern
    representatives: Pattern
    preposition: Pattern
    of: Pattern
    comes_from: Pattern
    infinitive: Pattern
    by: Pattern
    modal: Pattern
    joint: Pattern
    governed: Pattern
    provision: Pattern
    lead_in: Pattern
    announcing: Pattern
    further: Pattern


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Roles in a body. ``role`` has one of the groups ``head``, ``member``, ``outside``; ``apart`` are the role words
    that count only where something sets them apart; ``second`` are the words that put somebody second. The others fit
    a role where it stands: as the ``label`` of a line, at its ``tail``, ``glued`` to a name, in a ``clause``, as the
    ``whole`` of a cell, as the ``ending`` of the words before a list."""

    role: Pattern
    apart: Pattern
    second: Pattern
    label: Pattern
    tail: Pattern
    glued: Pattern
    clause: Pattern
    whole: Pattern
    ending: Pattern


def small_words(table: Mapping[str, Any], representatives: Iterable[str]) -> SmallWords:
    """From the table ``small`` and the words for who stands for a body."""
    prepositions, determiners = any_of(table["prepositions"]), any_of(table["determiners"])
    conjunctions, address = any_of(table["conjunctions"]), any_of(table["address"])
    stand_in = any_of(representatives)
    before = rf"(?:(?:{prepositions}|{determiners}|{address}|{stand_in})[\s.]+){{0,6}}"
    return SmallWords(
        relatives=re.compile(rf"(?:,|\band\b|\bof\b|\bin\b|\bby\b)?\s*{any_of(table['relatives'])}", re.IGNORECASE),
        negations=re.compile(rf"{any_of(table['negations'])}(?![.:]?\s*\d)", re.IGNORECASE),  # "No. 5" denies nothing
        nobody=anywhere(
            [
                *table["pronouns"],
                *table["prepositions"],
                *table["determiners"],
                *table["conjunctions"],
                *table["provisions"],
            ]
        ),
        representatives=at_start(representatives),
        of=re.compile(rf"\W*{any_of(table['of'])}?\W*", re.IGNORECASE),
        comes_from=at_start(table["comes_from"]),
        infinitive=re.compile(rf"[\s.:\d)–—-]*{any_of(table['infinitive'])}\s+", re.IGNORECASE),
        by=anywhere(table["agent"]),
        modal=at_start(table["modals"]),
        preposition=at_start(table["prepositions"]),
        joint=re.compile(rf"\s*[,;]?\s*(?:(?P<last>{conjunctions})\s+)?{before}", re.IGNORECASE),
        governed=re.compile(rf"{prepositions}\s+(?:{determiners}\s+){{0,3}}$", re.IGNORECASE),
        provision=re.compile(
            rf"{any_of(table['provisions'])}\s+(?:[\w().-]+[\s,]+){{0,7}}{prepositions}\s+(?:{determiners}\s+){{0,3}}$",
            re.IGNORECASE,
        ),
        lead_in=re.compile(rf"\s*(?:(?:{determiners}|{address}|\d+)[\s.]+){{0,4}}", re.IGNORECASE),
        further=re.compile(rf"\s*,?\s*{conjunctions}\s+", re.IGNORECASE),
        announcing=re.compile(rf"(?:[:—–-]|{any_of(table['announcing'])})[\s.:—–-]*$", re.IGNORECASE),
    )


def role_words(table: Mapping[str, Any], small: Mapping[str, Any]) -> RoleWords:
    """From the tables ``roles`` and ``small``."""
    of_words, conjunctions = any_of(small["of"]), any_of(small["conjunctions"])
    before = rf"(?:{any_of(table['modifiers'])}[\s–-]*){{0,3}}"
    groups = "|".join(
        rf"(?P<{name}>{any_of(table[key])})"
        for name, key in (("outside", "outside"), ("head", "heads"), ("member", "members"))
    )
    further = "|".join(any_of(table[key]) for key in ("outside", "heads", "members"))
    suffix, joint = rf"(?:[\s-]*{any_of(table['suffixes'])})?", any_of(table["joints"])
    second = rf"(?:\s*{joint}\s*{before}(?:{further}){suffix})?"
    role = rf"{before}(?:{groups}){suffix}{second}(?!\w)"
    of = rf"(?P<of>\s+{of_words}\s+[^,;:()\t–—]{{1,60}}?)?"
    end = rf"[\s.,;)\]]*{conjunctions}?[\s.;]*$"
    article = rf"(?:{any_of(table['articles'])}\s+)?"
    bridge = any_of(table["bridges"])
    flags = re.IGNORECASE
    return RoleWords(
        role=re.compile(role, flags),
        apart=re.compile(rf"{before}{any_of(table['apart'])}(?!\w)", flags),
        second=anywhere(table["second"]),
        label=re.compile(rf"\W*{role}(?:\(s\))?{of}\s*(?::|–|—|\s-\s|\t)\s*", flags),
        tail=re.compile(rf"(?P<set>[\t,;:–—(\[]|\s-|\s{{2,}}|{bridge})\s*{article}{role}{of}{end}", flags),
        glued=re.compile(rf"\s{role}{end}", flags),
        clause=re.compile(rf"{bridge}\s+{article}{role}", flags),
        whole=re.compile(rf"\W*{article}{role}{of}\W*", flags),
        ending=re.compile(rf"(?:[–—.,;]|\s-)\s*{role}\s*$", flags),
    )
