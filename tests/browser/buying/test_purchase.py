"""Somebody without an account buys a membership and withdraws from it, and a member buys in each way that is paid: in a
real browser, at the sandbox. Trials, gifts and teams: test_ways_to_buy.py.
"""

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from members.billing.models import Coupon, Order, Withdrawal
from members.billing.sandbox.running import Sandbox
from tests.browser.barriers import find_barriers
from tests.browser.keyboard import fill_in_by_keyboard, tab_to, tick_and_send
from tests.browser.windows import Window, open_window
from tests.factories.accounts import NEWCOMER
from tests.factories.courses import make_course, make_lesson
from tests.factories.offers import make_bundle, make_membership, sell

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
def test_no_screen_of_it_keeps_anybody_out(chromium: Browser, live_server: LiveServer, sandbox: Sandbox) -> None:
    window = open_window(chromium, live_server.url)
    page = window.open("/bestellen/lid-month/")
    found = look(page, "empty")
    page.get_by_role("button", name="Ga verder").click()
    found |= look(page, "refused")
    for label, text in {"Voornaam": "Noor", "Achternaam": "Nieuw", "Wachtwoord": NEWCOMER["password1"]}.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("E-mailadres").fill(NEWCOMER["email"])
    page.get_by_label("Voor zichzelf").check()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Ga verder").click()
    found |= look(page, "check")
    page.get_by_role("button", name="Bestelling met betalingsverplichting").click()
    found |= look(page, "unticked")
    page.get_by_label("Ik wil dat mijn toegang meteen begint").check()
    page.get_by_role("button", name="Bestelling met betalingsverplichting").click()
    page.wait_for_url(f"{sandbox.address}/**")
    order = Order.objects.get()
    page.goto(f"{live_server.url}/bestellen/{order.key}/betaald/")
    found |= look(page, "waiting")
    sandbox.pay(sandbox.list_payments()[0].id, method="ideal")
    page.reload()
    found |= look(page, "paid")
    page.goto(f"{live_server.url}/herroepen/")
    found |= look(page, "which")
    page.get_by_label("Nummer van je bestelling").fill(order.number)
    page.get_by_label("E-mailadres").fill(NEWCOMER["email"])
    page.get_by_role("button", name="Ga verder").click()
    found |= look(page, "meaning")
    page.get_by_role("button", name="Herroeping bevestigen").click()
    found |= look(page, "receipt")
    assert found == {}
    window.context.close()


WAYS = {  # where a member begins, what they press there, what they tick, what it costs
    "one course": ("/cursussen/korter/", "Koop deze cursus", "waiver", 4900),
    "a course for a year": ("/cursussen/tijdelijk/", "Koop deze cursus", "waiver", 2900),
    "a bundle": ("/cursussen/terug/", "Koop de bundel Samen sterk", "start_now", 9900),
    "with a coupon": ("/lid-worden/", "Word lid per maand", "start_now", 950),
    "a year": ("/lid-worden/", "Word lid per jaar", "start_now", 19000),
}


@pytest.fixture
def catalogue(shop: None) -> None:
    make_membership(period="year", cents=19000)
    courses = {slug: make_course(slug=slug) for slug in ("korter", "tijdelijk", "terug", "gratis")}
    for course in courses.values():
        make_lesson(course)
    sell(courses["korter"])
    sell(courses["tijdelijk"], 2900, term_months=12)
    sell(courses["gratis"], 0)
    make_bundle(courses["korter"], courses["terug"], name="Samen sterk")
    Coupon.objects.create(code="LENTE-26", percent=50)


@pytest.mark.usefixtures("catalogue", "member")
def test_a_member_buys_in_each_way_from_the_page_that_sells_it(window: Window, sandbox: Sandbox) -> None:
    for name, (path, door, box, cents) in WAYS.items():
        page = window.open(path)
        page.get_by_role("link", name=door, exact=True).click()
        if page.get_by_label("Voor zichzelf").count():
            page.get_by_label("Voor zichzelf").check()
        if name == "with a coupon":
            page.get_by_label("Kortingscode").fill("lente-26")
        page.get_by_role("button", name="Ga verder").click()
        page.check(f"[name={box}]")
        page.get_by_role("button", name="Bestelling met betalingsverplichting").click()
        page.wait_for_url(f"{sandbox.address}/**")
        newest = sandbox.list_payments()[0]
        assert newest.cents == cents, name
        sandbox.pay(newest.id, method="ideal")
        page.goto(newest.redirect_url)
        assert "je bestelling is rond" in page.content(), name
    assert [complaint for complaint in window.complaints if not complaint.startswith("asks somebody else")] == []


@pytest.mark.usefixtures("catalogue", "member")
def test_a_member_takes_a_course_that_costs_nothing_and_opens_its_lesson(window: Window) -> None:
    page = window.open("/cursussen/gratis/")
    page.get_by_role("link", name="Neem deze cursus", exact=True).click()
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("button", name="Bestelling plaatsen").click()
    assert "je bestelling is rond" in page.content()
    page.goto("/cursussen/gratis/")
    page.locator("main ol a").first.click()
    assert "Koop deze cursus" not in page.content()
    assert window.complaints == []


def look(page: Page, name: str) -> dict[str, object]:
    return {f"{name} {where}": what for where, what in find_barriers(page).items()}
