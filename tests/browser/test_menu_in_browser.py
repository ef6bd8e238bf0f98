"""The menu of a telephone: a sheet that the browser itself opens and closes."""

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite

pytestmark = pytest.mark.browser


def test_keyboard_users_open_the_menu_go_through_it_and_close_it_without_a_script(
    demo_site: DemoSite, new_window: OpenWindow
) -> None:
    page = new_window(width=320, javascript=False).open("/contact/")
    button, menu = page.get_by_role("button", name="Menu"), page.locator("#menu")
    expect(menu).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.get_by_role("button", name="Sluiten")).to_be_focused()
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Cursussen")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_the_open_menu_keeps_nobody_out_and_leads_on(demo_site: DemoSite, new_window: OpenWindow) -> None:
    page = new_window(width=320).open("/contact/")
    page.get_by_role("button", name="Menu").click()
    assert find_barriers(page, "#menu") == {}
    page.locator("#menu").get_by_role("link", name="Vragen").click()
    expect(page).to_have_url(f"{demo_site.address}/contact/veelgestelde-vragen/")


def test_the_header_takes_one_line_on_the_smallest_telephone(demo_site: DemoSite, new_window: OpenWindow) -> None:
    window = new_window(width=320, javascript=False)
    for path in ("/", "/en/"):
        assert window.open(path).locator(".header__row").bounding_box()["height"] < 70


def test_in_a_wide_window_the_links_stand_in_the_header(demo_site: DemoSite, new_window: OpenWindow) -> None:
    page = new_window(javascript=False).open("/contact/")
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    expect(page.locator("#menu").get_by_role("link", name="Contact")).to_have_attribute("aria-current", "page")
