"""The sandbox's test screen in a real browser: for everybody, by keyboard, and back to the shop."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from members.billing.sandbox.running import Sandbox
from tests.browser.barriers import find_barriers
from tests.browser.windows import Window, open_window
from tests.members.billing.sandbox.asking import (
    charge,
    make_client,
    make_customer_with_mandate,
    make_paid,
    make_payment,
)
from tests.members.billing.sandbox.shop import Shop, running_shop

pytestmark = pytest.mark.browser
LONG = {"description": "Korteroververgaderenpraten" * 8, "locale": "nl_NL"}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox.start() as sandbox:
        yield sandbox


@pytest.fixture
def shop() -> Iterator[Shop]:
    with running_shop() as shop:
        yield shop


@pytest.fixture
def window(chromium: Browser, sandbox: Sandbox) -> Iterator[Window]:
    window = open_window(chromium, sandbox.address, javascript=False)
    yield window
    window.context.close()


def test_somebody_pays_by_keyboard_and_comes_back_to_the_shop(sandbox, shop, window):
    payment = make_payment(make_client(sandbox), redirectUrl=shop.url)
    page = window.open(payment.checkout_url)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # Bancontact
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation(url=shop.url):
        page.keyboard.press("Enter")
    paid = make_client(sandbox).payments.get(payment.id)
    assert (paid.status, paid.method, shop.heard[0]) == ("paid", "bancontact", "GET")
    assert [words for words in window.complaints if not words.startswith("asks somebody else")] == []


def test_the_screen_keeps_nobody_out(sandbox, chromium):
    mollie = make_client(sandbox)
    customer = make_customer_with_mandate(mollie, sandbox)
    debit, returned, paid = charge(customer), charge(customer), make_paid(mollie, sandbox, **LONG)
    sandbox.settle(returned.id)
    sandbox.charge_back(returned.id, cents=100)
    sandbox.refund(returned.id, 100)
    pages = {
        "open": f"/pay/{make_payment(mollie, **LONG).id}",
        "over": f"/pay/{paid.id}",
        "missing": "/pay/tr_1234567890",
        "waiting": f"/change/{debit.id}",
        "returned": f"/change/{returned.id}",
    }
    window = open_window(chromium, sandbox.address)
    assert {name: find_barriers(window.open(path)) for name, path in pages.items()} == dict.fromkeys(pages, {})
    assert window.complaints == []
    window.context.close()
