"""One site and one Chromium for all browser tests; a new window, without a past, for each.

A test must leave nothing behind that another would see: it makes its own account when it changes one.
"""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.demo_site import DemoSite, running_demo_site
from tests.browser.film import upload_film
from tests.browser.own_place import log_in
from tests.browser.scenes import make_scenes_in
from tests.browser.windows import Window, launch_chromium, open_window

OpenWindow = Callable[..., Window]


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoSite]:
    with running_demo_site(tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield browser
        browser.close()


@pytest.fixture
def new_window(chromium: Browser, demo_site: DemoSite) -> Iterator[OpenWindow]:
    """`new_window(width=320, dark=True, javascript=False)`; all windows close when the test ends."""
    yield partial(open_window, chromium, demo_site.address)
    for context in chromium.contexts:
        context.close()


@pytest.fixture(scope="session")
def member_cookies(chromium: Browser, demo_site: DemoSite) -> str:
    """Of somebody who is logged in, to ask for pages as they are sent."""
    window = open_window(chromium, demo_site.address)
    log_in(window.page, demo_site, "/account/")
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in window.context.cookies())
    window.context.close()
    return cookies


@pytest.fixture(scope="session")
def scenes(chromium: Browser, demo_site: DemoSite, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Paths of what the demo has none of, by name (see tests/browser/scenes.py)."""
    window = open_window(chromium, demo_site.address)
    log_in(window.page, demo_site, "/admin/", name="editor")
    upload_film(window.page, tmp_path_factory.mktemp("film"))
    window.context.close()
    return make_scenes_in(demo_site)
