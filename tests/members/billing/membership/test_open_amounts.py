"""Who still has to pay is looked for among what moved lately, however long the site has been selling."""

from datetime import date, timedelta

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.billing.membership.reminding import list_open_amounts, remind_of_open_amounts
from members.billing.models import Charge, MoneyEntry, Notice, Payment
from members.membership.models import Offer
from tests.factories.offers import make_membership
from tests.factories.orders import make_member_since
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday(time_machine) -> None:
    time_machine.move_to("2026-11-23 12:00+01:00", tick=False)


def owe(start: date, address: str) -> Charge:
    """A member's second month, which nobody paid. The bank refused on its first day."""
    offer = Offer.objects.first() or make_membership()
    subscription = make_member_since(offer, make_person(address), start - timedelta(days=30))
    paid_at = timezone.now() - timedelta(days=(TODAY - start).days + 30)
    Payment.objects.update(intended_at=paid_at, concluded_at=paid_at)
    days = {"due_on": start, "starts_on": start, "ends_on": start + timedelta(days=30)}
    return Charge.objects.create(order=subscription.order, number=2, cents=1900, **days)


def list_indexed_first(model: type[models.Model]) -> set[str]:
    return {index.fields[0] for index in model._meta.indexes}


def test_who_owes_a_month_is_reminded_three_days_ahead_and_only_once() -> None:
    charge = owe(TODAY - timedelta(days=12), "kim@voorbeeld.example")  # fourteen days of grace
    for _again in range(2):
        assert list(remind_of_open_amounts()) == []
    assert [notice.order for notice in Notice.objects.filter(kind="reminder")] == [charge.order]


def test_a_failed_or_returned_payment_makes_an_old_month_one_to_look_at_again() -> None:
    charge = owe(TODAY - timedelta(days=400), "kim@voorbeeld.example")
    assert not list_open_amounts().exists()
    late = timezone.now() - timedelta(days=12)
    facts = {"cents": 1900, "sequence": "recurring", "provider_id": "tr_2"}
    payment = Payment.objects.create(
        charge=charge, status="failed", intended_at=late - timedelta(days=200), concluded_at=late, **facts
    )
    assert list(list_open_amounts()) == [charge]
    Payment.objects.filter(pk=payment.pk).update(concluded_at=late - timedelta(days=100), status="paid")
    assert not list_open_amounts().exists()
    for kind, cents, moment in (("paid", 1900, late - timedelta(days=100)), ("charged_back", -1900, late)):
        MoneyEntry.objects.create(payment=payment, kind=kind, provider_id=kind, cents=cents, happened_at=moment)
    assert list(list_open_amounts()) == [charge]


def test_months_of_years_ago_cost_no_question_and_no_row() -> None:
    owe(TODAY - timedelta(days=12), "kim@voorbeeld.example")
    with CaptureQueriesContext(connection) as few:
        list(remind_of_open_amounts())
    for number in range(12):
        owe(TODAY - timedelta(days=200 + 30 * number), f"lid{number}@voorbeeld.example")
    with CaptureQueriesContext(connection) as many:
        list(remind_of_open_amounts())
    assert len(many) <= len(few)  # the first run also told
    assert list_open_amounts().count() == 1
    assert list_indexed_first(Charge) >= {"starts_on"}
    assert list_indexed_first(Payment) >= {"intended_at", "concluded_at"}
    assert list_indexed_first(MoneyEntry) >= {"happened_at"}
