"""How a course stands for somebody: the words, and the one thing to do."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from courses.catalogue.states import Dates, State, Ways, tell_state
from courses.labels import Form
from members.membership.access import AccessRule, Decision, Reason, Why
from members.membership.prices import say_price, write_price
from tests.factories.accounts import make_member
from tests.factories.courses import (
    give_access,
    give_membership,
    make_course,
    make_lesson,
    make_open_lesson,
)
from tests.factories.offers import sell
from tests.factories.sessions import make_session

NO_DATES = Dates()
SPRING = datetime.fromisoformat("2027-03-03T09:00+01:00")
SUMMER = datetime.fromisoformat("2027-06-01T00:00+02:00")
WAYS = Ways(course="/c/", first_lesson="/c/1/", free_lesson="/c/0/", catalogue="/", login="/login/", signup="/signup/")
REFUSED = Decision(False, (Reason(Why.NEEDS_GRANT), Reason(Why.NOT_LOGGED_IN)))


def allow(why: Why, moment: datetime | None = None) -> Decision:
    return Decision(True, (Reason(Why.NEEDS_GRANT), Reason(why, moment)))


def tell(decision: Decision = REFUSED, dates: Dates = NO_DATES, **fields: Any) -> tuple[str, str, str, str]:
    known = {
        "is_known": fields.pop("is_known", False),
        "has_lessons": fields.pop("has_lessons", True),
        "ways": fields.pop("ways", WAYS),
        "price": fields.pop("price", None),
    }
    stated = {"form": Form.ONLINE, "access_rule": AccessRule.GRANT, "is_archived": False} | fields
    state = tell_state(SimpleNamespace(**stated), decision, dates, **known)
    return state.kind, state.text, *((state.call.label, state.call.url) if state.call else ("", ""))


def test_a_course_for_everybody_is_begun_at_once():
    state = tell(Decision(True, (Reason(Why.OPEN_TO_ALL),)), access_rule=AccessRule.OPEN)
    assert state == (State.OPEN, "Gratis, voor iedereen.", "Begin bij de eerste les", "/c/1/")


def test_a_course_that_needs_an_account_leads_a_visitor_to_one():
    state = tell(access_rule=AccessRule.ACCOUNT)
    assert state == (State.FREE_ACCOUNT, "Gratis, met een account.", "Maak een account", "/signup/")


def test_a_course_that_needs_an_account_is_begun_by_who_has_one():
    state = tell(Decision(True, (Reason(Why.HAS_ACCOUNT),)), access_rule=AccessRule.ACCOUNT, is_known=True)
    assert state[2:] == ("Begin bij de eerste les", "/c/1/")


@pytest.mark.parametrize(
    ("why", "moment", "text"),
    [
        (Why.MEMBERSHIP, None, "In je lidmaatschap."),
        (Why.MEMBERSHIP_UNTIL, SUMMER, "In je lidmaatschap, tot en met 31 mei 2027."),
        (Why.COURSE, None, "Deze cursus is van jou."),
        (Why.COURSE_UNTIL, SUMMER, "Van jou, tot en met 31 mei 2027."),
        (Why.STAFF, None, "Open voor jou, omdat je hier werkt."),
    ],
)
def test_who_has_the_course_reads_why_and_until_which_day(why, moment, text):
    assert tell(allow(why, moment), is_known=True) == (State.YOURS, text, "Begin bij de eerste les", "/c/1/")


def test_who_has_a_course_in_two_ways_reads_the_one_that_lasts_longest():
    both = Decision(True, (Reason(Why.COURSE_UNTIL, SPRING), Reason(Why.MEMBERSHIP_UNTIL, SUMMER)))
    assert tell(both)[1] == "In je lidmaatschap, tot en met 31 mei 2027."
    assert tell(Decision(True, (*both.reasons, Reason(Why.COURSE))))[1] == "Deze cursus is van jou."


@pytest.mark.parametrize(
    ("rule", "price", "text"),
    [
        (AccessRule.GRANT, None, "In het lidmaatschap."),
        (AccessRule.GRANT, 4900, "In het lidmaatschap, of los voor €\u00a049."),
        (AccessRule.GRANT, 0, "Gratis, met een account."),
        (AccessRule.COURSE, 4950, "Los te volgen voor €\u00a049,50."),
        (AccessRule.COURSE, 0, "Gratis, met een account."),
        (AccessRule.COURSE, None, "Alleen voor wie deze cursus heeft."),
    ],
)
def test_who_has_no_access_reads_what_it_takes_and_tries_the_free_lesson(rule, price, text):
    state = tell(access_rule=rule, price=price)
    assert state == (State.NEEDS_ACCESS, text, "Bekijk de gratis les", "/c/0/")


def test_without_a_free_lesson_a_visitor_logs_in_and_a_member_has_nothing_to_press():
    ways = Ways(login="/login/")
    assert tell(ways=ways)[2:] == ("Inloggen", "/login/")
    assert tell(ways=ways, is_known=True)[2:] == ("", "")


def test_a_live_course_starts_on_the_first_day_with_a_free_seat():
    dates = Dates(coming_at=SPRING - timedelta(days=1), free_at=SPRING)
    state = tell(allow(Why.MEMBERSHIP), dates, form=Form.LIVE, has_lessons=False)
    assert state == (State.STARTS_ON, "Begint op 3 maart 2027.", "Boek een plek", "/c/#bijeenkomsten")
    state = tell(REFUSED, dates, form=Form.LIVE)
    assert state[1:3] == ("Begint op 3 maart 2027. In het lidmaatschap.", "Bekijk de data")


def test_a_full_live_course_leads_to_the_waiting_list():
    state = tell(REFUSED, Dates(coming_at=SPRING), form=Form.LIVE)
    assert state == (State.FULL, "Vol. Er is een wachtlijst.", "Naar de wachtlijst", "/c/#bijeenkomsten")


def test_a_live_course_without_dates_or_lessons_says_so():
    state = tell(form=Form.LIVE, has_lessons=False)
    assert state == (State.NO_DATE, "Er is nu geen datum gepland.", "Bekijk andere cursussen", "/")


def test_a_live_course_whose_dates_are_over_still_has_its_lessons():
    assert tell(allow(Why.MEMBERSHIP), form=Form.LIVE)[0] == State.YOURS


def test_a_full_session_does_not_close_lessons_that_can_be_followed_alone():
    assert tell(allow(Why.MEMBERSHIP), Dates(coming_at=SPRING), form=Form.BLENDED)[0] == State.YOURS


def test_lessons_with_sessions_beside_them_say_when_the_next_one_is():
    card = tell(allow(Why.MEMBERSHIP), Dates(coming_at=SPRING, free_at=SUMMER), form=Form.BLENDED)
    assert card[1] == "In je lidmaatschap. Eerstvolgende bijeenkomst op 1 juni 2027."
    full = tell(REFUSED, Dates(coming_at=SPRING), form=Form.BLENDED)
    assert full[1] == "In het lidmaatschap. De bijeenkomsten zijn vol; er is een wachtlijst."


def test_an_archived_course_stays_with_who_has_it_and_is_over_for_others():
    mine, other = tell(allow(Why.COURSE), is_archived=True), tell(is_archived=True)
    assert mine[0] == State.ARCHIVED_YOURS
    assert mine[2:] == ("Begin bij de eerste les", "/c/1/")
    assert other == (State.ARCHIVED, "Deze cursus bieden we niet meer aan.", "Bekijk andere cursussen", "/")


def test_a_course_without_lessons_promises_them():
    assert tell(allow(Why.MEMBERSHIP), has_lessons=False)[:2] == (State.NO_LESSONS, "De lessen komen er nog aan.")


@pytest.mark.parametrize(
    ("cents", "language", "written", "said"),
    [
        (0, "nl", "€\u00a00", "0 euro"),
        (4900, "nl", "€\u00a049", "49 euro"),
        (4950, "nl", "€\u00a049,50", "49 euro en 50 cent"),
        (4905, "en", "€\u00a049.05", "49 euros and 5 cents"),
        (100, "en", "€\u00a01", "1 euro"),
        (12345_60, "nl", "€\u00a012345,60", "12345 euro en 60 cent"),
    ],
)
def test_a_price_is_written_and_said_as_people_do(cents, language, written, said):
    with translation.override(language):
        assert write_price(cents) == written
        assert say_price(cents) == said


@pytest.mark.django_db
def test_a_visitor_reads_the_price_the_vat_and_where_to_begin(client):
    course = make_course(slug="korter")
    sell(course, 4950)
    make_open_lesson(course, slug="kennismaken")
    page = client.get("/cursussen/korter/").content.decode()
    assert "€\u00a049,50" in page
    assert "49 euro en 50 cent" in page
    assert "incl. btw" in page
    assert '<a class="button button--quiet" href="/cursussen/korter/kennismaken/">Bekijk de gratis les</a>' in page
    assert "/account/login/?next=/cursussen/korter/" in page


@pytest.mark.django_db
def test_a_card_says_how_the_course_stands_for_its_reader(client):
    course = make_course(slug="korter")
    sell(course)
    make_lesson(course)
    assert "In het lidmaatschap, of los voor" in client.get("/cursussen/").content.decode()
    person = make_member()
    give_membership(person)
    client.force_login(person)
    assert "In je lidmaatschap." in client.get("/cursussen/").content.decode()


@pytest.mark.django_db
def test_a_live_course_counts_the_seats_of_its_sessions(client, time_machine):
    time_machine.move_to("2027-01-01T12:00+01:00", tick=False)
    course = make_course(slug="live", form=Form.LIVE)
    full = make_session(course, starts_at=SPRING, seats=1)
    make_session(course, starts_at=SPRING - timedelta(days=9), live=False)
    make_session(course, starts_at=SPRING - timedelta(days=8), is_cancelled=True)
    make_session(
        course,
        starts_at=datetime.fromisoformat("2026-12-31T23:00+01:00"),
        ends_at=datetime.fromisoformat("2027-01-01T23:00+01:00"),
    )  # has begun
    full.bookings.create(user=make_member("eerste@voorbeeld.example"), is_waiting=False)
    full.bookings.create(user=make_member("tweede@voorbeeld.example"), is_waiting=True)
    for path in ("/cursussen/", "/cursussen/live/"):
        assert "Vol. Er is een wachtlijst." in client.get(path).content.decode()
    make_session(course, starts_at=SUMMER, seats=1)
    for path in ("/cursussen/", "/cursussen/live/"):
        assert "Begint op 1 juni 2027." in client.get(path).content.decode()


@pytest.mark.django_db
def test_an_archived_course_is_no_longer_listed_but_can_still_be_read_by_who_has_it(client):
    course = make_course("Oud", slug="oud", is_archived=True)
    sell(course)
    make_lesson(course)
    page = client.get("/cursussen/oud/").content.decode()
    assert "Deze cursus bieden we niet meer aan." in page
    assert "€" not in page
    assert "Oud" not in client.get("/cursussen/").content.decode()
    person = make_member()
    give_access(person, course)
    client.force_login(person)
    assert "Jij kunt de lessen nog volgen." in client.get("/cursussen/oud/").content.decode()
