"""What time brings about: each record that says when something happens to it is asked at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from . import life, mandates, refunds
from .records import Delivery, Mandate, Payment, Record, Refund, Replay
from .webhooks import deliver
from .world import World


@contextmanager
def act_now(world: World) -> Iterator[None]:
    """As `world.act()`, after all that is due by now has happened but webhooks."""
    with world.act():
        while record := world.store.find_due(world.clock.now(), with_webhooks=False):
            fall_due(world, record)
    with world.act():
        yield


def pass_time(world: World, until: datetime) -> None:
    """All that is due by then, webhooks too, in its order."""
    with world.one_time:
        while do_next(world, until):
            pass


def do_next(world: World, until: datetime) -> bool:
    with world.act():
        record = world.store.find_due(until, with_webhooks=True)
        if record is None or record.due_at is None:
            return False
        world.clock.move_to(record.due_at)
        if not isinstance(record, Delivery):
            fall_due(world, record)
            return True
    deliver(world, record)
    return True


def deliver_shuffled(world: World) -> None:
    """The webhooks that are due now, in any order."""
    with world.one_time:
        with act_now(world):
            now = world.clock.now()
            due = [delivery for delivery in world.store.list(Delivery) if delivery.due_at and delivery.due_at <= now]
            world.random.shuffle(due)
        for delivery in due:
            deliver(world, delivery)


def fall_due(world: World, record: Record) -> None:
    if isinstance(record, Payment):
        life.fall_due(world, record)
    elif isinstance(record, Refund):
        refunds.fall_due(world, record)
    elif isinstance(record, Mandate):
        mandates.confirm(world, record)
    elif isinstance(record, Replay):
        world.store.delete(record)
