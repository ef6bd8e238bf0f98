"""The waiting list: in order, in the same transaction as the seat that comes free, and whatever the mail does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.due import WORK
from courses.models import Booking, LiveSession
from courses.sessions.cancelling import cancel_booking
from members.accounts.models import User
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.sessions import book_seat, fill, make_session, make_subscriber, publish_change
from tests.mail_server import running_mail_server

pytestmark = pytest.mark.django_db


def run_due() -> list[str]:
    return [line for work in WORK for line in work()]


def list_people(*, waiting: bool) -> list[int]:
    return list(Booking.objects.filter(is_waiting=waiting).order_by("pk").values_list("user_id", flat=True))


@pytest.fixture
def session() -> LiveSession:
    return make_session()


def test_cancelling_gives_the_seat_to_the_first_in_line(session, mailoutbox, django_capture_on_commit_callbacks):
    first, second = fill(session)
    third, fourth = make_subscriber(3), make_subscriber(4)
    book_seat(third, session)
    book_seat(fourth, session)
    with django_capture_on_commit_callbacks(execute=True):
        assert cancel_booking(person=first, session_number=session.pk)
    assert list_people(waiting=False) == [second.pk, third.pk]
    assert list_people(waiting=True) == [fourth.pk]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([first.email], "Je bent afgemeld: Samen oefenen"),
        ([third.email], "Er is een plek voor je: Samen oefenen"),
    ]


def test_leaving_the_waiting_list_moves_nobody(session):
    people = fill(session)
    third = make_subscriber(3)
    book_seat(third, session)
    cancel_booking(person=third, session_number=session.pk)
    assert list_people(waiting=False) == [person.pk for person in people]


def test_who_comes_back_stands_at_the_end_of_the_line(session):
    fill(session)
    third, fourth = make_subscriber(3), make_subscriber(4)
    book_seat(third, session)
    book_seat(fourth, session)
    cancel_booking(person=third, session_number=session.pk)
    book_seat(third, session)
    assert list_people(waiting=True) == [fourth.pk, third.pk]


def test_who_may_not_attend_any_more_is_passed_over(session):
    first, _second = fill(session)
    third, fourth = make_subscriber(3), make_subscriber(4)
    book_seat(third, session)
    book_seat(fourth, session)
    Grant.objects.filter(user=third).update(ends_at=timezone.now())
    cancel_booking(person=first, session_number=session.pk)
    assert fourth.pk in list_people(waiting=False)
    assert list_people(waiting=True) == [third.pk]


def test_nobody_moves_up_once_it_has_begun(session):
    first, _second = fill(session)
    third = make_subscriber(3)
    book_seat(third, session)
    LiveSession.objects.update(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
    cancel_booking(person=first, session_number=session.pk)
    assert list_people(waiting=True) == [third.pk]


def test_more_seats_go_to_who_waits_when_they_are_published(session, mailoutbox):
    fill(session)
    third, fourth = make_subscriber(3), make_subscriber(4)
    book_seat(third, session)
    book_seat(fourth, session)
    publish_change(session, seats=3)
    assert third.pk in list_people(waiting=False)
    assert list_people(waiting=True) == [fourth.pk]
    run_due()
    assert "Er is een plek voor je: Samen oefenen" in [m.subject for m in mailoutbox if m.to == [third.email]]


def test_access_that_ended_releases_the_seat_and_the_next_one_gets_it(
    session, mailoutbox, django_capture_on_commit_callbacks
):
    first, second = fill(session)
    third = make_subscriber(3)
    book_seat(third, session)
    Grant.objects.filter(user=first).update(ends_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        assert run_due() == []
    assert list_people(waiting=False) == [second.pk, third.pk]
    (mail,) = [mail for mail in mailoutbox if mail.to == [first.email] and "afgemeld" in mail.subject]
    assert "Je toegang tot de cursus is geëindigd." in mail.body


def test_a_closed_account_loses_its_seat_without_a_mail(session, mailoutbox, django_capture_on_commit_callbacks):
    first, second = fill(session)
    User.objects.filter(pk=first.pk).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        run_due()
    assert list_people(waiting=False) == [second.pk]
    assert "Je bent afgemeld: Samen oefenen" not in [mail.subject for mail in mailoutbox]


def test_taking_a_course_offline_for_a_moment_costs_nobody_their_seat(session):
    fill(session)
    session.course.unpublish()
    run_due()
    assert len(list_people(waiting=False)) == 2


def test_a_deleted_account_takes_its_bookings_along(session):
    first, second = fill(session)
    third = make_subscriber(3)
    book_seat(third, session)
    first.delete()
    run_due()
    assert list_people(waiting=False) == [second.pk, third.pk]


@pytest.mark.parametrize("outcome", ["took place", "cancelled", "unpublished"])
def test_nothing_tells_who_booked_once_it_is_over(outcome, time_machine):
    session = make_session()
    fill(session)
    book_seat(make_subscriber(3), session)
    if outcome == "cancelled":
        publish_change(session, is_cancelled=True)
    elif outcome == "unpublished":
        session.unpublish()
    time_machine.move_to(session.ends_at - timedelta(seconds=1), tick=False)
    run_due()
    assert Booking.objects.count() == 3
    time_machine.move_to(session.ends_at, tick=False)
    run_due()
    assert not Booking.objects.exists()


def test_a_session_that_is_moved_up_front_keeps_its_bookings_until_its_new_end(session, time_machine):
    fill(session)
    later = session.ends_at + timedelta(days=7)
    publish_change(session, starts_at=later - timedelta(hours=1), ends_at=later)
    time_machine.move_to(session.ends_at)
    run_due()
    assert Booking.objects.count() == 2


def test_a_mail_server_that_takes_no_mail_undoes_no_booking_and_gets_another_chance(
    session, settings, django_capture_on_commit_callbacks
):
    person = make_subscriber()
    with running_mail_server(settings) as server:
        server.to_senders = "554 not from you"
        with django_capture_on_commit_callbacks(execute=True):
            book_seat(person, session)
        assert server.taken == []
        assert list_people(waiting=False) == [person.pk]
        assert run_due() == ["mails about bookings: the mail server takes no mail"]
        server.to_senders = "250 fine"
        assert run_due() == []
        assert run_due() == []
        assert server.recipients == [person.email]


def test_an_address_that_is_refused_for_good_is_left_alone(session, settings, django_capture_on_commit_callbacks):
    person = make_subscriber()
    with running_mail_server(settings) as server:
        server.replies[person.email] = f"550 no such user {person.email}"
        with django_capture_on_commit_callbacks(execute=True):
            booking = book_seat(person, session)
        assert list_people(waiting=False) == [person.pk]
        assert run_due() == []
        server.replies[person.email] = f"451 later {person.email}"
        Booking.objects.update(news="changed")
        assert run_due() == [f"mail about booking {booking.pk}: deferred 451"]
        assert Booking.objects.get().news == "changed"


def test_the_sessions_of_another_course_stay_as_they_are(session):
    fill(session)
    other = make_session(make_course("Tijd terug"))
    assert book_seat(make_subscriber(3), other).is_waiting is False
