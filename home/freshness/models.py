"""One number for the whole site. It grows with every change to what pages show, so that nothing kept can grow stale."""

from __future__ import annotations

import time

from django.db import connection, models, transaction
from django.db.models import F
from django.http import HttpRequest

ONLY = 1
# One statement, so that it counts what is committed at one moment.
READ = "SELECT COALESCE((SELECT number FROM freshness_stamp WHERE id = 1), 0) + (SELECT COUNT(*) FROM freshness_change)"


class Stamp(models.Model):
    """The only row is made by a migration: how many changes there were before those that have a row of their own."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)


class Change(models.Model):
    """A row for each, until it is counted in. One number that all of them write to would make every transaction wait
    for the end of every other, and some of them for each other.
    """

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)


def read_stamp() -> int:
    """One query. Read it before anything that is kept under it."""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return int(cursor.fetchone()[0])


def read_stamp_for(request: HttpRequest) -> int:
    """One query for the whole request. For requests that change nothing: what is kept must be committed."""
    if not hasattr(request, "freshness_stamp"):
        request.freshness_stamp = read_stamp()  # type: ignore[attr-defined]
    return request.freshness_stamp  # type: ignore[attr-defined]


def renew_stamp() -> None:
    """All that was kept anywhere is looked at again, once the transaction of the change is committed. In one statement
    and nothing around it: outside a transaction SQLite may still be busy with the change itself.
    """
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO freshness_change DEFAULT VALUES")


@transaction.atomic
def count_changes_in() -> None:
    """Work of `run_due`: what is committed by now."""
    if changes := list(Change.objects.values_list("pk", flat=True)):
        count, _kinds = Change.objects.filter(pk__gte=min(changes), pk__in=changes).delete()
        Stamp.objects.filter(pk=ONLY).update(number=F("number") + count)


def begin_anew() -> None:
    """After a migration, an emptied or a restored database: at a number that it never had."""
    now = time.time_ns() // 1000
    Stamp.objects.bulk_create([Stamp(pk=ONLY)], ignore_conflicts=True)
    Stamp.objects.filter(pk=ONLY, number__lt=now).update(number=now)
