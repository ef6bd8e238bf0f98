"""Proof of cookie choices: a root of each day in the ledger, what verification finds, what goes after five years."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from legal.cookies.days import close_day, close_days
from legal.cookies.models import ChoiceDay, ChoicePerson, CookieChoice, ShownWording
from legal.cookies.removing import remove_old_choices
from legal.ledger import append_only
from legal.ledger.due import WORK as LEDGER_WORK
from legal.ledger.models import Leaf
from tests.factories.cookies import publish_cookie_page
from tests.factories.people import make_person
from tests.visiting import Client

from .choosing_cookies import choose
from .tampering import list_faults, plant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_choices(time_machine) -> None:
    """On two days: a member and a visitor on the first, a visitor on the second. A day without any lies between."""
    publish_cookie_page()
    member = Client()
    member.force_login(make_person())
    choose(member, "accept")
    time_machine.move_to("2026-11-23 23:59:30+01:00")
    choose(Client(), "refuse")
    time_machine.move_to("2026-11-25 12:00:00+01:00")
    choose(Client(), "accept")


def run_due() -> None:
    for work in (close_days, remove_old_choices, *LEDGER_WORK[:1]):
        assert list(work()) == []


def list_days() -> list[tuple[date, int]]:
    return list(ChoiceDay.objects.values_list("day", "number"))


def list_leaves() -> int:
    return Leaf.objects.filter(kind="choice-day").count()


def test_each_day_that_is_over_gets_one_root_in_the_ledger(time_machine) -> None:
    time_machine.move_to("2026-11-26 00:59:00+01:00")
    run_due()
    assert list_days() == [(date(2026, 11, 23), 2), (date(2026, 11, 24), 0)]  # a choice may still be under way
    time_machine.move_to("2026-11-26 01:00:01+01:00")
    run_due()
    run_due()
    assert list_days() == [(date(2026, 11, 23), 2), (date(2026, 11, 24), 0), (date(2026, 11, 25), 1)]
    close_day(date(2026, 11, 23))  # by a run that had looked before the other one did it
    assert list_leaves() == 3
    assert list_faults() == []


def test_a_root_tells_nothing_without_the_choices(time_machine) -> None:
    time_machine.move_to("2026-11-27 12:00:00+01:00")
    run_due()
    assert {field.name for field in ChoiceDay._meta.fields} == {"id", "day", "number", "root", "leaf"}
    with pytest.raises(IntegrityError), transaction.atomic():
        ChoiceDay.objects.update(number=1)


def test_where_nobody_ever_chose_no_day_is_closed(time_machine) -> None:
    with append_only.lifted(connection, CookieChoice._meta.db_table):
        ChoicePerson.objects.all().delete()
        CookieChoice.objects.all()._raw_delete("default")
    run_due()
    assert list_days() == []


def add_choice(day: str) -> None:
    CookieChoice.objects.create(
        act="consent",
        answers={"statistics": "yes.0123456789abcdef"},
        language="nl",
        wording=ShownWording.objects.get(),
        chosen_at=f"{day}T12:00:00Z",
    )


def give_to_another() -> None:
    ChoicePerson.objects.update(user=make_person("ander@voorbeeld.example"))


CHANGED = "its choice-day was changed"
PLANTED = {
    "a changed answer": (lambda: CookieChoice.objects.filter(act="decline").update(act="consent"), CHANGED),
    "another language": (lambda: CookieChoice.objects.filter(act="decline").update(language="en"), CHANGED),
    "a removed choice": (lambda: CookieChoice.objects.filter(act="decline")._raw_delete("default"), CHANGED),
    "a day that was emptied": (
        lambda: CookieChoice.objects.filter(chosen_at__gte="2026-11-24T00:00:00Z")._raw_delete("default"),
        CHANGED,
    ),
    "one more choice": (lambda: add_choice("2026-11-24"), CHANGED),
    "one before the first day": (lambda: add_choice("2026-11-01"), "on a day before the first one"),
    "another root": (lambda: ChoiceDay.objects.filter(number=1).update(root="0" * 64), CHANGED),
    "a day that is still to come": (lambda: close_day(date(2099, 1, 1)), "that day is not over"),
    "a day that went": (
        lambda: ChoiceDay.objects.filter(day="2026-11-26")._raw_delete("default"),
        "choice-day is missing",
    ),
    "other words": (lambda: ShownWording.objects.update(text="Ja?"), "the text that was shown was changed"),
    "another person": (give_to_another, "it names another person"),
}


def test_whatever_is_changed_by_hand_is_found(time_machine) -> None:
    time_machine.move_to("2026-11-27 12:00:00+01:00")
    run_due()
    for change, (act, expected) in PLANTED.items():
        with transaction.atomic():
            faults = plant(act)
        assert len(faults) == 1, (change, faults)
        assert expected in faults[0], (change, faults)
    assert list_faults() == []


def test_forgetting_whose_choice_it_was_is_no_fault(time_machine) -> None:
    time_machine.move_to("2026-11-27 12:00:00+01:00")
    run_due()
    ChoicePerson.objects.get().user.delete()
    assert list_faults() == []


def test_after_five_years_the_choices_of_a_day_go_and_its_root_stays(time_machine) -> None:
    time_machine.move_to("2026-11-27 12:00:00+01:00")
    run_due()
    time_machine.move_to("2031-11-23 23:00:00+01:00")
    assert list(remove_old_choices()) == []
    assert (CookieChoice.objects.count(), ChoicePerson.objects.count()) == (3, 1)
    time_machine.move_to("2031-11-24 00:00:00+01:00")
    assert [list(remove_old_choices()) for _ in range(2)] == [[], []]
    assert (CookieChoice.objects.count(), ChoicePerson.objects.count()) == (1, 0)
    assert list_days()[0] == (date(2026, 11, 23), 2)
    assert list_faults() == []
    assert append_only.list_missing(connection) == []
    assert [CHANGED in fault for fault in plant(lambda: add_choice("2026-11-23"))] == [True]


def test_a_day_without_a_root_is_kept_however_old(time_machine) -> None:
    time_machine.move_to("2031-11-26 12:00:00+01:00")
    assert list(remove_old_choices()) == []
    assert CookieChoice.objects.count() == 3


def test_a_day_that_was_skipped_and_choices_that_stay_without_a_root_are_found(time_machine) -> None:
    time_machine.move_to("2026-11-28 12:00:00+01:00")
    (fault,) = list_faults()
    assert "its day was over long ago and has no root" in fault
    time_machine.move_to("2026-11-25 12:00:00+01:00")
    run_due()
    time_machine.move_to("2026-11-27 23:00:00+01:00")
    assert list_faults() == []  # two days have passed since the choice, and no more
    time_machine.move_to("2026-11-28 12:00:00+01:00")
    assert ["its day was over long ago" in fault for fault in list_faults()] == [True]
    close_day(date(2026, 11, 26))
    assert list_faults() == ["choice-day 2026-11-26: the day before it has no root"]


def test_after_a_day_that_is_still_to_come_closing_says_so_instead_of_nothing() -> None:
    close_day(date(2099, 1, 1))
    assert list(close_days()) == ["No day of cookie choices can be closed: 2099-01-01 was, and is not over."]
