"""Counting what may be done only so often, exactly, whatever the number of processes, and without Redis.

A key is an HMAC of the action and of whom it is about, with the secret of the site and a salt of the day: the table
alone tells nobody whom it is about, and a day later nothing does. A count therefore also begins anew at midnight UTC.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import caches
from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Count, DailySalt

# In one statement, which no other can come between: the first of a window begins it, every other one adds to it.
TAKE = """
    INSERT INTO limits_count (key, number, ends_at) VALUES (%(key)s, 1, %(end)s)
    ON CONFLICT (key) DO UPDATE SET
        number = CASE WHEN limits_count.ends_at <= %(now)s THEN 1 ELSE limits_count.number + 1 END,
        ends_at = CASE WHEN limits_count.ends_at <= %(now)s THEN excluded.ends_at ELSE limits_count.ends_at END
    RETURNING number
"""


@dataclass(frozen=True)
class Limit:
    """At most so many times of this action in so many seconds, from the first one on, for each value."""

    action: str
    most: int
    seconds: int

    def take(self, value: str) -> bool:
        """Count one more; False when that is one too many. Raises `RuntimeError` inside a transaction, which could
        take the count back with all else, and would make everybody else wait for its end.
        """
        refuse_to_be_rolled_back()
        now = timezone.now()
        moments = {"now": now, "end": now + timedelta(seconds=self.seconds)}
        adapted = {name: connection.ops.adapt_datetimefield_value(moment) for name, moment in moments.items()}
        with connection.cursor() as cursor:
            cursor.execute(TAKE, {"key": self.name_key(value), **adapted})
            (number,) = cursor.fetchone()
        return number <= self.most

    def give_back(self, value: str) -> None:
        """As if the last one had not happened."""
        Count.objects.filter(key=self.name_key(value), number__gt=0).update(number=F("number") - 1)

    def forget(self, value: str) -> None:
        Count.objects.filter(key=self.name_key(value)).delete()

    def is_full(self, value: str) -> bool:
        """Whether the next one would be one too many; counts nothing."""
        return Count.objects.filter(
            key=self.name_key(value), number__gte=self.most, ends_at__gt=timezone.now()
        ).exists()

    def wait_seconds(self, value: str) -> int:
        """How long until it may be done again, rounded up; 0 when it may be done now."""
        count = Count.objects.filter(key=self.name_key(value), number__gte=self.most).first()
        left = (count.ends_at - timezone.now()).total_seconds() if count else 0
        return max(0, -int(-left // 1))

    def name_key(self, value: str) -> str:
        day = timezone.now().date()
        return salted_hmac(read_salt(day), f"{self.action}\n{value}", algorithm="sha256").hexdigest()


def read_salt(day: date) -> str:
    """The same for every process; each asks the database for it once a day."""
    return str(caches["kept"].get_or_set(f"salt:{day}", lambda: make_salt(day), timeout=None))


def make_salt(day: date) -> str:
    refuse_to_be_rolled_back()
    DailySalt.objects.bulk_create([DailySalt(day=day, salt=secrets.token_hex(32))], ignore_conflicts=True)
    return DailySalt.objects.get(day=day).salt


def refuse_to_be_rolled_back() -> None:
    """What `atomic(durable=True)` asks, without its two statements; that, too, lets the transaction of a test be."""
    if connection.in_atomic_block and not connection.atomic_blocks[-1]._from_testcase:  # type: ignore[attr-defined]
        raise RuntimeError("Count before the transaction begins, or the count goes with it.")
