"""A member who has no mouse and no JavaScript does with their membership what they can do with it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from members.accounts.models import User
from members.billing.models import Subscription
from members.billing.sandbox.running import Sandbox
from tests.browser.keyboard import press, tab_to, tick_and_send, walk_to
from tests.browser.windows import Window
from tests.factories.offers import make_membership
from tests.members.billing.shopping import join

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(member: User, sandbox: Sandbox, window: Window, settings: Any) -> Page:
    """Of a membership that was paid for with iDEAL."""
    make_membership("lid-plus", 4900, name="Lid plus", name_en="Member plus")
    join(member, sandbox)
    return window.open("/account/lidmaatschap/")


def test_a_member_switches_at_once_and_pays_the_difference_with_the_keyboard_alone(page: Page) -> None:
    press(page, "Stap over")
    press(page, "Bekijk de overstap naar Lid plus")
    tab_to(page, "na de periode")
    page.keyboard.press("ArrowUp")
    press(page, "Bestelling met betalingsverplichting")
    tab_to(page, "Ga verder")
    with page.expect_navigation(url="**/account/lidmaatschap/**"):
        page.keyboard.press("Enter")
    assert Subscription.objects.get().terms.title == "Lid plus"
    expect(page.locator("main")).to_contain_text("Lid plus")


def test_a_member_pauses_and_comes_back_with_the_keyboard_alone(page: Page) -> None:
    press(page, "Pauzeer")
    tick_and_send(page, "Pauzeer")
    assert Subscription.objects.get().paused_on is not None
    press(page, "Stop")
    tick_and_send(page, "Stop")
    assert Subscription.objects.get().paused_on is None


def test_a_member_cancels_and_thinks_better_of_it_with_the_keyboard_alone(page: Page) -> None:
    press(page, "Zeg op")
    tick_and_send(page, "Zeg op")
    assert Subscription.objects.get().ends_on is not None
    tick_and_send(page, "Ga toch door")
    assert Subscription.objects.get().ends_on is None


def test_a_member_downloads_the_invoice_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/account/facturen/")
    walk_to(page, page.get_by_role("link", name="als pdf").first)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().read_bytes().startswith(b"%PDF")
