"""Another plan: from the next period on, or at once with the difference paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone, translation

from members.membership.models import Offer

from ..balance import add_up, list_entries
from ..cancelling import drop_unpaid, share_days
from ..charging import find_next_start, price_next
from ..models import Charge, Order, Refund, Subscription
from ..placing import is_sold_so
from ..telling import tell
from ..terms import Terms, copy_terms
from .locking import lock
from .permissions import find_replaceable_charge, may_switch


class MayNotSwitch(Exception):
    """The membership ends, the plan is not for sale, or nothing can be changed at once."""


class PriceChanged(Exception):
    """What somebody saw is not what it costs now."""


@dataclass(frozen=True)
class Quote:
    """`cents`: for each period. `now_cents`: what is paid to switch at once, after the discount of `unused_cents` for
    the days of the running period; None where it can only be switched to later.
    """

    terms: Terms
    cents: int
    starts_on: date
    now_cents: int | None = None
    unused_cents: int = 0


def list_plans(subscription: Subscription) -> list[Offer]:
    """Those that this membership may become."""
    order, today = subscription.order, timezone.localdate()
    sold = Offer.objects.on_sale(today).filter(kind=Offer.Kind.MEMBERSHIP)
    others = sold.exclude(key=subscription.terms.offer or order.offer.key)
    return [offer for offer in others if is_sold_so(offer, order.way, order.quantity)]


def quote_switch(subscription: Subscription, offer: Offer) -> Quote:
    """Raises MayNotSwitch."""
    starts_on = find_next_start(subscription)
    if not may_switch(subscription) or starts_on is None or offer not in list_plans(subscription):
        raise MayNotSwitch(subscription)
    today, order = timezone.localdate(), subscription.order
    with translation.override(order.language):
        terms = copy_terms(offer, unit_cents=offer.find_price(today) or 0)
    cents = terms.unit_cents * order.quantity
    running = find_replaceable_charge(subscription)
    unused = value_rest(running, today) if running else 0
    if running is None or cents <= unused:
        return Quote(terms, cents, max(starts_on, today))
    return Quote(terms, cents, max(starts_on, today), now_cents=cents - unused, unused_cents=unused)


def value_rest(charge: Charge, today: date) -> int:
    """What the days from today on are worth, of what was paid for the period and not given back. What was brought along
    from a plan before counts as paid.
    """
    if charge.starts_on is None or charge.ends_on is None:
        return 0
    given_back = sum(Refund.objects.standing().filter(payment__charge=charge).values_list("cents", flat=True))
    paid = max(0, min(charge.cents, add_up(list_entries(charge)).received - given_back))
    if charge.purpose == Charge.Purpose.SWITCH:
        paid += sum(line["discount_cents"] for line in charge.lines)
    return share_days(paid, charge.starts_on, today, charge.ends_on)


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
