"""What withdrawing from an order would do today: to the right of it, and to the money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from members.invoicing.vat import price_for

from ..balance import sum_held
from ..buyers import read_treatment
from ..cancelling import share_days
from ..models import Charge, Order, Withdrawal
from .rules import Rule, find_last_day, find_rule

Outcome = Withdrawal.Outcome
REFUSED = {Rule.BUSINESS: Outcome.BUSINESS, Rule.WAIVED: Outcome.WAIVED, Rule.OPENED: Outcome.OPENED}


@dataclass(frozen=True)
class Share:
    charge: Charge
    cents: int


@dataclass(frozen=True)
class Decision:
    """`shares`: what goes back of each charge. `is_by_day`: the days that are over are paid for."""

    outcome: Outcome
    last_day: date
    shares: tuple[Share, ...] = ()
    is_by_day: bool = False

    @property
    def cents(self) -> int:
        return sum(share.cents for share in self.shares)


def decide(order: Order) -> Decision:
    rule, last_day, today = find_rule(order), find_last_day(order), timezone.localdate()
    if order.ended_at:
        return Decision(Outcome.ENDED, last_day)
    if rule in REFUSED:
        return Decision(REFUSED[rule], last_day)
    if today > last_day:
        return Decision(Outcome.LATE, last_day)
    is_by_day = rule == Rule.BY_DAY
    return Decision(Outcome.VALID, last_day, tuple(list_shares(order, today, is_by_day)), is_by_day)


def list_shares(order: Order, today: date, is_by_day: bool) -> Iterator[Share]:
    """Never more of a charge than came in and was not given back. What a switch took over from the period before it
    goes back from what was paid for that one.
    """
    carried = 0
    for charge in order.charges.order_by("-number"):
        left = sum_held(charge)
        worth = carried + value_from(charge, today) if is_by_day else left
        cents = max(0, min(left, worth))
        carried = worth - cents if charge.number and charge.purpose == Charge.Purpose.SWITCH else 0
        if cents:
            yield Share(charge, cents)


def value_from(charge: Charge, today: date) -> int:
    """What its days from today on are worth: nothing where a switch took its place. Of what lasts for ever no day is
    worth anything.
    """
    if charge.replaced_at:
        return 0
    cents = charge.cents + find_brought(charge)
    if charge.starts_on and charge.ends_on and charge.starts_on < today:
        return share_days(cents, charge.starts_on, min(today, charge.ends_on), charge.ends_on)
    return cents


def find_brought(charge: Charge) -> int:
    """What a switch was paid with of the plan before, with the VAT of the order."""
    if charge.purpose != Charge.Purpose.SWITCH:
        return 0
    return price_for(read_treatment(charge.order), sum(line["discount_cents"] for line in charge.lines))
