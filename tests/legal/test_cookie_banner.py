"""The banner in the HTML: the same bytes for everybody, hidden until the script finds no choice."""

import re
import uuid
from html import unescape

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from legal.cookies.purposes import list_optional, read_purposes
from tests.factories.cookies import declare_purpose, publish_cookie_page
from tests.factories.courses import make_course, make_lesson
from tests.factories.people import make_person
from tests.visiting import Client

from .choosing_cookies import read_question

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
    publish_cookie_page()


def read(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == PUBLIC_PAGES.get(path, 200)
    return response.content


def render_banner() -> str:
    return Template("{% load consent %}{% cookie_banner %}").render(Context())


def list_scripts(page: str) -> list[str]:
    facts = '<script type="application/ld+json">'  # for search engines; no browser runs it
    sources = [source for source in re.findall(r"<script[^>]*>", page) if source != facts]
    return [re.search(r'src="/static/js/(\w+)[^"]*\.js"', source)[1] for source in sources]


def test_before_a_choice_no_page_sets_a_cookie_or_holds_a_script_that_waits_for_a_yes(client: Client) -> None:
    for path in [*PUBLIC_PAGES, "/cookies/keuze/"]:
        consent, choice, *others = list_scripts(read(client, path).decode())
        assert (consent, choice, dict(client.cookies)) == ("consent", "choice", {}), path
        assert set(others) <= {"own_place"}, path  # keeps nothing before a reader asks: tests/browser/test_own_place.py


def test_the_question_is_shown_before_what_it_would_push_down_is_drawn() -> None:
    """By a script that browsers run where it stands, right behind the question."""
    assert re.search(r'</div>\s*<script src="/static/js/choice[^"]*\.js"></script>\s*<p class="banner', render_banner())


def test_every_page_is_the_same_bytes_before_and_after_a_choice(client: Client) -> None:
    fingerprint = list_optional(read_purposes())[0].fingerprint
    before = {path: read(client, path) for path in PUBLIC_PAGES}
    for answer in ("yes", "no"):
        client.cookies["cookie_consent"] = f"statistics={answer}.{fingerprint}|#={uuid.uuid4()}"
        client.cookies["last_visit_day"] = "2026-11-23"
        assert {path: read(client, path) for path in PUBLIC_PAGES} == before


def test_the_way_to_change_ones_mind_stands_on_every_page(client: Client) -> None:
    pages = {path: read(client, path) for path in PUBLIC_PAGES}
    client.force_login(make_person())
    pages["/account/"] = read(client, "/account/")
    for path, page in pages.items():
        footer = page.decode().split("<footer")[1]
        assert "cookies/keuze/" in footer, path
        assert "data-consent-withdraw hidden" in footer, path


def test_the_banner_is_a_hidden_region_with_a_name_and_a_plain_form() -> None:
    banner = render_banner()
    assert 'role="region" aria-labelledby="banner-title" data-consent="cookie_consent" hidden' in banner
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


def test_all_that_the_proof_says_was_shown_stands_in_the_banner_and_on_the_page(client: Client) -> None:
    for shown in (unescape(render_banner()), unescape(read(client, "/cookies/keuze/").decode())):
        text = " ".join(re.sub(r"<[^>]+>", " ", shown).split())
        for line in read_question().wording.splitlines()[:-1]:
            for words in line.split(" · "):
                assert words in text, words


def test_the_banner_costs_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        render_banner()


def test_with_more_purposes_each_is_named_and_a_way_leads_to_choosing_among_them() -> None:
    declare_purpose()
    publish_cookie_page()
    banner = render_banner()
    for words in ("Mogen we deze cookies gebruiken?", "Anoniem meetellen.", "Video’s van buiten.", "Zelf kiezen"):
        assert words in banner
    assert re.findall(r'name="asked" value="(\w+)"', banner) == ["statistics", "videos"]
    accept, refuse = re.findall(r"<button ([^>]*)>Alles (?:accepteren|weigeren)</button>", banner)
    assert accept.replace("accept", "refuse") == refuse
    assert 'type="checkbox"' not in banner


def test_a_page_asks_the_database_once_for_the_question(client: Client, django_assert_num_queries) -> None:
    request = RequestFactory().post("/")
    page = Template("{% load consent %}{% cookie_banner %}{% cookie_withdrawal %}")
    with django_assert_num_queries(1):
        assert "Stop met meetellen" in page.render(Context({"request": request}))
