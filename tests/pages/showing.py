"""Recorded pages in Chromium, from no server: as they were, with the style sheet and scripts of the site as it is."""

from collections.abc import Iterable
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route

from home.pages.storage import SHEET, JoinedStyleStorage
from tests.pages.recording import RecordedPage
from tests.pages.states import find_states
from tests.pages.templates import MAIL

ADDRESS = "http://recorded.example"


def choose(pages: Iterable[RecordedPage]) -> list[RecordedPage]:
    """The longest of each template in each state, as it went well and as it did not. No mails: what those look like is
    for the program that shows them.
    """
    longest: dict[object, RecordedPage] = {}
    for page in sorted((page for page in pages if page.template != MAIL), key=lambda page: len(page.html)):
        longest[page.template, page.status >= 400, frozenset(find_states(page.html))] = page
    return list(longest.values())


class Showing:
    """Answers what a browser asks for a recorded page; pictures that were uploaded are left out."""

    def __init__(self, page: Page, pages: Iterable[RecordedPage]) -> None:
        self.pages = {recorded.path.name: recorded for recorded in pages}
        self.page = page
        self.sheet = JoinedStyleStorage().join({name: (storage, name) for name, storage in list_sheets()})
        page.route("**/*", self.answer)

    def open(self, recorded: RecordedPage) -> Page:
        self.page.goto(f"{ADDRESS}/{recorded.path.name}")
        return self.page

    def answer(self, route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path)
        name = path.removeprefix(settings.STATIC_URL)
        if path[1:] in self.pages:
            route.fulfill(body=self.pages[path[1:]].html, content_type="text/html; charset=utf-8")
        elif name == SHEET:
            route.fulfill(body=self.sheet, content_type="text/css")
        elif path != name and (found := finders.find(name)):
            route.fulfill(body=Path(found).read_bytes(), content_type=guess_type(name)[0])
        else:
            route.fulfill(status=404)


def list_sheets() -> Iterable[tuple[str, object]]:
    return ((name, storage) for finder in finders.get_finders() for name, storage in finder.list([]) if "css/" in name)
