"""Mechanisms by their form: a head noun that names an arrangement, with what makes it one thing.

Capitalised ("Better Factories Cambodia Programme", "Complaint or Reporting Mechanism") or described in lower case
("labor inspection system", "regular inspections on factories"): then the head must be strong, or have a purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

from krama.model import Span
from krama.model.found import Found
from krama.nlp.heads import Head, Headwords
from krama.nlp.words import Word, dated, deals_in

_MODIFIER = {"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "HYPH", "AFX", "POS", "VBN", ""}
_WEAK_MODIFIER = {
    "above", "actual", "additional", "all", "any", "appropriate", "as", "basic", "better", "certain", "clear",
    "competent", "comprehensible", "concerning", "concrete", "current", "different", "due", "each", "effective",
    "efficient", "entire", "every", "existing", "first", "following", "free", "further", "good", "great", "her",
    "herein", "his", "huge", "important", "including", "its", "large", "least", "long", "main", "many", "more",
    "most", "necessary", "new", "numerous", "other", "own", "previous", "prompt", "proper", "regarding", "related",
    "relevant", "respective", "said", "same", "second", "several", "short", "small", "specific", "such", "that",
    "their", "these", "this", "those", "various", "whole", "wide",
}  # fmt: skip
_POINTING = {"this", "these", "that", "those", "said", "such", "herein"}
# heads that name an arrangement whatever stands before them; the others need a capital letter or a purpose
_STRONG = {
    "mechanism", "hotline", "helpline", "system", "scheme", "procedure", "campaign", "programme", "program", "strategies",
    "strategy", "framework", "register", "database", "fund", "curriculum", "shelter", "registration", "project",
}  # fmt: skip
_STRONG_PAIRS = {
    ("case", "management"), ("inspection", "system"), ("referral", "mechanism"), ("inspection", "work"),
    ("one-stop", "service"), ("training", "programme"), ("training", "program"), ("training", "course"),
    ("dispute", "resolution"), ("suppression", "operation"), ("suppressing", "operation"), ("joint", "operation"),
    ("nationwide", "operation"), ("rescue", "operation"), ("trust", "fund"), ("consular", "support"),
    ("victim", "identification"),
}  # fmt: skip
_PURPOSED = {"inspection", "inspections", "training", "operation", "operations", "service", "services", "identification",
             "registration", "licensing", "conciliation", "mediation"}  # fmt: skip
_LINKS = {"of", "for", "on", "against"}
_LINKS_TO = {"training": {"of", "for", "on", "to"}, "service": {"of", "for", "to"}, "services": {"of", "for", "to"}}
_BODIES = {"working_group", "team", "committee", "council", "ministry", "police"}
_PURPOSE = {"of", "for", "on", "against", "to"}
_NOUNISH = {"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "HYPH", "AFX", "POS", "CD", ""}


def find_mechanisms(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int]) -> Iterator[Found]:
    """Mechanisms of a passage, left to right. ``stops`` are words at which a known name or citation starts. A line all in
    capitals names none: it is the title of a chapter."""
    if all(word.text.isupper() or not word.text.isalpha() for word in row):
        return
    for index in range(len(row)):
        head = heads.ending_at(row, index, "Mechanism")
        if head is None or head.kind in ("step", "other"):
            continue
        if index + 1 < len(row) and row[index + 1].gap in (" ", "-") and _goes_on(row, heads, index):
            led = _led(row, heads, stops, head) if head.kind == "operation" and row[index].capital else None
            if led:
                yield led
            continue
        found = _capital(row, heads, stops, head) or _described(row, heads, stops, head)
        if found:
            yield found


def _goes_on(row: tuple[Word, ...], heads: Headwords, index: int) -> bool:
    """Whether the head only modifies what follows ("inspection team", "training course")."""
    nxt = row[index + 1]
    if nxt.gap != " " or nxt.tag not in ("NN", "NNS", "NNP", "NNPS", ""):
        return False
    later = heads.ending_at(row, index + 1)
    if later is not None:
        return later.first <= index or later.type == "Mechanism" or nxt.capital == row[index].capital
    return nxt.tag in ("NN", "NNS", "NNP") and nxt.capital == row[index].capital and bool(nxt.tag)


def _capital(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], head: Head) -> Found | None:
    if not row[head.last].capital:
        return None
    if head.kind in ("operation", "programme", "reporting") and head.first == head.last:
        led = _led(row, heads, stops, head)
        if led:
            return led
    first = head.first
    while first > 0 and row[first].gap in (" ", "’ ", " “"):
        before = row[first - 1]
        if (
            before.capital
            and before.tag not in ("DT", "IN", "PRP$", "CC", "MD", "PRP", "WDT")
            and before.lower not in ("the", "in", "of", "for", "this", "under")
        ):
            first -= 1
        elif before.lower in ("and", "or") and _one_word_before(row, heads, first):
            first -= 2
        else:
            break
    counted = first > 0 and row[first].gap == " " and (row[first - 1].lower in _COUNTS)
    last = _capital_tail(row, heads, stops, head.last, bare=first == head.first)
    if first == head.first and last == head.last and not counted:
        return None
    if first == head.first and last == head.last and row[head.last].lower in ("strategy", "strategies"):
        first -= 1
    if counted and row[first].start == row[head.first].start:
        first = head.first
    return _found(row, first, last, head.kind, "capital")


def _led(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], head: Head) -> Found | None:
    """ "Operation Clear Label", "Project Safe Road", "Hotline 1297": the head stands first."""
    last = head.last
    before = row[head.first - 1] if head.first and row[head.first].gap == " " else None
    if before is not None and before.capital and before.tag not in ("IN", "DT"):
        return None
    while last + 1 < len(row) and row[last + 1].gap == " " and not row[last + 1].line:
        after = row[last + 1]
        number = head.kind == "reporting" and after.text.isdigit()
        if not (number or after.capital) or last + 1 in stops:
            break
        if heads.ending_at(row, last + 1) and not number:
            return None
        last += 1
    return _found(row, head.first, last, head.kind, "led") if last > head.last else None


def _one_word_before(row: tuple[Word, ...], heads: Headwords, first: int) -> bool:
    """ "Complaint or Reporting Mechanism": one capitalised word stands before the "or"."""
    if first < 2 or row[first].gap != " " or row[first - 1].gap != " " or not row[first - 2].capital:
        return False
    if heads.ending_at(row, first - 2):
        return False
    return first == 2 or not row[first - 3].capital or row[first - 2].gap != " "


_COUNTS = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}


def _capital_tail(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], last: int, *, bare: bool) -> int:
    while last + 2 < len(row) and row[last + 1].gap == " ":
        if row[last + 1].lower not in (*_PURPOSE, "and") and not deals_in(row, last + 1):
            break
        link, after = row[last + 1].lower, last + 2
        if row[after].lower in ("the",) and row[after].gap == " " and after + 1 < len(row):
            after += 1
        if dated(row, after):
            break
        if row[after].gap != " " or not row[after].capital or (after in stops and not (bare and link == "of")):
            break
        if link == "and" and _heads_run(row, heads, after):
            break
        last = after
        while last + 1 < len(row) and row[last + 1].gap == " " and row[last + 1].capital:
            last += 1
    return last


def _heads_run(row: tuple[Word, ...], heads: Headwords, start: int) -> bool:
    """Whether a headword stands among the capitalised words from ``start`` on: they are a name of their own."""
    index = start
    while index < len(row) and row[index].capital and (index == start or row[index].gap == " "):
        if heads.ending_at(row, index):
            return True
        index += 1
    return False


def _described(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], head: Head) -> Found | None:
    first = head.first
    while first > 0 and row[first].gap in (" ", "’ ", "-") and first - 1 not in _blocked(row, first):
        before = row[first - 1]
        if row[head.last].capital and not before.capital:
            break
        if before.lower in ("and", "or") and first > 1 and row[first - 2].tag in ("VBG", "NN", "JJ", "NNP"):
            if row[first - 2].lower in _WEAK_MODIFIER or first == head.last or row[first - 1].gap != " ":
                break
            if not _balanced(row, first) or heads.ending_at(row, first - 2):
                break
            first -= 2
        elif before.tag in _MODIFIER and before.lower not in _WEAK_MODIFIER and first - 1 not in stops:
            if before.lower in _DOING or (before.tag in ("VBG", "VBN") and _after_verb(row, first)):
                break
            first -= 1
        else:
            break
    if first > 1 and row[first].lower == "charge" and [w.lower for w in row[first - 2 : first]] == ["free", "of"]:
        first -= 2  # "free of charge legal service"
    if first > 0 and row[first - 1].lower in _POINTING:
        return None
    modified = first < head.first or head.first < head.last
    last = _purpose(row, heads, stops, head.last)
    purposed = last > head.last
    lower = row[head.last].lower
    pair = (row[head.last - 1].lower, lower) if head.last > 0 else ("", "")
    number = head.last + 1
    if head.kind == "reporting" and number < len(row) and row[number].text.isdigit() and row[number].gap == " ":
        return _found(row, first, number, head.kind, "number")
    if head.kind == "reporting" and first > 0 and row[first - 1].text.isdigit() and row[first].gap == " ":
        return _found(row, first - 1, head.last, head.kind, "number")
    if pair in _STRONG_PAIRS and first < head.last:
        return _found(row, first, last if lower[:7] in ("service", "operati") else head.last, head.kind, "described")
    if lower.rstrip("s") in {word.rstrip("s") for word in _STRONG} and modified:
        keeps = lower in ("mechanism", "register", "registration", "campaign", "fund", "scheme")
        return _found(row, first, last if keeps else head.last, head.kind, "described")
    if (
        lower in _PURPOSED
        and purposed
        and (modified or lower[:10] in ("inspection", "registrati", "licensing", "training"))
    ):
        return _found(row, first, last, head.kind, "described-purpose")
    if lower in ("mechanism", "training", "service") and head.last + 1 < len(row) and row[head.last + 1].lower == "to":
        return _infinitive(row, first, head)
    return None


def _infinitive(row: tuple[Word, ...], first: int, head: Head) -> Found | None:
    """ "mechanism to manage the support of victims": the purpose is an infinitive with its object."""
    at, end, verb = head.last + 2, head.last, False
    while at < len(row) and at - head.last < 14 and not row[at].gap.strip():
        word = row[at]
        if word.tag == "VB":
            verb = True
        elif word.tag in ("NN", "NNS", "NNP", "NNPS", "VBG") and verb:
            end = at
        elif word.tag not in ("RB", "CC", "DT", "JJ", "IN", "PRP$") or word.lower in ("with", "by", "in", "at", "to"):
            break
        at += 1
    return _found(row, first, end, head.kind, "described-infinitive") if end > head.last + 2 else None


# gerunds that have the mechanism as their object: "in providing training", "by conducting inspections"
_DOING = {
    "providing", "receiving", "conducting", "offering", "giving", "implementing", "organizing", "organising", "delivering",
    "strengthening", "promoting", "using", "establishing", "creating", "developing", "running", "operating", "managing",
    "improving", "supporting", "ensuring", "making", "having", "launching", "expanding", "undertaking", "introducing",
}  # fmt: skip


def _after_verb(row: tuple[Word, ...], first: int) -> bool:
    return first - 2 >= 0 and row[first - 2].tag.startswith(("VB", "MD"))


def _blocked(row: tuple[Word, ...], first: int) -> set[int]:
    return {first - 1} if row[first - 1].text[0].isdigit() else set()


def _balanced(row: tuple[Word, ...], first: int) -> bool:
    """ "receiving and reporting mechanism": both sides of "and" are of one sort."""
    left, right = row[first - 2].tag[:2], row[first].tag[:2]
    return left == right and left in ("VB", "NN", "JJ") and row[first - 2].capital == row[first].capital


def _purpose(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], last: int) -> int:
    """Last word of the purpose: "of/for/on" and a short noun phrase."""
    if (
        last + 2 >= len(row)
        or row[last + 1].gap != " "
        or row[last + 1].lower not in _LINKS_TO.get(row[last].lower, _LINKS)
    ):
        return last
    index, end = last + 2, last
    if dated(row, index):
        return last
    if row[index].lower in ("the", "all", "a", "an"):
        index += 1
    while (
        index < len(row)
        and index - last < 13
        and (row[index].gap in (" ", "-", "/", "’ ") or _listed(row, index, last))
    ):
        word = row[index]
        actor = heads.ending_at(row, index)
        if index in stops or (actor and actor.type == "Actor" and (word.capital or actor.kind in _BODIES)):
            return last
        if word.tag in _NOUNISH and word.lower not in ("such", "which"):
            if word.tag in ("NN", "NNS", "NNP", "NNPS", ""):
                end = index
        elif word.lower not in ("and", "of", "or") or index + 1 >= len(row) or row[index + 1].tag not in _NOUNISH:
            break
        index += 1
    return end


def _listed(row: tuple[Word, ...], index: int, last: int) -> bool:
    """ "of Human Trafficking, Human Smuggling, and Sexual Exploitation": capitalised parts up to an "and"."""
    if row[index].gap != ", " or not row[last + 2].capital:
        return False
    if row[index].lower == "and":
        return index + 1 < len(row) and row[index + 1].capital
    following = row[index : index + 8]
    return row[index].capital and any(word.lower == "and" for word in following)


def _found(row: tuple[Word, ...], first: int, last: int, kind: str, rule: str) -> Found:
    return Found(Span(row[first].start, row[last].end), "Mechanism", kind, f"mechanisms/{rule}")
