"""The page in a real browser with all network refused: drawn, searched, filtered, read.

Needs Chromium and its driver:  apt-get install -y chromium && pip install playwright
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from krama.network import load_view, project, select_core
from krama.render import render_html
from network.sample import HOSTILE, sample

_CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_INSTALL = "apt-get install -y chromium && pip install playwright"
playwright = pytest.importorskip("playwright.sync_api", reason=_INSTALL)
pytestmark = [pytest.mark.slow, pytest.mark.skipif(_CHROMIUM is None, reason=_INSTALL)]

DESKTOP, PHONE = (1440, 900), (390, 844)
_PREPARE = """() => { window.inkOf = () => {
  const c = document.querySelector('canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; } }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    projection, view = project(sample()), load_view()
    path = tmp_path_factory.mktemp("view") / "view.html"
    path.write_text(render_html(projection, select_core(projection, view), view, "report.txt"), encoding="utf-8")
    return path


class Opened:
    """A page that is open, with all that it complained of and asked for."""

    def __init__(self, browser: Any, file: Path, size: tuple[int, int], scheme: str, at: str) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, offline=True
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        # reading pixels back, as these tests do, is what the browser finds slow
        self.page.on("console", lambda m: None if "willReadFrequently" in m.text else self.complaints.append(m.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri() + at)
        self.page.wait_for_selector("html[data-ready=yes]")
        self.page.evaluate(_PREPARE)

    def settle(self) -> int:
        """Pixels that are drawn, once two looks agree."""
        before = -1
        for _ in range(40):
            self.page.wait_for_timeout(50)
            ink = self.page.evaluate("window.inkOf()")
            if ink == before:
                return int(ink)
            before = ink
        return int(before)


@pytest.fixture
def opened(browser: Any, file: Path, request: pytest.FixtureRequest) -> Iterator[Opened]:
    size, scheme, at = getattr(request, "param", (DESKTOP, "light", ""))
    opened = Opened(browser, file, size, scheme, at)
    yield opened
    assert opened.complaints == []
    assert opened.requests == [file.as_uri()]
    assert opened.page.evaluate("window.hacked") is None
    assert opened.page.locator("img").count() == 0
    opened.context.close()


@pytest.mark.parametrize(
    "opened",
    [(DESKTOP, "light", ""), (DESKTOP, "dark", ""), (PHONE, "light", ""), (PHONE, "dark", "")],
    ids=["desktop", "desktop-dark", "phone", "phone-dark"],
    indirect=True,
)
def test_nodes_are_drawn_and_nothing_spills_over(opened: Opened) -> None:
    assert opened.settle() > 5000
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_panel_shows_the_sentence_and_whose_word_it_is(opened: Opened) -> None:
    opened.page.fill("#search", "prakas on insp")
    assert opened.page.locator("#hits mark").count() >= 1
    opened.page.keyboard.press("Enter")
    panel = opened.page.inner_text("#panel")
    assert "This Prakas sets the rules of Inspections." in panel
    assert "Stated by a text that sets rules" in panel
    assert "A restatement in other words, not the original: The original reply" in panel
    assert "250 KB/PRK" in panel
    assert "page 7" in panel
    opened.page.click("#panel summary:has-text('One more source')")
    panel = opened.page.inner_text("#panel")
    assert "The Prakas on Inspections governs Inspections <b>and more</b>." in panel
    assert "Claimed by Government in its own account; not the text of a law." in panel


def test_markup_in_a_name_stays_text(opened: Opened) -> None:
    opened.page.fill("#search", "onerror")
    opened.page.keyboard.press("Enter")
    assert HOSTILE in opened.page.inner_text("#panel h2")


def test_search_finds_what_is_not_drawn(opened: Opened) -> None:
    opened.page.fill("#search", "kampot")
    assert "not in the picture" in opened.page.inner_text("#hits")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel h2") == "Kampot"
    assert opened.page.inner_text("#count") == "Showing 2 of 13 entities and 1 of 10 facts."
    opened.page.click("#overview")
    assert "Showing 2 of" not in opened.page.inner_text("#count")


def test_filters_by_class_relation_and_confidence_change_the_picture(opened: Opened) -> None:
    def count() -> str:
        return str(opened.page.inner_text("#count"))

    whole, ink = count(), opened.settle()
    opened.page.uncheck("#legend input[value=Actor]")
    assert count() != whole
    assert opened.settle() < ink
    opened.page.click("#reset")
    assert count() == whole
    opened.page.click("#more summary")
    opened.page.uncheck("#relations label:has-text('lays down rules for') input")
    assert count() != whole
    opened.page.check("#relations label:has-text('lays down rules for') input")
    assert count() == whole
    opened.page.fill("#confidence", "0.5")
    assert count() != whole


def test_the_table_says_the_same(opened: Opened) -> None:
    opened.page.click("#table-tab")
    drawn = opened.page.locator("#rows tr").count()
    assert f"and {drawn} of 10 facts" in opened.page.inner_text("#count")
    opened.page.check("#all-facts")
    assert opened.page.locator("#rows tr").count() == 10
    assert "The Ministry of Labour carries out Inspections." in opened.page.inner_text("#rows")


def test_the_keyboard_reaches_every_entity_and_its_facts(opened: Opened) -> None:
    opened.page.focus("#network")
    opened.page.keyboard.press("ArrowDown")
    first = opened.page.inner_text("#panel h2")
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.inner_text("#panel h2") != first
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "panel"
    opened.page.focus("#network")
    opened.page.keyboard.press("Escape")
    assert opened.page.inner_text("#panel h2") == "How to read this"


def test_a_click_on_a_line_shows_its_sentence(opened: Opened) -> None:
    opened.settle()
    box = opened.page.locator("#network").bounding_box()
    x, before = box["x"] + box["width"] * 0.3, ""
    for y in range(int(box["y"]) + 30, int(box["y"] + box["height"]) - 30, 5):
        opened.page.mouse.move(x, y)
        under = opened.page.evaluate("document.getElementById('hover').textContent")
        if " → " in under and under == before:
            opened.page.mouse.click(x, y - 2)
            break
        before = under
    opened.page.wait_for_timeout(400)
    assert opened.page.inner_text("#panel h2") == "One fact"
    assert opened.page.locator("#panel blockquote").count() >= 1


@pytest.mark.parametrize(
    "opened", [(DESKTOP, "light", "#entity=https%3A%2F%2Fw3id.org%2Fkrama%2Fid%2Fprakas")], indirect=True
)
def test_an_address_opens_its_entity(opened: Opened) -> None:
    assert opened.page.inner_text("#panel h2") == "Prakas on Inspections"


@pytest.mark.parametrize("opened", [(DESKTOP, "light", "#entity=javascript%3Aalert(1)")], indirect=True)
def test_an_address_that_names_nothing_opens_the_overview(opened: Opened) -> None:
    assert opened.page.inner_text("#panel h2") == "How to read this"


@pytest.mark.parametrize("opened", [(PHONE, "light", "")], indirect=True)
def test_a_phone_opens_with_one_mechanism_and_has_the_panel_below(opened: Opened) -> None:
    assert opened.page.inner_text("#mode-text") == "Hotline and what touches it"
    picture, panel = (opened.page.locator(f"#{name}").bounding_box() for name in ("picture-pane", "panel"))
    assert panel["y"] >= picture["y"] + picture["height"]
    assert panel["y"] < PHONE[1]
    opened.page.fill("#search", "prakas on")
    opened.page.keyboard.press("Enter")
    assert "This Prakas sets the rules of Inspections." in opened.page.inner_text("#panel")


@pytest.mark.parametrize("opened", [(DESKTOP, "light", "")], indirect=True)
def test_names_on_the_canvas_are_large_enough_to_read(opened: Opened) -> None:
    opened.settle()
    sizes = opened.page.evaluate("JSON.parse(document.getElementById('network-data').textContent).options.nodes.font")
    shown = opened.page.locator("#network canvas").evaluate("c => c.getContext('2d').getTransform().a")
    assert sizes["size"] * shown >= 9
