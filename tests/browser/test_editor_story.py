"""An editor's hour: a course is written, looked at, handed in, approved and scheduled, and visitors find it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.editing import (
    add_block,
    choose,
    fill,
    find_catalog,
    look_as,
    open_form,
    save,
    write,
)
from tests.browser.test_legal_story import open_as

pytestmark = pytest.mark.browser

TITLE = "Kijk eens anders"
HAND_IN = "Stuur door naar Eindredactie"
GATED = "Draai je bureau een kwartslag."
SEEN = {"Met toegang": True, "Bezoeker": False, "Gratis account": False, "Vroeger lid": False}


def write_course(page: Page) -> None:
    fill(page, title=TITLE, teaser="Zie in een uur wat je elke dag mist.", minutes="60")
    choose(page, "Kies een onderwerp", "Tijd")
    write(page, "introduction", "Voor wie denkt alles al te hebben gezien.")
    add_block(page, "outcomes", "iets nieuws zien op een bekende plek")
    choose(page, "Voeg maker toe", "Eddie Eik", "Bo Beuk")


def write_lesson(page: Page, course: str, title: str, rule: str = "") -> None:
    open_form(page, f"/admin/pages/add/courses/lessonpage/{course}/")
    fill(page, title=title, teaser=f"Een rondje: {title.lower()}.", module="Beginnen", minutes="15")
    page.locator("[name=own_rule]").select_option(rule)
    add_block(page, "body", GATED, "Alinea")


def compare_views(page: Page) -> None:
    for role, is_seen in SEEN.items():
        shown = look_as(page, role)
        expect(shown.get_by_text(GATED)).to_have_count(int(is_seen))
        expect(shown.get_by_role("heading", level=1)).to_be_visible()


def schedule(page: Page, moment: datetime) -> None:
    page.get_by_role("button", name="Toon/verberg status").click()
    page.get_by_role("button", name="Stel schema in").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Publiceer op").fill(f"{moment:%Y-%m-%d %H:%M}")
    dialog.get_by_role("button", name="Schema opslaan").press("Enter")  # the calendar lies over it


def approve_everything(page: Page, *numbers: str) -> None:
    page.goto("/admin/")
    for number in numbers:
        expect(page.locator(f"main a[href='/admin/pages/{number}/edit/']").first).to_be_visible()
    for number in numbers:
        open_form(page, f"/admin/pages/{number}/edit/")
        save(page, "Goedkeuren en publiceren", "is gewijzigd")


def test_an_editor_makes_a_course_that_a_colleague_approves(demo_site: DemoSite, new_window: OpenWindow) -> None:
    editor = open_as(new_window, demo_site, "editor")
    open_form(editor, f"/admin/pages/add/courses/coursepage/{find_catalog(editor)}/")
    write_course(editor)
    course = save(editor, HAND_IN, "aangemaakt en ingediend voor controle")
    write_lesson(editor, course, "Om je heen", rule="open")
    first = save(editor, HAND_IN, "aangemaakt en ingediend voor controle")
    write_lesson(editor, course, "Achterom")
    add_block(editor, "body", "Doe het zelf", "Tussenkop")
    add_block(editor, "body", "Een kwartslag", "Oefening")
    write(editor, "body", "Ga zitten en kijk.")
    compare_views(editor)
    second = save(editor, HAND_IN, "aangemaakt en ingediend voor controle")
    reviewer = open_as(new_window, demo_site, "owner")
    approve_everything(reviewer, course, first, second)
    write_lesson(editor, course, "Vooruit")
    schedule(editor, datetime.now(ZoneInfo("Europe/Amsterdam")) + timedelta(days=1))
    save(editor, "Publicatie inplannen", "is ingepland voor publicatie")
    visitor = new_window().open("/cursussen/")
    visitor.get_by_role("link", name=TITLE).first.click()
    outline = visitor.locator("main .outline")
    expect(outline.get_by_role("link")).to_have_text(["Om je heen", "Achterom"])
    outline.get_by_role("link", name="Om je heen").click()
    expect(visitor.get_by_text(GATED)).to_be_visible()
    visitor.get_by_role("link", name="Achterom").first.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Achterom")
    expect(visitor.get_by_text(GATED)).to_have_count(0)
    reviewer.goto(f"/admin/pages/{course}/delete/")
    reviewer.get_by_role("button", name="Ja, verwijderen").click()
    expect(reviewer.locator(".messages")).to_contain_text("verwijderd")
