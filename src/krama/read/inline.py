"""Cleaning inside a passage: white space, invisible characters, Markdown and HTML markup, references to notes.

Takes a strand as it stands in the file (line feeds are visible breaks, other line breaks are still inside as white
space) and gives the clean strand; nothing changes place.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from krama.read.strand import Strand

_SPACE = re.compile(r"[^\S\n]*\n\s*|[^\S\n]+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\ufeff]")
_LIGATURES = re.compile("[ﬀ-ﬆ]")
_LIGATURE = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_TAGS = (
    "a|abbr|address|b|big|blockquote|body|br|caption|center|cite|code|del|div|dd|dl|dt|em|figure|font|footer|h[1-6]|"
    "head|header|hr|html|i|img|ins|kbd|li|main|mark|ol|p|pre|q|s|section|small|span|strike|strong|sub|sup|table|tbody|"
    "td|tfoot|th|thead|tr|u|ul|var"
)
_URL = r"\((?:<[^<>\n]{0,2000}>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"\n]{0,500}\")?\)"
_TOKEN = re.compile(
    rf"""\\(?P<escape>[!-/:-@\[-`{{-~])
    |<sup>(?P<sup>[^<>]{{0,40}})</sup>
    |(?P<raised>[⁰¹²³⁴-⁹]+)
    |\[\^(?P<ref>[^\]\s]{{1,40}})\]
    |(?P<image>!\[[^\[\]]{{0,500}}\]{_URL})
    |(?P<open>\[)(?=[^\[\]]{{0,1000}}\]{_URL})
    |\](?P<close>{_URL})
    |<(?P<auto>https?://[^<>\s]{{1,2000}}|[^<>\s@]{{1,100}}@[^<>\s]{{1,200}})>
    |(?P<tag></?(?P<name>{_TAGS})(?:\s[^<>]{{0,2000}})?/?>)
    |(?P<comment><!--(?:(?!-->).){{0,5000}}-->)
    |(?P<entity>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});)
    |(?P<code>(?<!`)`(?P<inside>[^`\n]{{1,500}})`(?!`))
    |(?P<star>\*+|_+|~~)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"\[?(\d{1,3}|[*†‡§]{1,3}|[a-z])\]?$")
_RAISED = re.compile("[⁰¹²³⁴-⁹]+")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_UNIT = re.compile(r"(?:^|[^a-z])[ckmd]?m$", re.IGNORECASE)
_OPENING, _CLOSING = 1, 2


@dataclass(frozen=True, slots=True)
class Clean:
    """A cleaned strand, the labels of the notes that it refers to, and whether all of it was bold."""

    strand: Strand
    refs: tuple[str, ...] = ()
    strong: bool = False


def tidy(strand: Strand) -> Strand:
    """White space made single, invisible and control characters dropped, ligatures spelled out."""
    changes = [(m.start(), m.end(), _LIGATURE[m.group()]) for m in _LIGATURES.finditer(strand.text)]
    changes += [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(strand.text)]
    if changes:
        strand = strand.edit(sorted(changes))
    changes = []
    for match in _SPACE.finditer(strand.text):
        gap = match.group()
        wanted = "\n" if "\n" in gap else " "
        if gap != wanted:
            changes.append((match.start(), match.end(), wanted))
    return (strand.edit(changes) if changes else strand).strip()


def clean_plain(strand: Strand, notes: frozenset[str]) -> Clean:
    """Without markup: only raised digits that refer to one of the document's ``notes`` are taken out."""
    changes, refs = [], []
    for match in _RAISED.finditer(strand.text):
        mark = plain_digits(match.group())
        if mark in notes and not _is_power(mark, strand.text, match.start()):
            refs.append(mark)
            changes.append((match.start(), match.end(), ""))
    return Clean(tidy(strand.edit(changes) if changes else strand), tuple(refs))


def raise_digits(text: str) -> str:
    """Figures as superscripts: how a reference to a note stands in the text of a document that has raised print."""
    return text.translate(_RAISE)


def plain_digits(text: str) -> str:
    """Superscript figures as plain ones."""
    return text.translate(_LOWER)


def _is_power(mark: str, text: str, start: int) -> bool:
    """Whether a raised figure is that of square or cubic metres."""
    return mark in {"2", "3"} and _UNIT.search(text, max(0, start - 4), start) is not None


def clean_markup(strand: Strand, notes: frozenset[str]) -> Clean:
    """Markdown and inline HTML taken out; what is no complete markup stays as it is."""
    text = strand.text
    changes: list[tuple[int, int, str]] = []
    refs: list[str] = []
    bold: list[tuple[int, int]] = []
    bold_from: int | None = None
    runs: list[_Run] = []
    links = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match["escape"]:
            changes.append((start, start + 1, ""))
        elif match["sup"] is not None or match["raised"]:
            shown = (match["sup"] if match["sup"] is not None else match["raised"]).strip()
            mark = _NOTE_MARK.match(plain_digits(shown))
            label = mark.group(1) if mark else ""
            known = label in notes or (match["raised"] is None and label != "" and not label.isalpha())
            if known and not _is_power(label, text, start):
                refs.append(label)
                changes.append((start, end, ""))
            elif match["sup"] is not None:
                changes += [(start, start + 5, ""), (end - 6, end, "")]
        elif match["ref"]:
            refs.append(match["ref"])
            changes.append((start, end, ""))
        elif match["image"] or match["comment"]:
            changes.append((start, end, ""))
        elif match["open"]:
            links += 1
            changes.append((start, end, ""))
        elif match["close"]:
            if links:
                links -= 1
                changes.append((start, end, ""))
        elif match["auto"] or match["inside"]:
            changes += [(start, start + 1, ""), (end - 1, end, "")]
        elif match["tag"]:
            name = match["name"].lower()
            space = " " if name in {"p", "div", "li", "td", "th"} else ""
            changes.append((start, end, "\n" if name == "br" else space))
            if name in {"b", "strong"}:
                if match["tag"].startswith("</"):
                    if bold_from is not None:
                        bold.append((bold_from, start))
                    bold_from = None
                elif bold_from is None:
                    bold_from = end
        elif match["entity"]:
            decoded = html.unescape(match["entity"])
            if decoded != match["entity"]:
                changes.append((start, end, decoded.replace("\n", " ")))
        elif match["star"]:
            runs.append(_run(text, start, end))
    dropped, starred = _emphasis(runs)
    changes += dropped
    changes.sort()
    letters = [index for index, character in enumerate(text) if character.isalnum()] if bold or starred else []
    strong = bool(letters) and _covers(sorted(bold + starred), letters, changes)
    return Clean(tidy(strand.edit(changes)) if changes else tidy(strand), tuple(refs), strong)


@dataclass(slots=True)
class _Run:
    start: int
    end: int
    sign: str
    role: int


def _run(text: str, start: int, end: int) -> _Run:
    """A run of stars or underscores, and whether it may open or close emphasis (by CommonMark's flanking, eased)."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    role = 0
    if not after.isspace():
        role |= _OPENING
    if not before.isspace():
        role |= _CLOSING
    if text[start] == "_":
        if before.isalnum() and after.isalnum():
            role = 0
        elif before.isalnum():
            role &= _CLOSING
        elif after.isalnum():
            role &= _OPENING
    return _Run(start, end, text[start], role)


def _emphasis(runs: list[_Run]) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
    """The signs to drop, and the ranges that two or more signs enclose."""
    dropped: list[tuple[int, int, str]] = []
    strong: list[tuple[int, int]] = []
    stacks: dict[str, list[_Run]] = {}
    for run in runs:
        stack = stacks.setdefault(run.sign, [])
        if run.role & _CLOSING:
            while stack and run.start < run.end:
                opener = stack[-1]
                width = min(opener.end - opener.start, run.end - run.start)
                if width > 1:
                    strong.append((opener.end, run.start))
                dropped += [(opener.end - width, opener.end, ""), (run.start, run.start + width, "")]
                opener.end -= width
                run.start += width
                if opener.start == opener.end:
                    stack.pop()
        if run.role & _OPENING and run.start < run.end:
            stack.append(run)
    return dropped, strong


def _covers(ranges: list[tuple[int, int]], offsets: list[int], changes: list[tuple[int, int, str]]) -> bool:
    """Whether every offset that is not dropped lies in one of the ranges."""
    current, change, reached = 0, 0, -1
    for offset in offsets:
        while change < len(changes) and changes[change][1] <= offset:
            change += 1
        if change < len(changes) and changes[change][0] <= offset:
            continue
        while current < len(ranges) and ranges[current][0] <= offset:
            reached = max(reached, ranges[current][1])
            current += 1
        if offset >= reached:
            return False
    return True
