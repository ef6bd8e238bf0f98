"""The map for search engines, the links between languages, and what others show when a page is shared."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image
from wagtail.models import Locale, PageViewRestriction

from courses.models import CoursePage, MakerPage
from home.pages.covers import COMPOSITIONS, TONES
from home.pages.sharing_image import TONES as SHARED_TONES
from home.pages.sharing_image import draw_sharing_image, trace
from members.membership.access import AccessRule
from tests.factories.courses import find_catalog, make_content_page, make_course, make_lesson, make_open_lesson
from tests.factories.people import make_person
from tests.factories.statements import publish_version

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
HOST = "http://testserver"


def read_map(client) -> dict[str, dict[str, str]]:
    """The addresses, each with its other languages."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return {
        url.findtext("s:loc", namespaces=NAMES).removeprefix(HOST): {
            link.get("hreflang"): link.get("href").removeprefix(HOST) for link in url.findall("x:link", NAMES)
        }
        for url in ElementTree.fromstring(response.content).findall("s:url", NAMES)
    }


def translate(course: CoursePage) -> CoursePage:
    english = course.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title, english.slug = "Shorter meetings", "shorter-meetings"
    english.save_revision().publish()
    return english


def test_the_map_leads_to_what_everybody_may_read_and_choose(client):
    course = make_course(slug="korter")
    make_open_lesson(course, slug="kennismaken")
    make_lesson(course, slug="de-agenda")
    make_lesson(course, slug="concept", own_rule=AccessRule.OPEN, live=False)
    make_course(slug="in-de-maak", live=False)
    make_open_lesson(make_course(slug="oud", is_archived=True), slug="les")
    addresses = set(read_map(client))
    assert {"/", "/en/", "/cursussen/", "/cursussen/korter/", "/cursussen/korter/kennismaken/"} <= addresses
    assert not {path for path in addresses if re.search("agenda|concept|maak|oud", path)}


def test_the_lessons_of_a_course_for_everybody_are_on_the_map(client):
    make_lesson(make_course(slug="open", access_rule=AccessRule.OPEN), slug="les")
    assert "/cursussen/open/les/" in read_map(client)


def test_each_language_of_a_page_names_the_others(client):
    translate(make_course(slug="korter"))
    there = {
        "nl": "/cursussen/korter/",
        "en": "/en/courses/shorter-meetings/",
        "x-default": "/cursussen/korter/",
    }
    found = read_map(client)
    assert found["/cursussen/korter/"] == found["/en/courses/shorter-meetings/"] == there


def test_a_page_in_one_language_names_no_other(client):
    course = make_course(slug="korter")
    course.copy_for_translation(Locale.objects.get(language_code="en"), alias=True, copy_parents=True)
    found = read_map(client)
    assert found["/cursussen/korter/"] == {}
    assert "/en/courses/korter/" not in found


def test_private_pages_are_not_on_the_map(client):
    course = make_course(slug="korter")
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert "/cursussen/korter/" not in read_map(client)


def test_published_legal_texts_are_on_the_map(client):
    publish_version("privacy")
    assert "/privacy/" in read_map(client)
    assert "/voorwaarden/" not in read_map(client)


def test_the_map_costs_the_same_for_every_number_of_courses(client):
    def measure() -> int:
        read_map(client)
        with CaptureQueriesContext(connection) as queries:
            read_map(client)
        return len(queries)

    make_lesson(make_course())
    few = measure()
    for number in range(20):
        make_lesson(make_course(f"Cursus {number}"))
    assert measure() == few


def test_search_engines_are_told_where_the_map_is_and_what_is_not_theirs(client):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {HOST}/sitemap.xml" in text
    assert "Disallow: /account/" in text
    assert "Disallow: /bestellen/" in text


def test_a_translated_page_names_its_languages_in_its_head(client):
    translate(make_course(slug="korter"))
    for path in ("/cursussen/korter/", "/en/courses/shorter-meetings/"):
        page = client.get(path).content.decode()
        assert f'<link rel="canonical" href="{HOST}{path}">' in page
        assert f'hreflang="nl" href="{HOST}/cursussen/korter/">' in page
        assert f'hreflang="en" href="{HOST}/en/courses/shorter-meetings/">' in page
        assert f'hreflang="x-default" href="{HOST}/cursussen/korter/">' in page
    assert 'hreflang="x-default"' not in client.get("/cursussen/korter/?utm_source=x").content.decode()


def test_a_page_that_is_not_translated_names_no_language(client):
    make_course(slug="korter")
    assert 'rel="alternate" hreflang' not in client.get("/cursussen/korter/").content.decode()


def test_a_course_that_is_shared_shows_its_promise_and_its_picture(client):
    make_course('Korter "overleggen"', slug="korter")
    page = client.get("/cursussen/korter/").content.decode()
    for tag in (
        '<meta property="og:title" content="Korter &quot;overleggen&quot;">',
        '<meta property="og:description" content="Je overlegt nog maar half zo lang.">',
        f'<meta property="og:url" content="{HOST}/cursussen/korter/">',
        f'<meta property="og:image" content="{HOST}/cursussen/korter/deelbeeld.png">',
        '<meta property="og:locale" content="nl_NL">',
        '<meta property="og:site_name" content="Werkflippen">',
    ):
        assert tag in page


def test_every_page_that_everybody_reads_has_a_picture_of_its_own_at_the_address_it_names(client):
    topic = make_course(slug="korter").topic
    about = make_content_page("Over ons", slug="over-ons")
    maker = about.add_child(instance=MakerPage(title="Noor", slug="noor", role="Maker", lead="Maakt cursussen."))
    pages = {}
    for address in ("/", "/en/", "/cursussen/", topic.url, about.url, maker.url):
        named = re.search(r'og:image" content="http://testserver([^"]+)"', client.get(address).content.decode())
        assert named and named[1] == f"{address}deelbeeld.png"
        pages[address] = client.get(named[1])
        assert (pages[address].status_code, pages[address]["Content-Type"]) == (200, "image/png")
    assert len({picture["ETag"] for picture in pages.values()}) == len(pages)


def test_a_lesson_has_no_picture_and_names_none(client):
    lesson = make_open_lesson(make_course(slug="korter"), slug="kennismaken")
    assert "og:image" not in client.get(lesson.url).content.decode()
    assert client.get(f"{lesson.url}deelbeeld.png").status_code == 404


def test_pages_of_the_account_are_not_shared(client):
    assert "og:title" not in client.get("/account/login/").content.decode()


def test_a_preview_is_for_nobody_else(client):
    client.force_login(make_person(is_superuser=True))
    course = make_course(slug="korter")
    page = course.make_preview_request(preview_mode="").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "og:title" not in page


def test_the_picture_of_a_course_is_drawn_once_for_who_keeps_it(client):
    make_course(slug="korter")
    response = client.get("/cursussen/korter/deelbeeld.png")
    assert response["Content-Type"] == "image/png"
    with Image.open(BytesIO(response.content)) as picture:
        assert picture.size == (1200, 630)
        assert len(picture.getcolors(maxcolors=1_000_000)) > 10
    again = client.get("/cursussen/korter/deelbeeld.png", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    course = CoursePage.objects.get(slug="korter")
    course.title = "Nog korter"
    course.save()
    assert client.get("/cursussen/korter/deelbeeld.png")["ETag"] != response["ETag"]


def test_the_english_picture_stands_at_the_english_address(client):
    translate(make_course(slug="korter"))
    assert client.get("/en/courses/shorter-meetings/deelbeeld.png").status_code == 200
    assert client.get("/en/courses/korter/deelbeeld.png").status_code == 404


def test_what_is_not_published_has_no_picture(client):
    make_course(slug="in-de-maak", live=False)
    hidden = make_course(slug="besloten")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for path in ("cursussen/in-de-maak", "cursussen/besloten", "iets/x", "a%00", "privacy", "cursussen/besloten/x"):
        assert client.get(f"/{path}/deelbeeld.png").status_code == 404


def test_a_draft_title_is_not_in_the_head_or_the_picture(client):
    course = make_course(slug="korter")
    course.save_revision().publish()
    tag = client.get("/cursussen/korter/deelbeeld.png")["ETag"]
    course.title = "Kanarie"
    course.save_revision()
    assert "Kanarie" not in client.get("/cursussen/korter/").content.decode()
    assert client.get("/cursussen/korter/deelbeeld.png")["ETag"] == tag
    assert "Kanarie" not in client.get("/sitemap.xml").content.decode()


def test_a_catalogue_that_is_offline_shows_no_picture(client):
    make_course(slug="korter")
    find_catalog().unpublish()
    assert client.get("/cursussen/korter/deelbeeld.png").status_code == 404


def test_the_picture_has_the_tones_of_the_poster():
    sheet = (Path(settings.REPOSITORY) / "static" / "css" / "components" / "cover.css").read_text(encoding="utf-8")
    for tone in TONES:
        rules = re.search(rf"\.cover--{tone} \{{(.*?)\}}", sheet, re.DOTALL)
        assert rules and tuple(re.findall(r"#[0-9a-f]{6}", rules[1])) == SHARED_TONES[tone]


@given(st.binary(min_size=30, max_size=30))
def test_every_poster_can_be_traced(dice):
    for compose in COMPOSITIONS:
        for _tone, path in compose(dice):
            for polygon in trace(path):
                assert len(polygon) >= 3
                assert all(-450 <= x <= 750 and -450 <= y <= 650 for x, y in polygon)


@given(title=st.text(max_size=255), company=st.text(max_size=100))
@hypothesis_settings(max_examples=15)
def test_any_title_can_be_drawn(title, company):
    assert draw_sharing_image(title=title, slug="x", subject="y", company=company).startswith(b"\x89PNG")
