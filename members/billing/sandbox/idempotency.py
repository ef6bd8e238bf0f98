"""The same request twice is carried out once: https://docs.mollie.com/reference/api-idempotency

A key is remembered for an hour, for POST only, with the answer that it got. What was refused is not remembered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from .records import Json, Replay
from .refusals import Refused
from .world import World

TIME_TO_REMEMBER = timedelta(hours=1)


@contextmanager
def keep_under_way(world: World, key: str) -> Iterator[None]:
    """Raises `Refused` while somebody else's request with this key is not finished. Outside of `world.act()`."""
    with world.lock:
        if key and key in world.keys_under_way:
            raise Refused(409, "A request with this idempotency key is being carried out right now")
        world.keys_under_way.add(key)
    try:
        yield
    finally:
        with world.lock:
            world.keys_under_way.discard(key)


def find_replay(world: World, key: str, fingerprint: str) -> Replay | None:
    replay = world.store.find(Replay, key) if key else None
    if replay and replay.fingerprint != fingerprint:
        raise Refused(400, "This idempotency key was used for another request before")
    return replay


def remember(world: World, key: str, fingerprint: str, mode: str, status: int, body: Json | None) -> None:
    if not key:
        return
    now = world.clock.now()
    world.store.save(
        Replay(
            id=key,
            mode=mode,
            created_at=now,
            due_at=now + TIME_TO_REMEMBER,
            fingerprint=fingerprint,
            status=status,
            body=body,
        )
    )


def take_fingerprint(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
