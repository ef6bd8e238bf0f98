"""The page Lid worden: the memberships side by side, for everybody alike."""

import re
from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.utils import timezone

from members.membership.models import Offer
from tests.factories.courses import give_access, give_membership, make_course
from tests.factories.offers import add_price, make_bundle, make_membership, sell
from tests.factories.people import make_person
from tests.reading import read_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PATH, ENGLISH = "/lid-worden/", "/en/lid-worden/"
HOST = "http://testserver"
EXTRAS = {"may_be_gift": True, "most_seats": 25, "position": 1}


def read(client: Client, path: str = PATH) -> str:
    return " ".join(read_page(client, path).replace("\u00a0", "_").split())


def list_calls(page: str) -> list[str]:
    return re.findall(r'<a class="button button--primary" href="([^"]+)"', page)


def without_gift_code(page: str) -> str:
    """Without the line for who was given something, which stands there whatever is on sale."""
    return re.sub(r"Kreeg je een cadeau\?.*?</p>", "", page)


@pytest.fixture
def two_plans() -> tuple[Offer, Offer]:
    month = make_membership(name="Maandlid", trial_days=14, summary="Elke maand opnieuw jouw keuze.")
    return month, make_membership("jaarlid", 19000, "year", name="Jaarlid", **EXTRAS)


def test_a_visitor_compares_the_plans_and_is_led_to_the_checkout(client, two_plans):
    page = read(client)
    month, year = (plan.split("</article>")[0] for plan in page.split('class="plans__plan"')[1:])
    for text in ("Maandlid", "€_19", "19 euro", "per maand, incl. btw", "Eerst 14 dagen gratis proberen"):
        assert text in month
    assert "Elke maand opnieuw jouw keuze." in month
    for text in ("Jaarlid", "€_190", "per jaar, incl. btw", "Je bespaart €_38 per jaar", "Ook als cadeau"):
        assert text in year
    for text in ("Voor een team, vanaf 2 plekken", "Na het eerste jaar elke maand opzegbaar"):
        assert text in year
    assert '<a href="/bestellen/lid-month/?voor=trial">Eerst 14 dagen gratis proberen</a>' in month
    for words, way in (("Ook als cadeau", "gift"), ("Voor een team, vanaf 2 plekken", "team")):
        assert f'<a href="/bestellen/jaarlid/?voor={way}">{words}</a>' in year
    assert page.count("?voor=") == 3
    assert "bespaart" not in month
    assert "proberen" not in year
    assert list_calls(page) == ["/bestellen/lid-month/", "/bestellen/jaarlid/"]


def test_a_visitor_reads_when_a_plan_goes_on_and_how_one_stops(client, two_plans):
    page = read(client)
    for text in (
        "Opzeggen kan elke dag, in je account of per mail.",
        "je krijgt terug wat je te veel hebt betaald",
        "vraagt geen bankgegevens en stopt vanzelf",
        "Binnen 14 dagen kun je van de koop af",
        "Dan heb je 14 dagen om alsnog te betalen.",
        '<a href="/voorwaarden/">onze voorwaarden</a>',
    ):
        assert text in page


def test_the_english_page_says_it_in_english(client, two_plans):
    page = read(client, ENGLISH)
    assert "Member per month" in page
    assert "You save €_38 a year" in page
    assert list_calls(page) == ["/en/bestellen/lid-month/", "/en/bestellen/jaarlid/"]


def test_a_year_that_saves_nothing_says_so_by_saying_nothing(client):
    month = make_membership("maandlid", 1000)
    make_membership("jaarlid", 12000, "year")
    assert "bespaart" not in read(client)
    month.is_on_sale = False
    month.save()
    assert "bespaart" not in read(client)


def test_one_plan_without_extras_promises_nothing_more(client):
    make_membership("jaarlid", 19000, "year", grace_days=0)
    page = read(client)
    for text in ("proberen", "Proberen", "cadeau", "team", "Per maand", "Lukt een betaling niet", "Liever één cursus?"):
        assert text not in without_gift_code(page)
    assert '<a href="/bestellen/cadeau/">' in page


def test_courses_and_bundles_lead_to_the_catalogue(client, two_plans):
    make_bundle(make_course("Een"), make_course("Twee"), name="Samen sterk")
    page = read(client)
    assert "Liever één cursus?" in page
    assert 'href="/cursussen/?toegang=los"' in page
    assert "Samen sterk" not in page


def test_nothing_on_sale_leads_to_the_courses_and_nothing_leads_here(client):
    make_membership(is_on_sale=False)
    make_membership("zonder-prijs", None)
    add_price(make_membership("morgen", None), 1900, timezone.localdate() + timedelta(days=1))
    sell(make_course())
    page = read(client)
    assert "Er is nu geen lidmaatschap te koop." in page
    assert list_calls(page) == ["/cursussen/"]
    assert "onze voorwaarden" not in page
    assert PATH not in read(client, "/")
    assert PATH not in client.get("/sitemap.xml").content.decode()


def test_a_price_of_tomorrow_is_shown_tomorrow(client, two_plans, time_machine):
    add_price(two_plans[0], 2400, timezone.localdate() + timedelta(days=1))
    assert "€_19<" in read(client)
    time_machine.shift(timedelta(days=1))
    page = read(client)
    assert "€_24<" in page
    assert "€_19<" not in page
    assert "Je bespaart €_98 per jaar" in page


def test_every_page_leads_here_while_there_is_a_membership(client, two_plans):
    assert f'<a class="header__link" href="{PATH}">Lid worden</a>' in read(client, "/cursussen/")
    assert f'<a class="button button--quiet" href="{PATH}">Word lid</a>' in read(client, "/")
    assert f'<a class="header__link" href="{PATH}" aria-current="page">Lid worden</a>' in read(client)
    assert f'href="{ENGLISH}">Become a member</a>' in read(client, "/en/")


def test_every_visitor_gets_the_same_bytes(two_plans):
    first, second = Client().get(PATH), Client(headers={"user-agent": "Anders", "accept-language": "en"}).get(PATH)
    assert first.content == second.content
    assert not first.cookies
    assert b"csrfmiddlewaretoken" not in first.content


@pytest.mark.parametrize(("days", "words"), [(0, "Je bent al lid."), (30, "Je bent lid tot en met 23 december 2026.")])
def test_a_member_reads_that_they_are_one(client, two_plans, days, words):
    person, now = make_person(), timezone.now()
    give_membership(person, ends_at=now + timedelta(days=7))
    give_membership(person, ends_at=now + timedelta(days=days) if days else None)
    client.force_login(person)
    assert words in read(client)


def test_who_has_a_course_or_was_a_member_is_invited_as_everybody(client, two_plans):
    person, now = make_person(), timezone.now()
    give_access(person, make_course())
    give_membership(person, starts_at=now - timedelta(days=9), ends_at=now - timedelta(days=2))
    client.force_login(person)
    assert "Je bent" not in read(client)


def test_search_engines_find_the_page_in_both_languages(client, two_plans):
    for path, other in ((PATH, ENGLISH), (ENGLISH, PATH)):
        page = read(client, path)
        assert f'<link rel="canonical" href="{HOST}{path}">' in page
        assert f'hreflang="nl" href="{HOST}{PATH}">' in page
        assert f'hreflang="en" href="{HOST}{ENGLISH}">' in page
        assert f'hreflang="x-default" href="{HOST}{PATH}">' in page
        assert f'href="{other}"' in page
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ElementTree.fromstring(client.get("/sitemap.xml").content).findall("s:url/s:loc", names)
    assert {f"{HOST}{PATH}", f"{HOST}{ENGLISH}"} <= {url.text for url in urls}


def test_the_page_is_shared_with_its_title_and_the_picture_of_the_front_page(client, two_plans):
    page = read(client)
    assert '<meta property="og:title" content="Lid worden">' in page
    assert f'<meta property="og:url" content="{HOST}{PATH}">' in page
    picture = re.search(r'og:image" content="http://testserver([^"]+)"', page)
    assert picture and client.get(picture[1]).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_can_be_read_and_nothing_else(client, method):
    assert getattr(client, method)(PATH).status_code == 405
