"""Characters that XML 1.0 cannot hold, shown by their numbers instead of lost without a word."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """``text`` with every character that XML forbids written as ``⟨U+0000⟩``; carriage returns become line feeds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text)
