"""Pages that depend on who looks: in no state, for nobody, does anything on them keep people out."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.editing import look_as
from tests.browser.own_place import log_in
from tests.browser.public_pages import find_path

pytestmark = pytest.mark.browser

OURS = "#panel-child-inhoud-wie_ziet_dit-section"  # the rest of the editor is Wagtail's
ROLES = ("access", "visitor")


def find_barriers_on(page: Page, *paths: str, within: str | None = None) -> dict[str, object]:
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = find_barriers(page, within)
    return {path: barriers for path, barriers in found.items() if barriers}


def test_nothing_keeps_a_visitor_out(demo_site: DemoSite, new_window: OpenWindow, scenes: dict[str, str]) -> None:
    page = new_window().page
    names = ("course", "lesson", "open lesson", "archived course")
    assert find_barriers_on(page, *(scenes[name] for name in names)) == {}


def test_nothing_keeps_a_member_out(demo_site: DemoSite, new_window: OpenWindow, scenes: dict[str, str]) -> None:
    page = new_window().page
    paths = ("/account/", "/account/password/change/", "/account/sessies/", f"{scenes['course']}bewijs/")
    names = ("course", "lesson", "seat", "place on the waiting list")
    log_in(page, demo_site, "/account/")
    assert find_barriers_on(page, *paths, *(scenes[name] for name in names)) == {}
    page.goto("/account/agenda/")
    page.get_by_role("button", name="Maak mijn agenda-adres").click()
    assert find_barriers(page) == {}
    page.get_by_role("button", name="Zet het uit").click()
    assert find_barriers(page) == {}


def test_nothing_keeps_out_who_bought_a_course(
    demo_site: DemoSite, new_window: OpenWindow, scenes: dict[str, str]
) -> None:
    page = new_window().page
    log_in(page, demo_site, "/account/", name="course")
    assert find_barriers_on(page, find_path(demo_site, "course"), scenes["archived course"], scenes["course"]) == {}


def test_nothing_keeps_a_lapsed_member_out(demo_site: DemoSite, new_window: OpenWindow, scenes: dict[str, str]) -> None:
    page = new_window().page
    log_in(page, demo_site, "/account/", name="lapsed")
    assert find_barriers_on(page, "/account/", scenes["course"], scenes["lesson"]) == {}


def test_nothing_keeps_an_editor_out_of_our_own_pages(
    demo_site: DemoSite, new_window: OpenWindow, scenes: dict[str, str]
) -> None:
    page = new_window().page
    log_in(page, demo_site, "/admin/", name="editor")
    assert find_barriers_on(page, "/admin/reports/inhoud/", "/admin/snippets/courses/livesession/") == {}
    assert find_barriers_on(page, scenes["edit course"], scenes["edit lesson"], within=OURS) == {}
    expect(look_as(page, "Bezoeker").get_by_role("heading", level=1)).to_be_visible()
    previews = [f"{scenes['edit lesson']}preview/?in_preview_panel=true&mode={role}" for role in ROLES]
    assert find_barriers_on(page, *previews) == {}


def test_nothing_keeps_a_colleague_out_of_who_booked(
    demo_site: DemoSite, new_window: OpenWindow, scenes: dict[str, str]
) -> None:
    page = new_window().page
    log_in(page, demo_site, "/admin/", name="owner")
    assert find_barriers_on(page, scenes["bookings"]) == {}
