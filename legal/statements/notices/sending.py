"""Mails that stand in a table until they are sent, a row each: over one connection, as long as other work can wait.

What cannot be sent now is sent by `run_due`, which comes by every minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.core.mail import get_connection
from django.utils import timezone

from .delivering import Delivery, NoConnection, Outcome

PATIENCE = 10  # seconds that the mail server may take to answer
LONGEST_RUN = timedelta(seconds=50)  # the other work of each minute waits for it


def limit_time(numbers: Iterable[int]) -> Iterator[int]:
    until = timezone.now() + LONGEST_RUN
    return (number for number in numbers if timezone.now() < until)


def send_each(
    numbers: Iterable[int], send_one: Callable[[int, Any], Delivery | None], *, one: str, several: str
) -> Iterator[str]:
    """Yields what went wrong, a line each, without the address. `send_one` gets the row's number and the connection; it
    raises NoConnection, or returns None when there was nothing to send. `one`, `several`: what these mails are called.
    """
    connection = get_connection(timeout=PATIENCE)
    try:
        for number in numbers:
            delivery = send_one(number, connection)
            if delivery and delivery.outcome is not Outcome.SENT:
                reason = delivery.reply.partition(" ")[0]  # the words of the server may name somebody
                yield f"{one} {number}: {delivery.outcome.value} {reason}".rstrip()
    except NoConnection:
        yield f"{several}: the mail server takes no mail"
    finally:
        connection.close()
