"""Any text at all: passages lead back to the file, nothing is lost, nothing but SourceError is raised."""

from __future__ import annotations

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from read_samples import attempt, words

from krama.errors import SourceError
from krama.model import Document, Span

PIECES = st.sampled_from(
    [
        *[
            "word",
            "Ministry",
            "of",
            "the Interior",
            "LABOUR LAW",
            "ក្រម",
            "fi\u00adnance",
            "ﬁnd",
            "naïve",
            "e\u0301",
            "counter-",
        ],
        *[" ", "  ", "\t", "\n", "\n\n", "  \n", "\r\n", "\r", "\f", "\u2028", "\u00a0", "\ufeff", "\x00", "\x1b[31m"],
        *[
            ". ",
            ", ",
            ":",
            ";",
            "(a) ",
            "1. ",
            "12. ",
            "- ",
            "✓ ",
            "• ",
            "iv) ",
            "Article 5.- ",
            "CHAPTER II",
            "Page 3 of 9",
        ],
        *[
            "**",
            "*",
            "_",
            "# ",
            "## ",
            "`",
            "|",
            "|---|",
            "> ",
            "***",
            "[x](y)",
            "[^1]",
            "[^1]: ",
            "<sup>1</sup>",
            "¹ ",
            "¹",
        ],
        *[
            "<b>",
            "</b>",
            "<br>",
            "&amp;",
            "&#233;",
            "\\*",
            "<table>",
            "<tr><td>",
            "</td></tr>",
            "</table>",
            "<!-- x -->",
        ],
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))
PLAIN = st.lists(
    st.sampled_from(["word", "Name", "of", "the", "end.", "list:", " ", "  ", "\n", "\n\n", ", "]), max_size=60
)


def reading(name: str, text: str) -> Document | None:
    """The document, or None where the text is refused."""
    found = attempt(name, text.encode("utf-8", "surrogatepass"))
    if isinstance(found, SourceError):
        assert "\n" not in str(found)
        return None
    return found


@given(TEXTS)
@example("\ufeff\n\ufeff# a")
@example("a-\nb")
@settings(max_examples=300, deadline=None)
def test_passages_of_a_text_file_lead_back_to_it(text: str) -> None:
    document = reading("any.txt", text)
    assert document is None or document.text == text


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_passages_of_a_markdown_file_lead_back_to_it(text: str) -> None:
    document = reading("any.md", text)
    assert document is None or document.text == text


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_passages_of_a_page_lead_back_to_its_text(text: str) -> None:
    document = reading("any.html", text)
    assert document is None or document.pages == ()


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    found = attempt(name, data)
    assert not isinstance(found, SourceError) or str(found).startswith(f"{name}: ")


@given(PLAIN.map("".join))
@settings(max_examples=300, deadline=None)
def test_no_word_of_a_plain_text_is_lost_or_said_twice(text: str) -> None:
    document = reading("any.txt", text)
    if document is not None:
        placed = sorted(
            (segment.origin, segment, passage) for passage in document.passages for segment in passage.segments
        )
        said = "".join(p.text[s.start : s.start + s.length] for _, s, p in placed)
        assert words(said) == words(text)


@given(PLAIN.map("".join), st.data())
@settings(max_examples=300, deadline=None)
def test_a_span_of_a_passage_quotes_the_same_words(text: str, data: st.DataObject) -> None:
    document = reading("any.txt", text)
    if document is None:
        return
    passage = data.draw(st.sampled_from(document.passages))
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    assume(not passage.text[start].isspace() and not passage.text[end - 1].isspace())
    quote = document.quote(passage.origin(Span(start, end)))
    assert " ".join(quote.split()) == " ".join(passage.text[start:end].split())
