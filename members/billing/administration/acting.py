"""What every act of a colleague on an order begins and ends with: under the lock of the order, once, and on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import log

from legal.statements.acts.acting import validate_reason

from ..models import Order, StaffAct
from ..permissions import may_act_on_orders


class DoneBefore(Exception):
    """This very form was sent before: what it asked for is done."""


class Outdated(Exception):
    """What the colleague saw is not how it stands now. Nothing is done."""


@dataclass(frozen=True)
class Decided:
    """Who decided it, and why; `key` is that of the form."""

    actor: Any
    reason: str
    key: UUID


def lock_order(order: Order, by: Decided) -> Order:
    """Raises PermissionDenied, ValidationError for a reason that is none, and DoneBefore."""
    if not may_act_on_orders(by.actor):
        raise PermissionDenied
    validate_reason(by.reason)
    locked: Order = Order.objects.select_for_update().get(pk=order.pk)
    if StaffAct.objects.filter(key=by.key).exists():
        raise DoneBefore(order)
    return locked


def record_act(order: Order, by: Decided, kind: StaffAct.Kind, **facts: Any) -> None:
    moment, actor = timezone.now(), by.actor.pk
    StaffAct.objects.create(
        order=order, key=by.key, kind=kind, reason=by.reason, facts=facts, actor=actor, done_at=moment
    )
    log(instance=order, action=f"billing.{kind}", user=by.actor)
