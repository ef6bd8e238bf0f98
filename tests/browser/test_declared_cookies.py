"""Who says yes to everything, walks over the whole site, logs in and out, ends with what the cookie page declares."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.own_place import log_in
from tests.browser.public_pages import PATHS, find_path

pytestmark = pytest.mark.browser


def list_declared(page: Page) -> set[str]:
    """The first column of every table on the cookie page, as visitors read it."""
    page.goto("/cookies/")
    return set(page.locator("main tbody tr > :first-child").all_inner_texts())


def list_stored(page: Page) -> set[str]:
    keys: list[str] = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    return set(keys)


def test_a_walk_over_everything_leaves_exactly_what_the_cookie_page_declares(
    demo_site: DemoSite, new_window: OpenWindow
) -> None:
    window = new_window()
    page, hosts, kept = window.page, set[str](), set[str]()
    window.context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))

    def look() -> None:
        kept.update(cookie["name"] for cookie in window.context.cookies())
        kept.update(list_stored(page))

    window.open("/")
    with page.expect_response("**/statistiek/"):
        page.get_by_role("button", name="Accepteren", exact=True).click()
    for name in PATHS:
        page.goto(find_path(demo_site, name))
        look()
    log_in(page, demo_site, find_path(demo_site, "lesson"))
    page.get_by_label("Onthoud in elke les waar ik was").check()
    page.get_by_label("Gelezen").check()
    look()
    page.goto("/account/logout/")
    page.locator("main form button").first.click()
    look()
    assert kept == list_declared(page)
    assert hosts == {urlsplit(demo_site.address).netloc}
