"""What every second factor of ours has: an answer to a code, and a wait that grows with every wrong one."""

from __future__ import annotations

import enum
import math

from django.db import models
from django.utils import timezone
from django_otp.models import Device, ThrottlingMixin

MOST_COUNTED = 12  # the longest wait is 2 ** 11 seconds: whoever has the password locks the owner out for half an hour


class Answer(enum.Enum):
    RIGHT = "right"
    USED = "used"
    WRONG = "wrong"
    TOO_SOON = "too soon"


class CodeDevice(ThrottlingMixin, Device):
    """Ask it in a transaction that holds the row (`select_for_update`) and is not rolled back on a wrong code."""

    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def compare(self, code: str) -> Answer:
        """Right, used or wrong; on a right one, remembers on this object, unsaved, that it is used."""
        raise NotImplementedError

    def accept(self) -> None:
        """Keep what `compare` remembered."""
        self.throttle_reset()

    def count_seconds_to_wait(self) -> int:
        allowed, reason = self.verify_is_allowed()
        return 0 if allowed else math.ceil((reason["locked_until"] - timezone.now()).total_seconds())

    def get_throttle_factor(self) -> int:
        return 1

    def throttle_increment(self, commit: bool = True) -> None:
        super().throttle_increment(commit=False)
        self.throttling_failure_count = min(self.throttling_failure_count, MOST_COUNTED)  # type: ignore[has-type]
        if commit:
            self.save()
