"""Letting somebody off what they owe.

An invoice is made when money comes in, and credited when a bank takes it back: what is open stands on none. So there is
nothing to credit here.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ..models import Charge, StaffAct
from ..settling import settle
from ..telling import tell
from .acting import Decided, Outdated, lock_order, record_act


@transaction.atomic
def waive_charge(*, charge: Charge, by: Decided) -> None:
    """Nobody pays this any more; what arrives all the same goes back by itself. A membership goes on with its next
    period. Raises Outdated when it is paid or waived already, and what `lock_order` raises.
    """
    order = lock_order(charge.order, by)
    if not order.charges.periods().unsettled().filter(pk=charge.pk).exists():
        raise Outdated(charge)
    record_act(order, by, StaffAct.Kind.WAIVED, cents=charge.cents, number=charge.number)
    Charge.objects.filter(pk=charge.pk).update(dropped_at=timezone.now())
    settle(order)
    tell(order, "waived", about=str(charge.pk), cents=charge.cents)
