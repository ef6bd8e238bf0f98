"""The three mails to the owner. What is to be told stands on the row: a mail server that is away delays them, and with
them the end of the wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from legal.statements.notices.delivering import NoConnection, Outcome, deliver, open_connection

from ..models import AccountRecovery
from ..models.account_recovery import AFTER_LAST_MAIL, MAILS_AT
from .stopping import expire, make_token

PATIENCE = 10  # seconds that the mail server may take to answer


def tell_at_once(number: int) -> None:
    """What cannot be sent now is sent by `run_due`."""
    for _refusal in tell([number]):
        pass


def tell_owners() -> Iterator[str]:
    yield from tell(list(AccountRecovery.objects.in_time(timezone.now()).values_list("pk", flat=True)))


def tell(numbers: list[int]) -> Iterator[str]:
    connection = get_connection(timeout=PATIENCE)
    try:
        for number in numbers:
            yield from tell_one(number, connection)
    except NoConnection:
        yield "mails about lost devices: the mail server takes no mail"
    finally:
        connection.close()


def tell_one(number: int, connection: Any) -> Iterator[str]:
    """What is sent is put down afterwards: when this is broken off between the two, the owner is told once more."""
    recovery = AccountRecovery.objects.select_related("person").get(pk=number)
    now, before = timezone.now(), recovery.mails_sent
    due = sum(now >= recovery.asked_at + after for after in MAILS_AT)
    was_just_tried = recovery.last_mail_at and now < recovery.last_mail_at + AFTER_LAST_MAIL
    if not recovery.is_open or before >= due or was_just_tried:
        return
    open_connection(connection)
    delivery = deliver(write_mail(recovery), connection)
    if delivery.outcome is Outcome.DEFERRED:
        yield f"mail about lost device {number}: {delivery.reply.partition(' ')[0]}"
        return
    if delivery.outcome not in (Outcome.SENT, Outcome.UNCERTAIN):
        # Tried again tomorrow. Meanwhile the wait goes on: who was not told cannot have stopped it.
        yield f"mail about lost device {number}: not taken"
        due = before
    # When several are due, because this ran late, one mail stands for all.
    AccountRecovery.objects.filter(pk=number, mails_sent=before).update(mails_sent=due, last_mail_at=now)


def write_mail(recovery: AccountRecovery) -> EmailMessage:
    person = recovery.person
    with translation.override(person.language):
        address = settings.SITE_URL + reverse("accounts:lost_device:stop", args=[make_token(recovery)])
        context = {"user": person, "recovery": recovery, "stop_url": address}
        mail: EmailMessage = get_adapter().render_mail("account/email/recovery_asked", person.email, context)
    return mail


def end_expired() -> Iterator[str]:
    """What nobody confirmed in time, and what ended long ago."""
    now = timezone.now()
    with transaction.atomic():
        for recovery in AccountRecovery.objects.open().filter(expires_at__lte=now).select_for_update(of=("self",)):
            expire(recovery)
    AccountRecovery.objects.forgettable(now).delete()
    yield from ()
