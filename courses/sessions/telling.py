"""Telling people by mail what became of their booking: at once when they clicked, and else when `run_due` comes by.

What is still to be told stands on the booking, so a mail server that is away loses no mail and undoes no booking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from legal.statements.notices.delivering import Delivery, NoConnection, Outcome, deliver, open_connection
from members.accounts.mail_kinds import wants_mail

from ..models import Booking, News
from .mails import write_booking_mail

CONFIRMATIONS = "session-confirmations"  # the kind of mail that only confirms what somebody did themselves
CONFIRMING = {News.BOOKED, News.WAITING}
PATIENCE = 10  # seconds that the mail server may take to answer
LONGEST_RUN = timedelta(seconds=50)  # the other work of each minute waits for it


def tell_after_commit(bookings: Iterable[Booking]) -> None:
    numbers = [booking.pk for booking in bookings]
    if numbers:
        transaction.on_commit(lambda: tell_at_once(numbers), robust=True)


def tell_at_once(numbers: list[int]) -> None:
    """What cannot be sent now is sent by `run_due`."""
    for _refusal in tell(numbers):
        pass


def tell_everybody() -> Iterator[str]:
    """All who are still to be told; yields what went wrong, a line each."""
    until = timezone.now() + LONGEST_RUN
    waiting = Booking.objects.coming(timezone.now()).exclude(news="").order_by("pk").values_list("pk", flat=True)
    numbers = list(waiting)
    yield from tell(number for number in numbers if timezone.now() < until)


def tell(numbers: Iterable[int]) -> Iterator[str]:
    connection = get_connection(timeout=PATIENCE)
    try:
        for number in numbers:
            delivery = tell_one(number, connection)
            if delivery and delivery.outcome is not Outcome.SENT:
                reason = delivery.reply.partition(" ")[0]  # the words of the server may name somebody
                yield f"mail about booking {number}: {delivery.outcome.value} {reason}".rstrip()
    except NoConnection:
        yield "mails about bookings: the mail server takes no mail"
    finally:
        connection.close()


def tell_one(number: int, connection: Any) -> Delivery | None:
    """None when somebody else does it, or when there is nothing to tell any more. Raises NoConnection."""
    news = Booking.objects.filter(pk=number).values_list("news", flat=True).first()
    if not news or not Booking.objects.filter(pk=number, news=news).update(news=""):
        return None
    booking = Booking.objects.with_session().filter(pk=number).first()
    if booking is None or (news in CONFIRMING and not wants_mail(booking.user, CONFIRMATIONS)):
        return None
    try:
        mail = write_booking_mail(booking, news)
        open_connection(connection)
        delivery = deliver(mail, connection)
    except NoConnection:
        put_back(number, news)
        raise
    except ValueError:  # an address that no mail can have
        return Delivery(Outcome.UNWRITTEN)
    if delivery.outcome is Outcome.DEFERRED:
        put_back(number, news)
    return delivery


def put_back(number: int, news: str) -> None:
    """Unless something newer is to be told meanwhile."""
    Booking.objects.filter(pk=number, news="").update(news=news)
