"""What follows from the money is computed anew with each movement, however long a membership lasts."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from members.billing.calendar import add_months
from members.billing.models import Charge, MoneyEntry, Order, Payment
from members.billing.sandbox.running import Sandbox
from members.billing.settling import settle
from members.invoicing.models import Invoice
from members.membership.days import begin_of
from members.membership.models import Grant
from tests.factories.offers import make_membership
from tests.factories.people import make_person
from tests.members.billing.shopping import join

pytestmark = pytest.mark.django_db
BEGINNING = date(2026, 1, 31)


def pay_period(order: Order, number: int) -> None:
    days = {"starts_on": add_months(BEGINNING, number - 1), "ends_on": add_months(BEGINNING, number)}
    lines = [{"text": "Lid per maand", "quantity": 1, "unit_cents": 1900, "discount_cents": 0}]
    charge = Charge.objects.create(
        order=order, number=number, cents=1900, lines=lines, due_on=days["starts_on"], **days
    )
    moment = begin_of(days["starts_on"])
    facts = {"cents": 1900, "provider_id": f"tr_period{number}", "intended_at": moment, "concluded_at": moment}
    payment = Payment.objects.create(charge=charge, sequence="recurring", status="paid", **facts)
    MoneyEntry.objects.create(
        payment=payment, kind="paid", provider_id=payment.provider_id, cents=1900, happened_at=moment
    )


def count_queries(order: Order) -> int:
    with transaction.atomic():
        settle(order)
        with CaptureQueriesContext(connection) as queries:
            settle(order)
    return len(queries)


def test_two_years_of_months_ask_the_database_no_more_than_two_months(
    provider: Sandbox, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 1, 31, 11, tzinfo=UTC))
    make_membership()
    order = join(make_person(), provider)
    pay_period(order, 2)
    few = count_queries(order)
    for number in range(3, 25):
        pay_period(order, number)
    assert count_queries(order) == few <= 20
    assert Grant.objects.count() == Invoice.objects.count() == 24
