"""What keeps people out of any page in any state: at 400 % zoom, with more space, without motion, with long words.

`make prove` also looks in the dark and on a wide screen, as tests/browser always does at the pages of its stories.
"""

import json
import os
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.browser.barriers import COLOURS, OPTIONS
from tests.pages.showing import Showing

pytestmark = pytest.mark.pages

Findings = dict[str, object]
Look = tuple[ViewportSize, Literal["light", "dark"], dict[str, object]]

SCRIPT = Path(__file__).with_name("examining.js").read_text()
ZOOMED: ViewportSize = {"width": 320, "height": 256}  # 1280 by 1024, four times as large
WIDE: ViewportSize = {"width": 1280, "height": 900}
LOOKS: list[Look] = [(ZOOMED, "light", OPTIONS)]
if os.environ.get("EVERY_LOOK"):
    LOOKS += [(ZOOMED, "dark", COLOURS), (WIDE, "light", OPTIONS), (WIDE, "dark", COLOURS)]
EXAMINE = """() => {
  const { findSideways, findCut, findCovered, findMotion, spaceOut, stretch } = window.examine;
  const found = { "scrolls sideways": findSideways(), "is cut off": findCut() };
  found["has the focus and is covered"] = findCovered();
  found["moves although asked not to"] = findMotion();
  spaceOut();
  found["scrolls sideways with more space"] = findSideways();
  found["is cut off with more space"] = findCut();
  document.adoptedStyleSheets = [];
  stretch();
  found["scrolls sideways with long words"] = findSideways();
  found["is cut off with long words"] = findCut();
  return found;
}"""


def ask_axe(page: Page) -> Findings:
    found: Findings = {}
    for size, scheme, options in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        for rule in Axe().run(page, options=options).response["violations"]:
            found[f"{size['width']} {scheme} {rule['id']}"] = [node["html"] for node in rule["nodes"]]
    return found


def examine(page: Page) -> Findings:
    """Changes the words of the page: nothing else can be found in it afterwards."""
    page.set_viewport_size(ZOOMED)
    page.evaluate(SCRIPT)
    page.emulate_media(media="print")
    unprintable = page.evaluate("window.examine.findUnprintable()")
    page.emulate_media(media="screen")
    found = {"is no use on paper": unprintable} | page.evaluate(EXAMINE)
    return {name: culprits for name, culprits in found.items() if culprits}


def test_no_page_keeps_anybody_out(showing: Showing) -> None:
    found = {}
    for recorded in showing.pages.values():
        page = showing.open(recorded)
        if barriers := ask_axe(page) | examine(page):
            found[f"{recorded.path.name}, as opened by {recorded.seen_by}"] = barriers
    assert not found, json.dumps(found, indent=2)


def test_what_is_too_wide_cut_off_covered_or_moving_would_be_noticed(showing: Showing) -> None:
    page = showing.open(next(page for page in showing.pages.values() if page.template == "404.html"))
    page.set_viewport_size(ZOOMED)
    page.evaluate(SCRIPT)
    page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`main { width: 400px } h1 { height: 9px; overflow: hidden }
        header { position: fixed; z-index: 9; inset: 0; background: red } footer { transition: color 1s }`);
      document.adoptedStyleSheets = [sheet];
    }""")
    for name in ("findSideways", "findCut", "findCovered", "findMotion"):
        assert page.evaluate(f"window.examine.{name}()") != [], name
