import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import RequestFactory
from playwright.sync_api import sync_playwright

from home.pages.views import admit_mistake
from tests.browser.windows import launch_chromium
from tests.pages.recording import RecordedPage, keep, read_recorded
from tests.pages.showing import Showing, choose


@pytest.fixture(scope="session")
def recorded() -> list[RecordedPage]:
    """What the suite opened, and the page for our own mistakes, which no client of Django's ever gets."""
    folder = Path(os.environ.get("RECORDED_PAGES") or pytest.fail("First run the suite with RECORDED_PAGES=a folder."))
    keep(folder, "500.html", 500, admit_mistake(RequestFactory().get("/")).content.decode())
    return read_recorded(folder)


@pytest.fixture(scope="session")
def showing(recorded: list[RecordedPage]) -> Iterator[Showing]:
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        yield Showing(browser.new_page(reduced_motion="reduce"), choose(recorded))
        browser.close()
