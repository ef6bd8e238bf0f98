"""What follows from the money is computed anew with each movement, however long a membership lasts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from time_machine import TimeMachineFixture

from members.billing.calendar import add_months
from members.billing.mails import write_notice
from members.billing.models import Charge, MoneyEntry, Order, Payment, Refund
from members.billing.sandbox.running import Sandbox
from members.billing.settling import settle
from members.billing.standing import describe_standing
from members.invoicing.models import Invoice
from members.membership.days import begin_of
from members.membership.models import Grant
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.orders import make_order, pay_for
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


def test_who_pays_what_had_lapsed_reads_so_gets_it_back_and_may_not_enter() -> None:
    order = make_order(sell(make_course()), make_person())
    order.charges.update(dropped_at=timezone.now() - timedelta(days=1))
    pay_for(order)
    with transaction.atomic():
        settle(order)
    assert describe_standing(order, is_unsure=False).standing == "lapsed"
    assert list(order.notices.values_list("kind", flat=True)) == ["too_late"]
    assert (
        "Je betaalde €\u00a019 voor Korter overleggen, maar dat kwam te laat." in write_notice(order.notices.get()).body
    )
    assert Refund.objects.get().reason == "unwanted"
    assert not Grant.objects.exists()


def test_who_paid_in_time_is_not_told_otherwise_once_nothing_is_asked_for_any_more() -> None:
    order = make_order(make_membership(), make_person())
    order.charges.update(purpose="switch", terms_agreed=order.terms_agreed)
    payment = pay_for(order)
    MoneyEntry.objects.create(
        payment=payment, kind="charged_back", provider_id="chb_1", cents=-1900, happened_at=timezone.now()
    )
    order.charges.update(dropped_at=timezone.now())
    with transaction.atomic():
        settle(order)
    assert list(order.notices.values_list("kind", flat=True)) == ["charged_back"]
