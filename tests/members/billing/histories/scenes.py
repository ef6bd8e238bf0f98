"""What somebody ordered, in each way that there is, up to the moment at which they stand at the provider's screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import time_machine
from django.db import transaction
from django.test import override_settings

from members.accounts.models import User
from members.billing.models import Coupon, Order
from members.billing.sandbox.running import Sandbox
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.members.billing.conftest import send_to_site
from tests.members.billing.histories.acting import Scene
from tests.members.billing.shopping import enter, press_button
from tests.visiting import Client

NOON = datetime(2026, 1, 31, 11, tzinfo=UTC)


@dataclass(frozen=True)
class Wish:
    slug: str
    details: dict[str, Any] = field(default_factory=dict)


WISHES = {
    "a month": Wish("lid-month"),
    "a year": Wish("lid-year"),
    "a course": Wish("cursus"),
    "a gift": Wish("cursus", {"way": "gift"}),
    "a year as a gift": Wish("lid-year", {"way": "gift"}),
    "a team": Wish("lid-month", {"way": "team", "quantity": 3}),
    "months at half the price": Wish("lid-month", {"coupon": "HALF"}),
    "a first month for nothing": Wish("lid-month", {"coupon": "EERSTE"}),
    "a trial": Wish("lid-month", {"way": "trial"}),
}


@dataclass(frozen=True)
class Shop:
    """What is for sale in every history, and who buys."""

    buyer: User
    other: User


def open_shop() -> Shop:
    facts = {"grace_days": 10, "trial_days": 14, "most_seats": 5, "may_be_gift": True}
    with time_machine.travel(NOON):
        make_membership(**facts)
        make_membership(period="year", cents=19000, **facts)
        sell(make_course("Cursus"), may_be_gift=True)
        Coupon.objects.create(code="HALF", percent=50, periods=2)
        Coupon.objects.create(code="EERSTE", percent=100, periods=1)
        return Shop(make_person(), make_person("ander@voorbeeld.example"))


@contextmanager
def begin_scene(shop: Shop, wish: Wish) -> Iterator[Scene]:
    """What comes of it is undone afterwards, the settings too: ten thousand on top of each other would not stand."""
    with (
        time_machine.travel(NOON) as traveller,
        Sandbox.start(post=send_to_site) as provider,
        override_settings(MOLLIE_API_ENDPOINT=provider.address, MOLLIE_API_KEY=provider.key),
        undone(),
    ):
        client, declared = Client(), {"start_now": "on", "waiver": "on"}
        client.force_login(shop.buyer)
        response = press_button(client, enter(client, wish.slug, **wish.details), **declared)
        assert response.status_code in {302, 303}, response.content.decode()
        yield Scene(provider, traveller, client, Order.objects.get(), shop.other)


@contextmanager
def undone() -> Iterator[None]:
    """No `atomic`: some of what the site does refuses to be part of more."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)
