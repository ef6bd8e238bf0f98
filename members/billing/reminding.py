"""People who ordered and paid, and cannot begin yet: they have not shown that the address is theirs.

Nobody loses what they paid for: such an account is not erased with the other unconfirmed ones (`spare_who_paid`), and
three mails bring a link that works. Nor does anybody pay for a further period of what they could never open (see
`SubscriptionQuerySet.to_be_renewed`).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .missing_step import name_missing_step
from .models import Order
from .telling import tell

REMINDED = (2, 9, 23)  # days after ordering


def remind_unconfirmed() -> Iterator[str]:
    """Work of `run_due`. What was missed while it did not run is told once, not thrice."""
    for order in Order.objects.placed().paid().unconfirmed():
        days = (timezone.localdate() - timezone.localdate(order.placed_at)).days
        due = [day for day in REMINDED if day <= days]
        if due and name_missing_step(order):
            remind(order, due[-1])
    yield from ()


@transaction.atomic
def remind(order: Order, day: int) -> None:
    tell(order, "unconfirmed", about=str(day))


def spare_who_paid() -> Q:
    """Accounts that `erase_unconfirmed_accounts` leaves alone: money came in for them and was not given back."""
    return Q(Exists(Order.objects.paid().filter(user=OuterRef("pk"))))
