"""The whole admin under a policy without anything inline: no page of it complains, and its fields still work."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.editing import add_block, choose, find_catalog, open_form, write
from tests.browser.own_place import log_in
from tests.browser.test_legal_story import open_as

pytestmark = pytest.mark.browser

# Downloads; and lists and questions of Wagtail that are alike everywhere and hold no field.
LEFT_OUT = re.compile(r"logout|export|bundle|bestanden|\.(json|pdf)$|/(usage|history|bulk|delete|unpublish|readings)/")
LIST_LINKS = "links => links.map(link => link.getAttribute('href').split(/[?#]/)[0])"


def name_shape(address: str) -> str:
    """One page of each kind is enough, whatever its number."""
    return re.sub(r"\d+", "1", address)


def walk(page: Page, start: str) -> set[str]:
    """Every kind of page in the admin that a link leads to, opened once."""
    seen, ahead = set[str](), [start]
    while ahead:
        address = ahead.pop()
        if name_shape(address) in seen or LEFT_OUT.search(address):
            continue
        seen.add(name_shape(address))
        page.goto(address, wait_until="domcontentloaded")
        found = page.locator("a[href^='/admin/']").evaluate_all(LIST_LINKS)
        ahead += [link for link in reversed(found) if name_shape(link) not in seen]
    return seen


def test_no_page_of_the_admin_runs_anything_inline(demo_site: DemoSite, new_window: OpenWindow) -> None:
    window = new_window()
    log_in(window.page, demo_site, "/admin/", name="owner")
    seen = walk(window.page, "/admin/")
    # A browser need not know every time zone of the server: Wagtail says so on one page.
    assert [said for said in window.complaints if "localizeTimeZoneOptions" not in said] == []
    assert len(seen) > 60
    assert {"/admin/pages/1/edit/", "/admin/reports/site-history/", "/admin/settings/identity/organisation/"} <= seen


def pick_day(page: Page, name: str) -> None:
    """In the calendar that opens at a field for a day."""
    field = page.locator(f"main [name={name}]")
    field.click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_date").last.click()
    expect(field).to_have_value(re.compile(r"\d{4}-\d\d-\d\d"))


def test_the_fields_of_an_editor_work_without_inline_scripts(demo_site: DemoSite, new_window: OpenWindow) -> None:
    editor = open_as(new_window, demo_site, "editor")
    complaints: list[str] = []
    editor.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    editor.on("pageerror", lambda error: complaints.append(str(error)))
    open_form(editor, f"/admin/pages/add/courses/coursepage/{find_catalog(editor)}/")
    choose(editor, "Kies een onderwerp", "Tijd")
    write(editor, "introduction", "Wie begint te typen.")
    add_block(editor, "outcomes", "iets nieuws zien")
    choose(editor, "Voeg maker toe", "Eddie Eik", "Bo Beuk")
    expect(editor.locator("#id_makers-FORMS > *")).to_have_count(2)
    editor.get_by_role("button", name="Toon/verberg status").click()
    editor.get_by_role("button", name="Stel schema in").click()
    editor.get_by_role("dialog").get_by_label("Publiceer op").click()
    expect(editor.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    editor.keyboard.press("Escape")
    editor.goto("/admin/kortingscodes/new/")
    pick_day(editor, "valid_from")
    editor.goto("/admin/aanbod/new/")
    rows = editor.locator("#id_prices-FORMS > *")
    before = rows.count()
    editor.locator("#id_prices-ADD").click()
    expect(rows).to_have_count(before + 1)
    assert complaints == []
