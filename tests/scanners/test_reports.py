"""A real Chromium tells what it held back, in the newer form. It does so over TLS alone, also of this machine's own
address: without TLS no report of that form ever left it, so this is a part of `make prove`.
"""

import sqlite3
import time
from contextlib import closing

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.demo_site import DemoSite
from tests.browser.windows import launch_chromium, open_window
from tests.scanners.secure_site import HOST, SecureSite

pytestmark = pytest.mark.scanners

# Else it waits a minute; and it sends none to a certificate that nobody vouches for.
ARGUMENTS = ("--short-reporting-delay", "--ignore-certificate-errors")
PATIENCE = 30  # seconds
PASTE = "document.body.append(Object.assign(new Image(), { src: 'https://pixel.elders.example/a.gif?wie=jij' }))"


def read_rows(site: DemoSite) -> list[tuple[str, str, str, int]]:
    with closing(sqlite3.connect(site.folder / "werkflippen.sqlite3")) as database:
        return database.execute("SELECT directive, origin, page, times FROM held_back_heldback").fetchall()


def test_what_chromium_held_back_is_on_record_once_by_the_newer_form(
    demo_site: DemoSite, secure_site: SecureSite
) -> None:
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright, *ARGUMENTS)
        window = open_window(browser, f"https://{HOST}:{secure_site.port}")
        window.open("/cursussen/").evaluate(PASTE)
        end = time.monotonic() + PATIENCE
        while not read_rows(demo_site) and time.monotonic() < end:
            window.page.wait_for_timeout(250)
        browser.close()
    assert read_rows(demo_site) == [("img-src", "elders.example", "/cursussen/", 1)]  # the older form is silent
