"""The one gate: who may see what, and the reasons it gives."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from members.membership.access import AccessRule, Why, decide, decide_many
from members.membership.models import Grant
from tests.factories.people import make_colleague, make_person

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
VISITOR = AnonymousUser()

pytestmark = pytest.mark.django_db


@dataclass
class Lesson:
    access_rule: str = AccessRule.GRANT
    access_course_key: UUID = field(default_factory=uuid4)
    is_published: bool = True


def give(person, course=None, starts_at=NOW - DAY, ends_at=None) -> Grant:
    return Grant.objects.create(user=person, course=course, starts_at=starts_at, ends_at=ends_at)


def list_whys(decision) -> list[Why]:
    return [reason.why for reason in decision.reasons]


def test_everybody_may_see_an_open_lesson():
    decision = decide(VISITOR, Lesson(AccessRule.OPEN), at=NOW)
    assert decision.is_allowed
    assert [str(reason) for reason in decision.reasons] == ["Deze pagina is voor iedereen."]


def test_nobody_may_see_an_unpublished_lesson_not_even_an_open_one():
    person = make_person()
    give(person)
    for rule in AccessRule:
        decision = decide(person, Lesson(rule, is_published=False), at=NOW)
        assert not decision.is_allowed
        assert list_whys(decision) == [Why.NOT_PUBLISHED]


@pytest.mark.parametrize("rule", ["", "member", "OPEN", "open ", None, "closed"])
def test_a_rule_that_the_gate_does_not_know_keeps_the_page_shut(rule):
    person = make_person()
    give(person)
    decision = decide(person, Lesson(rule), at=NOW)
    assert not decision.is_allowed
    assert list_whys(decision) == [Why.UNKNOWN_RULE]


def test_a_visitor_is_told_that_nobody_is_logged_in():
    decision = decide(VISITOR, Lesson(), at=NOW)
    assert not decision.is_allowed
    assert list_whys(decision) == [Why.NEEDS_GRANT, Why.NOT_LOGGED_IN]


def test_an_account_without_a_grant_sees_no_lesson():
    decision = decide(make_person(), Lesson(), at=NOW)
    assert not decision.is_allowed
    assert list_whys(decision) == [Why.NEEDS_GRANT, Why.NO_GRANT]


def test_a_colleague_who_makes_lessons_sees_them_and_is_told_why():
    decision = decide(make_colleague("Editors"), Lesson(), at=NOW)
    assert decision.is_allowed
    assert list_whys(decision) == [Why.NEEDS_GRANT, Why.NO_GRANT, Why.STAFF]


@pytest.mark.parametrize("group", ["Legal", "Support"])
def test_other_colleagues_get_no_free_pass(group):
    assert not decide(make_colleague(group), Lesson(), at=NOW).is_allowed


def test_whoever_is_logged_in_sees_what_only_asks_for_an_account():
    lesson = Lesson(AccessRule.ACCOUNT)
    assert list_whys(decide(make_person(), lesson, at=NOW)) == [Why.NEEDS_ACCOUNT, Why.HAS_ACCOUNT]
    visitor = decide(VISITOR, lesson, at=NOW)
    assert not visitor.is_allowed
    assert list_whys(visitor) == [Why.NEEDS_ACCOUNT, Why.NOT_LOGGED_IN]


def test_a_membership_does_not_open_a_course_that_is_only_sold_by_itself():
    person, lesson = make_person(), Lesson(AccessRule.COURSE)
    give(person)
    refused = decide(person, lesson, at=NOW)
    assert not refused.is_allowed
    assert list_whys(refused) == [Why.NEEDS_COURSE, Why.NO_GRANT]
    give(person, course=lesson.access_course_key)
    assert list_whys(decide(person, lesson, at=NOW)) == [Why.NEEDS_COURSE, Why.COURSE]


def test_a_closed_account_sees_nothing_with_the_grant_it_had():
    person = make_person(is_active=False)
    give(person)
    decision = decide(person, Lesson(), at=NOW)
    assert not decision.is_allowed
    assert list_whys(decision) == [Why.NEEDS_GRANT, Why.INACTIVE]


def test_a_membership_opens_every_course():
    person = make_person()
    give(person)
    decisions = decide_many(person, [Lesson(), Lesson()], at=NOW)
    assert [decision.is_allowed for decision in decisions] == [True, True]
    assert list_whys(decisions[0]) == [Why.NEEDS_GRANT, Why.MEMBERSHIP]


def test_a_grant_for_one_course_opens_that_course_and_no_other():
    person, mine, other = make_person(), Lesson(), Lesson()
    give(person, course=mine.access_course_key, ends_at=datetime(2027, 3, 1, 12, 30, tzinfo=UTC))
    yes, no = decide_many(person, [mine, other], at=NOW)
    assert yes.is_allowed
    assert str(yes.reasons[-1]) == "Er is toegang tot deze cursus tot 1 maart 2027, 13:30."
    assert not no.is_allowed
    assert list_whys(no) == [Why.NEEDS_GRANT, Why.NO_GRANT]


def test_somebody_elses_grant_opens_nothing():
    give(make_person("ander@voorbeeld.example"))
    assert not decide(make_person(), Lesson(), at=NOW).is_allowed


def test_a_grant_holds_from_its_first_moment():
    person = make_person()
    give(person, starts_at=NOW)
    early = decide(person, Lesson(), at=NOW - MOMENT)
    assert not early.is_allowed
    assert list_whys(early) == [Why.NEEDS_GRANT, Why.STARTS_LATER]
    assert decide(person, Lesson(), at=NOW).is_allowed


def test_a_grant_holds_until_its_last_moment_and_not_at_it():
    person = make_person()
    give(person, ends_at=NOW)
    assert decide(person, Lesson(), at=NOW - MOMENT).is_allowed
    late = decide(person, Lesson(), at=NOW)
    assert not late.is_allowed
    assert list_whys(late) == [Why.NEEDS_GRANT, Why.ENDED]
    assert str(late.reasons[-1]) == "De toegang is geëindigd op 23 november 2026, 13:00."


def test_of_two_overlapping_grants_the_longer_one_counts():
    person = make_person()
    give(person, ends_at=NOW)
    give(person, ends_at=NOW + DAY)
    assert decide(person, Lesson(), at=NOW).is_allowed


def test_visitors_and_open_lessons_cost_no_query(django_assert_num_queries: DjangoAssertNumQueries):
    person = make_person()
    with django_assert_num_queries(0):
        decide(VISITOR, Lesson())
        decide(person, Lesson(AccessRule.OPEN))


@pytest.mark.parametrize("number", [1, 3, 300])
def test_deciding_about_many_lessons_costs_one_query(number: int, django_assert_num_queries: DjangoAssertNumQueries):
    person = make_person()
    give(person)
    with django_assert_num_queries(1):
        decide_many(person, [Lesson() for _ in range(number)])


def test_a_refusal_asks_besides_whether_this_is_a_colleague(django_assert_num_queries: DjangoAssertNumQueries):
    person = make_person()
    with django_assert_num_queries(3):
        decide_many(person, [Lesson() for _ in range(300)])


def test_the_database_refuses_a_grant_that_ends_before_it_begins():
    person = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        give(person, starts_at=NOW, ends_at=NOW)
    assert not Grant.objects.exists()
