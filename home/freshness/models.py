"""One number for the whole site. It grows with every change to what pages show, so that nothing kept can grow stale."""

from __future__ import annotations

import time

from django.db import models
from django.db.models import F
from django.http import HttpRequest

ONLY = 1


class Stamp(models.Model):
    """The only row is made by a migration. All processes read it; whoever keeps a page keeps its number beside it."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)


def read_stamp() -> int:
    """One query. Read it before anything that is kept under it."""
    return Stamp.objects.filter(pk=ONLY).values_list("number", flat=True).first() or 0


def read_stamp_for(request: HttpRequest) -> int:
    """One query for the whole request. For requests that change nothing: what is kept must be committed."""
    if not hasattr(request, "freshness_stamp"):
        request.freshness_stamp = read_stamp()  # type: ignore[attr-defined]
    return request.freshness_stamp  # type: ignore[attr-defined]


def renew_stamp() -> None:
    """All that was kept anywhere is looked at again, once the change is committed. In a database that was emptied it
    begins at a number that it never had.
    """
    if not Stamp.objects.filter(pk=ONLY).update(number=F("number") + 1):
        Stamp.objects.bulk_create([Stamp(pk=ONLY, number=time.time_ns() // 1000)], ignore_conflicts=True)
