"""Another plan: from the next period on, or at once with the difference paid. With it come its own days of grace."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from members.membership.models import Offer

from ..cancelling import drop_unpaid
from ..models import Charge, Order, Subscription
from ..pricing import price_next
from ..telling import tell
from ..upcoming import find_next_start
from .declaring_switch import record_declarations
from .locking import lock
from .permissions import may_switch
from .quoting import MayNotSwitch, Quote, quote_switch


class PriceChanged(Exception):
    """What somebody saw is not what it costs now."""


@transaction.atomic
def plan_switch(*, subscription: Subscription, offer: Offer, shown_cents: int) -> None:
    """From the next period on. A second time it changes nothing. Raises MayNotSwitch and PriceChanged."""
    subscription = lock(subscription)
    quote = quote_switch(subscription, offer)
    if quote.cents != shown_cents:
        raise PriceChanged(subscription)
    drop_unpaid(subscription.order, [Charge.Purpose.SWITCH])
    if subscription.next_terms and subscription.upcoming_terms == quote.terms:
        return
    subscription.next_terms = quote.terms.write()
    subscription.save(update_fields=["next_terms"])
    record_declarations(subscription.order, quote, "later")
    facts = {"title": quote.terms.title, "cents": quote.cents, "day": quote.starts_on.isoformat()}
    tell(subscription.order, "switch_planned", about=timezone.now().isoformat(), **facts)


@transaction.atomic
def forget_switch(*, subscription: Subscription) -> bool:
    """The plan that runs goes on. Whether there was anything to forget."""
    subscription = lock(subscription)
    drop_unpaid(subscription.order, [Charge.Purpose.SWITCH])
    if subscription.next_terms is None or not may_switch(subscription):
        return False
    subscription.next_terms = None
    subscription.save(update_fields=["next_terms"])
    facts = {"day": str(find_next_start(subscription)), "cents": price_next(subscription)}
    title = subscription.terms.title
    tell(subscription.order, "switch_forgotten", about=timezone.now().isoformat(), title=title, **facts)
    return True


@transaction.atomic
def charge_switch(*, subscription: Subscription, offer: Offer, shown_cents: int) -> Charge:
    """What is to be paid to switch at once; it takes effect when that is paid. In a second window the same; who chooses
    another plan there is not asked for the first any more. Raises MayNotSwitch and PriceChanged.
    """
    subscription = lock(subscription)
    quote = quote_switch(subscription, offer)
    if quote.now_cents is None:
        raise MayNotSwitch(subscription)
    if quote.now_cents != shown_cents:
        raise PriceChanged(subscription)
    order = subscription.order
    waiting = order.charges.filter(purpose=Charge.Purpose.SWITCH, number=0).unsettled()
    for charge in waiting:
        if charge.cents == quote.now_cents and charge.terms == quote.terms and charge.due_on == timezone.localdate():
            return charge
    drop_unpaid(order, [Charge.Purpose.SWITCH])
    record_declarations(order, quote, "now")
    return write_switch(order, quote)


def write_switch(order: Order, quote: Quote) -> Charge:
    terms = quote.terms
    line = {"text": terms.title, "quantity": order.quantity, "unit_cents": terms.unit_cents}
    return Charge.objects.create(
        order=order,
        purpose=Charge.Purpose.SWITCH,
        number=0,
        terms_agreed=terms.write(),
        cents=quote.now_cents or 0,
        lines=[line | {"discount_cents": quote.unused_cents}],
        due_on=timezone.localdate(),
    )
