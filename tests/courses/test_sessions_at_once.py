"""Many people who click at the same moment: no seat twice, nobody forgotten, everybody in one line."""

from functools import partial

import pytest

from courses.models import Booking, CalendarAddress
from courses.sessions.calendar_addresses import make_address
from courses.sessions.cancelling import cancel_booking
from tests.factories.sessions import book_seat, fill, make_session, make_subscriber, publish_change
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_twenty_people_at_once_for_two_seats_two_are_seated_and_eighteen_wait_in_line(mailoutbox):
    session = make_session(seats=2)
    people = [make_subscriber(number) for number in range(20)]
    run_at_once([partial(book_seat, person, session) for person in people])
    bookings = list(Booking.objects.order_by("pk"))
    assert [booking.is_waiting for booking in bookings] == [False] * 2 + [True] * 18
    assert {booking.user_id for booking in bookings} == {person.pk for person in people}
    assert [one.ahead for one in Booking.objects.waiting().with_place_in_line()] == list(range(18))
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(person.email for person in people)


def test_twenty_clicks_of_one_person_are_one_seat_and_one_mail(mailoutbox):
    session, person = make_session(seats=2), make_subscriber()
    bookings = run_at_once([partial(book_seat, person, session)] * 20)
    assert len({booking.pk for booking in bookings}) == Booking.objects.count() == len(mailoutbox) == 1


def test_of_people_who_cancel_and_book_at_once_no_seat_is_lost_or_doubled():
    session = make_session(seats=4)
    leaving = fill(session)
    waiting = [make_subscriber(number) for number in range(4)]
    for person in waiting:
        book_seat(person, session)
    newcomers = [make_subscriber(number) for number in range(10, 16)]
    leave = [partial(cancel_booking, person=person, session_number=session.pk) for person in leaving]
    run_at_once([*leave, *(partial(book_seat, person, session) for person in newcomers)])
    assert set(Booking.objects.seated().values_list("user_id", flat=True)) == {person.pk for person in waiting}
    assert Booking.objects.waiting().count() == 6


def test_seats_that_are_added_while_people_book_are_all_taken():
    session = make_session(seats=1)
    people = [make_subscriber(number) for number in range(8)]
    run_at_once(
        [partial(publish_change, session, seats=5), *(partial(book_seat, person, session) for person in people)]
    )
    assert (Booking.objects.seated().count(), Booking.objects.waiting().count()) == (5, 3)


def test_of_two_calendar_addresses_made_at_once_one_is_left():
    person = make_subscriber()
    run_at_once([partial(make_address, person=person)] * 6)
    assert CalendarAddress.objects.count() == 1
