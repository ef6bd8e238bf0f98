"""Every public page, with and without JavaScript, and some of them in light and dark, small and wide.

In those looks `make prove` sees them all; tests/pages looks at every page on a small screen.
"""

import os

import pytest

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.public_pages import EVERY_PAGE, PATHS, find_path

pytestmark = pytest.mark.browser

SOME = ("front page", "catalogue", "course", "lesson", "privacy", "cookie choice", "log in")


@pytest.mark.parametrize("name", PATHS if os.environ.get("EVERY_LOOK") else SOME)
def test_nothing_on_a_page_keeps_anybody_out(demo_site: DemoSite, new_window: OpenWindow, name: str) -> None:
    assert find_barriers(new_window().open(find_path(demo_site, name))) == {}


@EVERY_PAGE
@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_page_asks_nobody_else_and_breaks_no_rule_of_its_own(
    demo_site: DemoSite, new_window: OpenWindow, name: str, javascript: bool
) -> None:
    window = new_window(javascript=javascript)
    page = window.open(find_path(demo_site, name))
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1
    assert window.complaints == []


@EVERY_PAGE
def test_keyboard_users_skip_to_the_content_first(demo_site: DemoSite, new_window: OpenWindow, name: str) -> None:
    page = new_window().open(find_path(demo_site, name))
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == "#inhoud"
    assert focused.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main#inhoud :focus").count() == 1
