"""What another plan would cost a member, and from when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone, translation

from members.invoicing.vat import price_for
from members.invoicing.vat.treatments import show_for
from members.membership.models import Offer

from ..balance import sum_held
from ..buyers import read_treatment
from ..cancelling import find_running_charge, share_days
from ..models import Charge, Subscription
from ..placing import is_sold_so
from ..terms import Terms, copy_terms
from ..upcoming import find_next_start
from .permissions import may_pause, may_switch


class MayNotSwitch(Exception):
    """The membership ends, the plan is not for sale, or nothing can be changed at once."""


@dataclass(frozen=True)
class Quote:
    """`cents`: for each period. `now_cents`: what is paid to switch at once, less than that by what the days of the
    running period are worth; None where it can only be switched to later. `unused_cents`: that worth as prices are
    shown, with Dutch VAT.
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
    shown, treatment = terms.unit_cents * order.quantity, read_treatment(order)
    quote = Quote(terms, price_for(treatment, shown), max(starts_on, today))
    running = find_replaceable_charge(subscription)
    unused = value_rest(running, today) if running else 0
    if running is None or shown <= unused:
        return quote
    return replace(quote, now_cents=price_for(treatment, shown - unused), unused_cents=unused)


def find_replaceable_charge(subscription: Subscription) -> Charge | None:
    """The running period, where another plan may take its place at once: it is paid, and nothing else is going on."""
    if not may_pause(subscription):
        return None
    return find_running_charge(subscription, timezone.localdate())


def value_rest(charge: Charge, today: date) -> int:
    """What the days from today on are worth, of what was paid for the period and not given back. What was brought along
    from a plan before counts as paid. As prices are shown, with Dutch VAT.
    """
    if charge.starts_on is None or charge.ends_on is None:
        return 0
    paid = show_for(read_treatment(charge.order), max(0, min(charge.cents, sum_held(charge))))
    if charge.purpose == Charge.Purpose.SWITCH:
        paid += sum(line["discount_cents"] for line in charge.lines)
    return share_days(paid, charge.starts_on, today, charge.ends_on)
