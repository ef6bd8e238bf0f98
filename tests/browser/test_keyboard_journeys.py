"""What people come for, with the keyboard alone: on a small screen, and without JavaScript where nothing else is said.

The others of the twelve main tasks are walked elsewhere: tests/browser/journeys.toml names all of them.
"""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.keyboard import choose_from_menu, enter, press, step, tab_to, walk_to
from tests.browser.own_account import make_members_in
from tests.browser.public_pages import find_path
from tests.browser.test_member_story import find_confirmation_link
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.browser

AGREES, ELSEWHERE, NEWCOMER = (f"{name}@zonder-muis.example" for name in ("anna", "evi", "nora"))


@pytest.fixture(scope="module")
def members(demo_site: DemoSite) -> None:
    make_members_in(demo_site, AGREES, ELSEWHERE)


@pytest.fixture
def page(new_window: OpenWindow) -> Page:
    return new_window(width=320, javascript=False).page


def type_in(page: Page, name: str, text: str) -> None:
    walk_to(page, page.locator(f"main [name={name}]"))
    page.keyboard.type(text)


def log_in(page: Page, address: str, password: str = PASSWORD) -> None:
    page.goto("/account/login/")
    type_in(page, "login", address)
    type_in(page, "password", password)
    press(page, "Inloggen")


def answer_all(page: Page) -> None:
    """What a member is asked before they go on."""
    while "/afspraken/" in page.url:
        walk_to(page, page.locator("main button").first)
        enter(page)


def test_a_visitor_says_yes_and_stops_with_the_keyboard_alone(new_window: OpenWindow) -> None:
    window = new_window(width=320)
    page = window.open("/")
    tab_to(page, "Weigeren")
    step(page, "Shift+Tab")
    with page.expect_response("**/statistiek/"):
        page.keyboard.press("Enter")
    expect(page.get_by_text("je bezoek telt anoniem mee")).to_be_focused()
    press(page, "Stop met meetellen")
    expect(page.get_by_role("button", name="Stop met meetellen")).to_be_hidden()
    [cookie] = window.context.cookies()
    assert "statistics=no" in cookie["value"]


def test_a_visitor_says_yes_and_no_without_javascript(page: Page) -> None:
    page.goto("/")
    press(page, "Cookiekeuze")
    press(page, "Accepteren")
    expect(page.get_by_text("Je keuze nu: geaccepteerd.")).to_be_visible()
    press(page, "Weigeren")
    expect(page.get_by_text("Je keuze nu: geweigerd.")).to_be_visible()


def test_a_visitor_finds_a_course_by_words_and_by_choosing(page: Page) -> None:
    page.goto("/")
    choose_from_menu(page, "Zoeken")
    type_in(page, "q", "overleg")
    enter(page)
    walk_to(page, page.locator("main h3 a").first)
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    choose_from_menu(page, "Cursussen")
    tab_to(page, "Kies wat je zoekt")
    page.keyboard.press("Enter")
    walk_to(page, page.locator(".facets input[type=checkbox]").first)
    page.keyboard.press("Space")
    press(page, "Toon cursussen")
    assert re.search(r"/cursussen/\?\w+=", page.url)
    course = page.locator(".course-card__title a").first
    title = course.inner_text()
    walk_to(page, course)
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_a_visitor_reads_the_free_lesson_and_goes_on_to_the_next(demo_site: DemoSite, page: Page) -> None:
    page.goto(find_path(demo_site, "course"))
    walk_to(page, page.locator(f".outline a[href='{find_path(demo_site, 'lesson')}']"))
    enter(page)
    tab_to(page, "Naar de inhoud")
    page.keyboard.press("Enter")
    step(page)
    assert page.locator("main :focus").count() == 1
    title = page.locator("a[rel=next] .lesson-steps__title").first.inner_text()
    walk_to(page, page.locator("a[rel=next]").first)
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def test_somebody_signs_up_and_confirms_the_address(demo_site: DemoSite, page: Page) -> None:
    page.goto("/account/signup/")
    words = {"email": NEWCOMER, "first_name": "Nora", "last_name": "Nieuw", "password1": "een lang wachtwoord"}
    for name, text in words.items():
        type_in(page, name, text)
    press(page, "Maak mijn account")
    expect(page.get_by_role("heading", name="Er is een probleem")).to_be_visible()
    type_in(page, "password1", words["password1"])
    for box in page.locator("main input[type=checkbox]").all():
        walk_to(page, box)
        page.keyboard.press("Space")
    press(page, "Maak mijn account")
    page.goto(find_confirmation_link(demo_site.folder, NEWCOMER))
    walk_to(page, page.locator("main form button"))
    enter(page)
    log_in(page, NEWCOMER, words["password1"])
    page.wait_for_url("**/account/")


def test_a_colleague_logs_in_with_a_password_and_a_code(demo_site: DemoSite, page: Page) -> None:
    log_in(page, "owner@werkflippen.example", demo_site.password)
    expect(page.get_by_role("heading", name="Nog één stap")).to_be_visible()
    type_in(page, "code", demo_site.show_code("owner"))
    enter(page)
    answer_all(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dag")


@pytest.mark.usefixtures("members")
def test_a_member_agrees_and_takes_the_receipt_along(page: Page) -> None:
    log_in(page, AGREES)
    assert "/afspraken/" in page.url
    answer_all(page)
    page.goto("/account/afspraken/")
    walk_to(page, page.get_by_role("link", name="JSON").first)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    receipt = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert "proof" in json.dumps(receipt)


@pytest.mark.usefixtures("members")
def test_a_member_logs_out_everywhere_else(new_window: OpenWindow, page: Page) -> None:
    other = new_window(width=320, javascript=False).page
    for window in (other, page):
        log_in(window, ELSEWHERE)
        answer_all(window)
    page.goto("/account/sessies/")
    press(page, "Log overal elders uit")
    type_in(page, "password", PASSWORD)
    press(page, "Ga verder")
    expect(page.get_by_role("status").get_by_text("1 apparaat is uitgelogd.")).to_be_visible()
    other.goto("/account/")
    expect(other.get_by_role("heading", name="Inloggen")).to_be_visible()
