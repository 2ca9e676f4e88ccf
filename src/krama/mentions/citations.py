"""Instruments by the way they are cited: kind word, number, date and title in any of the orders that texts use.

In goes one passage, out come its citations from left to right. What a country writes differently is in its
``citations.toml`` and ``kinds.ttl``; nothing here knows a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from krama.knowledge.grammar import Grammar
from krama.knowledge.kinds import Kinds
from krama.mentions.dates import date_reader
from krama.mentions.numbers import Number, free_numbers, number_at, number_patterns
from krama.mentions.parts import Context, Item, Tail, date_after, introduced_number, made_in, numbers_of, tail_of
from krama.mentions.reading import KindWord, read
from krama.mentions.titles import complement_end, participle_follows, plain_end, subject_before
from krama.model import PartialDate, Span

_SHORT = re.compile(r"\s\([A-Z][A-Za-z]{1,9}\)")


@dataclass(frozen=True, slots=True)
class Citation:
    """One instrument as a passage cites it. ``span`` and ``title`` are code points of the passage.

    ``kind`` is the id of a kind or empty; ``number`` is as printed, without its introducer; ``body`` the code of the
    issuer inside the number, as printed; ``finder`` names the rule.
    """

    span: Span
    kind: str
    number: str = ""
    date: PartialDate | None = None
    body: str = ""
    title: Span | None = None
    draft: bool = False
    finder: str = ""


def find_citations(doc: Doc, grammar: Grammar, kinds: Kinds, *, nested: bool = False) -> tuple[Citation, ...]:
    """Every citation of a passage, ordered by place; with ``nested`` also those inside the title of another."""
    c = Context(read(doc, grammar, kinds), grammar, kinds, date_reader(grammar.calendar))
    own = _own_number(c)
    found = (own,) if own else _all(c, nested)
    folded = c.reading.folded
    rows = (
        replace(
            row,
            span=folded.span(row.span.start, row.span.end),
            title=folded.span(row.title.start, row.title.end) if row.title else None,
        )
        for row in found
    )
    return tuple(sorted(rows, key=lambda row: (row.span.start, -row.span.end)))


def _all(c: Context, nested: bool) -> Iterator[Citation]:
    """Citations in the folded text: by kind word from left to right, then numbers without one in what is left."""
    reach = 0
    spare: tuple[KindWord, Citation] | None = None
    covered: list[Span] = []
    for word in c.reading.words:
        inner = word.start < reach
        if inner and not (nested and word.kind != "amendment"):
            continue
        rows = tuple(_from_word(c, word, 0 if inner else reach))
        if not rows:
            waiting = _generic_plural(c, word, reach)
            spare = (word, waiting) if waiting else spare
            continue
        if spare and _shares_title(c, spare[0], rows[0]):
            yield spare[1]
        spare = None
        rows = (*rows, *_short_form(c, rows[-1]))
        yield from rows
        covered += [row.span for row in rows]
        if not inner:
            reach = max(row.span.end for row in rows)
    yield from _without_kind_word(c, covered)


def _from_word(c: Context, word: KindWord, floor: int) -> Iterator[Citation]:
    """The citations that a kind word makes: one, several (a list of numbers), or none."""
    if _part_of_other_word(c, word):
        return
    items, kind = numbers_of(c, word)
    if items:
        yield from _numbered(c, word, items, kind, floor)
    elif not word.hidden:
        found = _unnumbered(c, word, floor)
        if found:
            yield found


def _short_form(c: Context, citation: Citation) -> Iterator[Citation]:
    """The abbreviated kind word in brackets behind a citation: "Standard Operating Procedure (SOP)"."""
    match = _SHORT.match(c.text, citation.span.end)
    if match:
        span = Span(match.start() + 2, match.end() - 1)
        if any(
            (word.end, word.kind) == (span.end, citation.kind) for word in c.reading.words_between(span.start, span.end)
        ):
            yield replace(citation, span=span, title=None, finder="short-form")


def _part_of_other_word(c: Context, word: KindWord) -> bool:
    """Whether the kind word is only part of another: "father-in-law", "policy-makers", "Law School"."""
    if c.reading.hyphen(word.first - 1) and not word.capital:
        return True
    if c.reading.hyphen(word.last) or c.reading.lower(word.last) in c.grammar.after:
        return True
    if c.reading.lower(word.first - 1) in c.grammar.aliens and c.reading.pieces[word.first].gap:
        return True
    return c.reading.hyphen(word.first - 1) and c.reading.lower(word.first - 2) not in ("draft", "non")


def _numbered(c: Context, word: KindWord, items: tuple[Item, ...], kind: str, floor: int) -> Iterator[Citation]:
    kind = kind or word.kind
    first_start = _start(c, word, floor, numbered=True)
    before = _date_before(c, first_start)
    whole = tail_of(c, items[-1].end, word, numbered=True)
    once = all(item.start == item.number.start and item.date is None for item in items[1:]) and items[0].date is None
    for position, item in enumerate(items):
        start = first_start if position == 0 else item.start
        last = position == len(items) - 1
        tail = whole if last else Tail(item.end)
        date = item.date or (whole.date if last or once else None) or (before if position == 0 else None)
        if date is None and last:
            date = made_in(c, tail.end)
        printed = item.number.printed
        if date and date.iso in c.text[item.end : tail.end] and kind in c.grammar.with_year and tail.how == "of":
            printed = f"{printed} of {date.iso}"
        yield Citation(
            Span(start, _closed(c.text, start, max(tail.end, item.end))),
            kind,
            printed,
            date,
            item.number.body,
            Span(*tail.title) if tail.title else None,
            _draft(c, first_start),
            "numbered",
        )


def _closed(text: str, start: int, end: int) -> int:
    """The end with the bracket that closes what was opened inside."""
    closing = re.compile(r"\s?\)").match(text, end)
    return closing.end() if closing and text.count("(", start, end) > text.count(")", start, end) else end


def _unnumbered(c: Context, word: KindWord, floor: int) -> Citation | None:
    """An instrument without a number right behind its kind word: by title, subject, date, or as a set."""
    tail = tail_of(c, word.end, word, numbered=False)
    if not word.capital:
        return _lower(c, word, tail, floor)
    change = _change(c, word)
    if change:
        return change
    start = _start(c, word, floor, numbered=False)
    named = _has_subject(c, word, start)
    tail = _country(c, word, tail) if named and not tail.title else tail
    if named and tail.end == word.end:
        tail = _complement(c, word, tail)
    before = _date_before(c, start)
    if tail.end == word.end and not word.plural and word.kind not in c.grammar.numbered_only:
        inside = _in_year(c, word.end)
        if inside and not named:
            tail = Tail(inside[0], inside[1], how="in")
    if tail.end == word.end and not word.plural and participle_follows(c.reading, word, c.grammar):
        return Citation(Span(start, word.end), word.kind, draft=_draft(c, start), finder="described")
    if not (tail.title or tail.number) and _modifies(c, word, tail.end):
        return None
    finder = _reason(c, word, tail, named, before)
    if not finder:
        return _made(c, word)
    tail = _bracketed(c, word, tail)
    return Citation(
        Span(start, tail.end),
        word.kind,
        tail.number.printed if tail.number else "",
        tail.date or before or made_in(c, tail.end),
        tail.number.body if tail.number else "",
        Span(*tail.title) if tail.title else None,
        _draft(c, start),
        finder,
    )


def _reason(c: Context, word: KindWord, tail: Tail, named: bool, before: PartialDate | None) -> str:
    """Why capitals make this one instrument; empty where they do not."""
    if word.plural and word.kind in c.grammar.single:
        return ""
    if tail.title:
        return "titled"
    if named and word.kind in c.grammar.first and not _vague(c, word):
        return "subject"
    if tail.number:
        return "numbered"
    if word.kind == "constitution" and c.reading.lower(word.first - 1) not in (
        "this",
        "that",
        "new",
        "its",
        "their",
        "a",
    ):
        return "constitution"
    if tail.date and tail.how in ("of", "bracket", "comma", "space") and not word.plural:
        if tail.date.day or (word.kind not in c.grammar.everyday and word.kind not in c.grammar.numbered_only):
            return "dated"
    if tail.how == "in" and (word.kind not in c.grammar.everyday or c.kinds.is_a(word.kind, "treaty")):
        return "dated"
    if before and before.year and word.kind in c.grammar.first and word.kind not in c.grammar.everyday:
        return "dated"
    if word.kind == "code_of_conduct" and _bracketed(c, word, tail).end > tail.end:
        return "bracketed"
    return ""


def _in_year(c: Context, position: int) -> tuple[int, PartialDate] | None:
    """ "Protocol in 1967"."""
    match = re.compile(r"\s{1,2}in\s(?=\d{4})").match(c.text, position)
    return c.dates.at(c.text, match.end()) if match else None


def _lower(c: Context, word: KindWord, tail: Tail, floor: int) -> Citation | None:
    """A kind word in lower case: with a title ("law on the Suppression of …"), a field ("labor law"), or as a set."""
    in_year = _in_year(c, word.end)
    date = tail.date
    if tail.title is None and in_year:
        later = tail_of(c, in_year[0], word, numbered=False)
        if later.title and later.strength == "strong":
            tail, date = later, in_year[1]
    if tail.title and tail.strength == "strong":
        if word.plural and not tail.cased and word.kind not in c.grammar.subjects:
            return None
        return Citation(
            Span(word.start, tail.end), word.kind, tail.number.printed if tail.number else "", date or made_in(c, tail.end),
            title=Span(*tail.title), draft=_draft(c, word.start), finder="titled",
        )  # fmt: skip
    field = _field(c, word)
    if field is not None and not _follows_noun(c, word):
        end = _country(c, word, Tail(word.end)).end
        dated = tail if tail.date else None
        return Citation(
            Span(field, max(end, dated.end if dated else end)), word.kind, date=dated.date if dated else None,
            finder="field",
        )  # fmt: skip
    return _set(c, word, floor) or _subject_set(c, word) or _change(c, word) or _made(c, word)


def _field(c: Context, word: KindWord) -> int | None:
    """Where a lower-case name like "labor law" starts, or None."""
    if word.kind not in c.grammar.lower or word.plural or c.reading.hyphen(word.first - 1):
        return None
    for length in (3, 2, 1):
        first = word.first - length
        if first >= 0:
            start = c.reading.pieces[first].start
            if re.sub(r"\s+", " ", c.text[start : word.start]).strip().lower() in c.grammar.fields:
                return start
    return None


def _follows_noun(c: Context, word: KindWord) -> bool:
    pieces = c.reading.pieces
    if word.last >= len(pieces) or not pieces[word.last].gap:
        return False
    return pieces[word.last].tag in ("NN", "NNS") and pieces[word.last].word and not pieces[word.last].capital


def _set(c: Context, word: KindWord, floor: int) -> Citation | None:
    """A generic set with a subject: "international labor conventions"."""
    if not word.plural or word.kind not in c.grammar.sets:
        return None
    pieces, first, subject = c.reading.pieces, word.first, False
    while first > 0 and pieces[first - 1].start >= floor:
        piece = pieces[first - 1]
        if c.reading.hyphen(first - 1):
            first -= 1
            continue
        known = piece.lower in c.grammar.generic
        modifier = piece.tag in ("JJ", "NN", "NNP", "NNS", "VBG", "") and piece.lower not in c.grammar.stops
        if not piece.word or piece.lower in c.grammar.inside or not (known or modifier):
            break
        if piece.lower in ("the", "these", "those", "such", "all", "other", "any", "no", "several", "many", "various"):
            break
        subject = subject or not known
        first -= 1
    return Citation(Span(pieces[first].start, word.end), word.kind, finder="set") if subject else None


def _subject_set(c: Context, word: KindWord) -> Citation | None:
    """A set told by what it is about: "legal agreements of zero child labor"."""
    if not word.plural or word.kind not in c.grammar.subjects or c.reading.lower(word.last) not in ("of", "on"):
        return None
    pieces, start = c.reading.pieces, word.last + 1
    if start >= len(pieces) or pieces[start].capital or pieces[start].tag not in ("NN", "NNS", "JJ", "CD"):
        return None
    last = plain_end(c.reading, start, c.grammar)
    while (
        c.reading.lower(last) == "," and last + 1 < len(pieces) and pieces[last + 1].tag in ("NN", "NNS", "JJ", "VBN")
    ):
        last = plain_end(c.reading, last + 1, c.grammar)
    first = word.first
    while first > 0 and pieces[first - 1].lower in c.grammar.generic and pieces[first - 1].tag == "JJ":
        first -= 1
    if last <= start:
        return None
    span = Span(pieces[start].start, pieces[last - 1].end)
    return Citation(Span(pieces[first].start, span.end), word.kind, title=span, finder="set")


def _change(c: Context, word: KindWord) -> Citation | None:
    """ "amendment to the Labor Law", "sub-decree amending …": a text named by the one it changes or promulgates."""
    links = ("to",) if word.kind == "amendment" else c.grammar.participles
    link = next((link for link in links if c.text.startswith(f" {link} ", word.end)), None)
    if link is None or word.plural:
        return None
    position = word.end + len(link) + 2
    following = c.reading.next_word(position)
    if following is None or following.start - position > 80:
        return None
    rows = tuple(_from_word(c, following, position))
    if not rows or c.text[position : rows[0].span.start].split() not in ([], ["the"]):
        return None
    return Citation(
        Span(word.start, rows[0].span.end), word.kind, draft=_draft(c, word.start), title=rows[0].span, finder="change"
    )


def _made(c: Context, word: KindWord) -> Citation | None:
    """A kind word that its makers or parties make one text: "joint Prakas of the Ministers of …", "an agreement with …"."""
    position, reading = word.last, c.reading
    if _SHORT.match(c.text, word.end):
        position += 3
    link = reading.lower(position)
    if link in ("with", "between") and set(c.kinds.ancestors(word.kind)) & c.grammar.with_parties:
        first = position + 1
        while reading.lower(first) in ("the", "other", "neighboring", "neighbouring", "a", "an"):
            first += 1
        alone = word.capital or reading.lower(word.first - 1) in ("a", "an", "the", "its", "their", "his", "her", "our")
        named = first < len(reading.pieces) and (reading.pieces[first].capital or reading.lower(first) == "countries")
        if alone and named and not word.hidden and (word.capital or not word.plural):
            return Citation(Span(word.start, word.end), word.kind, draft=_draft(c, word.start), finder="party")
    if link in ("of", "by") and word.kind in c.grammar.of_makers and not word.plural:
        first = position + 1
        while reading.lower(first) == "the":
            first += 1
        if first in reading.bodies:
            return Citation(Span(word.start, word.end), word.kind, draft=_draft(c, word.start), finder="maker")
    return None


def _start(c: Context, word: KindWord, floor: int, *, numbered: bool) -> int:
    """Where the citation starts: at the words before the kind word that name it, or at the kind word."""
    if not word.capital or not c.text[word.start].isupper():
        return word.start
    pieces = c.reading.pieces
    first = subject_before(c.reading, word, c.reading.index(floor), c.grammar)
    while (
        first < word.first and pieces[first].tag in ("VBN", "VBD", "VBG", "VBZ", "VB", "RB", "MD") and _opens(c, first)
    ):
        first += 1
    while first < word.first and (pieces[first].lower in c.grammar.inside or pieces[first].lower in c.grammar.draft):
        first += 1
    if first > 1 and pieces[first - 1].lower == "of" and first - 2 in c.reading.bodies:
        first = word.first
    count = pieces[first - 1] if first else None
    if (
        count
        and count.digit
        and word.plural | (word.kind == "prakas")
        and count.gap | (first == 1)
        and len(count.text) < 4
    ):
        if first < 2 or pieces[first - 2].word:
            return count.start
    return pieces[first].start


def _opens(c: Context, index: int) -> bool:
    return index == 0 or c.reading.lower(index - 1) in (".", ":", ";", "-", "•", "✓", ")")


def _has_subject(c: Context, word: KindWord, start: int) -> bool:
    """Whether the words before a kind word tell which one it is: "Gender Policy", not "National Law"."""
    pieces = c.reading.pieces
    words = [piece for piece in pieces[c.reading.index(start) : word.first] if piece.word]
    if not words:
        return False
    if f"{words[-1].lower} {c.text[word.start : word.end].lower()}" in c.grammar.named:
        return True
    if word.kind in c.grammar.not_of_bodies and (word.first - 1) in c.reading.bodies:
        return False
    phrase = " ".join(piece.lower for piece in (*words, *pieces[word.first : word.last]))
    if phrase.endswith(c.grammar.disciplines) and not word.kind == "code":
        return False
    return any(piece.lower not in c.grammar.generic and piece.lower not in c.grammar.inside for piece in words)


def _vague(c: Context, word: KindWord) -> bool:
    """Plural acts and standards are no titles: "Terrorist Acts", "Living Standards"."""
    return word.plural and word.kind in ("act", "standard", "code", "law", "contract")


def _modifies(c: Context, word: KindWord, end: int) -> bool:
    """Whether a capitalised noun follows, so that the kind word belongs to its name: "Convention Centre"."""
    if end > word.end or word.last >= len(c.reading.pieces):
        return False
    piece = c.reading.pieces[word.last]
    if not piece.gap or not piece.word or not piece.capital:
        return False
    return piece.lower not in c.grammar.stops | c.grammar.inside and piece.lower not in c.grammar.articles


def _country(c: Context, word: KindWord, tail: Tail) -> Tail:
    """ "of Cambodia" behind a name: "Labor Law of Cambodia"."""
    if tail.end != word.end:
        return tail
    match = re.compile(
        r"\s{1,2}of\s(?:the\s)?(?:[A-Z][\w’'-]{2,20}\sof\s(?:the\s)?)?[A-Z][\w-]{2,20}(?:[ -][A-Z][\w-]{1,20}){0,2}"
    ).match(c.text, word.end)
    if match is None:
        return tail
    pieces = range(c.reading.index(word.end), c.reading.index(match.end()))
    if any(index in c.reading.bodies for index in pieces) or any(index in c.reading.word_at for index in pieces):
        return tail
    date = date_after(c, match.end(), word, after_number=False)
    return replace(tail, end=date.end if date else match.end(), date=date.date if date else None)


def _complement(c: Context, word: KindWord, tail: Tail) -> Tail:
    """ "Child Protection Policy from the worst forms of child labour": what a name goes on with in lower case."""
    if word.kind not in c.grammar.everyday:
        return tail
    last = complement_end(c.reading, word.last)
    return replace(tail, end=c.reading.pieces[last - 1].end) if last > word.last else tail


def _bracketed(c: Context, word: KindWord, tail: Tail) -> Tail:
    """A bracket that says which: "Code of Conduct (Victim Benefits Focused)"."""
    if word.kind != "code_of_conduct" or tail.title:
        return tail
    match = re.compile(r"\s\([A-Z][a-z]+(?:\s[A-Z]?[a-z]+){1,7}\)").match(c.text, tail.end)
    return replace(tail, end=match.end()) if match else tail


def _date_before(c: Context, start: int) -> PartialDate | None:
    """A date right before a citation: "the 2005 Law on …", "the 3 May 2006 Sub-Decree"."""
    before = c.text[max(0, start - 40) : start].rstrip()
    match = re.search(r"(?:^|[\s(])((?:[\w.]{1,12},?\s){0,3}(?:19|20)\d{2})$", before)
    if match is None:
        return None
    words = match.group(1).split()
    for first in range(len(words)):
        part = " ".join(words[first:])
        date = c.dates.at(part, 0)
        if date and date[0] == len(part):
            return date[1]
    return None


def _draft(c: Context, start: int) -> bool:
    index = c.reading.index(start) - 1
    while index >= 0 and c.reading.lower(index) in ("the", "a", "an", "of", "new"):
        index -= 1
    return c.reading.lower(index) in c.grammar.draft


def _generic_plural(c: Context, word: KindWord, floor: int) -> Citation | None:
    """A kind word that could share the title of the next: "National Policies and National Plan on …"."""
    if not word.capital or word.hidden or _part_of_other_word(c, word):
        return None
    start = _start(c, word, floor, numbered=False)
    alone = start < word.start or set(c.kinds.ancestors(word.kind)) & c.grammar.with_parties
    return Citation(Span(start, word.end), word.kind, finder="shared") if alone else None


def _shares_title(c: Context, word: KindWord, following: Citation) -> bool:
    between = c.text[word.end : following.span.start].strip().lower()
    return between in ("and", "or", "&") and (following.title is not None or following.finder == "party")


def _own_number(c: Context) -> Citation | None:
    """A line that is nothing but a number is the document's own: "No. 245/22 DDX"."""
    bare = c.text.strip(" \n*_.:|")
    start = c.text.find(bare) if bare else 0
    found = introduced_number(c, start) if bare else None
    if found is None or found[1].end < start + len(bare) or found[1].plain:
        return None
    number = found[1]
    return Citation(Span(start, number.end), number.kind, number.printed, None, number.body, finder="own-number")


def _without_kind_word(c: Context, covered: list[Span]) -> Iterator[Citation]:
    """Numbers that stand alone: with an introducer and a code, or of a form that nothing else has."""
    taken = _Taken(covered)
    for match in (*number_patterns(c.grammar).anchor.finditer(c.text), *_misprint_at_start(c)):
        number = number_at(c.reading.folded, match.end(), c.grammar, introduced=True)
        if number is None or number.plain or taken.hits(match.start(), number.end):
            continue
        if _coded(number) and _free_to_stand(c, match.start()):
            taken.add(match.start(), number.end)
            yield _alone(c, match.start(), number)
    for number in free_numbers(c.reading.folded, c.grammar):
        if not taken.hits(number.start, number.end):
            taken.add(number.start, number.end)
            yield _alone(c, number.start, number)


class _Taken:
    """Stretches of the text that are used up."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.places = {place for span in spans for place in range(span.start, span.end)}

    def hits(self, start: int, end: int) -> bool:
        return start in self.places or end - 1 in self.places

    def add(self, start: int, end: int) -> None:
        self.places.update(range(start, end))


def _misprint_at_start(c: Context) -> Iterator[re.Match[str]]:
    match = number_patterns(c.grammar).misprint.match(c.text)
    if match:
        yield match


def _coded(number: Number) -> bool:
    return bool(number.kind or number.body) or bool(re.search(r"\d\s?[./]?\s?[A-Z]{2,}", number.printed))


def _free_to_stand(c: Context, start: int) -> bool:
    """Whether no noun stands before the number that it could be the number of ("Case No. …")."""
    index = c.reading.index(start) - 1
    if index < 0:
        return True
    piece = c.reading.pieces[index]
    if not piece.word:
        return not piece.digit
    return piece.lower in c.grammar.before_number or (piece.tag.startswith("VB") and not piece.capital)


def _alone(c: Context, start: int, number: Number) -> Citation:
    word = KindWord(
        0, c.reading.index(number.end), start, number.end, number.kind or "other_instrument", True, False, False
    )
    tail = tail_of(c, number.end, word, numbered=True)
    return Citation(
        Span(start, tail.end), number.kind, number.printed, tail.date, number.body,
        Span(*tail.title) if tail.title else None, False, "number",
    )  # fmt: skip
