"""What the law says about withdrawing from an order (art. 6:230o to 6:230s BW; art. 9 to 16 of Directive 2011/83/EU).

Fourteen days from the day of ordering, counted in our own time zone, to the end of the last. Nobody has to say why.

* Digital content that began at once, with the buyer's express consent, who knew that the right is lost by it: none
  (art. 6:230p(g)). Only if it did begin, and if the confirmation with those words has been sent; else the right stays.
* A service that began at once at the buyer's express request: its price for the days that are over (art. 6:230s(4)).
* What began without such a request is paid back whole (art. 6:230s(5)).
* A **gift**: what the giver ordered is that whoever has the code can open it. Nothing began before that, so all is
  paid back. Once it was opened the giver has been served in full, at their own request and knowing that the right ends
  by it: there is none any more (art. 6:230p(d) and (g)), and what a third person holds is not taken from them. Without
  those words on record, or while their confirmation has not been sent, the right stays.
* A **trial** costs nothing, so there is nothing to pay back or to pay for: withdrawing stops it, also a day later.
* A **team** is bought as any other order: by a company without time to reconsider, by a consumer (four friends) with.
  The right is the buyer's, whoever sits in the seats; days that passed are paid for all of these (art. 6:230s(4)).
* A **switch** to another plan is a new agreement about another price and time: its fourteen days count from the first
  day of that plan, the member asked it to begin then, and the days that are over are paid for. What was brought along
  from the plan before goes back with it: there is no plan left to return to.
* Who states a company or a VAT number is no consumer (art. 6:230g(1)(a)): there is no such right.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from ..declaring import Kind, is_for_business, list_declarations
from ..models import Gift, Order, Subscription

DAYS = timedelta(days=14)


class Rule(models.TextChoices):
    WHOLE = "whole"
    BY_DAY = "by_day"
    WAIVED = "waived"
    UNOPENED = "unopened"
    OPENED = "opened"
    BUSINESS = "business"


def find_last_day(order: Order) -> date:
    """Of an order that was placed, or of the switch after it; of a draft as if it were placed now."""
    agreed = timezone.localdate(order.placed_at or timezone.now())
    return max(agreed, find_day_of_switch(order) or agreed) + DAYS


def find_day_of_switch(order: Order) -> date | None:
    """The first day of the plan that the member chose after the first one."""
    number = Subscription.objects.filter(order=order, agreed_number__gt=1).values_list("agreed_number", flat=True)
    day: date | None = order.charges.filter(number__in=number).values_list("starts_on", flat=True).first()
    return day


def find_rule(order: Order) -> Rule:
    """Of a draft what will hold once its declarations are made; of an order what does."""
    if is_for_business(order):
        return Rule.BUSINESS
    kinds = list_declared(order)
    if order.way == Order.Way.GIFT and Kind.WAIVER in kinds:
        return Rule.OPENED if order.placed_at and is_opened(order) and is_confirmed(order) else Rule.UNOPENED
    if Kind.WAIVER in kinds and is_waiver_good(order):
        return Rule.WAIVED
    return Rule.BY_DAY if Kind.START_NOW in kinds else Rule.WHOLE


def list_declared(order: Order) -> set[str]:
    if order.placed_at:
        return set(order.declarations.values_list("kind", flat=True))
    return {wanted.kind for wanted in list_declarations(order)}


def is_waiver_good(order: Order) -> bool:
    if order.placed_at is None:
        return True
    return order.charges.filter(starts_on__isnull=False).exists() and is_confirmed(order)


def is_confirmed(order: Order) -> bool:
    """Whether the buyer was sent their own words (art. 6:230v(7) BW)."""
    return bool(order.notices.filter(kind="ordered", sent_at__isnull=False).exists())


def is_opened(order: Order) -> bool:
    return Gift.objects.filter(order=order, redeemed_at__isnull=False).exists()
