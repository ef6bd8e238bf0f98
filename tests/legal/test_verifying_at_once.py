"""A verification reads everything as it stood at one moment, while members go on answering and seals are made."""

from functools import partial

import pytest
from django.db import connection

from legal.ledger.sealing import seal_ledger
from legal.ledger.verifying import Report, verify_everything
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.same_moment import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def verify_often() -> list[Report]:
    return [verify_everything() for _ in range(12)]


def test_what_is_written_and_sealed_meanwhile_is_no_fault():
    version = publish_version()
    people = [make_person(f"lid{number}@voorbeeld.example") for number in range(40)]

    def answer_in_turn(mine: list) -> None:
        for person in mine:
            answer(person, version)
            seal_ledger()

    reports, *_ = run_at_once([verify_often, *(partial(answer_in_turn, people[start::3]) for start in range(3))])
    assert [fault for report in reports for fault in report.faults] == []
    last = verify_everything()
    assert (last.faults, last.size, last.waiting) == ([], 42, 0)
    assert last.copies == last.seals


def test_nobody_has_to_wait_for_it():
    """On SQLite an ordinary transaction of Django's would keep everybody from writing until it ends."""
    version, person = publish_version(), make_person()
    answered = []

    def answer_meanwhile(seen: int) -> None:
        answered.extend(run_at_once([partial(answer, person, version)]))

    report = verify_everything(answer_meanwhile)
    assert len(answered) == 1
    assert report.faults == []
    assert not connection.in_atomic_block
