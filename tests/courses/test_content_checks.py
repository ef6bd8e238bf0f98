"""What an editor should look at again, in the editor and for all that is published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.editing.checking import list_findings
from courses.editing.findings import Finding, Kind
from courses.models import CoursePage, LessonPage
from tests.factories.courses import find_catalog, make_course, make_lesson, make_open_lesson
from tests.factories.people import make_colleague, make_person
from tests.reading import read_page
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

REPORT = "/admin/reports/inhoud/"
TEXT = ("paragraph", "<p>Wat de afbeeldingen laten zien.</p>")


@pytest.fixture
def course() -> CoursePage:
    course = make_course(slug="korter-overleggen")
    make_open_lesson(course, slug="kennismaken")
    return course


def write_lesson(course: CoursePage, *body: tuple[str, object], **fields: object) -> LessonPage:
    return make_lesson(course, body=list(body), **fields)


def say(page: CoursePage | LessonPage) -> list[tuple[str, str]]:
    return [(finding.kind, finding.detail) for finding in list_findings(page)]


def link(**attributes: object) -> tuple[str, str]:
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return "paragraph", f"<p>Lees <a {written}>meer</a>.</p>"


def test_a_good_lesson_and_a_good_course_have_nothing_to_repair(course):
    assert say(course) == []
    lesson = write_lesson(
        course,
        ("heading", "Oefenen"),
        ("exercise", {"title": "Doen", "text": "<p>Doe het.</p>"}),
        ("heading", "Verder"),
        link(linktype="page", id=course.pk),
    )
    assert say(lesson) == []


def test_a_page_without_any_summary_is_named(course):
    lesson = make_lesson(course)
    lesson.teaser = " "
    assert say(lesson) == [(Kind.NO_SUMMARY, "")]
    lesson.search_description = "Wat er is."
    assert say(lesson) == []


def test_a_lesson_without_text_is_named(course):
    assert say(write_lesson(course)) == [(Kind.NO_TEXT, "")]
    assert say(write_lesson(course, ("paragraph", "<p></p>"), title="Leeg")) == [(Kind.NO_TEXT, "")]


def test_headings_that_skip_a_level_are_named(course):
    exercise = ("exercise", {"title": "Doen", "text": "<p>Doe het.</p>"})
    assert say(write_lesson(course, exercise)) == [(Kind.HEADINGS, "h1 → h3")]
    lesson = write_lesson(course, ("heading", "Eén"), ("paragraph", "<h4>Vier</h4><p>Tekst</p>"), title="Twee")
    assert say(lesson) == [(Kind.HEADINGS, "h2 → h4")]


def test_a_heading_in_the_opening_counts_for_what_follows(course):
    exercise = ("exercise", {"title": "Doen", "text": "<p>Doe het.</p>"})
    assert say(write_lesson(course, exercise, opening=[("heading", "Vooraf")])) == []


def test_links_to_pages_that_are_not_there_are_named(course):
    draft = make_lesson(course, "Nog niet af", live=False)
    lesson = write_lesson(
        course, link(linktype="page", id=999999), link(linktype="page", id=draft.pk), link(linktype="page", id="x")
    )
    assert say(lesson) == [(Kind.DEAD_LINK, "meer"), (Kind.DRAFT_LINK, "Nog niet af")]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/en/",
        "/cursussen/",
        "/cursussen/korter-overleggen/kennismaken/?x=1#y",
        "/account/login/",
        "/en/account/login/",
        "/privacy/",
        "https://elders.example/weg/",
        "//elders.example/weg/",
        "mailto:hallo@werkflippen.example",
        "#hier",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(course, address):
    assert say(write_lesson(course, link(href=address))) == []


@pytest.mark.parametrize("address", ["/cursussen/weg/", "/en/courses/gone/", "/weg/", "http://127.0.0.1:8000/weg/"])
def test_a_link_by_path_that_leads_nowhere_is_named(course, settings, address):
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert say(write_lesson(course, link(href=address))) == [(Kind.DEAD_LINK, address)]


def test_a_link_by_path_to_a_draft_is_named(course):
    make_lesson(course, "Nog niet af", slug="nog-niet-af", live=False)
    lesson = write_lesson(course, link(href="/cursussen/korter-overleggen/nog-niet-af/"))
    assert say(lesson) == [(Kind.DRAFT_LINK, "Nog niet af")]


def test_a_course_that_nobody_can_taste_is_named(course):
    other = make_course("Tijd terug")
    make_lesson(other)
    make_open_lesson(other, live=False)
    assert say(other) == [(Kind.NOTHING_OPEN, "")]
    assert say(make_course("Alles vrij", access_rule="open")) == [(Kind.NOTHING_OPEN, "")]  # it has no lessons
    assert say(make_course("Van vroeger", is_archived=True)) == []  # nobody is to be won for it
    free = make_course("Vrij", access_rule="open")
    make_lesson(free)
    assert say(free) == []


def test_the_introduction_of_a_course_is_read_too(course):
    course.introduction = '<p><a linktype="page" id="999999">Weg</a></p>'
    assert say(course) == [(Kind.DEAD_LINK, "Weg")]


def test_pictures_without_a_description_are_counted_wherever_they_stand(course):
    described = {"image": None, "alternative": "Een agenda", "is_decorative": False}
    silent = {"image": None, "alternative": " ", "is_decorative": False}
    decoration = {"image": None, "alternative": "", "is_decorative": True}
    unsaid = {"image": None}
    assert say(write_lesson(course, ("image", described), ("gallery", [described, decoration]), TEXT)) == []
    silent_ones = write_lesson(course, ("image", silent), ("gallery", [silent, described, unsaid, decoration]), TEXT)
    assert say(silent_ones) == [(Kind.NO_ALT_TEXT, "3")]


def test_every_finding_has_a_sentence():
    for kind in Kind:
        assert "%" not in Finding(kind, "3").sentence


def test_the_editor_reads_the_findings_of_what_is_saved(client, course):
    client.force_login(make_colleague("Editors"))
    lesson = make_lesson(course)
    assert "Na te kijken" not in client.get(f"/admin/pages/{lesson.pk}/edit/").content.decode()
    lesson.body = [link(linktype="page", id=999999)]
    lesson.save_revision()
    page = client.get(f"/admin/pages/{lesson.pk}/edit/").content.decode()
    assert "Er is een link naar een pagina die er niet is: meer." in page


def read_report(client: Client, query: str = "") -> str:
    return read_page(client, f"{REPORT}{query}")


@pytest.fixture
def report(client, course) -> CoursePage:
    client.force_login(make_colleague("Editors"))
    make_lesson(course, "In orde")
    write_lesson(course, link(linktype="page", id=999999), title="Dode link")
    write_lesson(course, title="Zonder tekst")
    write_lesson(course, title="Een concept", live=False)
    make_course("Dichte cursus")
    return course


def test_the_report_lists_what_is_published_and_to_be_repaired(client, report):
    page = read_report(client)
    for title in ("Dode link", "Zonder tekst", "Dichte cursus"):
        assert title in page
    assert "In orde" not in page
    assert "Een concept" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?finding=dead_link", {"Dode link"}),
        ("?finding=no_text", {"Zonder tekst"}),
        ("?sort=course", {"Dichte cursus"}),
        ("?sort=lesson", {"Dode link", "Zonder tekst"}),
        ("?finding=dead_link&sort=course", set()),
        ("?finding=iets", {"Dode link", "Zonder tekst", "Dichte cursus"}),
    ],
)
def test_the_report_is_narrowed(client, report, query, found):
    page = read_report(client, query)
    assert {title for title in ("Dode link", "Zonder tekst", "Dichte cursus") if title in page} == found


def test_the_report_downloads_as_text(client, report):
    write_lesson(report, title="=1+1")
    response = client.get(f"{REPORT}?export=csv")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0] == "Pagina,Taal,Bevindingen"
    assert any(line.startswith("Zonder tekst,") and "De les heeft nog geen tekst." in line for line in lines)
    assert any(line.startswith("'=1+1,") for line in lines)


def test_the_report_is_for_editors_only(client, course):
    for person in (make_person(), make_colleague("Support")):
        client.force_login(person)
        assert client.get(REPORT).status_code in (302, 403, 404)
    client.logout()
    assert client.get(REPORT).status_code == 302


def count_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        read_report(client)
    return len(queries)


def test_the_report_costs_the_same_whatever_there_is(client, report):
    write_lesson(report, link(href="/weg/"), title="Nog een dode link")
    read_report(client)
    few = count_queries(client)
    for number in range(10):
        other = make_course(f"Cursus {number}", catalog=find_catalog())
        write_lesson(other, link(href=f"/weg/{number}/"), title=f"Les {number}")
    read_report(client)
    assert count_queries(client) == few
