"""Facts about the site that are the same for everybody, kept in the memory of each process until anything changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from django.core.cache import caches
from django.http import HttpRequest

from .models import read_stamp_for
from .recording import find_recording

READING = ("GET", "HEAD")
Kept = TypeVar("Kept")


def recall(name: str, compute: Callable[[], Kept], stamp: int) -> Kept:
    """What `compute` gave under this stamp, which was read before. Never for anything of one person. A page that is
    kept itself reads everything anew, so that it is known what it read.
    """
    if find_recording():
        return compute()
    return cast(Kept, caches["kept"].get_or_set(f"{stamp}:{name}", compute, timeout=None))


def recall_for(request: HttpRequest, name: str, compute: Callable[[], Kept]) -> Kept:
    """The same for a page that is being made. A request that may change something sees what is not committed yet, and
    keeps none of it.
    """
    if find_recording() or request.method not in READING:
        return compute()
    return recall(name, compute, read_stamp_for(request))
