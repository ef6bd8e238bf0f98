"""A second factor as people set it up and use it: with the keyboard alone, without JavaScript, and without barriers."""

import base64
import time
from pathlib import Path

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.keyboard import walk_to
from tests.browser.test_member_story import find_confirmation_link, log_in

pytestmark = pytest.mark.browser

ADDRESS, PASSWORD = "tweede-stap@bezoeker.example", "een lang wachtwoord"
SECURITY = "/account/beveiliging/"


def sign_up(page: Page, site: DemoSite) -> None:
    page.goto("/account/signup/")
    for name, value in {"email": ADDRESS, "first_name": "Toon", "last_name": "Twee", "password1": PASSWORD}.items():
        page.locator(f"[name={name}]").fill(value)
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Maak mijn account").click()
    page.goto(find_confirmation_link(site.folder, ADDRESS))
    page.locator("main form button").click()


def press(page: Page, role: str, name: str) -> None:
    walk_to(page, page.get_by_role(role, name=name, exact=True))
    page.keyboard.press("Enter")


def write(page: Page, field: str, text: str) -> None:
    walk_to(page, page.locator(f"main [name={field}]"))
    page.keyboard.type(text)


def show_code(key: bytes, steps: int = 0) -> str:
    clock = TOTP(key, drift=steps)
    clock.time = time.time()
    return f"{clock.token():06d}"


def show_who_you_are(page: Page) -> None:
    expect(page.get_by_role("heading", name="Ben jij het?")).to_be_visible()
    write(page, "password", PASSWORD)
    page.keyboard.press("Enter")


def set_up(page: Page) -> bytes:
    """From the page about security to the recovery codes."""
    page.goto(SECURITY)
    press(page, "link", "Voeg een app toe")
    show_who_you_are(page)
    key = base64.b32decode(page.locator(".new-app__key").inner_text().replace(" ", ""))
    write(page, "name", "Telefoon")
    write(page, "code", show_code(key))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Je herstelcodes")).to_be_visible()
    return key


def save_codes(page: Page, folder: Path) -> list[str]:
    """The file that the page itself holds."""
    shown = page.locator(".recovery-codes code").all_inner_texts()
    with page.expect_download() as download:
        press(page, "link", "Bewaar ze als bestand")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "herstelcodes.txt"
    assert path.read_text(encoding="utf-8").splitlines()[2:] == shown
    return shown


def enter_code(page: Page, code: str) -> None:
    expect(page.get_by_role("heading", name="Nog één stap")).to_be_visible()
    expect(page.locator("[name=code]")).to_be_focused()
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def test_a_member_sets_up_a_second_factor_and_logs_in_with_it(
    demo_site: DemoSite, new_window: OpenWindow, tmp_path: Path
) -> None:
    page = new_window(width=320, javascript=False).page
    sign_up(page, demo_site)
    page.goto("/account/login/")
    log_in(page, ADDRESS, PASSWORD)
    key = set_up(page)
    codes = save_codes(page, tmp_path)
    press(page, "link", "Ik heb ze bewaard")
    expect(page.get_by_text("Je tweede stap staat aan")).to_be_visible()
    page.goto("/account/logout/")
    press(page, "button", "Log uit")
    page.wait_for_url(lambda address: "/account/" not in address)
    examined = new_window().page
    for window, code in ((page, show_code(key, steps=1)), (examined, codes[0])):
        window.goto(f"/account/login/?next={SECURITY}")
        log_in(window, ADDRESS, PASSWORD)
        enter_code(window, code)
        expect(window.get_by_role("heading", name="Beveiliging")).to_be_visible()
    assert find_barriers(examined) == {}
    for link in ("Voeg een app toe", "Maak nieuwe codes"):
        examined.goto(SECURITY)
        examined.get_by_role("link", name=link, exact=True).click()
        if "/reauthenticate/" in examined.url:
            assert find_barriers(examined) == {}
            examined.locator("[name=code]").fill(codes[1])
            show_who_you_are(examined)
        examined.wait_for_url(f"**{SECURITY}**")
        assert find_barriers(examined) == {}
    examined.get_by_role("button", name="Maak nieuwe codes").click()
    assert find_barriers(examined) == {}


def test_nothing_keeps_anybody_out_of_the_step_after_the_password(demo_site: DemoSite, new_window: OpenWindow) -> None:
    page = new_window().open("/account/login/")
    log_in(page, "support@werkflippen.example", demo_site.password)
    page.wait_for_url("**/tweede-stap/")
    assert find_barriers(page) == {}
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", name="Er is een probleem")).to_be_visible()
    assert find_barriers(page) == {}
    page.get_by_role("button", name="Stop en begin opnieuw").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
