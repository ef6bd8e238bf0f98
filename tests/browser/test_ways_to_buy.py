"""Somebody gives, unpacks, divides the seats of a team and uses a coupon: without JavaScript, and with nobody kept out.

What is bought here costs nothing, so that no payment provider is needed to come to the pages after it.
"""

import re
import subprocess

import pytest
from playwright.sync_api import Page, expect

from tests.browser.barriers import find_barriers
from tests.browser.conftest import OpenWindow
from tests.browser.demo_site import DemoSite
from tests.browser.own_account import make_members_in
from tests.browser.scenes import COMMAND
from tests.factories.accounts import PASSWORD
from tests.own_processes import ROOT, make_environment

pytestmark = pytest.mark.browser

GIVER = "gijs@wegen.example"
RECEIVERS = {True: "roos@wegen.example", False: "rik@wegen.example"}  # who has JavaScript, and who has not
MAKE = f"""
from legal.statements.models import Version
from members.accounts.models import User
from members.billing.models import Coupon
from tests.factories.offers import make_membership
from tests.factories.statements import answer
for person in User.objects.filter(email__in={[GIVER, *RECEIVERS.values()]!r}):
    for version in Version.objects.in_force().filter(document__act__in=["accept", "acknowledge"]):
        answer(person, version, version.document.act)  # or they would be asked first
facts = dict(period="month", may_be_gift=True, most_seats=9, trial_days=14)
make_membership("wegen-gratis", 0, **facts)
make_membership("wegen-betaald", 1900, **facts)
Coupon.objects.create(code="LENTE-26", percent=50, periods=2)
"""


@pytest.fixture(scope="module")
def shop(demo_site: DemoSite) -> DemoSite:
    make_members_in(demo_site, GIVER, *RECEIVERS.values())
    environment = make_environment(demo_site.folder, PORT=demo_site.address.rpartition(":")[2])
    subprocess.run([*COMMAND, MAKE], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return demo_site


def log_in(page: Page, email: str, path: str) -> None:
    page.goto(f"/account/login/?next={path}")
    page.fill("main [name=login]", email)
    page.fill("main [name=password]", PASSWORD)
    page.click("main button:text-is('Inloggen')")
    page.wait_for_url(re.compile(f"^[^?]+{path}$"))


def press(page: Page, words: str) -> None:
    page.click(f"main :is(button, a):text-is('{words}')")
    page.wait_for_load_state()


def examine(page: Page, javascript: bool, name: str = "") -> None:
    if javascript:
        assert find_barriers(page) == {}, page.url


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_gift_goes_from_one_to_another(shop: DemoSite, new_window: OpenWindow, javascript: bool) -> None:
    giver = new_window(javascript=javascript).page
    log_in(giver, GIVER, "/bestellen/wegen-gratis/")
    examine(giver, javascript, "begin")
    giver.check("[name=way][value=gift]")
    giver.fill("[name=receiver_name]", "Roos")
    giver.fill("[name=message]", "Veel plezier ermee!")
    press(giver, "Ga verder")
    examine(giver, javascript, "check-gift")
    press(giver, "Bestelling plaatsen")
    examine(giver, javascript, "outcome-gift")
    press(giver, "Laat de code één keer zien")
    examine(giver, javascript, "code")
    code = giver.locator("main .lead strong").inner_text()
    receiver = new_window(javascript=javascript).page
    log_in(receiver, RECEIVERS[javascript], "/bestellen/wegen-gratis/")
    receiver.check("[name=way][value=trial]")
    press(receiver, "Ga verder")
    examine(receiver, javascript, "check-trial")
    press(receiver, "Bestelling plaatsen")
    receiver.goto("/bestellen/cadeau/")
    receiver.fill("[name=code]", "AAAA")
    press(receiver, "Pak het uit")
    examine(receiver, javascript, "redeem-wrong")
    receiver.fill("[name=code]", code)
    press(receiver, "Pak het uit")
    expect(receiver.get_by_role("heading", level=1)).to_have_text("Je hebt dit nu al")
    examine(receiver, javascript, "later")
    press(receiver, "Pak het nu uit")
    examine(receiver, javascript, "opened")
    expect(receiver.get_by_role("heading", level=1)).to_have_text("Je cadeau is uitgepakt")
    expect(receiver.locator("blockquote")).to_contain_text("Veel plezier ermee!")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_the_seats_of_a_team_are_divided(shop: DemoSite, new_window: OpenWindow, javascript: bool) -> None:
    page = new_window(javascript=javascript).page
    log_in(page, GIVER, "/bestellen/wegen-gratis/")
    page.check("[name=way][value=team]")
    page.fill("[name=quantity]", "3")
    press(page, "Ga verder")
    press(page, "Bestelling plaatsen")
    press(page, "Plekken verdelen")
    team = page.locator("section[aria-labelledby^=team-]").first
    expect(team).to_contain_text("3 van 3 plekken zijn vrij")
    team.locator("button:text-is('Neem zelf een plek')").click()
    team.locator("[name=emails]").fill("iemand-met-een-heel-lang-adres-dat-niet-breekt@wegen.example\nziet er niet uit")
    team.locator("button:text-is('Nodig uit')").click()
    expect(page.get_by_role("heading", name="Er is een probleem")).to_be_visible()
    examine(page, javascript, "team-wrong")
    page.locator("[name=emails]").first.fill("iemand-met-een-heel-lang-adres-dat-niet-breekt@wegen.example")
    team.locator("button:text-is('Nodig uit')").click()
    examine(page, javascript, "team")
    team.locator("button:text-is('Trek de uitnodiging in')").click()
    team.locator("button:text-is('Neem de plek terug')").click()
    expect(team).to_contain_text("3 van 3 plekken zijn vrij")
    page.goto("/account/")
    expect(page.get_by_role("heading", name="Mijn team")).to_be_visible()


def test_a_coupon_shows_what_it_takes_off_before_anything_is_ordered(shop: DemoSite, new_window: OpenWindow) -> None:
    page = new_window().page
    log_in(page, GIVER, "/bestellen/wegen-betaald/")
    page.fill("[name=coupon]", "bestaat niet")
    press(page, "Ga verder")
    examine(page, True, "coupon-wrong")
    page.fill("[name=coupon]", "lente-26")
    press(page, "Ga verder")
    expect(page.locator("main dl")).to_contain_text("9,50")
    expect(page.locator("main dl")).to_contain_text("De korting geldt 2 keer")
    examine(page, True, "check-coupon")
