"""Passkeys with Chromium's own authenticator, which answers as a telephone or a laptop would."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.windows import Window, open_window

pytestmark = pytest.mark.browser

LAPTOP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
EMAIL = "free@werkflippen.example"


def plug_in(window: Window) -> Callable[[str, dict], None]:
    """An authenticator in this window, and how to tell it what it does from then on."""
    session = window.context.new_cdp_session(window.page)
    session.send("WebAuthn.enable")
    number = session.send("WebAuthn.addVirtualAuthenticator", {"options": LAPTOP})["authenticatorId"]
    return lambda command, facts: session.send(f"WebAuthn.{command}", {"authenticatorId": number} | facts)


def give_password(page: Page, site: DemoSite) -> None:
    page.goto("/account/login/")
    page.locator("[name=login]").fill(EMAIL)
    page.locator("[name=password]").fill(site.password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url(lambda address: not address.endswith("/login/"))


def show_who(page: Page, site: DemoSite, button: str) -> None:
    page.locator("[name=password]").fill(site.password)
    page.get_by_role("button", name=button).click()


def log_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.locator("main form button").click()


def test_somebody_makes_uses_and_removes_a_passkey(
    demo_site: DemoSite, new_window: OpenWindow, chromium: Browser
) -> None:
    window = open_window(chromium, demo_site.address.replace("127.0.0.1", "localhost"))
    page, tell = window.page, plug_in(window)
    give_password(page, demo_site)
    page.goto("/account/beveiliging/passkey/")
    show_who(page, demo_site, "Ga verder")

    tell("setAutomaticPresenceSimulation", {"enabled": False})  # nobody touches it: the name is refused before that
    page.get_by_label("Naam van de passkey").fill("")
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.locator("[data-passkey-status]")).to_have_text("Vul een naam in.")
    tell("setAutomaticPresenceSimulation", {"enabled": True})
    page.get_by_label("Naam van de passkey").fill("Mijn laptop")
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_role("heading", name="Je herstelcodes")).to_be_visible()
    page.goto("/account/beveiliging/passkey/")
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.locator("[data-passkey-status]")).to_have_text("Dit apparaat heeft al een passkey voor je account.")

    log_out(page)
    give_password(page, demo_site)
    page.get_by_role("button", name="Gebruik je passkey").click()
    page.wait_for_url(lambda address: "/tweede-stap/" not in address)
    expect(page.get_by_role("link", name="Mijn account")).to_be_visible()

    log_out(page)
    page.goto("/account/login/?next=/account/beveiliging/")
    tell("setUserVerified", {"isUserVerified": False})
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.locator("[data-passkey-status]")).to_have_text(
        "Er is geen passkey gebruikt. Je kunt het opnieuw proberen."
    )
    tell("setUserVerified", {"isUserVerified": True})
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url("**/account/beveiliging/")
    expect(page.get_by_text("Mijn laptop")).to_be_visible()

    page.get_by_role("link", name="Haal weg: Mijn laptop").click()
    show_who(page, demo_site, "Ga verder met je passkey")
    page.get_by_role("button", name="Haal weg").click()
    expect(page.get_by_text("De passkey is weg.")).to_be_visible()
    log_out(page)
    page.goto("/account/login/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    expect(page.get_by_text("Deze passkey kennen we niet, of hij is weggehaald.")).to_be_visible()
    [refused] = window.complaints  # the name that was none
    assert "422" in refused


def test_the_pages_with_passkeys_keep_nobody_out(
    demo_site: DemoSite, new_window: OpenWindow, chromium: Browser
) -> None:
    page = open_window(chromium, demo_site.address.replace("127.0.0.1", "localhost")).page
    page.goto("/account/login/")
    expect(page.get_by_role("button", name="Inloggen met een passkey")).to_be_visible()
    assert find_barriers(page) == {}
    page.locator("[name=login]").fill("support@werkflippen.example")
    page.locator("[name=password]").fill(demo_site.password)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.get_by_role("link", name="Ik heb mijn telefoon of sleutel niet meer").click()
    assert find_barriers(page) == {}
    elsewhere = new_window(javascript=False).page
    elsewhere.goto("/account/login/")
    expect(elsewhere.get_by_role("button", name="Inloggen met een passkey")).to_have_count(0)
    give_password(elsewhere, demo_site)
    elsewhere.goto("/account/beveiliging/passkey/")
    show_who(elsewhere, demo_site, "Ga verder")
    expect(elsewhere.get_by_text("werkt hier alleen op http://localhost")).to_be_visible()
