"""Counting pages: only after a yes that the server sees itself, and nothing about who read them."""

import datetime
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Page

from home.statistics.counting import count_view
from home.statistics.labels import read_label, sign_label
from home.statistics.models import DailyCount
from legal.cookies.purposes import list_optional, read_purposes
from tests.factories.cookies import publish_cookie_page
from tests.factories.courses import make_course, make_open_lesson
from tests.visiting import Client

pytestmark = pytest.mark.django_db

ADDRESS = "/statistiek/"
OWN = {"sec-fetch-site": "same-origin", "origin": "http://testserver"}
LABEL = "page:3f0f5a3e-3f2b-4a7e-9a55-0d3d8a3c1a11"
FORM = "application/x-www-form-urlencoded"


def consent(client: Client, answer: str = "yes") -> Client:
    publish_cookie_page()
    client.cookies["cookie_consent"] = f"statistics={answer}.{list_optional(read_purposes())[0].fingerprint}"
    return client


def send(client: Client, *, label: str = "", headers: dict[str, str] = OWN):
    return client.post(ADDRESS, f"label={label or sign_label(LABEL)}", content_type=FORM, headers=headers)


def read_counts() -> list[tuple[str, str, int, int]]:
    rows = DailyCount.objects.order_by("day", "label").values_list("day", "label", "views", "visits")
    return [(day.isoformat(), *rest) for day, *rest in rows]


def test_a_visitor_who_said_yes_is_counted_without_being_known(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00")
    response = send(consent(client))
    assert (response.status_code, response.content) == (204, b"")
    assert read_counts() == [("2026-11-23", LABEL, 1, 1)]
    assert set(response.cookies) == {"last_visit_day"}
    cookie = response.cookies["last_visit_day"]
    assert cookie.value == "2026-11-23"
    assert (cookie["max-age"], cookie["samesite"], cookie["path"]) == (31 * 24 * 60 * 60, "Lax", "/")


def test_the_second_page_of_the_day_is_a_view_but_no_visit(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00")
    send(consent(client))
    response = send(client)
    assert not response.cookies
    assert read_counts() == [("2026-11-23", LABEL, 2, 1)]


def test_a_new_day_begins_at_midnight_in_amsterdam(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-22 22:59+00:00")
    send(consent(client))
    time_machine.move_to("2026-11-22 23:01+00:00")
    send(client)
    assert read_counts() == [("2026-11-22", LABEL, 1, 1), ("2026-11-23", LABEL, 1, 1)]


def test_nobody_is_counted_before_a_choice(client: Client) -> None:
    response = send(client)
    assert (response.status_code, response.cookies) == (204, {})
    assert read_counts() == []


def test_nobody_is_counted_after_refusing(client: Client) -> None:
    response = send(consent(client, "no"))
    assert (response.status_code, response.cookies) == (204, {})
    assert read_counts() == []


@pytest.mark.parametrize("cookie", ["statistics=yes.ffff", "statistics=yes", "functional=yes", "statistics=9999"])
def test_a_forged_consent_counts_for_nothing(client: Client, cookie: str) -> None:
    client.cookies["cookie_consent"] = cookie
    response = send(client)
    assert (response.status_code, response.cookies) == (204, {})
    assert read_counts() == []


@pytest.mark.parametrize(
    "label", ["niets", LABEL, f"{LABEL}:vervalst", "page:1" + ":" + "A" * 43, "%00", "%F0%9F%8D%AA"]
)
def test_a_label_that_we_did_not_sign_is_refused(client: Client, label: str) -> None:
    assert send(consent(client), label=label).status_code == 400
    assert read_counts() == []


def test_a_request_without_a_label_is_refused(client: Client) -> None:
    assert consent(client).post(ADDRESS, "page=1", content_type=FORM, headers=OWN).status_code == 400


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://boef.example"}])
def test_another_site_cannot_have_pages_counted(client: Client, headers: dict[str, str]) -> None:
    assert send(consent(client), headers=headers).status_code == 403
    assert read_counts() == []


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_another_kind_of_body_is_refused(client: Client, content_type: str) -> None:
    response = consent(client).post(ADDRESS, "label=x", content_type=content_type, headers=OWN)
    assert response.status_code == 415


def test_a_body_of_more_than_a_kilobyte_is_refused(client: Client) -> None:
    body = f"label={sign_label(LABEL)}&" + "a" * 1024
    assert consent(client).post(ADDRESS, body, content_type=FORM, headers=OWN).status_code == 413
    assert read_counts() == []


@pytest.mark.parametrize("length", ["veel", "-1", ""])
def test_a_wrong_length_is_no_mistake_of_ours(client: Client, length: str) -> None:
    body = f"label={sign_label(LABEL)}"
    response = consent(client).post(ADDRESS, body, content_type=FORM, headers=OWN, CONTENT_LENGTH=length)
    assert response.status_code == 400


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_only_posting_counts(client: Client, method: str) -> None:
    assert getattr(consent(client), method)(ADDRESS, headers=OWN).status_code == 405


def test_a_member_is_counted_like_anybody_else(client: Client, django_assert_num_queries) -> None:
    person = get_user_model().objects.create_user(email="lid@werkflippen.example", password="een-lang-wachtwoord")
    client.force_login(person)
    before = person.__class__.objects.values().get(pk=person.pk)
    send(consent(client))
    assert [row[1:] for row in read_counts()] == [(LABEL, 1, 1)]
    assert person.__class__.objects.values().get(pk=person.pk) == before


def test_a_count_holds_nothing_about_a_person() -> None:
    assert {field.name for field in DailyCount._meta.fields} == {"id", "day", "label", "views", "visits"}


def test_a_page_carries_its_signed_label_and_the_same_one_every_time() -> None:
    page = SimpleNamespace(statistics_label=LABEL)
    template = Template("{% load statistics %}<body{% statistics_label %}>")
    html = template.render(Context({"page": page}))
    assert html == f'<body data-statistics-label="{sign_label(LABEL)}" data-statistics-address="/statistiek/">'
    assert template.render(Context({"page": page})) == html


@pytest.mark.parametrize("page", [None, SimpleNamespace(), SimpleNamespace(statistics_label="")])
def test_a_page_without_a_label_is_not_counted(page) -> None:
    assert Template("{% load statistics %}<body{% statistics_label %}>").render(Context({"page": page})) == "<body>"


def test_a_preview_is_not_counted() -> None:
    request = RequestFactory().get("/")
    request.is_preview = True
    context = Context({"page": SimpleNamespace(statistics_label=LABEL), "request": request})
    assert Template("{% load statistics %}<body{% statistics_label %}>").render(context) == "<body>"


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_both_count() -> None:
    day = datetime.date(2026, 11, 23)

    def read_page(number: int) -> None:
        try:
            count_view(label=LABEL, day=day, is_visit=number % 2 == 0)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as people:
        list(people.map(read_page, range(40)))
    assert read_counts() == [("2026-11-23", LABEL, 40, 20)]


@pytest.fixture
def counted_page() -> Page:
    page = Page.objects.filter(depth=2).first()
    assert page is not None
    Page.objects.filter(pk=page.pk).update(title="=Plannen & doen")
    day = datetime.date(2026, 11, 23)
    count_view(label=f"course:{page.translation_key}", day=day, is_visit=True)
    count_view(label=f"page:{uuid.uuid4()}", day=day, is_visit=False)
    count_view(label="iets anders", day=day, is_visit=False)
    return page


@pytest.fixture
def editor(client: Client) -> Client:
    person = get_user_model().objects.create_user(email="redactie@werkflippen.example", password="een-lang-wachtwoord")
    person.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_dailycount"]))
    client.force_login(person)
    return client


def test_an_editor_reads_how_often_each_page_was_visited(editor: Client, counted_page: Page) -> None:
    page = editor.get("/admin/reports/bezoek/").content.decode()
    assert "=Plannen &amp; doen" in page
    assert "Pagina die niet meer bestaat" in page


def test_an_editor_downloads_the_counts(editor: Client, counted_page: Page) -> None:
    response = editor.get("/admin/reports/bezoek/?export=csv")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0] == "Dag,Pagina,Keer bekeken,Bezoeken"
    # The apostrophe keeps a spreadsheet from taking the title for a formula.
    assert "2026-11-23,'=Plannen & doen,1,1" in lines
    sheet = editor.get("/admin/reports/bezoek/?export=xlsx")
    assert b"".join(sheet.streaming_content).startswith(b"PK")


def test_an_editor_chooses_the_days(editor: Client, counted_page: Page) -> None:
    page = editor.get("/admin/reports/bezoek/results/?day_from=2026-11-24").content.decode()
    assert "Plannen" not in page


def test_the_titles_are_read_in_one_query(editor: Client, counted_page: Page, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(100) as few:
        editor.get("/admin/reports/bezoek/results/")
    for _ in range(30):
        count_view(label=f"page:{uuid.uuid4()}", day=datetime.date(2026, 11, 23), is_visit=True)
    with django_assert_max_num_queries(100) as many:
        editor.get("/admin/reports/bezoek/results/")
    assert len(many) <= len(few)


def test_staff_without_the_permission_do_not_see_the_report(client: Client) -> None:
    person = get_user_model().objects.create_user(email="support@werkflippen.example", password="een-lang-wachtwoord")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    assert client.get("/admin/reports/bezoek/").status_code == 302
    assert "/reports/bezoek/" not in client.get("/admin/").content.decode()


def test_a_course_carries_its_label_and_a_lesson_none_of_its_own(client: Client) -> None:
    course = make_course(slug="korter-overleggen")
    make_open_lesson(course, slug="kennismaken")
    on_course, on_lesson = (
        re.findall(r'data-statistics-label="([^"]*)"', client.get(path).content.decode())
        for path in ("/cursussen/korter-overleggen/", "/cursussen/korter-overleggen/kennismaken/")
    )
    assert [read_label(label).rpartition(":")[2] for label in on_course] == [str(course.translation_key)]
    assert on_lesson in ([], on_course)


def test_a_visitor_is_asked_to_log_in_before_the_report(client: Client) -> None:
    response = client.get("/admin/reports/bezoek/")
    assert response.status_code == 302
    assert "login" in response["Location"]
