"""A member corrects their name and moves to another address, with the keyboard alone, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.keyboard import enter, walk_to
from tests.browser.own_account import make_members_in
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.browser

PHONE = "fem@telefoon.example"


@pytest.fixture(scope="module")
def members(demo_site: DemoSite) -> dict[bool, str]:
    """Who has JavaScript, and who has not; and somebody with a phone."""
    addresses = {True: "tess@toetsenbord.example", False: "tom@toetsenbord.example"}
    make_members_in(demo_site, *addresses.values(), PHONE)
    return addresses


def type_in(page: Page, name: str, text: str) -> None:
    walk_to(page, page.locator(f"main [name={name}]"))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press(page: Page, words: str) -> None:
    walk_to(page, page.locator(f"main :is(button, a):text-is('{words}')"))
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def log_in_by_keyboard(page: Page, address: str, path: str) -> None:
    page.goto(f"/account/login/?next={path}")
    type_in(page, "login", address)
    type_in(page, "password", PASSWORD)
    press(page, "Inloggen")
    page.wait_for_url(re.compile(f"^[^?]+{path}$"))


def find_link(site: DemoSite, address: str) -> str:
    mails = [path.read_text(encoding="utf-8") for path in (site.folder / "mail").iterdir()]
    part = next(part for text in mails for part in text.split("-" * 79) if f"To: {address}" in part)
    return re.search(r"http://\S+/bevestigen/\S+", part)[0]


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_member_owns_their_account_with_the_keyboard_alone(
    demo_site: DemoSite, new_window: OpenWindow, members: dict[bool, str], javascript: bool
) -> None:
    page = new_window(javascript=javascript).page
    new_address = f"nieuw-{members[javascript]}"

    def examine() -> None:
        if javascript:
            assert find_barriers(page) == {}, page.url

    log_in_by_keyboard(page, members[javascript], "/account/profiel/")
    type_in(page, "first_name", "")
    page.keyboard.press("Delete")
    press(page, "Bewaar mijn profiel")
    expect(page.get_by_role("heading", name="Er is een probleem")).to_be_visible()
    examine()
    type_in(page, "first_name", "Tessel")
    press(page, "Bewaar mijn profiel")
    expect(page.get_by_role("status").get_by_text("Je profiel is bewaard.")).to_be_visible()
    walk_to(page, page.locator(".account-nav__link[href$='/account/email/']"))
    enter(page)
    type_in(page, "email", new_address)
    press(page, "Stuur de mail")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben jij het?")
    examine()
    type_in(page, "password", PASSWORD)
    press(page, "Ga verder")
    expect(page.get_by_role("heading", name="Wacht op jouw bevestiging")).to_be_visible()
    examine()
    page.goto(find_link(demo_site, new_address))
    examine()
    press(page, "Gebruik dit adres")
    expect(page.locator("main .lead")).to_contain_text(new_address)
    page.goto("/en/account/meldingen/")
    examine()


def test_on_a_phone_the_way_around_the_account_unfolds_without_javascript(
    demo_site: DemoSite, new_window: OpenWindow, members: dict[bool, str]
) -> None:
    page = new_window(width=320, javascript=False).page
    log_in_by_keyboard(page, PHONE, "/account/meldingen/")
    link = page.get_by_role("link", name="Wachtwoord", exact=True)
    expect(link).to_be_hidden()
    walk_to(page, page.locator(".account-nav__summary"))
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    walk_to(page, page.locator(".account-nav__link[href$='/account/password/change/']"))
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Verander je wachtwoord")
