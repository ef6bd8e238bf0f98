"""What withdrawing from an order would do today: to the right of it, and to the money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from members.invoicing.vat import price_for

from ..balance import add_up, list_entries
from ..buyers import read_treatment
from ..cancelling import share_days
from ..models import Charge, Order, Refund, Withdrawal
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
    shares = [Share(charge, compute_share(charge, today, is_by_day)) for charge in order.charges.all()]
    return Decision(Outcome.VALID, last_day, tuple(share for share in shares if share.cents > 0), is_by_day)


def compute_share(charge: Charge, today: date, is_by_day: bool) -> int:
    """Never more than came in and was not given back. Of what lasts for ever no day is worth anything. A period that a
    switch replaced was used until then; its rest is a part of the price of what came in its place, and goes back once.
    """
    standing = Refund.objects.standing().filter(payment__charge=charge)
    left = add_up(list_entries(charge)).received - sum(standing.values_list("cents", flat=True))
    used_until = timezone.localdate(charge.replaced_at) if charge.replaced_at else today
    if is_by_day and charge.starts_on and charge.ends_on and charge.starts_on < used_until:
        brought = find_brought(charge)
        share = share_days(charge.cents + brought, charge.starts_on, min(used_until, charge.ends_on), charge.ends_on)
        return max(0, min(left, share - brought))
    return max(0, left)


def find_brought(charge: Charge) -> int:
    """What a switch was paid with of the plan before."""
    if charge.purpose != Charge.Purpose.SWITCH:
        return 0
    return price_for(read_treatment(charge.order), sum(line["discount_cents"] for line in charge.lines))
