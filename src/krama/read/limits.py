"""How large an input may be. Counted while reading, whatever a file says about itself.

Time and memory of one document are limited by the build, which reads it in a child process; here is only what can be
counted: bytes, members, pages, depth and characters.
"""

from __future__ import annotations

MEBIBYTE = 1024 * 1024

PACKED_BYTES = 100 * MEBIBYTE
"""An input file, as it is on disk."""

UNPACKED_BYTES = 500 * MEBIBYTE
"""All members of an archive together, inflated."""

EXPANSION = 200
"""An archive member may grow so many times while it is inflated, once it is beyond ``EXPANSION_FLOOR``."""

EXPANSION_FLOOR = 20 * MEBIBYTE
"""Inflated bytes below which the growth of an archive member is not judged."""

MEMBERS = 10_000
"""Files inside one archive."""

PAGES = 5_000
"""Pages of one document."""

CHARACTERS = 200_000_000
"""Code points of the text of one document."""

HTML_DEPTH = 2_000
"""HTML elements that are open at the same time: trees of unclosed elements grow with the square of their number."""

XML_DEPTH = 200
"""XML elements inside one another in a DOCX file."""
