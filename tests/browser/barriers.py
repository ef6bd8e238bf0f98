"""What keeps people out of a page: axe's findings and sideways scrolling, small and wide, in light and dark."""

from itertools import product

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# No rule that is on needs the style sheets, which axe would fetch once more, each by itself.
SHARED = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}
# target-size is off by default in axe, and part of WCAG 2.2 AA.
OPTIONS = SHARED | {"rules": {"target-size": {"enabled": True}}}
# In the dark only the colours differ.
COLOURS = SHARED | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDTHS = (320, 1280)
WIDEST = 1440  # axe would find nothing new there
SCHEMES = {"light": OPTIONS, "dark": COLOURS}


def find_barriers(page: Page, within: str | None = None) -> dict[str, object]:
    """By look and rule, the pieces of HTML; empty when all is well. `within` selects what is looked at."""
    page.wait_for_load_state()  # a click waits for the page, and not for how it looks
    found: dict[str, object] = {}
    for width, (scheme, options) in product(WIDTHS, SCHEMES.items()):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for rule in Axe().run(page, context=within, options=options).response["violations"]:
            found[f"{width} {scheme} {rule['id']}"] = [node["html"] for node in rule["nodes"]]
        found |= find_sideways_scrolling(page, width)
    page.set_viewport_size({"width": WIDEST, "height": 900})
    return found | find_sideways_scrolling(page, WIDEST)


def find_sideways_scrolling(page: Page, width: int) -> dict[str, object]:
    content = page.evaluate("document.documentElement.scrollWidth")
    return {f"{width} scrolls sideways": content} if content > width else {}
