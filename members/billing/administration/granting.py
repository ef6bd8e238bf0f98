"""Giving who ordered access that no money pays for: to all that the order is for."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from members.membership.days import begin_of
from members.membership.models import Grant

from ..models import Order, StaffAct
from ..telling import tell
from .acting import Decided, lock_order, record_act


class NobodyToGive(Exception):
    """The account is closed or erased, or not yet shown to be theirs."""


class HasItAlready(Exception):
    """Until that day or longer, so it would give nothing."""


def may_be_given(order: Order) -> bool:
    return order.user is not None and order.user.is_active


@transaction.atomic
def grant_access(*, order: Order, last_day: date | None, by: Decided) -> list[Grant]:
    """From now up to and including `last_day`; without one, for ever. It follows from no order, so it is left alone
    when access is computed anew. Raises NobodyToGive, HasItAlready, and what `lock_order` raises.
    """
    order = lock_order(order, by)
    if not may_be_given(order):
        raise NobodyToGive(order)
    given = list(filter(None, (give(order, course, last_day, by) for course in order.terms.course_keys)))
    if not given:
        raise HasItAlready(order)
    day = last_day.isoformat() if last_day else ""
    record_act(order, by, StaffAct.Kind.GRANTED, day=day, grants=[grant.pk for grant in given])
    tell(order, "granted", about=str(by.key), day=day)
    return given


def give(order: Order, course: UUID | None, last_day: date | None, by: Decided) -> Grant | None:
    """None where they have all of it already."""
    ends_at = begin_of(last_day + timedelta(days=1)) if last_day else None
    grant = Grant(user=order.user, course=course, starts_at=timezone.now(), ends_at=ends_at, note=order.number)
    grant.source, grant.granted_by = Grant.Source.STAFF, by.actor
    try:
        grant.full_clean()
    except ValidationError:
        return None
    grant.save()
    return grant
