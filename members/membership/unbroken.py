"""Since when somebody has had something, by the periods of their access alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from .models import Grant

AWAY = timedelta(days=7)


def find_unbroken_start(grants: Iterable[Grant], at: datetime) -> datetime | None:
    """The first moment of the access that holds at this one, through every renewal; None without access.

    `grants` are those that open the same thing. To a member a renewal, another plan, or a course bought while the
    membership ran is the same access going on: it counts from the first of the periods that follow on one another. A
    payment that came some days late is no leaving either, so periods up to a week apart belong together. Who was away
    longer begins anew: what had changed by then was new to them anyway.
    """
    begun = sorted((grant for grant in grants if grant.starts_at <= at), key=lambda grant: grant.starts_at)
    if not any(grant.is_in_force(at) for grant in begun):
        return None
    start = begun[0].starts_at
    end: datetime | None = start
    for grant in begun:
        if end is not None and grant.starts_at > end + AWAY:
            start = end = grant.starts_at
        end = None if end is None or grant.ends_at is None else max(end, grant.ends_at)
    return start
