"""Bodies by their form: "National Committee for …", "General Department of …", "the Ministries of A, of B and of C",
"… Working Group", "an inter-ministerial working group", "22 Ministries".

Reads a passage's words and headwords; known names, acronyms and other headwords say where a coordinated name ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from krama.model import Span
from krama.model.found import Found
from krama.nlp.heads import Head, Headwords
from krama.nlp.words import Word, dated, deals_in

_OF = {"of", "for", "on", "against", "de", "du", "des", "pour"}
_SMALL = {"of", "for", "the", "and", "on", "against", "to", "in", "with", "de", "du", "des", "et", "la", "&"}
_PLACED = {"mission", "department", "authority", "local_authority", "international_org", "court", "police"}
_LOWER = {"working_group", "team", "committee", "council", "mission", "ngo", "arbitral_body", "department"}
_LOWER_WORDS = {"secretariat", "embassy", "embassies", "taskforce", "gendarmerie"}
_LISTING = {"ministry", "department", "post", "committee", "council", "authority"}
_VAGUE = {
    "competent", "relevant", "concerned", "related", "other", "said", "such", "same", "new", "own", "respective", "all",
    "each", "any", "every", "several", "many", "various", "different", "first", "second", "third", "following", "above",
    "certain", "appropriate", "responsible", "line", "private", "public", "previous", "existing", "current", "entire",
    "whole", "small", "large", "special", "joint", "this", "that", "these", "those", "sub-national", "ad", "hoc", "local",
    "high-level", "permanent", "mentioned", "above-mentioned", "next", "last", "main", "former", "excellency", "excellencies",
}  # fmt: skip
_RANKS = {
    "director", "general", "deputy", "vice", "secretary", "of", "state", "under", "permanent", "special", "executive", "the",
    "president", "chairperson", "senior", "court", "high", "chief", "officer", "manager", "non", "legal", "in", "charge",
}  # fmt: skip
# headwords that stand in the names of ministries too: "Ministry of Public Administration and Health Services"
_COMMON = {"administration", "service", "assembly", "fund", "bank", "government", "school", "university", "section", "union",
           "enterprise", "registration", "office", "society", "representative"}  # fmt: skip
_PURPOSED = {"committee", "council", "working_group", "authority", "department", "team", "police"}
_FOR_NAMES = {"authority", "agency", "institute", "centre", "center", "fund", "administration"}
_ADVISES = {"adviser", "advisor", "rapporteur"}
_TAKES = {
    "for": {"committee", "council", "working_group", "department", "ministry", "team", "international_org", "ngo", "post",
            "professional_body", "arbitral_body", "mission", "group", "court"},
    "on": {"committee", "council", "working_group", "team", "group"},
    "against": {"committee", "council", "working_group", "team", "group", "police"},
}  # fmt: skip
_NUMBERS = {
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
}  # fmt: skip
_NOT_NAME = {"DT", "PRP", "PRP$", "IN", "CC", "MD", "WDT", "WP", "WRB", "VBZ", "VBD", "VBP", "TO", "EX", "RB", "UH"}
_MODIFIER = {"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "HYPH", "AFX", "JJR", "POS", ""}


def find_bodies(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int]) -> Iterator[Found]:
    """Bodies and posts of a passage, left to right, also those inside the name of another. ``stops`` are indices of words at
    which another known name or citation starts: a coordinated name does not run into them."""
    for index in range(len(row)):
        if row[index].text == "United" and index + 2 < len(row) and row[index + 1].text == "Nations":
            last = _name_run(row, heads, stops - {index + 2}, index + 2, "committee")
            if last is not None and row[index + 2].gap == " " and not _instrument(row, heads, index + 2, last):
                yield _found(row, index, last, "international_org", "united-nations")
        head = _head_at(row, heads, index)
        if head is not None and head.type == "Actor" and head.kind not in ("person", "state"):
            yield from _body(row, heads, stops, head)


def _instrument(row: tuple[Word, ...], heads: Headwords, first: int, last: int) -> bool:
    """Whether a name among these words is one of a text: "United Nations Convention against Corruption"."""
    found = [heads.ending_at(row, index) for index in range(first, last + 1)]
    if any(word.lower == "rules" for word in row[first : last + 1]):
        return True
    return next((head.type == "Instrument" for head in found if head and head.type != "Mechanism"), False)


def _head_at(row: tuple[Word, ...], heads: Headwords, index: int) -> Head | None:
    """The longest headword that ends at ``index`` and is not the start of a longer one ("General Department")."""
    head = heads.ending_at(row, index, "Actor")
    if head is None:
        return None
    for later in (index + 2, index + 1):
        if later < len(row):
            longer = heads.ending_at(row, later)
            if longer and longer.first <= head.first and longer.type == "Actor":
                return None
    return head


def _body(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], head: Head) -> Iterator[Found]:
    word = row[head.last]
    if word.capital or row[head.first].capital:
        yield from _capital_body(row, heads, stops, head)
    elif head.kind in _LOWER or word.lower in _LOWER_WORDS:
        yield from _described_body(row, head)
    elif head.kind in ("ministry",) and head.plural and head.first > 0 and _is_number(row[head.first - 1]):
        yield _found(row, head.first - 1, head.last, "group", "count")


def _capital_body(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], head: Head) -> Iterator[Found]:
    head = _coordinated(row, heads, head)
    first = _left(row, heads, stops, head)
    if head.plural and head.kind in ("ministry", "post", "department") and _next_is(row, head.last, {"of"}):
        parts = tuple(_shared_parts(row, heads, stops, head.last + 2))
        if len(parts) > 1:
            yield from _shared(row, head, first, parts)
            return
    if _numbered_section(row, head) or _organising(row, heads, head, first):
        return
    last = _right(row, heads, stops, head)
    counted = head.plural and first <= head.first and _is_number(row[first])
    if head.kind in ("authority", "company") and ((head.plural and not counted) or _joined_service(row, head, first)):
        return
    if last == head.last and not counted and not _tells(row, head) and _only_rank(row, first, head):
        if head.kind in ("mission", "ngo") or (head.kind in _LOWER and not row[head.last].capital):
            yield from _described_body(row, head)
        return
    if counted and last == head.last and head.last - first <= 2:
        yield _found(row, first, last, "group" if head.kind != "working_group" else head.kind, "count")
        return
    yield _found(row, first, last, head.kind, "post" if head.kind == "post" else "body")


def _numbered_section(row: tuple[Word, ...], head: Head) -> bool:
    """ "SECTIONS 1 AND 4": parts of a text."""
    section = row[head.last].lower.rstrip("s") in ("section", "division")
    return section and head.last + 1 < len(row) and row[head.last + 1].text.isdigit()


def _organising(row: tuple[Word, ...], heads: Headwords, head: Head, first: int) -> bool:
    """ "the Organization of the Ministry of Health": how a body is organised, no body."""
    organising = row[head.last].lower in ("organization", "organisation") and first == head.last
    if not organising or not _next_is(row, head.last, {"of"}):
        return False
    start = head.last + (3 if _next_is(row, head.last + 1, {"the"}) else 2)
    other = heads.ending_at(row, start) if start < len(row) else None
    return other is not None and other.type == "Actor"


def _joined_service(row: tuple[Word, ...], head: Head, first: int) -> bool:
    """ "Document and Necessary Service": a common noun, not a body."""
    return row[head.last].lower == "service" and any(word.lower in ("and", "or") for word in row[first : head.last])


def _coordinated(row: tuple[Word, ...], heads: Headwords, head: Head) -> Head:
    """ "Embassies and Consulates of X": two heads of one kind of mission share what follows."""
    after = head.last + 2
    if head.kind != "mission" or after >= len(row) or row[head.last + 1].lower not in ("and", "or"):
        return head
    for last in (after + 1, after):
        other = heads.ending_at(row, last) if last < len(row) else None
        if other and other.kind == head.kind and other.first == after:
            return Head(head.first, other.last, head.type, head.kind, True)
    return head


def _only_rank(row: tuple[Word, ...], first: int, head: Head) -> bool:
    """Whether nothing but words of rank stand before the head: "Deputy Head", "General Department"."""
    return all(part in _RANKS for i in range(first, head.first) for part in row[i].lower.split("-"))


def _alone(row: tuple[Word, ...], head: Head) -> bool:
    """Whether a post stands alone on its line, as in a signature block: "Permanent Vice Chairperson"."""
    start = head.first
    while start > 0 and not row[start].line and row[start].gap == " " and row[start - 1].capital:
        start -= 1
    ends = head.last + 1 == len(row) or row[head.last + 1].line
    return ends and row[head.first].capital and (row[start].line or (start == 0 and len(row) <= head.last + 2))


def _tells(row: tuple[Word, ...], head: Head) -> bool:
    """Whether a headword of several words is a name by itself: "Prime Minister", "Labour Inspectors", "Supreme Court"."""
    if (head.kind == "ngo" and row[head.last].acronym) or row[head.last].text == "NGOs":
        return True
    if row[head.last].lower == "secretariat" and head.first == head.last:
        return head.first > 0 and row[head.first - 1].lower == "a"
    if head.kind == "authority":
        return head.first < head.last and row[head.last].lower == "government"
    if head.kind == "group":
        return head.first < head.last
    if head.kind in ("council", "authority") and head.last - head.first == 2:
        return True  # "Council of Ministers", "House of Representatives"
    if head.kind == "post" and _alone(row, head):
        return True
    if head.kind not in ("post", "court", "arbitral_body", "ngo", "professional_body"):
        return False
    words = [part for i in range(head.first, head.last + 1) for part in row[i].lower.split("-")]
    titled = words[1:2] == ["of"] and words[-1] not in _RANKS  # "Chief of Mission"
    return titled or (len(words) > 1 and any(word.rstrip("s") not in _RANKS for word in words[:-1]))


def _left(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], head: Head) -> int:
    """First word of the name: capitalised words to the left, across "and" where both sides are."""
    first = head.first
    while first > 0 and row[first].gap in (" ", "  ", " “", "’ ", "' ") and not row[first].line:
        before = row[first - 1]
        if before.lower in ("and", "or", "&") and first > 1 and _nameword(row, first - 2) and before.gap == " ":
            if _run_back_is_open(row, heads, stops, first - 2):
                first -= 2
                continue
            break
        if first > 1 and deals_in(row, first - 1):
            first -= 2
            continue
        if _nameword(row, first - 1) and not _other_head(row, heads, first - 1, head):
            first -= 1
            if first in stops and not _adjectival(row, first):
                break
            continue
        break
    if first > 0 and row[first].gap == " " and _is_number(row[first - 1]) and head.plural:
        return first - 1
    return first


def _adjectival(row: tuple[Word, ...], index: int) -> bool:
    return row[index].tag in ("JJ", "NNP", "")


def _run_back_is_open(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], index: int) -> bool:
    """Whether the capitalised words that end at ``index`` belong to a name that starts with them (a determiner, verb or
    line start before them, no headword, known name or "of" among them)."""
    while index >= 0 and _nameword(row, index):
        if index in stops or heads.ending_at(row, index) or row[index].acronym:
            return False
        if row[index].gap.strip(" “(") or index == 0:
            return True
        index -= 1
    return index < 0 or row[index].lower not in ("of", "for", "and", "on")


def _other_head(row: tuple[Word, ...], heads: Headwords, index: int, head: Head) -> bool:
    """A post or body right before another head is a name of its own ("Minister", "Ministry"), unless it modifies it."""
    other = heads.ending_at(row, index)
    if other is None or other.type != "Actor":
        return False
    return other.kind in ("post", "ministry") and head.kind != "post" and not row[index].acronym


def _nameword(row: tuple[Word, ...], index: int) -> bool:
    word = row[index]
    if not word.capital and not (word.text[0].isdigit() and "-" in word.text):
        return False
    if word.lower in _VAGUE or word.lower in _SMALL or word.lower in ("the", "under", "after", "as", "article"):
        return word.lower in ("joint", "special", "local", "public", "private", "permanent", "high-level") and index > 0
    at_start = index == 0 or row[index].gap.strip(" ") in (".", ";", ":")
    return not (word.tag in _NOT_NAME and (at_start or word.tag in ("DT", "PRP", "PRP$", "MD", "WDT")))


def _right(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], head: Head) -> int:
    """Last word of the name: what follows "of", "for", "on" …, with its coordinations."""
    last = head.last
    if head.kind == "post" and _next_is(row, last, {"general", "generals", "in-charge"}) and row[last + 1].capital:
        last += 1
    if head.kind == "post" and last + 3 < len(row) and _next_is(row, last, {"in"}) and row[last + 2].lower == "charge":
        start = last + 4 if row[last + 3].lower == "of" else last + 3
        if start < len(row) and row[start].lower == "the":
            start += 1
        tail = _name_run(row, heads, stops, start, head.kind)
        return tail if tail is not None else last
    responsible = tuple(word.lower for word in row[last + 1 : last + 3]) == ("responsible", "for")
    if head.kind in ("post", "ministry") and responsible and last + 3 < len(row):
        return _sector(row, last + 3)
    if head.kind in _PURPOSED and _next_is(row, last, {"to"}) and last + 2 < len(row) and row[last + 2].capital:
        purpose = _name_run(row, heads, stops, last + 2, head.kind)
        return purpose if purpose is not None else last
    while _next_is(row, last, _OF | ({"to", "at", "in"} if head.kind == "mission" else set())):
        if row[last + 1].lower in ("in", "at") and head.kind == "mission":
            break
        link = row[last + 1].lower
        named_for = link == "for" and row[head.first].capital and row[head.last].lower in _FOR_NAMES
        advises = link == "on" and row[head.last].lower in _ADVISES
        if last == head.last and link in _TAKES and head.kind not in _TAKES[link] and not (named_for or advises):
            break
        if last > head.last and link in ("on", "against", "to") and head.kind != "mission":
            inner = heads.ending_at(row, last) if head.kind == "post" else None
            if inner is None or inner.kind not in _TAKES.get(link, ()):
                break
        if last > head.last and link == "for" and head.kind not in _TAKES["for"]:
            break
        start = last + 2
        if start < len(row) and row[start].lower in ("the", "all") and row[start].gap == " ":
            start += 1
        end = _name_run(row, heads, stops, start, head.kind)
        if end is None:
            break
        last = end
    if head.kind == "mission" and _next_is(row, last, {"at", "in"}) and last + 2 < len(row) and row[last + 2].capital:
        last += 2
    if head.kind == "ngo" and _next_is(row, last, {"partners"}):
        last += 1
    if (
        head.kind in ("company",)
        and last + 1 < len(row)
        and row[last + 1].lower.rstrip(".") in ("ltd", "inc", "plc", "limited")
    ):
        last += 1
    return last


def _sector(row: tuple[Word, ...], start: int) -> int:
    """ "responsible for home affairs", "for matters relating to health, water and sanitation": the last word of the sector;
    the word before "responsible" where none is named."""
    last = _nouns(row, start)
    if last is None:
        return start - 3
    links = tuple(word.lower for word in row[last + 1 : last + 3])
    if row[last].lower in _MATTERS and (links in _RELATING or links[:1] in (("concerning",), ("of",))):
        subject = _nouns(row, last + (3 if links in _RELATING else 2))
        last = last if subject is None else subject
    return _enumerated(row, last)


_MATTERS = {"matter", "matters", "affairs", "issues", "questions"}
_RELATING = {("relating", "to"), ("related", "to"), ("pertaining", "to"), ("connected", "with")}
_NOUNS = {"NN", "NNS", "JJ", "NNP", "NNPS", ""}


def _nouns(row: tuple[Word, ...], start: int) -> int | None:
    """The last word of the nouns from ``start`` on, behind a "the"."""
    first = start + 1 if start < len(row) and row[start].lower == "the" else start
    last = first - 1
    while last + 1 < len(row) and row[last + 1].tag in _NOUNS and (last < first or row[last + 1].gap == " "):
        last += 1
    return last if last >= first else None


def _enumerated(row: tuple[Word, ...], last: int) -> int:
    """The last noun of "information, communication and technology"; ``last`` where no "and" ends a list of nouns."""
    index = last
    while index + 2 < len(row) and row[index + 1].gap in (" ", ", "):
        ends = row[index + 1].lower == "and"
        start = index + 2 if ends else index + 1
        end = _nouns(row, start) if ends or row[start].gap == ", " else None
        if end is None or row[start].capital or row[start].lower == "the":
            break
        if ends:
            return last if end + 1 < len(row) and row[end + 1].lower == "of" else end
        index = end
    return last


def _name_run(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], start: int, kind: str) -> int | None:
    """Index of the last word of the capitalised phrase that starts at ``start``; None where there is none, or a date."""
    if dated(row, start):
        return None
    if start >= len(row) or not (row[start].capital or row[start].text[0].isdigit()) or row[start].gap.strip(' “"('):
        return None
    last = start
    while last + 1 < len(row):
        nxt, gap = row[last + 1], row[last + 1].gap
        if gap in ("’s ", "'s ", "’ ", "' ") and nxt.capital and not _starts_another(row, heads, stops, last + 1, kind):
            last += 1
            continue
        if gap in (" ", " & ") and not nxt.line and (nxt.capital or (nxt.text[0].isdigit() and nxt.tag == "NNP")):
            if (gap == " & " and last + 1 in stops) or _person_follows(row, last, kind):
                break
            other = heads.ending_at(row, last + 1)
            if (
                other
                and other.kind == "post"
                and other.last == last + 1
                and kind != "post"
                and not heads.ending_at(row, last)
            ):
                break
            last += 1
            continue
        follow = _after_connector(row, heads, stops, last, kind)
        if follow is None:
            break
        last = follow
    return last


def _person_follows(row: tuple[Word, ...], last: int, kind: str) -> bool:
    """ "Chairman of the NCCT General Sok Dara": after a post's body comes the person."""
    if kind != "post":
        return False
    return row[last].acronym or row[last + 1].lower.rstrip(".") in _TITLES


_TITLES = {"general", "gen", "maj", "major", "colonel", "col", "lieutenant", "lt", "mr", "mrs", "ms", "dr", "prof", "hon", "h.e",
           "captain", "brigadier", "samdech", "excellency", "sir"}  # fmt: skip


def _after_connector(
    row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], last: int, kind: str
) -> int | None:
    """The word after "of", "and", ", … and" that goes on with the name; None where the name ends."""
    nxt = row[last + 1]
    if nxt.lower in ("for", "on", "against") and kind not in _TAKES[nxt.lower]:
        inner = heads.ending_at(row, last) if kind == "post" else None
        if inner is None or inner.kind not in _TAKES[nxt.lower]:
            return None
    if deals_in(row, last + 1):
        return last + 2
    if nxt.gap == " " and nxt.lower in _SMALL - {"to", "in", "with", "the"}:
        after = last + 2
        while after < len(row) and row[after].lower in ("the", "of", "other", "all") and row[after].gap == " ":
            after += 1
        if after >= len(row) or not row[after].capital or row[after].gap != " " or dated(row, after):
            return None
        if nxt.lower in ("and", "&"):
            if after != last + 2 and kind != "mission":
                return None
            if nxt.line and row[after].line:
                return None
            others = kind == "mission" and after != last + 2
            if not others and _starts_another(row, heads, stops, after, kind):
                return None
        return after
    if nxt.gap == ", " and nxt.capital and kind in _LISTING:
        return _after_comma(row, heads, stops, last + 1, kind)
    return None


def _after_comma(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], start: int, kind: str) -> int | None:
    """ "Social Affairs, Veterans and Youth Rehabilitation": a comma belongs to the name where "and" follows in it."""
    index, commas = start, 1
    if _starts_another(row, heads, stops, start, kind):
        return None
    while index + 1 < len(row) and index - start < 10:
        nxt = row[index + 1]
        if nxt.gap == " " and nxt.capital:
            index += 1
        elif nxt.gap == ", " and nxt.capital and commas < 4:
            if _starts_another(row, heads, stops, index + 1, kind):
                return None
            commas += 1
            index += 1
        elif nxt.gap in (" ", ", ") and nxt.lower == "and" and index + 2 < len(row):
            follow = row[index + 2]
            goes_on = follow.capital and follow.gap == " " and not _starts_another(row, heads, stops, index + 2, kind)
            return start if goes_on else None
        else:
            return None
    return None


def _starts_another(row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], index: int, kind: str) -> bool:
    """Whether the capitalised run at ``index`` is a name of its own: known, an acronym, or with a headword in it."""
    if index in stops or row[index].acronym:
        return True
    at = index
    while at < len(row) and row[at].capital and (at == index or row[at].gap == " "):
        head = heads.ending_at(row, at)
        common = head is not None and (head.kind in ("group", "person") or row[at].lower.rstrip("s") in _COMMON)
        if head and head.type in ("Actor", "Instrument") and not common:
            return head.kind != "professional_body" or at > index
        at += 1
    return False


def _shared_parts(
    row: tuple[Word, ...], heads: Headwords, stops: frozenset[int], start: int
) -> Iterator[tuple[int, int]]:
    """The parts of "Interior, of Justice and of Health" from word ``start``: (first, last) word indices."""
    index = start
    marked = _marked_by_of(row, start)
    while index < len(row) and row[index].capital:
        last = index
        while last + 1 < len(row) and (
            (row[last + 1].gap in (" ", "’s ", "'s ") and row[last + 1].capital)
            or (marked and _goes_on_inside(row, last) and last + 2 < len(row))
        ):
            last += 1 if row[last + 1].capital else 2
        yield index, last
        nxt = last + 1
        while nxt < len(row) and (row[nxt].lower in ("and", "of", "the", "&", "for")) and row[nxt].gap in (" ", ", "):
            nxt += 1
        if nxt >= len(row) or (nxt == last + 1 and row[nxt].gap != ", ") or not row[nxt].capital:
            return
        if row[nxt].gap not in (" ", ", ") or nxt in stops or heads.ending_at(row, nxt):
            return
        index = nxt


def _marked_by_of(row: tuple[Word, ...], start: int) -> bool:
    window = row[start : start + 25]
    return any(
        (a.lower in ("and",) and b.lower == "of") or (a.gap == ", " and a.lower == "of") for a, b in pairwise(window)
    )


def _goes_on_inside(row: tuple[Word, ...], last: int) -> bool:
    """ "Labour and Vocational Training" inside a list whose parts are marked by "of"."""
    if last + 2 >= len(row) or row[last + 1].gap != " " or row[last + 1].lower != "and":
        return False
    return row[last + 2].capital and row[last + 2].gap == " "


def _shared(row: tuple[Word, ...], head: Head, first: int, parts: tuple[tuple[int, int], ...]) -> Iterator[Found]:
    title = " ".join(word.text for word in row[first : head.last])
    single = row[head.last].text
    single = single[:-3] + "y" if single.endswith("ies") else single.removesuffix("s")
    for number, (start, end) in enumerate(parts):
        name = " ".join([*([title] if title else []), single, "of", _text(row, start, end)])
        begin = row[first].start if number == 0 else row[start].start
        yield Found(Span(begin, row[end].end), "Actor", head.kind, "bodies/shared-head", name=name)


def _described_body(row: tuple[Word, ...], head: Head) -> Iterator[Found]:
    """Lower-case bodies: they need a modifier that says which."""
    first = head.first
    while first > 0 and row[first].gap in (" ", "’ ", "' ", "'s ", "’s ") and row[first - 1].tag in _MODIFIER:
        if row[first - 1].lower in _VAGUE or row[first - 1].lower in _SMALL:
            break
        first -= 1
    last = head.last
    if head.kind == "mission" and head.plural and first == head.first and _of_the_people(row, last):
        last += 3
    if first == head.first and last == head.last:
        return
    if row[first].tag == "VBG" and first < head.first - 1:
        first += 1
    if head.plural and first > 0 and _is_number(row[first - 1]) and row[first].gap == " ":
        first -= 1
    if head.kind == "ngo" and not {"ngo", "ngos"} & {row[last].lower} and "organi" not in row[last].lower:
        return
    if head.kind == "department" and head.first - first < 2 and row[head.last].lower != "secretariat":
        return
    if head.kind in ("committee", "council", "mission", "ngo") and not head.plural and first == head.first:
        return
    if head.kind == "mission" and row[head.last].lower in ("mission", "missions"):
        return
    yield _found(row, first, last, head.kind, "described")


def _of_the_people(row: tuple[Word, ...], last: int) -> bool:
    """ "of the victims" after "Embassies"."""
    after = row[last + 1 : last + 4]
    return len(after) == 3 and after[0].lower == "of" and after[1].lower == "the" and after[2].tag in ("NN", "NNS")


def _next_is(row: tuple[Word, ...], index: int, words: set[str]) -> bool:
    return index + 1 < len(row) and row[index + 1].gap == " " and row[index + 1].lower in words


def _is_number(word: Word) -> bool:
    return word.lower in _NUMBERS or (word.text.isdigit() and len(word.text) <= 3)


def _text(row: tuple[Word, ...], first: int, last: int) -> str:
    return row[first].text + "".join(word.gap + word.text for word in row[first + 1 : last + 1])


def _found(row: tuple[Word, ...], first: int, last: int, kind: str, rule: str) -> Found:
    return Found(Span(row[first].start, row[last].end), "Actor", kind, f"bodies/{rule}")
