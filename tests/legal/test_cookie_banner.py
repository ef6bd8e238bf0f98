"""The banner in the HTML: the same bytes for everybody, hidden until the script finds no choice."""

import re

import pytest
from django.template import Context, Template

from legal.cookies.purposes import list_optional, read_purposes
from tests.factories.courses import make_course, make_lesson
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PUBLIC_PAGES = {
    "/": 200,
    "/en/": 200,
    "/cursussen/": 200,
    "/cursussen/korter-overleggen/": 200,
    "/cursussen/korter-overleggen/de-agenda/": 200,
    "/privacy/versies/": 404,  # nothing was published yet
    "/bestaat-niet/": 404,
    "/account/missing/": 404,
}


@pytest.fixture(autouse=True)
def course() -> None:
    make_lesson(make_course(slug="korter-overleggen"), slug="de-agenda")


def read(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == PUBLIC_PAGES.get(path, 200)
    return response.content


def render_banner() -> str:
    return Template("{% load consent %}{% cookie_banner %}").render(Context())


@pytest.mark.parametrize("path", [*PUBLIC_PAGES, "/cookies/keuze/"])
def test_no_cookie_is_set_before_a_choice(client: Client, path: str) -> None:
    read(client, path)
    assert not client.cookies


@pytest.mark.parametrize("path", [*PUBLIC_PAGES, "/cookies/keuze/"])
def test_no_script_that_waits_for_a_yes_stands_in_the_html(client: Client, path: str) -> None:
    page = read(client, path).decode()
    facts = '<script type="application/ld+json">'  # for search engines; no browser runs it
    sources = [source for source in re.findall(r"<script[^>]*>", page) if source != facts]
    names = [re.search(r'type="module" src="/static/js/(\w+)[^"]*\.js"', source)[1] for source in sources]
    assert names[0] == "consent"
    assert set(names[1:]) <= {"own_place"}  # keeps nothing before a reader asks for it: tests/browser/test_own_place.py


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_a_page_is_the_same_bytes_before_and_after_a_choice(client: Client, path: str) -> None:
    fingerprint = list_optional(read_purposes())[0].fingerprint
    pages = {read(client, path)}
    for answer in ("yes", "no"):
        client.cookies["cookie_consent"] = f"statistics={answer}.{fingerprint}"
        client.cookies["last_visit_day"] = "2026-11-23"
        pages.add(read(client, path))
    assert len(pages) == 1


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_the_way_to_change_ones_mind_stands_on_every_page(client: Client, path: str) -> None:
    footer = read(client, path).decode().split("<footer")[1]
    assert "cookies/keuze/" in footer
    assert "data-consent-withdraw hidden" in footer


def test_the_banner_is_a_hidden_region_with_a_name_and_a_plain_form() -> None:
    banner = render_banner()
    assert 'role="region" aria-labelledby="banner-title" data-consent hidden' in banner
    assert '<form method="post" action="/cookies/keuze/">' in banner
    assert "csrfmiddlewaretoken" not in banner
    assert 'type="checkbox"' not in banner


def test_accepting_and_refusing_look_the_same_and_stand_together() -> None:
    accept, refuse = re.findall(r"<button ([^>]*)>(?:Accepteren|Weigeren)</button>", render_banner())
    assert accept.replace("accept", "refuse") == refuse


def test_the_banner_says_who_why_and_how_to_withdraw() -> None:
    banner = render_banner()
    for words in ("Mogen we anoniem meetellen?", "Werkflippen telt per dag", "Je keuze verander je altijd"):
        assert words in banner


def test_the_banner_costs_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        render_banner()
