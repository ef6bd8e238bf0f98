"""Mails about money: written down with what they tell, sent once it is certain, each once.

Whoever sends one claims it first, so that the webhook and the page to which the customer returns never both do. A claim
that came to nothing, because the process died, ends after a while: better a mail twice in years than one never.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from legal.statements.notices.delivering import Delivery, NoConnection, Outcome, deliver, open_connection
from legal.statements.notices.sending import limit_time, send_each

from .mails import write_notice
from .models import Notice, Order

CLAIM = timedelta(minutes=10)


def tell(order: Order, kind: str, *, about: str = "", **facts: Any) -> None:
    """Once for each `about`. In the transaction of what it tells. Nobody is told whose account was erased."""
    if not order.email:
        return
    notice, is_new = Notice.objects.get_or_create(order=order, kind=kind, about=about, defaults={"facts": facts})
    if is_new:
        transaction.on_commit(partial(tell_at_once, notice.pk), robust=True)


def tell_at_once(number: int) -> None:
    for _refusal in send_notices([number]):
        pass


def tell_everybody() -> Iterator[str]:
    """Work of `run_due`."""
    waiting = Notice.objects.filter(sent_at=None).order_by("pk").values_list("pk", flat=True)
    yield from send_notices(limit_time(list(waiting)))


def send_notices(numbers: Iterable[int]) -> Iterator[str]:
    return send_each(numbers, send_notice, one="mail about an order", several="mails about orders")


def send_notice(number: int, connection: Any) -> Delivery | None:
    """None when somebody else does it. Raises NoConnection."""
    now = timezone.now()
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM)
    if not Notice.objects.filter(unclaimed, pk=number, sent_at=None).update(claimed_at=now):
        return None
    notice = Notice.objects.select_related("order__user").get(pk=number)
    try:
        open_connection(connection)
        delivery = deliver(write_notice(notice), connection)
    except NoConnection:
        Notice.objects.filter(pk=number).update(claimed_at=None)
        raise
    except ValueError:  # an address that no mail can have
        delivery = Delivery(Outcome.UNWRITTEN)
    is_over = delivery.outcome is not Outcome.DEFERRED
    Notice.objects.filter(pk=number).update(claimed_at=None, sent_at=timezone.now() if is_over else None)
    return delivery
