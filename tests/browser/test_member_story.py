"""The main story as people live it: signing up on the words they were shown, and being asked again when they change."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.public_pages import find_path

pytestmark = pytest.mark.browser


def log_in(page: Page, address: str, password: str) -> None:
    page.locator("[name=login]").fill(address)
    page.locator("[name=password]").fill(password)
    page.get_by_role("button", name="Inloggen").click()


def find_confirmation_link(folder: Path, address: str) -> str:
    mails = [path.read_text(encoding="utf-8") for path in sorted((folder / "mail").iterdir())]
    mail = next(text for text in mails if f"To: {address}" in text)
    return re.search(r"http://\S+/account/confirm-email/\S+", mail).group(0)


def test_a_member_is_asked_about_the_new_version_and_led_on_to_the_lesson(
    demo_site: DemoSite, new_window: OpenWindow
) -> None:
    lesson = find_path(demo_site, "invitation")
    # Two windows of one member: axe makes the console of the second one useless.
    window, examined = new_window(), new_window().page
    for page in (window.page, examined):
        page.goto(f"/account/login/?next={lesson}")
        log_in(page, "member@werkflippen.example", demo_site.password)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Nieuw")
    assert find_barriers(examined) == {}
    window.page.get_by_role("button", name="Gezien").click()
    window.page.wait_for_url(f"**{lesson}")
    for path in (lesson, "/account/", "/account/afspraken/"):
        window.open(path)
        examined.goto(path)
        assert examined.url.endswith(path)
        assert find_barriers(examined) == {}, path
    assert window.complaints == []


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_visitor_signs_up_and_confirms_the_address(
    demo_site: DemoSite, new_window: OpenWindow, javascript: bool
) -> None:
    address = f"nieuw-{javascript}@bezoeker.example".lower()
    page = new_window(width=320, javascript=javascript).open("/account/signup/")
    boxes = page.locator("main input[type=checkbox]")
    assert [boxes.nth(number).is_checked() for number in range(boxes.count())] == [False, False]
    for name, value in {"email": address, "first_name": "Nina", "last_name": "Nieuw"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=password1]").fill("een lang wachtwoord")
    page.get_by_role("button", name="Maak mijn account").click()
    expect(page.get_by_role("heading", name="Er is een probleem")).to_be_visible()
    page.locator("[name=password1]").fill("een lang wachtwoord")
    for number in range(2):
        boxes.nth(number).check()
    page.get_by_role("button", name="Maak mijn account").click()
    expect(page.get_by_role("heading", name="Er is een probleem")).to_have_count(0)
    page.goto(find_confirmation_link(demo_site.folder, address))
    page.locator("main form button").click()
    page.goto("/account/login/")
    log_in(page, address, "een lang wachtwoord")
    page.wait_for_url("**/account/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
