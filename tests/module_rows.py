"""Rows that all tests of a module begin with, made once: each test is still rolled back, to the moment they were made.

They stay until the module ends, so a test that wants none of them stands above the first that asks for them. Not for a
module with real transactions: its flush would take them away.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

MONDAY_AT_NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)  # when every test begins


@contextmanager
def staying_for_a_module(blocker: DjangoDbBlocker) -> Iterator[None]:
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def just_before_noon() -> time_machine.travel:
    """Where rows are made: what begins or ends by them has done so when the tests begin."""
    return time_machine.travel(MONDAY_AT_NOON - timedelta(minutes=5), tick=True)
