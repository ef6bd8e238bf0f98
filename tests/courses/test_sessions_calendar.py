"""A member's own calendar: the secret address, and what calendars read there."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar

from courses.models import Booking, CalendarAddress, LiveSession
from courses.sessions.calendar_addresses import make_address, remove_address, show_address
from courses.sessions.cancelling import cancel_booking
from courses.sessions.logs import HideCalendarSecrets
from courses.sessions.words import describe_time
from members.accounts.models import User
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.sessions import JOINING, LINK, book_seat, fill, make_session, make_subscriber, publish_change

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAGE = "/account/agenda/"


def find_path(person: User) -> str:
    return show_address(make_address(person=person)).removeprefix("http://testserver")


def read_events(client, path: str) -> list:
    response = client.get(path)
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_member_makes_sees_replaces_and_removes_their_address(client):
    client.force_login(person := make_subscriber())
    assert "Maak mijn agenda-adres" in client.get(PAGE).content.decode()
    assert not CalendarAddress.objects.exists()
    client.post(PAGE, {"act": "make"})
    first = show_address(person.calendar_address)
    page = client.get(PAGE)
    assert f'value="{first}"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    client.post(PAGE, {"act": "make"})
    second = show_address(CalendarAddress.objects.get())
    assert first != second
    assert [client.get(address).status_code for address in (first, second)] == [404, 200]
    client.post(PAGE, {"act": "remove"})
    assert client.get(second).status_code == 404
    assert "Maak mijn agenda-adres" in client.get(PAGE).content.decode()


def test_a_form_that_says_nothing_leaves_the_address_as_it_is(client):
    client.force_login(person := make_subscriber())
    client.post(PAGE, {"act": "make"})
    before = show_address(person.calendar_address)
    client.post(PAGE, {"act": "else"})
    client.post(PAGE)
    assert show_address(CalendarAddress.objects.get()) == before


def test_visitors_have_no_address(client):
    assert client.post(PAGE, {"act": "make"})["Location"] == f"/account/login/?next={PAGE}"
    assert not CalendarAddress.objects.exists()


def test_a_copy_of_the_database_does_not_hold_the_secret(settings):
    address = make_address(person=make_subscriber())
    secret = show_address(address).rpartition("/")[2].removesuffix(".ics")
    assert len(secret) == 43  # 256 bits
    row = CalendarAddress.objects.values_list().get()
    assert not any(secret in str(value) for value in row)


def test_after_a_change_of_the_sites_key_the_address_works_and_can_only_be_replaced(client, settings):
    person = make_subscriber()
    path = find_path(person)
    settings.SECRET_KEY = "another-key-" + "1" * 40
    client.force_login(person)
    assert client.get(path).status_code == 200
    page = client.get(PAGE).content.decode()
    assert "Je adres werkt nog, maar we kunnen het niet meer laten zien" in page
    assert "/agenda/" not in page.replace(PAGE, "")


def test_the_calendar_holds_what_was_booked_in_utc_with_how_to_join(client):
    person = make_subscriber()
    session = make_session(starts_at=datetime.now(UTC).replace(microsecond=0) + timedelta(days=3), place="Zaal 4")
    book_seat(person, session)
    response = client.get(find_path(person))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert f"DTSTART:{session.starts_at:%Y%m%dT%H%M%SZ}" in response.content.decode()
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["uid"] == f"bijeenkomst-{session.pk}@testserver"
    assert (event["status"], event["location"]) == ("CONFIRMED", "Zaal 4")
    assert LINK in event["description"]
    assert JOINING in event["description"]
    assert person.email not in response.content.decode()
    assert "sessionid" not in response.cookies


def test_a_change_keeps_the_identity_and_counts_up(client):
    person = make_subscriber()
    session = make_session()
    book_seat(person, session)
    path = find_path(person)
    (before,) = read_events(client, path)
    publish_change(session, place="Utrecht")
    (after,) = read_events(client, path)
    assert before["uid"] == after["uid"]
    assert after["sequence"] == before["sequence"] + 1
    assert after.decoded("last-modified") >= before.decoded("last-modified")
    publish_change(session, seats=9)
    assert read_events(client, path)[0]["sequence"] == after["sequence"]


def test_an_older_draft_that_is_published_later_counts_up_all_the_same():
    session = make_session()
    older = LiveSession.objects.get().save_revision()
    publish_change(session, place="Utrecht")
    older.publish()
    assert LiveSession.objects.get().sequence == 2


def test_a_cancelled_session_is_told_as_such_without_how_to_join(client):
    person = make_subscriber()
    session = make_session()
    book_seat(person, session)
    publish_change(session, is_cancelled=True)
    (event,) = read_events(client, find_path(person))
    assert event["status"] == "CANCELLED"
    assert LINK not in event["description"]


def test_waiting_places_and_cancelled_seats_are_not_in_the_calendar(client):
    session = make_session()
    seated, _other = fill(session)
    waiting = make_subscriber()
    book_seat(waiting, session)
    assert read_events(client, find_path(waiting)) == []
    cancel_booking(person=seated, session_number=session.pk)
    assert read_events(client, find_path(seated)) == []
    assert len(read_events(client, find_path(waiting))) == 1


def test_the_calendar_asks_the_gate_each_time(client):
    person = make_subscriber()
    book_seat(person, make_session())
    path = find_path(person)
    Grant.objects.update(ends_at=timezone.now())
    assert read_events(client, path) == []


@pytest.mark.parametrize("how", ["closed", "removed", "deleted", "unknown"])
def test_an_address_that_is_nobodys_is_not_found(client, how):
    person = make_subscriber()
    path = find_path(person)
    if how == "closed":
        User.objects.update(is_active=False)
    elif how == "removed":
        remove_address(person=person)
    elif how == "deleted":
        person.delete()
    else:
        path = reverse("calendar", args=["A" * 43])
    response = client.get(path)
    assert response.status_code == 404
    assert path not in response.content.decode()


def test_the_calendar_is_only_read(client):
    assert client.post(find_path(make_subscriber())).status_code == 405


def test_the_secret_stands_in_no_line_of_the_log(client, settings):
    (handler,) = [
        one for one in logging.getLogger().handlers if any(type(f) is HideCalendarSecrets for f in one.filters)
    ]
    records: list[str] = []
    keep = logging.Handler()
    keep.emit = lambda record: records.append(record.getMessage())  # type: ignore[method-assign]
    keep.filters = list(handler.filters)
    logging.getLogger().addHandler(keep)
    try:
        client.get("/agenda/geheim-van-iemand.ics")
    finally:
        logging.getLogger().removeHandler(keep)
    assert records == ["Not Found: /agenda/….ics"]


def test_the_calendar_asks_as_much_of_the_database_with_ten_sessions_as_with_one(client):
    person, course = make_subscriber(), make_course()
    path = find_path(person)
    book_seat(person, make_session(course))
    with CaptureQueriesContext(connection) as few:
        read_events(client, path)
    for number in range(9):
        book_seat(person, make_session(course, title=f"Keer {number}"))
    with CaptureQueriesContext(connection) as many:
        assert len(read_events(client, path)) == 10
    assert len(many) == len(few)


def test_one_session_can_be_taken_into_a_calendar_by_who_has_a_seat(client):
    session = make_session()
    fill(session)
    waiting = make_subscriber()
    book_seat(waiting, session)
    path = f"/account/bijeenkomsten/{session.pk}/bijeenkomst.ics"
    client.force_login(waiting)
    assert client.get(path).status_code == 404
    client.force_login(Booking.objects.seated().first().user)
    assert "attachment" in client.get(path)["Content-Disposition"]


@pytest.mark.parametrize(
    ("start", "hours", "dutch", "english"),
    [
        # Summer time ends on 25 October 2026 at 3:00, which is then 2:00 again.
        (
            datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
            3,
            "zondag 25 oktober 2026, 01:30 tot 03:30 uur",
            "01:30 to 03:30",
        ),
        # And begins on 28 March 2027 at 2:00, which is then 3:00.
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 1, "zondag 28 maart 2027, 01:30 tot 03:30 uur", "01:30 to 03:30"),
        (datetime(2026, 12, 31, 22, 0, tzinfo=UTC), 2, "van donderdag 31 december 2026, 23:00 tot", "from Thursday 31"),
    ],
)
def test_times_are_those_of_the_netherlands_also_when_the_clock_changes(start, hours, dutch, english):
    session = make_session(starts_at=start, ends_at=start + timedelta(hours=hours))
    assert describe_time(session).startswith(dutch)
    with translation.override("en"):
        assert english in describe_time(session)
