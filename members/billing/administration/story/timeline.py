"""The story of one order in time order: computed anew each time, kept nowhere."""

from __future__ import annotations

from itertools import chain

from ...models import Order
from .access import list_access, list_mails
from .agreement import list_acts, list_agreements, list_changes
from .event import Event
from .money import list_charges, list_money, list_payments

PARTS = (
    list_agreements,
    list_changes,
    list_acts,
    list_charges,
    list_payments,
    list_money,
    list_access,
    list_mails,
)


def tell_story(order: Order) -> list[Event]:
    events = chain.from_iterable(part(order) for part in PARTS)
    return sorted(events, key=lambda event: (event.moment, event.rank))
