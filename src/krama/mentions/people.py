"""Persons and places by their form: "H.E. CHOU BUN ENG", "Samdech Krolahom Sar Kheng", "Mr. Sok, Secretary of State",
"Preah Sihanouk Province", "Province of Kandal"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from krama.model import Passage, Span
from krama.model.found import Found
from krama.nlp.heads import Headwords
from krama.nlp.words import Word

# forms of address that a name does not include, and titles that it does
_ADDRESS = re.compile(
    r"\b(?:H\.\s?E\.?|HE|Mr|Mrs|Ms|Miss|Dr|Prof|Eng|Hon|Sir|Madame|Madam|Mme|Excellency|Excellencies|Honou?rable|"
    r"Atty|Datuk|Engr|Adv)\b\.?(?:\s*(?:Mr|Mrs|Ms|Dr|Prof|Atty)\b\.?)?",
)
_TITLES = re.compile(
    r"\b(?:Samdech|Krolahom|Kittiprittbandit|Neak\s+Oknha|Oknha|Lok\s+Chumteav|Preah|Akka|Moha|Sena|Padei|Techo|"
    r"Pichey|Vibol|Bandith|Bandit)\b"
)
# ranks of police and forces, which stand before a full name; "Major" and "General" alone are common words
_RANKS = re.compile(
    r"\b(?:Maj\.?|Major(?=\s+General)|Brig\.?|Brigadier|Lt\.?|Lieutenant|Col\.?|Colonel|Capt\.?|Captain|Gen\.|Commodore|"
    r"Admiral|Marshal|Supt\.?|Superintendent|Sgt\.?|Sergeant)(?=\s)(?:\s*\((?:[Rr]etd?|[Rr]et)\.?\))?"
)
_RANK_WORDS = {"general", "lieutenant", "colonel", "captain", "major", "brigadier", "police", "four-star", "dr", "prof", "mr",
               "mrs", "ms", "eng", "excellency", "gen", "col", "marshal", "admiral", "retd"}  # fmt: skip
# "the Bar Association's president Sok Dara": a role in lower case right before a full name
_ROLE = re.compile(
    r"\b(?:head|chief|director|director[- ]general|president|chair(?:man|woman|person)?|spokes(?:man|woman|person)|"
    r"secretary[- ]general|coordinator|minister|ambassador|governor|commissioner|rapporteur|manager),?\s$"
)
_OFFICE = {"permanent", "vice", "deputy", "acting", "honorary", "senior", "first", "second", "under", "co"}
_NAME_WORD = re.compile(r"[A-Z][a-zà-ÿ'’\-]+(?:-[A-Z][a-z]+)?$|[A-Z][A-Z'’\-]+$|[A-Z]\.?$|[A-Z]\.$")
_LOWER_LINKS = {"de", "da", "van", "von", "bin", "binti", "al", "del", "dela"}


def find_people(
    row: tuple[Word, ...], text: str, heads: Headwords, taken: Iterable[Span], posts: Iterable[Span]
) -> Iterator[Found]:
    """Natural persons with a name. ``taken`` are spans of posts, bodies and citations: a name stands beside them, not in
    them; ``posts`` are those beside which a bare name is a person's."""
    closed = sorted(taken)
    starts = {word.start: index for index, word in enumerate(row)}
    seen: list[Span] = []
    for pattern, included in ((_TITLES, True), (_ADDRESS, False), (_RANKS, False)):
        for match in pattern.finditer(text):
            if any(span.start <= match.start() < span.end for span in seen):
                continue
            begin = match.start() if included else _next_word(row, match.end())
            index = starts.get(begin)
            if index is None:
                continue
            while index < len(row) and row[index].lower in _RANK_WORDS and not included:
                index += 1
            last = _name_end(row, index, heads, closed)
            if last is None or (pattern is _RANKS and last == index):
                continue
            span = Span(row[index].start, row[last].end)
            seen.append(span)
            yield Found(span, "Actor", "person", "people/address")
    yield from _beside_posts(row, text, heads, closed, seen, tuple(posts))


def _next_word(row: tuple[Word, ...], offset: int) -> int:
    for word in row:
        if word.start >= offset:
            return word.start if not word.text.lower().startswith(("h.e", "mr", "mrs")) else _next_word(row, word.end)
    return -1


def _name_end(row: tuple[Word, ...], first: int, heads: Headwords, closed: list[Span]) -> int | None:
    """Last word of the name that starts at ``first``: up to six capitalised words, none in a post or body."""
    last = None
    for index in range(first, min(first + 7, len(row))):
        word = row[index]
        if index > first and (word.gap not in (" ", ". ", "  ") or word.line):
            break
        if index > first and word.gap == ". " and len(row[index - 1].text) > 2:
            break
        if any(span.start <= word.start < span.end for span in closed):
            break
        if not (_NAME_WORD.match(word.text) or (word.lower in _LOWER_LINKS and last is not None)):
            break
        head = heads.ending_at(row, index)
        if head and head.type in ("Actor", "Instrument") and head.kind not in ("person", "group", "authority"):
            break
        last = index
    return last


def _beside_posts(
    row: tuple[Word, ...], text: str, heads: Headwords, closed: list[Span], seen: list[Span], posts: tuple[Span, ...]
) -> Iterator[Found]:
    """A run of two to four name words right before ", POST" or right after a post: "Chea Sophal, Secretary of State"."""
    ends = {span.end for span in posts}
    starts = {span.start for span in posts}
    index = 0
    while index < len(row):
        run = index
        while run < len(row) and _NAME_WORD.match(row[run].text) and (run == index or row[run].gap == " "):
            if any(span.start <= row[run].start < span.end for span in (*closed, *seen)):
                break
            head = heads.ending_at(row, run)
            if head and head.kind not in ("person", "group"):
                break
            run += 1
        began = row[index].start
        while index < run and row[index].lower in _RANK_WORDS:
            index += 1
        length = run - index
        if any(row[i].lower in _OFFICE for i in range(index, run)):
            length = 0
        if 2 <= length <= 4:
            span = Span(row[index].start, row[run - 1].end)
            after = text[span.end : span.end + 3]
            before_post = any(
                after.startswith(gap) and span.end + len(gap) in starts for gap in (", ", " (", " – ", "\t")
            )
            after_post = any(
                text[:began].endswith(gap) and began - len(gap) in ends for gap in (" ", ": ", ", ", "; ", " – ")
            )
            if before_post or after_post or _ROLE.search(text, max(0, began - 25), began):
                yield Found(span, "Actor", "person", "people/beside-post")
        index = max(run, index + 1)


_SIGNED = 5  # lines between a signing post and the name under it
_SIGNATURE = re.compile(r"(?:[A-Z][\w'’-]+|[A-Z]\.)(?: (?:[A-Z][\w'’-]+|[A-Z]\.)){1,4}")


def signatories(
    passages: Sequence[Passage], finds: Sequence[tuple[Found, ...]], heads: Headwords
) -> Iterator[tuple[Found, ...]]:
    """The finds, with the bare names that stand alone on a line some lines below a post: a signature block."""
    since = _SIGNED + 1
    for passage, found in zip(passages, finds, strict=True):
        outer = [one for one in found if not one.nested]
        added = []
        for line in _lines(passage):
            text = passage.text[line.start : line.end]
            here = [one for one in outer if one.span.overlaps(line)]
            if any(one.kind == "post" and len(one.span) * 2 > len(text) for one in here):
                since = 0
                continue
            since += 1
            name = re.sub(r"\s*\((?:Mrs?|Ms|Dr)\.?\)$", "", text)
            if since <= _SIGNED and not here and _SIGNATURE.fullmatch(name) and _personal(name, heads):
                span = Span(line.start, line.start + len(name))
                added.append(Found(span, "Actor", "person", "people/signature"))
        yield (*found, *added)


def _lines(passage: Passage) -> Iterator[Span]:
    """The lines of a passage as a reader sees them, without surrounding space."""
    stops = [0, *passage.joined, len(passage.text)]
    for start, end in pairwise(stops):
        piece = passage.text[start:end]
        if piece.strip():
            yield Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _personal(name: str, heads: Headwords) -> bool:
    words = name.split()
    return not heads.named(words) and not any(word.lower() in _NOT_PERSON | _OFFICE for word in words)


_NOT_PERSON = {"signature", "seal", "stamp", "cc", "to", "place", "date", "signed", "article", "chapter", "done",
               "nation", "religion", "king"}  # fmt: skip


_COMPANY = re.compile(
    r"\b(?:[A-Z][\w&'’-]*\s(?:&\s|and\s)?){1,6}(?:\([A-Z]\w+\)\s)?"
    r"(?:Co\.,?\s?Ltd\b\.?|Co\.,?\s?Limited\b|Ltd\b\.?|Limited\b|Inc\b\.?|Plc\b\.?|PLC\b|LLC\b|GmbH\b|Corp\b\.?)"
)


def find_companies(text: str) -> Iterator[Found]:
    """Businesses by the letters of their legal form: "Borey Garment Co., Ltd"."""
    for match in _COMPANY.finditer(text):
        start = match.start()
        while text[start:].startswith(("The ", "And ", "With ", "By ", "In ", "For ")):
            start = text.index(" ", start) + 1
        yield Found(Span(start, match.end()), "Actor", "company", "people/company")


def find_places(row: tuple[Word, ...], heads: Headwords) -> Iterator[Found]:
    """Places by their class word: "Kandal Province", "Province of Kandal", "Poipet border gate"."""
    for index in range(len(row)):
        head = heads.ending_at(row, index)
        if head is None or head.type != "Place":
            continue
        first = head.first
        while first > 0 and row[first].gap == " " and row[first - 1].capital and _NAME_WORD.match(row[first - 1].text):
            if row[first - 1].tag in ("DT", "IN", "PRP$", "CC") or row[first - 1].lower in ("the", "in", "of", "each"):
                break
            first -= 1
        last = head.last
        if first == head.first:
            if index + 2 < len(row) and row[index + 1].lower == "of" and row[index + 2].capital and row[index].capital:
                last = index + 2
                while last + 1 < len(row) and row[last + 1].capital and row[last + 1].gap == " ":
                    last += 1
            else:
                continue
        if head.plural and first == head.first:
            continue
        yield Found(Span(row[first].start, row[last].end), "Place", head.kind, "places/class-word")
