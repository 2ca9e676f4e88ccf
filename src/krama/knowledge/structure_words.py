"""The words by which a document's structure speaks: ``ontology/languages/structure-CODE.toml``, ready to be matched.

In: the ontology folder. Out: ``StructureWords``, whose fields are compiled patterns (all case-insensitive, whole words).
A phrase of the file is a row of words; ``*`` stands for up to four words, a space for any white space, a hyphen for a
hyphen, a space or nothing, and ``|`` separates forms of one word.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from krama.errors import KnowledgeError

Pattern = re.Pattern[str]
_GAP = r"(?:[^\s;:.]+\s+){0,4}?"
_SELF = ("establish", "govern", "repeal", "amend", "implement", "base", "issue")
_DUTIES = ("responsible", "participate", "cooperate", "establish", "draft", "issue", "nothing")


@dataclass(frozen=True, slots=True)
class SmallWords:
    """What binds names: prepositions, determiners, conjunctions and the like. ``joint`` fits the gap between two names of
    one list, with a conjunction in group ``last``; ``governed`` the words that end in a preposition before a name;
    ``provision`` those of "Article 5 of" before it."""

    conjunctions: Pattern
    relatives: Pattern
    negations: Pattern
    address: Pattern
    representatives: Pattern
    preposition: Pattern
    joint: Pattern
    governed: Pattern
    provision: Pattern
    lead_in: Pattern
    announcing: Pattern
    further: Pattern


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Roles in a body. ``role`` has one of the groups ``head``, ``member``, ``outside``; ``apart`` are the role words that
    count only where something sets them apart; ``second`` are the words that put somebody second."""

    role: Pattern
    apart: Pattern
    second: Pattern
    label: Pattern
    tail: Pattern
    glued: Pattern
    clause: Pattern
    whole: Pattern
    ending: Pattern


@dataclass(frozen=True, slots=True)
class ListWords:
    """How a leading line announces its list: with a verb after the body, hung on to it, or with a noun before it."""

    finite: Pattern
    participle: Pattern
    nouns: Pattern
    headings: Pattern
    never: Pattern


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
    governed_between: Pattern
    quoted: Pattern
    inserted: Pattern
    own: Mapping[str, OwnVerb]
    agreements: frozenset[str]


def load_structure_words(folder: Path, code: str = "en") -> StructureWords:
    """The words of ``languages/structure-CODE.toml``. Raises ``KnowledgeError`` naming the file and what is wrong with it."""
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
        small=_small(table["small"], table["roles"]["representatives"]),
        roles=_roles(table["roles"]),
        roster=ListWords(
            _find(table["roster"]["finite"]),
            _find(table["roster"]["participle"]),
            _find(table["roster"]["nouns"]),
            _whole(table["roster"]["headings"]),
            _label(table["roster"]["never"]),
        ),
        parts_nouns=_find(table["parts"]["nouns"]),
        parts_has=_find(table["parts"]["has"]),
        parts_under=_find(table["parts"]["under"]),
        duties=_duties(table["duties"]),
        steps=_find(table["steps"]["nouns"]),
        step_label=re.compile(rf"\s*{_any(table['steps']['labels'])}\s*\w{{1,5}}\b\s*[.:)–—-]*\s*", re.IGNORECASE),
        lines=_find(table["steps"]["lines"]),
        seen=_start(preamble["cues"]),
        seen_gap=re.compile(rf"[\s:,]*(?:(?:{_any(preamble['gaps'])}|\d+\w?|\(\w+\)|[ivx]+)[\s,:.]+)*", re.IGNORECASE),
        promulgating=_find(preamble["promulgating"]),
        amending=_find(preamble["amending"]),
        operative=_end(preamble["operative"]),
        opener=re.compile(rf"\s*{_any(preamble['openers'])}\s+(?:\d|[ivx]+\b)", re.IGNORECASE),
        enacted=_start(letter["enacted"]),
        senders=re.compile(rf"\W*{_any(letter['senders'])}\s*:", re.IGNORECASE),
        makes=_find(letter["makes"]),
        between=_find(letter["between"]),
        done_by=_find(table["cast"]["done_by"]),
        takes_part=_find(table["cast"]["takes_part"]),
        recipients=_label(letter["recipients"]),
        closing=_start(sign["closings"]),
        signed=re.compile(rf"[\[(]\s*[^\])\n]{{0,40}}?{_any(sign['signed'])}[^\])\n]{{0,40}}[\])]|^\W*{_any(sign['signed'])}\W*$", re.IGNORECASE),
        counter=_find(sign["counter"]),
        proxy=_start(sign["proxies"]),
        filler=_find(sign["fillers"]),
        there=_find(own["there"]),
        passive=_find(own["passive"]),
        purpose=re.compile(rf"(?:\s*{_any(own['purposes'])})*\s*", re.IGNORECASE),
        long_title=re.compile(rf"\s*{_any(own['long_title'])}\b[^;.]{{0,60}}?(?=\bto\b|\bfor\b)", re.IGNORECASE),
        governed_between=re.compile(rf"\s*(?:{_any(own['govern']['between'])}[\s,]+)*", re.IGNORECASE),
        quoted=_find(own["amend"]["words"]),
        inserted=_find(own["amend"]["inserted"]),
        own={name: _own(own[name]) for name in _SELF},
        agreements=frozenset(sign["agreements"]),
    )


def _small(table: Mapping[str, Any], representatives: Iterable[str]) -> SmallWords:
    prepositions, determiners = _any(table["prepositions"]), _any(table["determiners"])
    conjunctions, address = _any(table["conjunctions"]), _any(table["address"])
    stand_in = _any(representatives)
    before = rf"(?:(?:{prepositions}|{determiners}|{address}|{stand_in})[\s.]+){{0,6}}"
    return SmallWords(
        conjunctions=_find(table["conjunctions"]),
        relatives=re.compile(rf"(?:,|\band\b|\bof\b|\bin\b|\bby\b)?\s*{_any(table['relatives'])}", re.IGNORECASE),
        negations=_find(table["negations"]),
        address=_find(table["address"]),
        representatives=_start(representatives),
        preposition=_start(table["prepositions"]),
        joint=re.compile(rf"\s*[,;]?\s*(?:(?P<last>{conjunctions})\s+)?{before}", re.IGNORECASE),
        governed=re.compile(rf"{prepositions}\s+(?:{determiners}\s+){{0,3}}$", re.IGNORECASE),
        provision=re.compile(
            rf"{_any(table['provisions'])}\s+(?:[\w().-]+[\s,]+(?:and\s+)?){{0,6}}(?:of|to|in)\s+(?:{determiners}\s+){{0,3}}$",
            re.IGNORECASE,
        ),
        lead_in=re.compile(rf"\s*(?:(?:{determiners}|{address}|\d+)[\s.]+){{0,4}}", re.IGNORECASE),
        further=re.compile(rf"\s*,?\s*{conjunctions}\s+", re.IGNORECASE),
        announcing=re.compile(rf"(?:[:—–-]|{_any(table['announcing'])})[\s.:—–-]*$", re.IGNORECASE),
    )


def _roles(table: Mapping[str, Any]) -> RoleWords:
    before = rf"(?:{_any(table['modifiers'])}[\s–-]*){{0,3}}"
    groups = "|".join(
        rf"(?P<{name}>{_any(table[key])})" for name, key in (("outside", "outside"), ("head", "heads"), ("member", "members"))
    )
    role = rf"{before}(?:{groups})(?:[\s-]*general)?(?!\w)"
    of = r"(?P<of>\s+of\s+(?:the\s+)?[^,;:()\t–—]{1,60}?)?"
    end = r"[\s.,;)\]]*(?:and|or)?[\s.;]*$"
    bridge = _any(table["bridges"])
    flags = re.IGNORECASE
    return RoleWords(
        role=re.compile(role, flags),
        apart=re.compile(rf"{before}{_any(table['apart'])}(?!\w)", flags),
        second=_find(table["second"]),
        label=re.compile(rf"\W*{role}(?:\(s\))?{of}\s*(?::|–|—|\s-\s|\t)\s*", flags),
        tail=re.compile(rf"(?P<set>[\t,;:–—(\[]|\s-|\s{{2,}}|{bridge})\s*(?:the\s+|as\s+)?{role}{of}{end}", flags),
        glued=re.compile(rf"\s{role}{end}", flags),
        clause=re.compile(rf"{bridge}\s+(?:the\s+|its\s+|a\s+|an\s+)?{role}", flags),
        whole=re.compile(rf"\W*(?:the\s+|as\s+)?{role}{of}\W*", flags),
        ending=re.compile(rf"(?:[–—.,;]|\s-)\s*{role}\s*$", flags),
    )


def _duties(table: Mapping[str, Any]) -> DutyWords:
    verbs = "|".join(rf"(?P<{name}>{_any(table['verbs'][name])})" for name in _DUTIES)
    partners = table["partners"]
    return DutyWords(
        finite=_find(table["finite"]),
        nouns=_find(table["nouns"]),
        never=_find(table["never"]),
        blocks=_find(table["blocks"]),
        verbs=re.compile(verbs, re.IGNORECASE),
        partners=re.compile(rf"{_any(partners['words'])}\s+", re.IGNORECASE),
        matter=_start(partners["matter"]),
    )


def _own(table: Mapping[str, Any]) -> OwnVerb:
    return OwnVerb(*(_find(table[form]) for form in ("base", "third", "gerund", "participle", "title")))


def _any(phrases: Iterable[str]) -> str:
    """A group that fits one of ``phrases`` as whole words, the longest first; of no phrases, one that never fits."""
    forms = {form.strip() for phrase in phrases for form in phrase.split("|")}
    rows = sorted(forms, key=lambda form: (-len(form), form))
    return rf"(?<!\w)(?:{'|'.join(_phrase(row) for row in rows)})(?!\w)" if rows else r"(?!)"


def _phrase(text: str) -> str:
    pieces: list[str] = []
    for word in text.split():
        if word == "*":
            pieces.append(_GAP)
        else:
            pieces.append(r"[\s-]*".join(re.escape(part) for part in word.split("-")) + r"\s+")
    whole = "".join(pieces)
    if whole.endswith(_GAP):
        return whole.removesuffix(_GAP).removesuffix(r"\s+") + r"(?:\s+[^\s;:.]+){1,4}?"
    return whole.removesuffix(r"\s+")


def _find(phrases: Iterable[str]) -> Pattern:
    return re.compile(_any(phrases), re.IGNORECASE)


def _start(phrases: Iterable[str]) -> Pattern:
    return re.compile(rf"\W*{_any(phrases)}", re.IGNORECASE)


def _end(phrases: Iterable[str]) -> Pattern:
    return re.compile(rf"(?:^|[\s,.]){_any(phrases)}[\s:.—–-]*$", re.IGNORECASE)


def _label(phrases: Iterable[str]) -> Pattern:
    return re.compile(rf"\W*(?i:{_any(phrases)})\s*(?::|$|\s[A-Z])")


def _whole(phrases: Iterable[str]) -> Pattern:
    return re.compile(rf"\W*(?:[\w.()-]{{1,12}}\s+)?{_any(phrases)}\W*", re.IGNORECASE)
