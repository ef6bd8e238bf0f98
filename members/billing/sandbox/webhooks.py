"""Telling the shop that something happened: only which payment it is about. What happened, it asks itself.

When, and how often: https://docs.mollie.com/reference/webhooks (read in 2024 and 2026).
"""

from __future__ import annotations

from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlencode, urlsplit

from .records import Delivery, Payment
from .world import World

PATIENCE = 15  # seconds
# After the first attempt, until one is answered with 2xx.
MINUTES = (1, 3, 7, 15, 31, 60, 2 * 60, 4 * 60, 26 * 60)


def announce(world: World, payment: Payment) -> None:
    """Put the webhook on its way. Inside `world.act()`."""
    if payment.webhook_url is None:
        return
    for wait in world.faults.take_webhook():
        now = world.clock.now()
        world.store.save(
            Delivery(
                id=world.make_id("whd_"),
                mode=payment.mode,
                created_at=now,
                payment_id=payment.id,
                url=payment.webhook_url,
                begun_at=now + wait,
                due_at=now + wait,
            )
        )


def deliver(world: World, delivery: Delivery) -> None:
    """One attempt, which the shop may answer by asking us things: so without the lock. If this process ends in the
    middle, the next attempt comes in its time.
    """
    with world.act():
        plan_next(delivery)
        world.store.save(delivery)
    status = try_to_post(world, delivery)
    with world.act():
        delivery.answers.append(status)
        if 200 <= status < 300:
            delivery.due_at = None
        world.store.save(delivery)


def plan_next(delivery: Delivery) -> None:
    attempts = len(delivery.answers)
    wait = timedelta(minutes=MINUTES[attempts]) if attempts < len(MINUTES) else None
    delivery.due_at = delivery.begun_at + wait if wait else None


def try_to_post(world: World, delivery: Delivery) -> int:
    """The status of the answer; 0 when there was none, as from a host that nobody knows."""
    try:
        return world.post(delivery.url, delivery.payment_id)
    except (OSError, HTTPException, ValueError):  # the last for a name that no host can have
        return 0


def post_form(url: str, payment_id: str) -> int:
    """Follows no redirects: they would lose the id. Raises `OSError` or `HTTPException`."""
    parts = urlsplit(url)
    make = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = make(parts.hostname or "", parts.port, timeout=PATIENCE)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Payment sandbox"}
    try:
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request("POST", path, urlencode({"id": payment_id}), headers)
        return connection.getresponse().status
    finally:
        connection.close()
