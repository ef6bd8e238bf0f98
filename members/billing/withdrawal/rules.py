"""What the law says about withdrawing from an order (art. 6:230o to 6:230s BW; art. 9 to 16 of Directive 2011/83/EU).

Fourteen days from the day of ordering, counted in our own time zone, to the end of the last. Nobody has to say why.

* Digital content that began at once, with the buyer's express consent, who knew that the right is lost by it: none
  (art. 6:230p(g)). Only if it did begin, and if the confirmation with those words has been sent; else the right stays.
* A service that began at once at the buyer's express request: its price for the days that are over (art. 6:230s(4)).
* What began without such a request is paid back whole (art. 6:230s(5)). A **gift** is that: whoever gives it asks for
  nothing to begin, so the giver gets everything back for fourteen days, also when somebody has unwrapped it.
* A **team** is bought as any other order: by a company without time to reconsider, by a consumer (four friends) with.
* Who states a company or a VAT number is no consumer (art. 6:230g(1)(a)): there is no such right.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from ..declaring import Kind, is_for_business, list_declarations
from ..models import Order

DAYS = timedelta(days=14)


class Rule(models.TextChoices):
    WHOLE = "whole"
    BY_DAY = "by_day"
    WAIVED = "waived"
    BUSINESS = "business"


def find_last_day(order: Order) -> date:
    """Of an order that was placed; of a draft as if it were placed now."""
    return timezone.localdate(order.placed_at or timezone.now()) + DAYS


def find_rule(order: Order) -> Rule:
    """Of a draft what will hold once its declarations are made; of an order what does."""
    if is_for_business(order):
        return Rule.BUSINESS
    kinds = list_declared(order)
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
    is_begun = order.charges.filter(starts_on__isnull=False).exists()
    return is_begun and order.notices.filter(kind="ordered", sent_at__isnull=False).exists()
