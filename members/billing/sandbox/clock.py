"""The time in the sandbox: that of this machine, and whatever a test put before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

SATURDAY = 5


class Clock:
    def __init__(self) -> None:
        self.ahead = timedelta()
        self.lock = Lock()
        self.do_until: Callable[[datetime], None] = lambda moment: None

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def move_to(self, moment: datetime) -> None:
        """Never back."""
        with self.lock:
            self.ahead += max(timedelta(), moment - self.now())

    def advance(self, by: timedelta) -> None:
        """All that falls due on the way happens in its order, at its own moment: expiries, settlements, webhooks."""
        end = self.now() + by
        self.do_until(end)
        self.move_to(end)


def add_business_days(moment: datetime, days: int) -> datetime:
    """Saturdays and Sundays are none. The few days a year on which banks are closed besides are not known here."""
    while days:
        moment += timedelta(days=1)
        days -= moment.weekday() < SATURDAY
    return moment
