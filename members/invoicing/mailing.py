"""Invoices on their way to who bought: asked for in the transaction that makes them, and sent after it.

What is still to be sent stands in `InvoiceMail`, so a mail server that is away loses no mail and undoes no sale.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from legal.statements.notices.delivering import Delivery, NoConnection, Outcome, deliver, open_connection
from legal.statements.notices.sending import limit_time, send_each

from .mails import write_invoice_mail
from .models import Invoice, InvoiceMail

# A program that claimed a mail and said nothing for so long is gone. The mail goes again, under the same Message-ID.
LONGEST_CLAIM = timedelta(minutes=15)


def ask_for_mail(invoice: Invoice) -> None:
    """Once the caller's transaction is committed it will be sent, by `run_due` when by nobody else."""
    if invoice.facts["buyer"]["email"]:
        InvoiceMail.objects.create(invoice=invoice)


def mail_after_commit(invoice: Invoice) -> None:
    """For the caller of `issue_invoice` who does not want to leave it to `run_due`, which comes by every minute."""
    number = invoice.pk
    transaction.on_commit(lambda: mail_at_once([number]), robust=True)


def mail_at_once(numbers: list[int]) -> None:
    for _refusal in send(numbers):
        pass


def mail_everybody() -> Iterator[str]:
    """Work of `run_due`; yields what went wrong, a line each."""
    yield from send(limit_time(list(list_waiting().order_by("pk").values_list("pk", flat=True))))


def list_waiting() -> QuerySet[InvoiceMail]:
    """Nobody sends them now, and nobody knows yet what became of them."""
    lost = timezone.now() - LONGEST_CLAIM
    unsettled = InvoiceMail.objects.filter(sent_at=None, refusal="")
    return unsettled.filter(Q(claimed_at=None) | Q(claimed_at__lte=lost))


def send(numbers: Iterable[int]) -> Iterator[str]:
    return send_each(numbers, send_one, one="mail with invoice", several="mails with invoices")


def send_one(number: int, connection: Any) -> Delivery | None:
    """None when somebody else does it, or did. Raises NoConnection."""
    if not list_waiting().filter(pk=number).update(claimed_at=timezone.now()):
        return None
    try:
        invoice = Invoice.objects.select_related("entry", "owner").get(pk=number)
        mail = write_invoice_mail(invoice)
        open_connection(connection)
        delivery = deliver(mail, connection)
    except NoConnection:
        put_back(number)
        raise
    except ValueError as error:  # an address that no mail can have
        delivery = Delivery(Outcome.UNWRITTEN, type(error).__name__)
    settle(number, delivery)
    return delivery


def put_back(number: int) -> None:
    InvoiceMail.objects.filter(pk=number).update(claimed_at=None)


def settle(number: int, delivery: Delivery) -> None:
    """What was refused, and what may or may not have been taken, is not tried again: the admin shows it."""
    if delivery.outcome is Outcome.DEFERRED:
        put_back(number)
    elif delivery.outcome is Outcome.SENT:
        InvoiceMail.objects.filter(pk=number).update(sent_at=timezone.now())
    else:
        InvoiceMail.objects.filter(pk=number).update(refusal=delivery.reply or delivery.outcome.value)
