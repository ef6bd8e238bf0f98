"""What colleagues do about an order in a history, with whatever stands open to them at that moment."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from members.accounts.models import User
from members.billing.administration.acting import Decided
from members.billing.administration.ending import end_by_staff, list_ways
from members.billing.administration.granting import HasItAlready, grant_access
from members.billing.administration.refunding import list_refundable, refund_payment
from members.billing.administration.waiving import waive_charge
from tests.factories.people import make_colleague


def decide() -> Decided:
    """A new form each time."""
    colleague = User.objects.filter(groups__name="Finance").first() or make_colleague("Finance")
    return Decided(colleague, "Op verzoek.", uuid4())


def refund(scene: Any, number: int) -> None:
    found = list_refundable(scene.order)
    payment, left = found[number % len(found) if found else 0]
    refund_payment(payment=payment, cents=left if number % 3 else 1 + number % left, by=decide())


def waive(scene: Any, number: int) -> None:
    waive_charge(charge=scene.order.charges.periods().unsettled()[0], by=decide())


def end(scene: Any, number: int) -> None:
    scene.order.refresh_from_db()
    ways = list(list_ways(scene.order))
    end_by_staff(order=scene.order, way=ways[number % len(ways) if ways else 0].name, by=decide())


def grant(scene: Any, number: int) -> None:
    with suppress(HasItAlready):
        grant_access(order=scene.order, last_day=timezone.localdate() + timedelta(days=number % 90), by=decide())
