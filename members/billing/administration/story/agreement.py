"""What was agreed and declared, and what people did about it since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from legal.statements.reports.evidence import name_accounts

from ...models import CouponUse, Gift, Order, Subscription, Withdrawal
from .event import Event

ORDERED, DECLARED, CHANGED, ACTED = 0, 1, 2, 3


def list_agreements(order: Order) -> Iterator[Event]:
    if order.placed_at:
        yield Event(order.placed_at, ORDERED, _("Besteld"), describe(order), order.cents)
    for use in CouponUse.objects.filter(order=order).select_related("coupon"):
        yield Event(use.redeemed_at, DECLARED, _("Kortingscode gebruikt"), use.coupon.code)
    for said in order.declarations.order_by("pk"):
        yield Event(said.declared_at, DECLARED, said.get_kind_display(), said.wording)
    for withdrawal in Withdrawal.objects.filter(order=order):
        outcome = withdrawal.get_outcome_display()
        yield Event(withdrawal.declared_at, CHANGED, _("Herroepen"), outcome, withdrawal.cents or None)
    if order.ended_at:
        yield Event(order.ended_at, CHANGED, _("Bestelling beëindigd"))


def describe(order: Order) -> str:
    facts = {"title": order.terms.title, "way": order.get_way_display(), "number": order.quantity}
    return _("%(title)s, %(way)s, plekken: %(number)d") % facts


def list_changes(order: Order) -> Iterator[Event]:
    """Of the membership, a gift and the seats. Nobody's name: who has a seat stands in the list of access."""
    for subscription in Subscription.objects.filter(order=order):
        if subscription.cancelled_at and subscription.ends_on:
            until = _("Eerste dag zonder: %s") % date_format(subscription.ends_on)
            yield Event(subscription.cancelled_at, CHANGED, _("Lidmaatschap stopt"), until)
    for gift in Gift.objects.filter(order=order):
        if gift.redeemed_at:
            yield Event(gift.redeemed_at, CHANGED, _("Cadeau ingewisseld"))
    for seat in order.seats.all():
        yield Event(seat.starts_at, CHANGED, _("Plek %d bezet") % seat.place)
        if seat.ends_at:
            yield Event(seat.ends_at, CHANGED, _("Plek %d vrij") % seat.place)


def list_acts(order: Order) -> Iterator[Event]:
    acts = list(order.staff_acts.all())
    names = name_accounts(act.actor for act in acts)
    for act in acts:
        more = _("%(who)s: %(why)s") % {"who": names[act.actor], "why": act.reason}
        yield Event(act.done_at, ACTED, act.get_kind_display(), more, read_cents(act.facts))


def read_cents(facts: dict[str, Any]) -> int | None:
    return facts.get("cents") or None
