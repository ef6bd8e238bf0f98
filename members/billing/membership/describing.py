"""A membership in words for the member: how it stands, what comes next, and what they may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from members.accounts.models import User

from ..granting import find_respite
from ..models import Charge, Payment, Subscription
from ..pricing import price_next
from ..upcoming import find_next_start
from .mandates import Account, read_accounts
from .permissions import goes_on, is_running, may_change_account, may_pause, may_resume, may_switch


class State(models.TextChoices):
    ACTIVE = "active"
    COLLECTING = "collecting"
    OWING = "owing"
    PAUSING = "pausing"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    ENDED = "ended"


@dataclass(frozen=True)
class OpenAmount:
    """`last_day`: on which access is open without it. `is_collected`: the bank has been asked."""

    cents: int
    due_on: date
    last_day: date | None
    is_collected: bool


@dataclass(frozen=True)
class Next:
    day: date
    cents: int
    title: str


@dataclass(frozen=True)
class Described:
    subscription: Subscription
    state: str
    since: date
    paid_until: date | None
    open_amounts: list[OpenAmount]
    next: Next | None
    account: Account | None

    @property
    def may(self) -> dict[str, bool]:
        return {
            "cancel": goes_on(self.subscription),
            "resume": may_resume(self.subscription),
            "switch": may_switch(self.subscription),
            "pause": may_pause(self.subscription),
            "end_pause": self.subscription.has_paused,
            "change_account": may_change_account(self.subscription),
        }


def describe_memberships(person: User) -> tuple[list[Described], bool]:
    """Those that run first, the newest of them first; and whether the accounts could be asked for."""
    found = Subscription.objects.of(person).select_related("order").order_by("-order__placed_at")
    subscriptions = sorted(found, key=is_running, reverse=True)
    collecting = any(goes_on(subscription) and subscription.mandate_id for subscription in subscriptions)
    accounts = read_accounts(person) if collecting else {}
    described = [describe(subscription, accounts or {}) for subscription in subscriptions]
    return described, accounts is not None


def describe(subscription: Subscription, accounts: dict[str, Account]) -> Described:
    charges = list(subscription.order.charges.periods().filter(dropped_at=None).order_by("number"))
    unsettled = list(subscription.order.charges.periods().unsettled().order_by("number"))
    open_amounts = [describe_open(charge) for charge in unsettled]
    paid = [charge for charge in charges if charge not in unsettled and charge.replaced_at is None]
    return Described(
        subscription=subscription,
        state=name_state(subscription, open_amounts),
        since=find_first_day(subscription),
        paid_until=max((charge.ends_on for charge in paid), default=None),
        open_amounts=open_amounts,
        next=find_next(subscription, unsettled),
        account=accounts.get(subscription.mandate_id),
    )


def find_first_day(subscription: Subscription) -> date:
    first = subscription.order.charges.filter(number=1).values_list("starts_on", flat=True).first()
    return first or subscription.anchor_on


def describe_open(charge: Charge) -> OpenAmount:
    collected = charge.payments.under_way().filter(sequence=Payment.Sequence.RECURRING)
    over = find_respite(charge.order, charge) - timedelta(microseconds=1) if charge.starts_on else None
    last_day = timezone.localdate(over) if over else None
    return OpenAmount(charge.cents, charge.due_on, last_day, collected.exists())


def name_state(subscription: Subscription, open_amounts: Iterable[OpenAmount]) -> str:
    if not is_running(subscription):
        return State.ENDED
    if not goes_on(subscription):
        return State.CANCELLED
    if any(not amount.is_collected for amount in open_amounts):
        return State.OWING
    if subscription.paused_on:
        return State.PAUSED if subscription.paused_on <= timezone.localdate() else State.PAUSING
    return State.COLLECTING if open_amounts else State.ACTIVE


def find_next(subscription: Subscription, unsettled: Iterable[Charge]) -> Next | None:
    """What is collected next, while nothing is open: what is open comes first."""
    day = find_next_start(subscription)
    if not goes_on(subscription) or day is None or any(unsettled):
        return None
    return Next(max(day, timezone.localdate()), price_next(subscription), subscription.upcoming_terms.title)
