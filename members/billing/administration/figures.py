"""Revenue and memberships of each month, counted anew from the invoices and the memberships themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from members.invoicing.models import Invoice

from ..calendar import add_months
from ..models import Charge

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """Cents of the invoices of that month, less its credit notes; and how many memberships began, stopped, and ran
    when it began and ended. A team is one membership, and one that is paused runs. `lost`: those of `running_before`
    that stopped.
    """

    first: date
    net: int = 0
    vat: int = 0
    gross: int = 0
    begun: int = 0
    stopped: int = 0
    lost: int = 0
    running_before: int = 0
    running: int = 0

    @property
    def churn(self) -> Decimal | None:
        """Of the memberships that ran when the month began, the part that stopped in it, in per cent; none where none
        ran. A membership stops on the first day without it. Those that began and stopped in one month do not count.
        """
        if not self.running_before:
            return None
        return round(Decimal(100 * self.lost) / self.running_before, 1)


def list_months(today: date | None = None) -> list[Month]:
    """The last twelve, the present one up to today. Two queries, however many rows."""
    today = today or timezone.localdate()
    present = today.replace(day=1)
    days = [add_months(present, -number) for number in reversed(range(MONTHS))]
    sums, counts = sum_invoices(days[0], today), count_memberships(days, today)
    return [Month(day, **sums.get(day, {}), **counts[day]) for day in days]


def sum_invoices(start: date, today: date) -> dict[date, dict[str, int]]:
    """Of each month that has invoices."""
    issued = Invoice.objects.filter(issued_on__gte=start, issued_on__lte=today).annotate(month=TruncMonth("issued_on"))
    rows: QuerySet[Any, Any] = issued.order_by().values("month", "kind")
    sums: dict[date, dict[str, int]] = {}
    for row in rows.annotate(net=Sum("net_cents"), vat=Sum("vat_cents"), gross=Sum("total_cents")):
        sign = -1 if row["kind"] == Invoice.Kind.CREDIT_NOTE else 1
        month = sums.setdefault(row["month"], {"net": 0, "vat": 0, "gross": 0})
        for name in month:
            month[name] += sign * row[name]
    return sums


def count_memberships(days: list[date], today: date) -> dict[date, dict[str, int]]:
    """Of the months that begin on these days. A membership began on the first day of its first period."""
    first_charges = Charge.objects.filter(number=1, starts_on__isnull=False, order__subscription__isnull=False)
    wanted = {
        f"{name}_{number}": Count("pk", filter=condition)
        for number, day in enumerate(days)
        for name, condition in describe_counts(day, today).items()
    }
    found: dict[str, Any] = first_charges.aggregate(**wanted)
    return {
        day: {name: found[f"{name}_{number}"] for name in describe_counts(day, today)}
        for number, day in enumerate(days)
    }


def describe_counts(start: date, today: date) -> dict[str, Q]:
    """`end`: the first day after the month, or tomorrow."""
    end = min(add_months(start, 1), today + timedelta(days=1))
    stops = "order__subscription__ends_on"
    stopped = Q(**{f"{stops}__gte": start, f"{stops}__lt": end})
    forever = Q(**{f"{stops}__isnull": True})
    return {
        "begun": Q(starts_on__gte=start, starts_on__lt=end),
        "stopped": stopped,
        "lost": stopped & Q(starts_on__lt=start),
        "running_before": Q(starts_on__lt=start) & (forever | Q(**{f"{stops}__gte": start})),
        "running": Q(starts_on__lt=end) & (forever | Q(**{f"{stops}__gte": end})),
    }
