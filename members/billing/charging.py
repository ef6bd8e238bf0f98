"""Collecting what is due: each period of each membership once, on its first day, from the mandate that was given.

Work of `run_due`: it may run at any time, twice, or late. What was missed while it did not run is not collected
afterwards: nobody pays for a month in which the site was away, the membership goes on from today.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .announcing import announce_all
from .balance import is_settled
from .cancelling import drop_unpaid
from .customers import find_customer, find_customer_with
from .environment import ForeignDatabase, refuse_foreign_database
from .granting import find_respite
from .models import Charge, Order, Payment, Subscription
from .paying import NothingToPay, begin_payment, send_payment
from .payment_provider import ProviderRefused, ProviderUnavailable
from .pricing import price_period
from .settling import settle
from .telling import tell
from .upcoming import find_last_charge, find_next_start, list_next_starts

MISSED = timedelta(days=3)  # so late that a period is not collected any more; it begins today instead
NO_MONEY = "AM04"  # too little on the account: the one failure that may be over in some days
PATIENCE = timedelta(days=5)


def collect() -> Iterator[str]:
    """Work of `run_due`."""
    try:
        refuse_foreign_database()
    except ForeignDatabase as error:
        yield f"nothing is collected: {error}"
        return
    announce_all()
    today = timezone.localdate()
    for number in list_next_starts(today).filter(next_on__lte=today).values_list("pk", flat=True):
        make_next_charge(number)
    for charge in list_untried():
        yield from try_to_collect(charge)
    yield from go_on_with_intended()
    yield from try_again()


def find_owed_charge(subscription: Subscription) -> Charge | None:
    """The oldest period that is owed: a bank may take a payment back in a later one."""
    owed: Charge | None = subscription.order.charges.periods().unsettled().order_by("number").first()
    return owed


@transaction.atomic
def make_next_charge(number: int) -> Charge | None:
    """Under the lock of the order, where it looks once more: two runs make one charge."""
    order = Order.objects.select_for_update().get(subscription__pk=number)
    subscription = Subscription.objects.to_be_renewed(timezone.localdate()).filter(pk=number).first()
    start = find_next_start(subscription) if subscription else None
    today = timezone.localdate()
    if subscription is None or start is None or today < start:
        return None
    last = find_last_charge(subscription)
    if last is None or find_owed_charge(subscription):
        return None  # what is still owed comes first; lapsing.py ends the membership when its respite is over
    drop_unpaid(order, [Charge.Purpose.SWITCH])  # or both would be paid for the same days
    begin_period(subscription, last.number + 1, today if today > start + MISSED else start)
    charge = write_charge(subscription, last.number + 1)
    settle(order)
    return charge


def begin_period(subscription: Subscription, number: int, start: date) -> None:
    """Takes a switch into account, a pause, and a period that could not begin when it ought to."""
    subscription.paused_on = subscription.resumes_on = None
    if subscription.next_terms:
        subscription.terms_agreed, subscription.next_terms = subscription.next_terms, None
        subscription.anchor_on, subscription.anchor_number = start, number
        subscription.agreed_number = number  # chosen expressly: a first term again
    elif subscription.find_start(number) != start:
        subscription.anchor_on, subscription.anchor_number = start, number
    subscription.save()


def write_charge(subscription: Subscription, number: int) -> Charge:
    order = subscription.order
    price = price_period(order, number=number, terms=subscription.terms)
    return Charge.objects.create(
        order=order,
        number=number,
        terms_agreed=subscription.terms_agreed,
        cents=price.cents,
        lines=list(price.lines),
        starts_on=subscription.find_start(number),
        ends_on=subscription.find_start(number + 1),
        due_on=subscription.find_start(number),
    )


def list_untried() -> Iterable[Charge]:
    """Periods that begin now, those that a run left behind which was stopped, and of members back from a pause."""
    tried = Payment.objects.filter(charge=OuterRef("pk"))
    later = Charge.objects.filter(number__gt=1, cents__gt=0, dropped_at=None, order__subscription__ends_on=None)
    return list(later.filter(~Exists(tried)).order_by("pk"))


def try_to_collect(charge: Charge) -> Iterator[str]:
    """From the mandate, where there is one; else the member is asked to pay by hand. Who paid nothing until now,
    because of a coupon, gave no bank details: they are asked for when there is something to pay. Never from who closed
    their account.
    """
    subscription = Subscription.objects.select_related("user").get(order=charge.order_id)
    if charge.cents == 0 or subscription.user is None or not subscription.user.is_active:
        return
    if not subscription.mandate_id:
        ask_by_hand(charge, "to_pay")
        return
    try:
        customer_id = find_customer_with(subscription.mandate_id) or find_customer(subscription.user)
        mandate = {"customer_id": customer_id, "mandate_id": subscription.mandate_id}
        begin_payment(charge=charge, sequence=Payment.Sequence.RECURRING, **mandate)
    except NothingToPay:
        return
    except ProviderRefused:
        ask_by_hand(charge)
    except ProviderUnavailable:
        yield f"charge {charge.pk} could not be collected yet"


@transaction.atomic
def ask_by_hand(charge: Charge, kind: str = "failed") -> None:
    tell(charge.order, kind, about=f"by hand {charge.number}", cents=charge.cents)


def go_on_with_intended() -> Iterator[str]:
    """What was intended, and of which nobody knows whether it arrived. A debit that never did is tried anew."""
    for payment in Payment.objects.filter(status=Payment.Status.INTENDED, provider_id=None).select_related("charge"):
        try:
            send_payment(payment)
        except ProviderRefused:
            if payment.sequence == Payment.Sequence.RECURRING:
                yield from try_to_collect(payment.charge)
        except ProviderUnavailable:
            yield f"payment {payment.pk} is not sent yet"


def try_again() -> Iterator[str]:
    """Once more, after some days, where there was too little money on the account."""
    failed = Payment.objects.filter(status=Payment.Status.FAILED, failure=NO_MONEY, sequence="recurring")
    ripe = failed.filter(concluded_at__lte=timezone.now() - PATIENCE, charge__dropped_at=None)
    for payment in ripe.select_related("charge__order"):
        charge = payment.charge
        is_last = charge.payments.order_by("-intended_at", "-pk").first() == payment
        if is_last and charge.payments.count() == 1 and not is_settled(charge) and is_still_open(charge):
            yield from try_to_collect(charge)


def is_still_open(charge: Charge) -> bool:
    return find_respite(charge.order, charge) > timezone.now()
