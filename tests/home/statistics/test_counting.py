"""Counting pages: only after a yes that the server sees itself, and nothing about who read them."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory

from home.limits.models import Count
from home.statistics.counting import MOST_ON_A_DAY, OTHER, count_view
from home.statistics.due import WORK
from home.statistics.labels import read_label, sign_label
from home.statistics.models import DailyCount, Dimension
from tests.factories.courses import make_course, make_open_lesson
from tests.home.statistics.sending import LABEL, OWN, consent, read_labels, read_pages, send
from tests.visiting import Client

pytestmark = pytest.mark.django_db

COUNTED_BODY = "{% load statistics %}<body{% statistics_label %}>"


def test_a_visitor_who_said_yes_is_counted_without_being_known(client: Client) -> None:
    response = send(
        consent(client), referrer="www.Vakblad.example", device="tablet", language="en", campaign="Herfst-2026"
    )
    assert (response.status_code, response.content) == (204, b"")
    assert {(row.day.isoformat(), row.dimension, row.label, row.views, row.visits) for row in read_rows()} == {
        ("2026-11-23", "page", LABEL, 1, 1),
        ("2026-11-23", "referrer", "vakblad.example", 1, 1),
        ("2026-11-23", "device", "tablet", 1, 1),
        ("2026-11-23", "language", "en", 1, 1),
        ("2026-11-23", "campaign", "herfst-2026", 1, 1),
    }
    assert set(response.cookies) == {"last_visit_day"}
    cookie = response.cookies["last_visit_day"]
    assert cookie.value == "2026-11-23"
    assert (cookie["max-age"], cookie["samesite"], cookie["path"]) == (31 * 24 * 60 * 60, "Lax", "/")


def read_rows() -> list[DailyCount]:
    return list(DailyCount.objects.filter(views__gt=0))


def test_a_count_holds_no_two_things_about_one_reading() -> None:
    """Each row is one label on one day; nothing joins a row of a page to one of a device."""
    assert {field.name for field in DailyCount._meta.get_fields()} == {
        *("id", "day", "dimension", "label", "views", "visits"),
    }


def test_the_second_page_of_the_day_is_a_view_but_no_visit(client: Client) -> None:
    send(consent(client))
    response = send(client)
    assert not response.cookies
    assert read_pages() == [("2026-11-23", LABEL, 2, 1)]


def test_a_new_day_begins_at_midnight_in_amsterdam(client: Client, time_machine) -> None:
    time_machine.move_to("2026-11-22 22:59+00:00")
    send(consent(client))
    time_machine.move_to("2026-11-22 23:01+00:00")
    send(client)
    assert read_pages() == [("2026-11-22", LABEL, 1, 1), ("2026-11-23", LABEL, 1, 1)]


@pytest.mark.parametrize(
    "cookie", ["", "statistics=yes.ffff", "statistics=yes", "functional=yes", "statistics=9999", "no"]
)
def test_nobody_is_counted_without_a_yes_to_the_words_of_today(client: Client, cookie: str) -> None:
    if cookie == "no":
        consent(client, "no")
    elif cookie:
        client.cookies["cookie_consent"] = cookie
    response = send(client)
    assert (response.status_code, response.cookies) == (204, {})
    assert not DailyCount.objects.exists()
    assert not Count.objects.exists()  # nor is it on record that somebody asked


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": ""},
        {"user-agent": "curl/8.5.0"},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0.0.0 Safari/537.36"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
    ],
)
def test_robots_and_pages_fetched_ahead_are_left_out(client: Client, headers: dict[str, str]) -> None:
    assert send(consent(client), headers=OWN | headers).status_code == 204
    assert not DailyCount.objects.exists()


def test_a_telephone_that_is_called_cubot_is_no_robot(client: Client) -> None:
    send(consent(client), headers=OWN | {"user-agent": "Mozilla/5.0 (Linux; Android 9; CUBOT_X18 Plus) Chrome/140"})
    assert len(read_pages()) == 1


def test_who_counts_too_often_is_stopped_and_their_neighbours_are_not_told_apart(client: Client) -> None:
    for _ in range(3):
        send(consent(client), address="192.0.2.7")
    Count.objects.update(number=600)
    send(client, address="192.0.2.200")
    assert read_pages()[0][2] == 3
    send(client, address="198.51.100.7")
    assert read_pages()[0][2] == 4
    assert Count.objects.count() == 2
    assert "192.0.2" not in str(list(Count.objects.values()))


@pytest.mark.parametrize(
    ("first", "second"), [("2001:db8:1:2::3", "2001:db8:1:9::4"), ("::ffff:192.0.2.1", "192.0.2.9")]
)
def test_an_address_is_cut_before_anything_is_written(client: Client, first: str, second: str) -> None:
    send(consent(client), address=first)
    send(client, address=second)
    assert Count.objects.values_list("number", flat=True).get() == 2


def test_two_people_at_the_same_moment_both_count_and_the_last_place_is_taken_once(transactional_db: None) -> None:
    day = datetime.date(2026, 11, 23)
    full = MOST_ON_A_DAY[Dimension.REFERRER]

    def read_page(number: int) -> None:
        try:
            seen = {Dimension.PAGE: LABEL, Dimension.REFERRER: f"site-{number}.example"}
            count_view(day=day, seen=seen, is_visit=number % 2 == 0)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=8) as people:
        list(people.map(read_page, range(full + 8)))
    assert read_pages() == [("2026-11-23", LABEL, full + 8, full // 2 + 4)]
    referrers = read_labels(Dimension.REFERRER)
    assert (len(referrers), referrers[OTHER]) == (full + 1, 8)


def test_a_page_carries_its_signed_label_and_the_same_one_every_time() -> None:
    page = SimpleNamespace(statistics_label=LABEL)
    template = Template(COUNTED_BODY)
    html = template.render(Context({"page": page}))
    assert html == f'<body data-statistics-label="{sign_label(LABEL)}" data-statistics-address="/statistiek/">'
    assert template.render(Context({"page": page})) == html


@pytest.mark.parametrize("page", [None, SimpleNamespace(), SimpleNamespace(statistics_label="")])
def test_a_page_without_a_label_is_not_counted(page) -> None:
    assert Template(COUNTED_BODY).render(Context({"page": page})) == "<body>"


def test_a_preview_is_not_counted() -> None:
    request = RequestFactory().get("/")
    request.is_preview = True
    context = Context({"page": SimpleNamespace(statistics_label=LABEL), "request": request})
    assert Template(COUNTED_BODY).render(context) == "<body>"


def test_a_course_is_counted_and_a_lesson_beneath_it_is_not(client: Client) -> None:
    course = make_course(slug="korter-overleggen")
    make_open_lesson(course, slug="kennismaken")
    html = client.get("/cursussen/korter-overleggen/").content.decode()
    label = html.partition('data-statistics-label="')[2].partition('"')[0]
    assert read_label(label) == f"course:{course.translation_key}"
    assert "data-statistics" not in client.get("/cursussen/korter-overleggen/kennismaken/").content.decode()


def test_a_member_is_counted_like_anybody_else(client: Client) -> None:
    person = get_user_model().objects.create_user(email="lid@werkflippen.example")
    client.force_login(person)
    before = get_user_model().objects.values().get(pk=person.pk)
    send(consent(client))
    assert [row[1:] for row in read_pages()] == [(LABEL, 1, 1)]
    assert get_user_model().objects.values().get(pk=person.pk) == before


@pytest.mark.parametrize(
    ("now", "kept"), [("2026-11-22", ["2024-11-23", "2026-11-22"]), ("2026-11-23", ["2026-11-22"])]
)
def test_a_count_goes_after_24_months_and_not_a_day_before(time_machine, now: str, kept: list[str]) -> None:
    time_machine.move_to(f"{now} 00:00:01+01:00")
    for day in ("2024-11-22", "2024-11-23", "2026-11-22"):
        count_view(day=datetime.date.fromisoformat(day), seen={Dimension.PAGE: LABEL}, is_visit=True)
    for work in WORK:
        assert list(work()) == []
    assert [row[0] for row in read_pages()] == kept
