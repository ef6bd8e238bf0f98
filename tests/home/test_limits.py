"""A limit lets pass exactly as many as it says, whoever asks at the same moment, and knows nobody by name."""

import pytest
from django.db import connection, transaction

from home.limits.counting import Limit
from home.limits.due import forget_who_did_what
from home.limits.models import Count, DailySalt
from tests.same_moment import run_at_once

TEN = Limit("try", 10, 600)
ADDRESS = "203.0.113.77"


@pytest.mark.django_db(transaction=True)
def test_of_fifty_at_the_same_moment_exactly_ten_pass() -> None:
    passed = run_at_once([lambda: TEN.take(ADDRESS)] * 50)
    assert (passed.count(True), passed.count(False)) == (10, 40)
    assert (Count.objects.get().number, DailySalt.objects.count()) == (50, 1)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_counted_inside_a_transaction_that_could_take_it_back() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        TEN.take(ADDRESS)
    assert TEN.take(ADDRESS)
    assert Count.objects.get().number == 1


@pytest.mark.django_db
def test_who_had_their_share_waits_until_the_window_of_the_first_one_ends(time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00:00.5+01:00", tick=False)
    assert [TEN.take(ADDRESS) for _ in range(11)] == [True] * 10 + [False]
    time_machine.move_to("2026-11-23 12:09:59.9+01:00", tick=False)
    assert (TEN.take(ADDRESS), TEN.is_full(ADDRESS), TEN.wait_seconds(ADDRESS)) == (False, True, 1)
    time_machine.move_to("2026-11-23 12:10:00.5+01:00", tick=False)
    assert (TEN.is_full(ADDRESS), TEN.wait_seconds(ADDRESS)) == (False, 0)
    assert [TEN.take(ADDRESS) for _ in range(11)] == [True] * 10 + [False]
    assert TEN.wait_seconds(ADDRESS) == 600


@pytest.mark.django_db
def test_each_value_and_each_action_is_counted_by_itself() -> None:
    once = Limit("ask", 1, 60)
    assert [once.take("a"), once.take("b"), once.take("a")] == [True, True, False]
    assert Limit("tell", 1, 60).take("a")
    assert not once.is_full("c")


@pytest.mark.django_db
def test_what_is_given_back_may_be_done_again_and_never_more_than_that() -> None:
    once = Limit("ask", 1, 60)
    once.give_back("a")
    once.take("a")
    once.give_back("a")
    once.give_back("a")
    assert [once.take("a"), once.take("a")] == [True, False]
    once.forget("a")
    assert once.take("a")


@pytest.mark.django_db
def test_the_tables_tell_nobody_whom_they_are_about(settings) -> None:
    TEN.take(ADDRESS)
    key = Count.objects.get().key
    assert ADDRESS not in key
    settings.SECRET_KEY = "of another site"
    assert TEN.name_key(ADDRESS) != key


@pytest.mark.django_db
def test_the_next_day_nothing_joins_the_counts_of_two_days_and_run_due_leaves_nothing(time_machine) -> None:
    time_machine.move_to("2026-11-23 23:55:00+00:00", tick=False)
    TEN.take(ADDRESS)
    time_machine.move_to("2026-11-24 00:00:00+00:00", tick=False)
    TEN.take(ADDRESS)
    assert len({count.key for count in Count.objects.all()}) == 2
    assert list(forget_who_did_what()) == []
    assert [salt.day.isoformat() for salt in DailySalt.objects.all()] == ["2026-11-24"]
    time_machine.move_to("2026-11-24 00:10:00+00:00", tick=False)
    assert list(forget_who_did_what()) == []
    assert not Count.objects.exists()


@pytest.mark.django_db
def test_counting_one_more_costs_one_statement(django_assert_num_queries) -> None:
    TEN.take(ADDRESS)
    with django_assert_num_queries(1):
        TEN.take(ADDRESS)
    assert connection.in_atomic_block  # the test's own, which does not count as one
