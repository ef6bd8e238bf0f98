"""Telling people by mail what became of their booking: at once when they clicked, and else when `run_due` comes by.

What is still to be told stands on the booking, so a mail server that is away loses no mail and undoes no booking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from legal.statements.notices.delivering import Delivery, NoConnection, Outcome, deliver, open_connection
from legal.statements.notices.sending import limit_time, send_each
from members.accounts.mail_kinds import wants_mail

from ..models import Booking, News
from .mails import write_booking_mail

CONFIRMATIONS = "session-confirmations"  # the kind of mail that only confirms what somebody did themselves
CONFIRMING = {News.BOOKED, News.WAITING}


def tell_after_commit(bookings: Iterable[Booking]) -> None:
    numbers = [booking.pk for booking in bookings]
    if numbers:
        transaction.on_commit(lambda: tell_at_once(numbers), robust=True)


def tell_at_once(numbers: list[int]) -> None:
    for _refusal in tell(numbers):
        pass


def tell_everybody() -> Iterator[str]:
    """All who are still to be told; yields what went wrong, a line each."""
    waiting = Booking.objects.coming(timezone.now()).exclude(news="").order_by("pk").values_list("pk", flat=True)
    yield from tell(limit_time(list(waiting)))


def tell(numbers: Iterable[int]) -> Iterator[str]:
    return send_each(numbers, tell_one, one="mail about booking", several="mails about bookings")


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
