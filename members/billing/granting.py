"""The access that follows from an order: computed from its charges and the money ledger, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from members.membership.days import begin_of
from members.membership.models import Grant

from .balance import Span, list_entries, list_payments, list_spans, load_charges
from .holding import list_holders
from .models import Charge, Order, Payment, Subscription

ON_ITS_WAY = timedelta(days=14)  # a direct debit takes up to nine working days to arrive or fail


@dataclass(frozen=True)
class Access:
    """From when until when an order opens what it is for; `part` names it within the order."""

    part: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True)
class DueGrant:
    part: str
    user_id: int
    course: UUID | None
    starts_at: datetime
    ends_at: datetime | None
    source: str


def keep_grants(order: Order, charges: Iterable[Charge] | None = None) -> None:
    """Makes the grants of this order what they ought to be. Run it under the lock of the order. `charges`: of who
    loaded them under that lock.
    """
    standing = {grant.part: grant for grant in Grant.objects.filter(origin=order.key)}
    due = {grant.part: grant for grant in list_due_grants(order, charges)}
    for part, facts in due.items():
        keep_grant(order, facts, standing.pop(part, None))
    if standing:
        Grant.objects.filter(origin=order.key, part__in=standing).delete()


def keep_grant(order: Order, due: DueGrant, standing: Grant | None) -> None:
    grant = standing or Grant(origin=order.key, part=due.part, note=order.number)
    if standing is None or due != read_grant(standing):
        grant.user_id, grant.course, grant.source = due.user_id, due.course, due.source
        grant.starts_at, grant.ends_at = due.starts_at, due.ends_at
        grant.save()


def list_due_grants(order: Order, charges: Iterable[Charge] | None = None) -> list[DueGrant]:
    openings = list(list_access(order, charges))
    return [
        DueGrant(
            f"{access.part} {course or 'all'}{holder.part}",
            holder.user_id,
            course,
            access.starts_at,
            access.ends_at,
            holder.source,
        )
        for holder in list_holders(order)
        for access in clip(openings, holder.span)
        for course in order.terms.course_keys
    ]


def clip(openings: Iterable[Access], span: Span | None) -> Iterator[Access]:
    """What of these lies within the time that somebody holds it."""
    for access in openings:
        if span is None:
            yield access
            continue
        start = max(access.starts_at, span.start)
        end = min((moment for moment in (access.ends_at, span.end) if moment), default=None)
        if end is None or end > start:
            yield Access(access.part, start, end)


def compare_grants() -> Iterator[str]:
    """How what stands differs from what follows from the money: a line for each difference, nothing when all is well.
    Changes nothing.
    """
    standing = {(grant.origin, grant.part): grant for grant in Grant.objects.exclude(origin=None)}
    for order in Order.objects.placed().order_by("pk"):
        for due in list_due_grants(order):
            grant = standing.pop((order.key, due.part), None)
            if grant is None:
                yield f"{order} {due.part}: account {due.user_id} has no grant"
            elif due != read_grant(grant):
                yield f"{order} {due.part}: {read_grant(grant)} instead of {due}"
    for grant in standing.values():
        yield f"{grant.note} {grant.part}: account {grant.user_id} has a grant that follows from nothing"


def read_grant(grant: Grant) -> DueGrant:
    return DueGrant(grant.part, grant.user_id, grant.course, grant.starts_at, grant.ends_at, grant.source)


def list_access(order: Order, charges: Iterable[Charge] | None = None) -> Iterator[Access]:
    """Never an empty one: what would end before it begins is none."""
    over = find_end_of_subscription(order)
    known = load_charges(order) if charges is None else charges
    for charge in list_periods(known):
        for place, window in enumerate(join(list_windows(order, charge)), start=1):
            part = str(charge.number) if place == 1 else f"{charge.number}.{place}"
            over_on = begin_of(charge.ends_on) if charge.ends_on else None
            limits = (window.end, order.ended_at, over, over_on, charge.replaced_at)
            end = min((moment for moment in limits if moment), default=None)
            if end is None or end > window.start:
                yield Access(part, window.start, end)


def list_periods(charges: Iterable[Charge]) -> list[Charge]:
    """As `Charge.objects.periods()`, in their order."""
    return sorted((charge for charge in charges if charge.number), key=lambda charge: charge.number)


def find_end_of_subscription(order: Order) -> datetime | None:
    day = Subscription.objects.filter(order=order).values_list("ends_on", flat=True).first()
    return begin_of(day) if day else None


def list_windows(order: Order, charge: Charge) -> Iterator[Span]:
    """When this charge opens what it is for; they may overlap."""
    if charge.starts_on is None:
        return
    first = begin_of(charge.starts_on)
    if charge.cents == 0:
        yield Span(order.placed_at if charge.number == 1 and order.placed_at else first)
        return
    if order.renews and charge.number > 1:
        yield Span(first, find_respite(order, charge))
    for span in list_spans(charge, list_entries(charge)):
        if charge.dropped_at and span.start >= charge.dropped_at:
            continue  # it goes back
        # The first period begins when it is paid, in the middle of that day.
        begins = span.start if charge.number == 1 else max(span.start, first)
        yield Span(begins, add_grace(charge, span.end))


def add_grace(charge: Charge, end: datetime | None) -> datetime | None:
    """A member whose bank took the money back keeps in for the days of grace, in which they can pay in another way."""
    return end + timedelta(days=charge.terms.grace_days) if end and charge.order.renews else end


def find_respite(order: Order, charge: Charge) -> datetime:
    """Until when a period that is not paid yet is open all the same: as long as the money that we collect may be on its
    way, and for the days of grace after it turned out not to be, or was taken back. What somebody tries by hand does
    not prolong it.
    """
    grace = timedelta(days=charge.terms.grace_days)
    ends = [begin_of(charge.starts_on) + grace] if charge.starts_on else []
    ends += [span.end + grace for span in list_spans(charge, list_entries(charge)) if span.end]
    for payment in list_payments(charge):
        if payment.sequence != Payment.Sequence.RECURRING:
            continue
        if payment.is_under_way:
            ends.append(payment.intended_at + ON_ITS_WAY + grace)
        elif payment.concluded_at and payment.status in Payment.FAILURES:
            ends.append(payment.concluded_at + grace)
    return min(max(ends), charge.dropped_at) if charge.dropped_at else max(ends)


def join(windows: Iterable[Span]) -> Iterator[Span]:
    """Those that touch or overlap become one."""
    current: Span | None = None
    for window in sorted(windows, key=lambda window: window.start):
        if current is None:
            current = window
        elif current.end is None or window.start <= current.end:
            ends = (current.end, window.end)
            current = Span(current.start, None if None in ends else max(end for end in ends if end))
        else:
            yield current
            current = window
    if current:
        yield current
