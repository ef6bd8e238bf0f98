"""The mail to somebody whose booking is gone. It is tried once: nothing is kept that could tell it again."""

from __future__ import annotations

from contextlib import suppress

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from legal.statements.notices.delivering import NoConnection, deliver, open_connection
from members.accounts.mail_kinds import wants_mail

from ..models import Booking
from .mails import Farewell, write_farewell_mail
from .telling import CONFIRMATIONS

PATIENCE = 10  # seconds


def say_farewell_after_commit(booking: Booking, farewell: Farewell) -> None:
    """To open accounts only, and not to who wants no word of what they did themselves. Written at once, while the
    booking is still there.
    """
    is_own_act = farewell is Farewell.CANCELLED
    if booking.user.is_active and not (is_own_act and not wants_mail(booking.user, CONFIRMATIONS)):
        mail = write_farewell_mail(booking, farewell)
        transaction.on_commit(lambda: send(mail), robust=True)


def send(mail: EmailMessage) -> None:
    connection = get_connection(timeout=PATIENCE)
    with suppress(NoConnection, ValueError):
        open_connection(connection)
        deliver(mail, connection)
    connection.close()
