"""The words of a giver, which nobody needs any more once the gift was opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from ..models import Gift

KEPT = timedelta(days=30)


def forget_words() -> Iterator[str]:
    """Work of `run_due`."""
    opened = Q(redeemed_at__lte=timezone.now() - KEPT)
    over = opened | Q(lapses_on__lte=timezone.localdate()) | Q(order__ended_at__isnull=False)
    Gift.objects.filter(over).exclude(receiver_name="", message="").update(receiver_name="", message="")
    yield from ()
