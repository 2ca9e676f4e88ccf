"""Facts in words, the same for every output: whose word it is, where it stands, what a thing is."""

from __future__ import annotations

from calendar import month_name

from krama.knowledge.kinds import Kinds
from krama.questions.desk import short
from krama.questions.facts import Fact, Quote
from krama.questions.things import Thing


def day(iso: str) -> str:
    """A date as people write it: "23 September 2013", "September 2013", "2013"; other text as it is."""
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return iso
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return iso
    return " ".join([*(str(int(p)) for p in parts[2:]), *(month_name[int(p)] for p in parts[1:2]), parts[0]])


def what(thing: Thing, kinds: Kinds) -> str:
    """Kind, number and date of a thing: "prakas, No. 253 KB/PRK, dated 23 September 2013"."""
    known = kinds.get(thing.kind)
    parts = [known.label if known else thing.type.lower()]
    parts += [f"No. {number}" for number in thing.numbers]
    if thing.dates:
        parts.append("dated " + " or ".join(day(date) for date in thing.dates))
    return ", ".join(parts)


def reference(quote: Quote) -> str:
    """Where words stand, to copy: document, section, page, characters."""
    parts = [quote.source.title]
    if quote.section:
        parts.append(f"section “{quote.section}”")
    if quote.page is not None:
        parts.append(f"page {quote.page}")
    if quote.start is not None:
        parts.append(f"characters {quote.start}–{quote.end}")
    return f"{', '.join(parts)} [{short(quote.source.iri)}]"


def whose_word(fact: Fact) -> str:
    """Who says so, and what that is worth: a law's own words, its author's claim, a plan, a rule's conclusion."""
    who = "; ".join(end.name for end in fact.said_by)
    sorts = {quote.source.sort for quote in fact.quotes}
    if fact.claim == "planned":
        words = f"planned only, according to {who}" if who else "planned only"
    elif fact.claim == "stated":
        words = f"stated by the law itself: {who}" if who else "stated by the law itself"
    else:
        words = f"claimed by its author: {who}" if who else "claimed by its author"
        if sorts & {"report", "restatement"}:
            words += " (a report, not a law)"
    if fact.origin == "inferred":
        return f"follows by rule from what is {words}"
    if fact.origin == "curated" and {end.iri for end in fact.said_by} <= {source.iri for source in fact.sources}:
        return "entered by hand from the source named"
    return f"entered by hand; {words}" if fact.origin == "curated" else words


def restatement(fact: Fact) -> str:
    """A warning where the words are no original; empty where they are."""
    originals = {quote.source.restates for quote in fact.quotes if quote.source.restates}
    return f"a restatement, not the original: it restates “{min(originals)}”" if originals else ""


def taken_from(fact: Fact) -> tuple[str, ...]:
    """Where a person took a curated fact from."""
    places = f", {'; '.join(fact.places)}" if fact.places else ""
    return tuple(
        f"{source.title}{places}" + (f" [{short(source.iri)}]" if source.title != source.iri else "")
        for source in fact.sources
    )
