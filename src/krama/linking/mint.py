"""Ids for things that no curated entry knows: stable and readable.

A thing with a name of its own (a numbered instrument, a body or law with a proper name) gets the same id in every
document; what a document only describes ("operating group") belongs to that document.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

from krama.linking.clusters import plain_number
from krama.model.found import Found

_LONG = 80


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; a hash where nothing is left or the text is too long to be one."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not made:
        return "x-" + _digest(text)
    return made if len(made) <= _LONG else made[: _LONG - 9].rstrip("-") + "-" + _digest(text)


def mint(found: Found, name: str, document: str, jurisdiction: str) -> str:
    """The id of a new thing. ``jurisdiction`` is the pack's code ("kh") or empty."""
    prefix = f"{jurisdiction}-" if jurisdiction and found.type != "Place" else ""
    if found.type == "Instrument" and found.number:
        year = str(found.date.year) if found.date else ""
        number = slug(found.number)
        dated = f"-{year}" if year and year not in plain_number(found.number) else ""
        treaty = found.kind == "treaty"
        return f"{'' if treaty else prefix}{slug(found.kind)}-{number}{dated}"
    if found.type == "Place":
        return f"place-{slug(name)}"
    if found.kind == "person":
        return f"person-{slug(name)}"
    if _proper(name) and found.type in ("Actor", "Instrument"):
        return f"{prefix}{slug(name)}"
    return f"{document}/{slug(name)}"


# words that make no text the only one of its sort: every country has a "Memorandum of Understanding"
_COMMON = {
    "memorandum", "memorandums", "memoranda", "understanding", "agreement", "agreements", "bilateral", "contract", "contracts",
    "labor", "labour", "employment", "policy", "policies", "national", "plan", "plans", "action", "strategy", "strategic",
    "guideline", "guidelines", "standard", "standards", "operating", "process", "procedure", "procedures", "circular",
    "decision", "decisions", "directive", "implementation", "implementations", "cooperation", "joint", "inter-ministerial",
    "code", "conduct", "ethics", "minimum",
}  # fmt: skip


def _proper(name: str) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", name)
    telling = [word for word in words if word[0].isupper() and word.lower() not in _COMMON]
    return len(telling) >= 2 and not name[:1].isdigit()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
