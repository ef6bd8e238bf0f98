"""What must be so in the end, whatever happened: compared with what the provider itself has on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from django.utils import timezone

from members.billing.balance import add_up, list_entries
from members.billing.booking import name_origin
from members.billing.granting import list_due_grants
from members.billing.models import Charge, MoneyEntry, Order, Payment, Refund
from members.billing.sandbox.records import Chargeback
from members.billing.sandbox.records import Refund as ProvidersRefund
from members.billing.sandbox.running import Sandbox
from members.invoicing.models import BookEntry, Invoice
from members.membership.models import Grant

AT_THE_BANK = {"processing", "refunded"}


def list_faults(provider: Sandbox) -> Iterator[str]:
    yield from compare_money(provider)
    yield from check_charges()
    yield from check_grants()
    yield from check_invoices()
    yield from check_periods()


def compare_money(provider: Sandbox) -> Iterator[str]:
    """To the cent, payment by payment; and no payment that we know nothing of."""
    known = {payment.provider_id: payment for payment in Payment.objects.exclude(provider_id=None)}
    for found in provider.list_payments():
        payment = known.get(found.id)
        if payment is None:
            if found.status in {"paid", "pending", "open"}:
                yield f"{found.id} ({found.status}) is at the provider and unknown to us"
            continue
        with provider.world.act():
            store = provider.world.store
            refunds, chargebacks = store.list(ProvidersRefund, found.id), store.list(Chargeback, found.id)
        there = found.cents if found.status == "paid" else 0
        there -= sum(refund.cents for refund in refunds if refund.status in AT_THE_BANK)
        there -= sum(back.cents for back in chargebacks if back.reversed_at is None)
        here = sum(payment.entries.values_list("cents", flat=True))
        if here != there:
            yield f"{found.id}: {here} cents here, {there} at the provider"


def check_charges() -> Iterator[str]:
    for charge in Charge.objects.all():
        balance = add_up(list_entries(charge))
        paid = Payment.objects.filter(charge=charge, status=Payment.Status.PAID).count()
        owed = 0 if charge.dropped_at or charge.purpose == Charge.Purpose.MANDATE else charge.cents
        refunds = Refund.objects.standing().filter(payment__charge=charge)
        if not charge.dropped_at:  # nothing else that went back makes less of what is owed
            refunds = refunds.filter(reason__in=["twice", "unwanted", "mandate", "provider"])
        going_back = sum(refunds.values_list("cents", flat=True))
        if balance.received - going_back > owed:
            yield f"{charge}: {balance.received} received for {owed}, {going_back} on its way back, {paid} payments"
    periods = [(charge.order_id, charge.starts_on) for charge in Charge.objects.all() if not is_replaced_whole(charge)]
    for number, count in Counter(periods).items():
        if count > 1 and number[1]:
            yield f"order {number} has {count} charges for one period"
    doubled = Counter(MoneyEntry.objects.values_list("kind", "provider_id"))
    yield from (f"{entry} is written {count} times" for entry, count in doubled.items() if count > 1)


def is_replaced_whole(charge: Charge) -> bool:
    """By a switch on its first day: of the two, only the other is for that day."""
    return bool(charge.replaced_at) and timezone.localdate(charge.replaced_at) == charge.starts_on


def check_grants() -> Iterator[str]:
    for order in Order.objects.placed():
        due = {(g.part, g.user_id, g.course, g.starts_at, g.ends_at, g.source) for g in list_due_grants(order)}
        stored = Grant.objects.filter(origin=order.key)
        rows = set(stored.values_list("part", "user_id", "course", "starts_at", "ends_at", "source"))
        if rows != due:
            yield f"grants of {order}: {rows ^ due}"


def check_invoices() -> Iterator[str]:
    """For each charge, all that was kept stands on invoices, less what is on credit notes; and no number is missing."""
    for charge in Charge.objects.all():
        entries = list(MoneyEntry.objects.filter(payment__charge=charge))
        origins = [name_origin(entry, place) for entry in entries for place in range(len(entries))]
        rows = Invoice.objects.filter(origin__in=origins).values_list("credits", "total_cents")
        # Below nothing where a bank took all of what was given back in part: that loss is on no invoice.
        kept = max(0, sum(entry.cents for entry in entries))
        invoiced = sum(-cents if credits else cents for credits, cents in rows)
        if kept != invoiced:
            yield f"{charge}: {kept} cents were kept, {invoiced} are invoiced"
    places: dict[tuple[str, int], list[int]] = {}
    for series, year, sequence in BookEntry.objects.values_list("series", "year", "sequence"):
        places.setdefault((series, year), []).append(sequence)
    for (series, year), taken in places.items():
        if sorted(taken) != list(range(1, len(taken) + 1)):
            yield f"{series}{year} has a gap: {sorted(taken)}"
    if Invoice.objects.count() != BookEntry.objects.count():
        yield "there is a number without an invoice"


def check_periods() -> Iterator[str]:
    """No day is charged twice: one that was replaced by a switch ends on the day of that."""
    charged = Charge.objects.periods().filter(dropped_at=None, starts_on__isnull=False)
    for order in Order.objects.placed():
        periods = list(charged.filter(order=order).order_by("number"))
        for one, other in pairwise(periods):
            end = timezone.localdate(one.replaced_at) if one.replaced_at else one.ends_on
            if end is None or end > other.starts_on:
                yield f"{one} lasts until {end}, {other} begins on {other.starts_on}"
