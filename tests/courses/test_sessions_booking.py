"""Booking a seat and giving it back, by hand and without scripts."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.labels import Form
from courses.models import Booking, LiveSession
from members.membership.access import AccessRule
from tests.factories.courses import give_access, make_course
from tests.factories.people import make_person
from tests.factories.sessions import book_seat, fill, make_session, make_subscriber
from tests.reading import read_page
from tests.visiting import Client

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
COURSE = "/cursussen/korter-overleggen/"


@pytest.fixture
def session() -> LiveSession:
    return make_session(make_course(slug="korter-overleggen"))


def read(client: Client, path: str = COURSE) -> str:
    return read_page(client, path)


def post(client: Client, session: LiveSession, act: str = "boeken", start: str = "") -> tuple[str, str]:
    """Where the form led, and the page there."""
    response = client.post(f"{start}/account/bijeenkomsten/{session.pk}/{act}/", follow=True)
    assert response.status_code == 200
    return response.redirect_chain[-1][0], response.content.decode()


def test_a_visitor_reads_when_and_where_and_is_asked_to_log_in(client, time_machine):
    time_machine.move_to(NOW)
    make_session(make_course(slug="korter-overleggen"), starts_at=datetime(2026, 12, 3, 18, 30, tzinfo=UTC))
    page = read(client)
    assert "Samen oefenen" in page
    assert "donderdag 3 december 2026, 19:30 tot 21:00 uur" in page
    assert "Online, Nederlandse tijd" in page
    assert "In het Nederlands" in page
    assert "Nog 2 plekken" in page
    assert f'href="/account/login/?next={COURSE}"' in page
    assert "De bijeenkomsten zijn voor wie een lidmaatschap of deze cursus heeft." in page
    assert "/boeken/" not in page


def test_somebody_without_access_reads_for_whom_it_is_and_finds_no_button(client, session):
    client.force_login(make_person())
    page = read(client)
    assert "De bijeenkomsten zijn voor wie een lidmaatschap of deze cursus heeft." in page
    assert "/boeken/" not in page


def test_somebody_whose_access_ended_reads_when(client, session, time_machine):
    time_machine.move_to(NOW)
    person = make_person()
    give_access(person, session.course, starts_at=NOW - timedelta(days=9), ends_at=NOW - timedelta(days=1))
    client.force_login(person)
    session.starts_at, session.ends_at = NOW + timedelta(days=1), NOW + timedelta(days=2)
    session.save()
    assert "De toegang is geëindigd op 22 november 2026, 13:00." in read(client)


def test_a_session_for_who_has_the_course_says_so(client):
    make_session(make_course(slug="korter-overleggen", access_rule=AccessRule.COURSE))
    client.force_login(make_subscriber())
    page = read(client)
    assert "De bijeenkomsten zijn voor wie deze cursus heeft." in page
    assert "/boeken/" not in page


def test_a_member_books_a_seat_and_reads_how_to_join(client, session):
    client.force_login(make_subscriber())
    assert "Boek een plek" in read(client)
    path, page = post(client, session)
    assert path == f"/account/bijeenkomsten/{session.pk}/"
    assert "Je hebt een plek." in page
    assert session.link in page
    assert session.joining in page
    course = read(client)
    assert "Je hebt een plek" in course
    assert "Zo doe je mee" in course
    assert "Boek een plek" not in course


def test_an_open_session_is_for_everybody_with_an_account(client):
    session = make_session(make_course(slug="korter-overleggen", access_rule=AccessRule.OPEN))
    assert "Met een account boek je een plek. Dat kost niets." in read(client)
    client.force_login(make_person())
    assert "Je hebt een plek." in post(client, session)[1]


def test_booking_twice_is_one_booking_and_one_mail(client, session, mailoutbox, django_capture_on_commit_callbacks):
    client.force_login(make_subscriber())
    with django_capture_on_commit_callbacks(execute=True):
        post(client, session)
        assert "Je hebt een plek." in post(client, session)[1]
    assert Booking.objects.count() == len(mailoutbox) == 1


def test_one_seat_left_is_said_in_the_singular_and_a_full_session_offers_the_waiting_list(client, session):
    book_seat(make_subscriber(1), session)
    assert "Nog 1 plek<" in read(client)
    book_seat(make_subscriber(2), session)
    assert "Vol, met wachtlijst" in read(client)
    client.force_login(make_subscriber(3))
    page = read(client)
    assert "Zet me op de wachtlijst" in page
    assert "Boek een plek" not in page


def test_no_page_tells_how_many_or_who_booked(client, session):
    book_seat(make_subscriber(1, first_name="Bartholomeus"), session)
    client.force_login(make_subscriber(2))
    page = read(client)
    assert "Bartholomeus" not in page
    assert not re.search(r"van 2\b", page)


def test_nobody_books_once_it_has_begun(client, session):
    client.force_login(make_subscriber())
    session.starts_at, session.ends_at = timezone.now(), timezone.now() + timedelta(hours=1)
    session.save()
    page = read(client)
    assert "Is al begonnen" in page
    assert "/boeken/" not in page
    assert "Deze bijeenkomst is al begonnen. Je kunt geen plek meer boeken." in post(client, session)[1]
    assert not Booking.objects.exists()


def test_nobody_books_what_does_not_take_place(client, session):
    client.force_login(make_subscriber())
    session.is_cancelled = True
    session.save()
    page = read(client)
    assert "Gaat niet door" in page
    assert "/boeken/" not in page
    assert "Deze bijeenkomst gaat niet door." in post(client, session)[1]
    assert not Booking.objects.exists()


def test_a_session_that_is_over_is_on_no_page(client, session):
    LiveSession.objects.update(starts_at=timezone.now() - timedelta(hours=2), ends_at=timezone.now())
    assert "Samen oefenen" not in read(client)


def test_a_draft_is_on_no_page_and_cannot_be_booked(client, session):
    client.force_login(make_subscriber())
    session.unpublish()
    assert "Samen oefenen" not in read(client)
    assert client.post(f"/account/bijeenkomsten/{session.pk}/boeken/").status_code == 404
    assert client.post("/account/bijeenkomsten/999999/boeken/").status_code == 404
    assert client.get(f"/account/bijeenkomsten/{'9' * 20}/").status_code == 404


def test_a_course_without_sessions_says_so_only_when_it_has_live_ones(client):
    make_course(slug="korter-overleggen")
    assert "Bijeenkomsten" not in read(client)
    make_course("Tijd terug", slug="tijd-terug", form=Form.BLENDED)
    page = read(client, "/cursussen/tijd-terug/")
    assert "Er zijn nu geen bijeenkomsten gepland. Nieuwe data komen hier te staan." in page


def test_somebody_without_access_cannot_book_with_a_form_of_their_own(client, session):
    client.force_login(make_person())
    path, page = post(client, session)
    assert path == COURSE
    assert "waartoe je geen toegang hebt. Er is niets geboekt." in page
    assert not Booking.objects.exists()


def test_somebody_who_was_logged_out_is_led_past_the_log_in_back_to_the_course(client, session):
    response = client.post(f"/account/bijeenkomsten/{session.pk}/boeken/")
    assert response["Location"] == f"/account/login/?next={COURSE}"
    assert not Booking.objects.exists()


def test_opening_the_address_of_the_form_books_nothing(client, session):
    client.force_login(make_subscriber())
    assert client.get(f"/account/bijeenkomsten/{session.pk}/boeken/").status_code == 405
    client.get(f"/account/bijeenkomsten/{session.pk}/annuleren/")
    assert not Booking.objects.exists()


def test_a_form_without_our_token_books_nothing(session):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_subscriber())
    assert browser.post(f"/account/bijeenkomsten/{session.pk}/boeken/").status_code == 403
    assert not Booking.objects.exists()


def test_cancelling_asks_first_and_then_removes_the_booking(client, session):
    client.force_login(make_subscriber())
    post(client, session)
    page = read(client, f"/account/bijeenkomsten/{session.pk}/annuleren/")
    assert "Je plek annuleren?" in page
    assert Booking.objects.count() == 1
    path, page = post(client, session, "annuleren")
    assert path == "/account/"
    assert "Je bent afgemeld." in page
    assert not Booking.objects.exists()


def test_cancelling_twice_says_that_it_was_done(client, session):
    client.force_login(make_subscriber())
    post(client, session)
    post(client, session, "annuleren")
    assert "Je was al afgemeld." in post(client, session, "annuleren")[1]


def test_nobody_cancels_or_sees_the_seat_of_somebody_else(client, session):
    book_seat(make_subscriber(1), session)
    client.force_login(make_subscriber(2))
    for path in ("", "annuleren/", "bijeenkomst.ics"):
        assert client.get(f"/account/bijeenkomsten/{session.pk}/{path}").status_code == 404
    post(client, session, "annuleren")
    assert Booking.objects.count() == 1


def test_the_sessions_of_a_course_are_shared_by_its_translation_and_its_alias(client, session):
    english = session.course.copy_for_translation(
        locale=session.course.locale.__class__.objects.get(language_code="en"), copy_parents=True, alias=False
    )
    english.title, english.slug = "Meet less", "meet-less"
    english.save_revision().publish()
    english.refresh_from_db()
    alias = session.course.create_alias(parent=session.course.get_parent(), update_slug="kopie")
    person = make_person()
    give_access(person, session.course)
    client.force_login(person)
    assert "Book a seat" in read(client, english.url)
    assert "Boek een plek" in read(client, alias.url)
    path, page = post(client, session, start="/en")
    assert path == f"/en/account/bijeenkomsten/{session.pk}/"
    assert "Meet less" in page
    assert "You have a seat" in read(client, english.url)
    assert "Je hebt een plek" in read(client, alias.url)


def test_my_account_shows_my_seats_and_my_places_in_line(client, session):
    client.force_login(person := make_subscriber())
    assert "Je hebt geen plek geboekt." in read(client, "/account/")
    other = make_session(session.course, title="Nog een keer")
    fill(other)
    book_seat(person, session)
    book_seat(person, other)
    page = read(client, "/account/")
    assert "Samen oefenen" in page
    assert "Nog een keer" in page
    assert "Nummer 1 op de wachtlijst" in page
    assert f"/account/bijeenkomsten/{session.pk}/" in page


def test_the_page_of_a_course_asks_as_much_of_the_database_with_thirty_sessions_as_with_one(client, session):
    person = make_subscriber()
    client.force_login(person)
    book_seat(person, session)
    few = count_queries(client, COURSE), count_queries(client, "/account/")
    for number in range(29):
        more = make_session(session.course, title=f"Keer {number}")
        book_seat(person, more)
    assert (count_queries(client, COURSE), count_queries(client, "/account/")) == few


def count_queries(client: Client, path: str) -> int:
    for _ in range(2):  # each process keeps what is the same for everybody
        read(client, path)
    with CaptureQueriesContext(connection) as queries:
        read(client, path)
    return len(queries)
