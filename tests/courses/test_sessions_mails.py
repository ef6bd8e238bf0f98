"""The mails about a booking: what they say, in whose language, and what never stands in them."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from courses.due import WORK
from courses.models import Booking, LiveSession
from courses.sessions.cancelling import cancel_booking
from tests.factories.sessions import JOINING, LINK, book_seat, fill, make_session, make_subscriber, publish_change

pytestmark = pytest.mark.django_db

STARTS = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)


@pytest.fixture
def session(time_machine) -> LiveSession:
    time_machine.move_to(datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    return make_session(starts_at=STARTS)


def run_due() -> None:
    assert [line for work in WORK for line in work()] == []


def read_event(mail):
    ((name, content, kind),) = mail.attachments
    assert (name, kind) == ("bijeenkomst.ics", "text/calendar")
    calendar = Calendar.from_ical(content)
    return str(calendar["method"]), calendar.walk("VEVENT")[0]


def test_who_has_a_seat_reads_when_where_and_how_to_join(session, mailoutbox):
    book_seat(make_subscriber(), session)
    run_due()
    (mail,) = mailoutbox
    assert mail.subject == "Je hebt een plek: Samen oefenen"
    assert "donderdag 3 december 2026, 19:30 tot 21:00 uur" in mail.body
    assert LINK in mail.body
    assert JOINING in mail.body
    assert f"http://testserver/account/bijeenkomsten/{session.pk}/" in mail.body
    method, event = read_event(mail)
    assert method == "PUBLISH"
    assert event.decoded("dtstart") == STARTS
    assert LINK in event["description"]


def test_who_waits_reads_nothing_of_how_to_join(session, mailoutbox):
    fill(session)
    person = make_subscriber()
    book_seat(person, session)
    run_due()
    (mail,) = [mail for mail in mailoutbox if mail.to == [person.email]]
    assert mail.subject == "Je staat op de wachtlijst: Samen oefenen"
    assert mail.attachments == []
    assert LINK not in mail.body
    assert JOINING not in mail.body


def test_somebody_whose_language_is_english_gets_english_mails(session, mailoutbox):
    book_seat(make_subscriber(language="en"), session)
    run_due()
    (mail,) = mailoutbox
    assert mail.subject == "You have a seat: Samen oefenen"
    assert "Thursday 3 December 2026, 19:30 to 21:00" in mail.body
    assert "Online, Dutch time" in mail.body
    assert f"http://testserver/en/account/bijeenkomsten/{session.pk}/" in mail.body
    assert "Groet" not in mail.body


def test_cancelling_takes_the_session_out_of_the_calendar(session, mailoutbox, django_capture_on_commit_callbacks):
    person = make_subscriber()
    book_seat(person, session)
    with django_capture_on_commit_callbacks(execute=True):
        cancel_booking(person=person, session_number=session.pk)
    mail = mailoutbox[-1]
    assert mail.subject == "Je bent afgemeld: Samen oefenen"
    assert LINK not in mail.body
    method, event = read_event(mail)
    assert (method, event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", session.sequence + 1)
    assert LINK not in event["description"]


def test_everybody_is_told_of_another_time_once(session, mailoutbox):
    seated = fill(session)
    waiting = make_subscriber()
    book_seat(waiting, session)
    run_due()
    mailoutbox.clear()
    publish_change(session, starts_at=STARTS + timedelta(days=1), ends_at=STARTS + timedelta(days=1, hours=1))
    run_due()
    run_due()
    assert {mail.to[0]: mail.subject for mail in mailoutbox} == {
        person.email: "Er is iets veranderd: Samen oefenen" for person in [*seated, waiting]
    }
    assert len(mailoutbox) == 3
    assert all("vrijdag 4 december 2026, 19:30 tot 20:30 uur" in mail.body for mail in mailoutbox)
    method, event = read_event(mailoutbox[0])
    assert (method, event["sequence"]) == ("PUBLISH", session.sequence + 1)
    (theirs,) = [mail for mail in mailoutbox if mail.to == [waiting.email]]
    assert LINK not in theirs.body
    assert theirs.attachments == []


def test_only_seats_are_told_of_another_link_and_nobody_of_another_title(session, mailoutbox):
    seated = fill(session)
    book_seat(make_subscriber(), session)
    run_due()
    mailoutbox.clear()
    publish_change(session, title="Nog eens oefenen")
    run_due()
    assert mailoutbox == []
    publish_change(session, link="https://ergens-anders.example/")
    run_due()
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(person.email for person in seated)


@pytest.mark.parametrize("how", ["cancelled", "unpublished"])
def test_everybody_is_told_that_it_does_not_take_place(session, mailoutbox, how):
    fill(session)
    book_seat(make_subscriber(), session)
    run_due()
    mailoutbox.clear()
    if how == "cancelled":
        publish_change(session, is_cancelled=True)
    else:
        session.unpublish()
    run_due()
    assert [mail.subject for mail in mailoutbox] == ["Gaat niet door: Samen oefenen"] * 3
    assert not any(LINK in mail.body or JOINING in mail.body for mail in mailoutbox)
    method, event = read_event(mailoutbox[0])
    assert (method, event["status"]) == ("CANCEL", "CANCELLED")
    assert LINK not in event["description"]


def test_a_draft_and_a_schedule_tell_nobody_anything(session, mailoutbox, time_machine):
    session = publish_change(session)
    fill(session)
    run_due()
    mailoutbox.clear()
    session.place = "Utrecht"
    session.go_live_at = datetime(2026, 11, 25, tzinfo=UTC)
    session.save_revision().publish()
    assert LiveSession.objects.get().place == ""
    run_due()
    assert mailoutbox == []
    time_machine.move_to(datetime(2026, 11, 26, tzinfo=UTC))
    LiveSession.objects.get().scheduled_revision.publish()
    run_due()
    assert len(mailoutbox) == 2
    assert "Utrecht" in mailoutbox[0].body


def test_somebody_who_lost_access_before_the_mail_went_out_reads_nothing_of_how_to_join(session, mailoutbox):
    person = make_subscriber()
    booking = book_seat(person, session)
    person.grants.update(ends_at=datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    Booking.objects.filter(pk=booking.pk).update(news="changed")
    for _line in WORK[2]():
        pass
    (mail,) = mailoutbox
    assert LINK not in mail.body
    assert JOINING not in mail.body
    assert mail.attachments == []


def test_nobody_reads_the_name_or_address_of_somebody_else(session, mailoutbox):
    people = fill(session)
    run_due()
    for mail in mailoutbox:
        others = {person.email for person in people} - set(mail.to)
        assert not any(other in str(mail.message()) for other in others)
