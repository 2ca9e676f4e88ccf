"""The words by which a document's structure speaks: ``ontology/languages/structure-CODE.toml``, ready to be matched.

In: the ontology folder. Out: ``StructureWords``, whose fields are compiled patterns (``krama.knowledge.phrases`` tells
how phrases are written).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from krama.errors import KnowledgeError
from krama.knowledge.phrases import Pattern, any_of, anywhere, as_heading, as_label, at_end, at_start
from krama.knowledge.role_words import RoleWords, SmallWords, role_words, small_words

_SELF = ("establish", "govern", "repeal", "amend", "implement", "promulgate", "base", "issue")
_DUTIES = ("responsible", "participate", "cooperate", "establish", "draft", "issue", "nothing")


@dataclass(frozen=True, slots=True)
class ListWords:
    """How a leading line announces its list: with a verb after the body, hung on to it, or with a noun before it."""

    finite: Pattern
    participle: Pattern
    nouns: Pattern
    headings: Pattern
    never: Pattern
    generic: Pattern


@dataclass(frozen=True, slots=True)
class DutyWords:
    """Duty lists: how they are announced, and the verbs of their items (``verbs``: one group per class of verb)."""

    finite: Pattern
    nouns: Pattern
    never: Pattern
    blocks: Pattern
    verbs: Pattern
    partners: Pattern
    matter: Pattern


@dataclass(frozen=True, slots=True)
class OwnVerb:
    """The forms of one thing that a document does to others ("establish", "repeal"), and of titles that say so."""

    base: Pattern
    third: Pattern
    gerund: Pattern
    participle: Pattern
    title: Pattern


@dataclass(frozen=True, slots=True)
class StructureWords:
    """All words of the structure frames. ``version`` is 12 hex digits of the file's SHA-256."""

    version: str
    small: SmallWords
    roles: RoleWords
    roster: ListWords
    parts_nouns: Pattern
    parts_has: Pattern
    parts_under: Pattern
    duties: DutyWords
    steps: Pattern
    step_label: Pattern
    lines: Pattern
    seen: Pattern
    seen_gap: Pattern
    promulgating: Pattern
    amending: Pattern
    operative: Pattern
    opener: Pattern
    enacted: Pattern
    senders: Pattern
    makes: Pattern
    between: Pattern
    column_responsible: Pattern
    column_partner: Pattern
    done_by: Pattern
    takes_part: Pattern
    recipients: Pattern
    closing: Pattern
    signed: Pattern
    counter: Pattern
    proxy: Pattern
    filler: Pattern
    there: Pattern
    passive: Pattern
    purpose: Pattern
    long_title: Pattern
    clause: Pattern
    provides: Pattern
    under: Pattern
    matter: Pattern
    subject_line: Pattern
    governed_between: Pattern
    quoted: Pattern
    inserted: Pattern
    own: Mapping[str, OwnVerb]
    agreements: frozenset[str]


def load_structure_words(folder: Path, code: str = "en") -> StructureWords:
    """The words of ``languages/structure-CODE.toml``. Raises ``KnowledgeError`` naming the file and what is wrong."""
    path = folder / "languages" / f"structure-{code}.toml"
    try:
        data = path.read_bytes()
        return _words(tomllib.loads(data.decode("utf-8")), hashlib.sha256(data).hexdigest()[:12])
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path}: not TOML: {error}") from error
    except KeyError as error:
        raise KnowledgeError(f"{path}: the key {error} is missing") from error


def _words(table: Mapping[str, Any], version: str) -> StructureWords:
    preamble, letter, sign, own = table["preamble"], table["letterhead"], table["signature"], table["own"]
    return StructureWords(
        version=version,
        small=small_words(table["small"], table["roles"]["representatives"]),
        roles=role_words(table["roles"], table["small"]),
        roster=ListWords(
            anywhere(table["roster"]["finite"]),
            anywhere(table["roster"]["participle"]),
            anywhere(table["roster"]["nouns"]),
            as_heading(table["roster"]["headings"]),
            as_label(table["roster"]["never"]),
            anywhere(table["roster"]["generic"]),
        ),
        parts_nouns=anywhere(table["parts"]["nouns"]),
        parts_has=anywhere(table["parts"]["has"]),
        parts_under=anywhere(table["parts"]["under"]),
        duties=_duties(table["duties"]),
        steps=anywhere(table["steps"]["nouns"]),
        step_label=re.compile(rf"\s*{any_of(table['steps']['labels'])}\s*\w{{1,5}}\b\s*[.:)–—-]*\s*", re.IGNORECASE),
        lines=anywhere(table["steps"]["lines"]),
        seen=at_start(preamble["cues"]),
        seen_gap=re.compile(
            rf"[\s:,]*(?:(?:{any_of(preamble['gaps'])}|\d+\w?|\(\w+\)|[ivx]+)[\s,:.]+)*", re.IGNORECASE
        ),
        promulgating=anywhere(preamble["promulgating"]),
        amending=anywhere(preamble["amending"]),
        operative=at_end(preamble["operative"]),
        opener=re.compile(rf"\s*{any_of(preamble['openers'])}\s+(?:\d|[ivx]+\b)", re.IGNORECASE),
        enacted=at_start(letter["enacted"]),
        senders=re.compile(rf"\W*{any_of(letter['senders'])}\s*:", re.IGNORECASE),
        makes=anywhere(letter["makes"]),
        between=anywhere(letter["between"]),
        column_responsible=anywhere(table["matrix"]["responsible"]),
        column_partner=anywhere(table["matrix"]["partner"]),
        done_by=anywhere(table["cast"]["done_by"]),
        takes_part=anywhere(table["cast"]["takes_part"]),
        recipients=as_label(letter["recipients"]),
        closing=at_start(sign["closings"]),
        signed=re.compile(
            rf"[\[(]\s*[^\])\n]{{0,40}}?{any_of(sign['signed'])}[^\])\n]{{0,40}}[\])]|^\W*{any_of(sign['signed'])}\W*$",
            re.IGNORECASE,
        ),
        counter=anywhere(sign["counter"]),
        proxy=at_start(sign["proxies"]),
        filler=anywhere(sign["fillers"]),
        there=anywhere(own["there"]),
        passive=anywhere(own["passive"]),
        purpose=re.compile(rf"(?:\s*{any_of(own['purposes'])})*\s*", re.IGNORECASE),
        long_title=re.compile(
            rf"\s*{any_of(own['long_title'])}\b[^;.]{{0,60}}?(?={any_of(own['clauses'])})", re.IGNORECASE
        ),
        clause=re.compile(rf"{any_of(own['clauses'])}\s+", re.IGNORECASE),
        provides=re.compile(rf"[\s\w,()-]*?{any_of(own['provides'])}", re.IGNORECASE),
        under=re.compile(rf"{any_of(own['under'])}[\w\s]*$", re.IGNORECASE),
        matter=re.compile(
            rf"{any_of(own['matter'])}\s+(?:{any_of(table['small']['determiners'])}\s+)?$", re.IGNORECASE
        ),
        subject_line=re.compile(rf"\W*{any_of(own['subject_lines'])}\s*:\s*", re.IGNORECASE),
        governed_between=re.compile(rf"\s*(?:{any_of(own['govern']['between'])}[\s,]+)*", re.IGNORECASE),
        quoted=anywhere(own["amend"]["words"]),
        inserted=anywhere(own["amend"]["inserted"]),
        own={name: _own(own[name]) for name in _SELF},
        agreements=frozenset(sign["agreements"]),
    )


def _duties(table: Mapping[str, Any]) -> DutyWords:
    verbs = "|".join(rf"(?P<{name}>{any_of(table['verbs'][name])})" for name in _DUTIES)
    partners = table["partners"]
    return DutyWords(
        finite=anywhere(table["finite"]),
        nouns=anywhere(table["nouns"]),
        never=anywhere(table["never"]),
        blocks=anywhere(table["blocks"]),
        verbs=re.compile(verbs, re.IGNORECASE),
        partners=re.compile(rf"{any_of(partners['words'])}\s+", re.IGNORECASE),
        matter=at_start(partners["matter"]),
    )


def _own(table: Mapping[str, Any]) -> OwnVerb:
    return OwnVerb(*(anywhere(table[form]) for form in ("base", "third", "gerund", "participle", "title")))
