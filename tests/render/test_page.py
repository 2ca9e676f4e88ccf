"""The page as bytes: it loads nothing, nothing in it came from a document as markup, and it is always the same."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from html.parser import HTMLParser

import pytest

from krama.network import load_view, project, select_core
from krama.render import render_html
from krama.render.page import _data
from network.sample import FORMULA, HOSTILE, report, sample

VIEW = load_view()


class Page(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.raw.append((tag, dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.raw and self.cdata_elem == self.raw[-1][0]:
            tag, attributes, text = self.raw[-1]
            self.raw[-1] = (tag, attributes, text + data)


def _render(quads: object = None, name: str = "report.txt") -> str:
    projection = project(sample() if quads is None else quads)  # type: ignore[arg-type]
    return render_html(projection, select_core(projection, VIEW), VIEW, name)


@pytest.fixture(scope="module")
def html() -> str:
    return _render()


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_policy_allows_only_what_the_page_holds(page: Page) -> None:
    (policy,) = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    hashes = {
        tag: [
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for kind, attributes, text in page.raw
            if kind == tag and attributes.get("type") != "application/json"
        ]
        for tag in ("script", "style")
    }
    assert policy == (
        f"default-src 'none'; script-src {' '.join(hashes['script'])}; style-src {' '.join(hashes['style'])}; "
        "base-uri 'none'; form-action 'none'"
    )


def test_no_element_or_attribute_came_from_a_document(page: Page) -> None:
    harmless = Page(_render(()))
    assert page.elements == [
        (tag, attributes | ({"content": policy["content"]} if "http-equiv" in attributes else {}))
        for (tag, attributes), (_, policy) in zip(harmless.elements, page.elements, strict=True)
    ]


def test_no_attribute_loads_or_runs_anything(page: Page) -> None:
    for tag, attributes in page.elements:
        assert tag not in ("img", "link", "iframe", "object", "embed", "base", "form")
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "src", "srcset", "action", "background")
            assert name != "href" or (value or "").startswith("#")


def test_a_name_in_the_head_line_is_escaped() -> None:
    html = _render(name=HOSTILE)
    assert HOSTILE not in html
    assert Page(html).elements == Page(_render(name="x")).elements


def test_data_cannot_end_its_script(html: str, page: Page) -> None:
    assert "<img" not in html
    told = json.loads(next(text for _, a, text in page.raw if a.get("id") == "facts-data"))
    assert {HOSTILE, FORMULA} <= {entity["label"] for entity in told["entities"]}
    assert "The Prakas on Inspections governs Inspections <b>and more</b>." in told["texts"]
    assert _data({"x": "</script>&\u2028"}) == '{"x":"\\u003c/script\\u003e\\u0026\\u2028"}'


def test_the_network_is_in_pyvis_own_form(page: Page) -> None:
    drawing = json.loads(next(text for _, a, text in page.raw if a.get("id") == "network-data"))
    shown = [node for node in drawing["nodes"] if not node["hidden"]]
    assert len({(node["x"], node["y"]) for node in shown}) == len(shown) > 5
    assert drawing["options"]["physics"] == {"enabled": False}
    assert {"lays down rules for", "is responsible for"} & {edge["relation"] for edge in drawing["edges"]}


def test_the_page_says_what_is_not_shown(html: str) -> None:
    assert re.search(r"Showing \d+ of 13 entities and \d+ of 10 facts\.", html)


def test_direction_marks_are_shown_and_do_nothing(html: str) -> None:
    assert "\u202e" not in html
    assert "⟨U+202E⟩" in html


def test_the_same_graph_gives_the_same_bytes(html: str) -> None:
    for seed in range(3):
        quads = list(sample())
        random.Random(seed).shuffle(quads)
        assert _render(quads) == html


def test_an_empty_graph_is_a_page_too() -> None:
    assert "Showing 0 of 0 entities and 0 of 0 facts." in _render(())


def test_a_page_that_cannot_hold_all_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("krama.render.page.MOST_NODES", 4)
    monkeypatch.setattr("krama.render.page.MOST_EDGES", 2)
    projection = project(report())
    page = Page(render_html(projection, select_core(projection, VIEW), VIEW, "x"))
    told = json.loads(next(text for _, a, text in page.raw if a.get("id") == "facts-data"))
    assert len(told["entities"]) == 4
    assert told["counts"]["entities"] > told["counts"]["heldEntities"] == 4
    assert len(told["facts"]) <= 2
