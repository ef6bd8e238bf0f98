"""Somebody without an account buys a membership and withdraws from it, in a real browser, at the sandbox."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from home.identity.models import Organisation
from members.billing.models import Order, Withdrawal
from members.billing.sandbox.running import Sandbox
from tests.browser.barriers import find_barriers
from tests.browser.windows import Window, open_window
from tests.factories.accounts import NEWCOMER
from tests.factories.invoices import fill_in_issuer
from tests.factories.offers import make_membership
from tests.factories.statements import publish_version

# Playwright's loop runs in this thread, where Django would refuse to ask the database, also when it takes it down.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sandbox(settings: Any, live_server: LiveServer) -> Iterator[Sandbox]:
    with Sandbox.start() as sandbox:
        settings.MOLLIE_API_ENDPOINT, settings.MOLLIE_API_KEY = sandbox.address, sandbox.key
        settings.SITE_URL = live_server.url
        yield sandbox


@pytest.fixture
def shop(sandbox: Sandbox) -> None:
    Organisation.objects.update_or_create(pk=1, defaults={"email": "hallo@werkflippen.example"})
    fill_in_issuer()
    publish_version("privacy")
    publish_version("terms", "Betaal op tijd.")
    make_membership(most_seats=10, trial_days=14)


@pytest.fixture
def window(chromium: Browser, live_server: LiveServer) -> Iterator[Window]:
    window = open_window(chromium, live_server.url, javascript=False)
    yield window
    window.context.close()


def tab_to(page: Page, label: str) -> None:
    """By keyboard alone, to the field, box or button with this name."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(
            "label => { const e = document.activeElement; const named = [...(e.labels || [])]"
            ".map(one => one.textContent).join(' ') || e.textContent; return named.includes(label) }",
            label,
        ):
            return
    raise AssertionError(f"the keyboard never comes to {label}")


def fill_in_by_keyboard(page: Page, answers: dict[str, str]) -> None:
    for label, answer in answers.items():
        tab_to(page, label)
        page.keyboard.type(answer)


def tick_and_send(page: Page, *labels: str) -> None:
    for label in labels[:-1]:
        tab_to(page, label)
        page.keyboard.press("Space")
    tab_to(page, labels[-1])
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.usefixtures("shop")
def test_a_newcomer_buys_and_withdraws_with_the_keyboard_alone_and_without_javascript(window: Window) -> None:
    page = window.open("/bestellen/lid-month/")
    answers = {"Voornaam": "Noor", "Achternaam": "Nieuw", "E-mailadres": NEWCOMER["email"]}
    fill_in_by_keyboard(page, answers | {"Wachtwoord": NEWCOMER["password1"]})
    tick_and_send(page, "Privacyverklaring", "Voorwaarden", "Ga verder")
    tick_and_send(page, "Ik wil dat mijn toegang meteen begint", "Bestelling met betalingsverplichting")
    tab_to(page, "Ga verder")
    with page.expect_navigation(url="**/betaald/"):
        page.keyboard.press("Enter")
    assert "je bestelling is rond" in page.content()
    assert "bevestig je e-mailadres" in page.content()
    page.goto("/herroepen/")
    number = Order.objects.get().number
    fill_in_by_keyboard(page, {"Nummer van je bestelling": number, "E-mailadres": NEWCOMER["email"]})
    tick_and_send(page, "Ga verder")
    tick_and_send(page, "Herroeping bevestigen")
    assert "We hebben je herroeping ontvangen" in page.content()
    assert Withdrawal.objects.get().cents == 1900
    complaints = [words for words in window.complaints if not words.startswith("asks somebody else")]
    assert complaints == []


@pytest.mark.usefixtures("shop")
def test_no_screen_of_it_keeps_anybody_out(
    chromium: Browser, live_server: LiveServer, sandbox: Sandbox, tmp_path: Path
) -> None:
    window = open_window(chromium, live_server.url)
    page = window.open("/bestellen/lid-month/")
    found = look(page, "empty", tmp_path)
    page.get_by_role("button", name="Ga verder").click()
    found |= look(page, "refused", tmp_path)
    for label, answer in {"Voornaam": "Noor", "Achternaam": "Nieuw", "Wachtwoord": NEWCOMER["password1"]}.items():
        page.get_by_label(label).fill(answer)
    page.get_by_label("E-mailadres").fill(NEWCOMER["email"])
    page.get_by_label("Voor zichzelf").check()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Ga verder").click()
    found |= look(page, "check", tmp_path)
    page.get_by_role("button", name="Bestelling met betalingsverplichting").click()
    found |= look(page, "unticked", tmp_path)
    page.get_by_label("Ik wil dat mijn toegang meteen begint").check()
    page.get_by_role("button", name="Bestelling met betalingsverplichting").click()
    page.wait_for_url(f"{sandbox.address}/**")
    order = Order.objects.get()
    page.goto(f"{live_server.url}/bestellen/{order.key}/betaald/")
    found |= look(page, "waiting", tmp_path)
    sandbox.pay(sandbox.list_payments()[0].id, method="ideal")
    page.reload()
    found |= look(page, "paid", tmp_path)
    page.goto(f"{live_server.url}/herroepen/")
    found |= look(page, "which", tmp_path)
    page.get_by_label("Nummer van je bestelling").fill(order.number)
    page.get_by_label("E-mailadres").fill(NEWCOMER["email"])
    page.get_by_role("button", name="Ga verder").click()
    found |= look(page, "meaning", tmp_path)
    page.get_by_role("button", name="Herroeping bevestigen").click()
    found |= look(page, "receipt", tmp_path)
    assert found == {}
    window.context.close()


def look(page: Page, name: str, folder: Path) -> dict[str, object]:
    barriers = {f"{name} {where}": what for where, what in find_barriers(page).items()}
    for width, scheme in ((320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
    return barriers
