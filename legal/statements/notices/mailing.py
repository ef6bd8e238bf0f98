"""The mail that tells people ahead what will change (GDPR: well in advance, and so that nobody misses it).

Each person gets at most one mail about a version. Whoever sends it claims it first, and the claim stays when it is not
certain that the mail was not sent: a colleague sees that, and no program tries again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.mail import get_connection
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ..acts.asking import list_people_to_ask
from ..models import Notice, Version
from .delivering import Delivery, NoConnection, Outcome, deliver, open_connection
from .notice_mail import find_words, write_notice

AT_A_TIME = 100
PATIENCE = 30  # seconds that the mail server may take to answer


@dataclass(frozen=True)
class NoticeProgress:
    """Numbers of people. `uncertain`: claimed, and whether the mail went out is not known."""

    to_send: int
    sent: int
    refused: int
    uncertain: int


Report = Callable[[NoticeProgress], None]


def count_notices(version: Version) -> NoticeProgress:
    notices = Notice.objects.filter(version=version)
    settled = Q(sent_at__isnull=False) | ~Q(refusal="")
    return NoticeProgress(
        to_send=list_people_to_notify(version).count(),
        sent=notices.filter(sent_at__isnull=False).count(),
        refused=notices.exclude(refusal="").count(),
        uncertain=notices.exclude(settled).count(),
    )


def list_people_to_notify(version: Version) -> QuerySet[Any]:
    """Nobody once the version is in force: then the site itself asks. Nobody either when a newer one asks instead."""
    people = list_people_to_ask(version)
    if version.effective_from <= timezone.localdate() or find_words(version).floor != version.number:
        return people.none()
    return people.filter(~Exists(Notice.objects.filter(version=version, user=OuterRef("pk"))))


def send_notices(version: Version, *, report: Report | None = None) -> Iterator[str]:
    """Yields what went wrong, a line each; what may be tried again is left for the next time."""
    connection = get_connection(timeout=PATIENCE)
    last = 0
    try:
        while people := list(list_people_to_notify(version).filter(pk__gt=last).order_by("pk")[:AT_A_TIME]):
            for person in people:
                yield from describe(notify(person, version, connection), person, version)
            last = people[-1].pk
            if report:
                report(count_notices(version))
    except NoConnection as error:
        yield f"notices of {version}: the mail server takes no mail ({error})"
    finally:
        connection.close()


def notify(person: Any, version: Version, connection: Any) -> Delivery | None:
    """None when somebody else sends it, or when this person needs to be told no more."""
    mail = write_notice(person, version)  # before the claim: what cannot be written must not count as sent
    open_connection(connection)
    if not claim(person, version):
        return None
    try:
        delivery = deliver(mail, connection)
    except NoConnection:
        release(person, version)
        raise
    settle(person, version, delivery)
    return delivery


def claim(person: Any, version: Version) -> bool:
    try:
        with transaction.atomic():
            if not list_people_to_notify(version).filter(pk=person.pk).exists():
                return False
            Notice.objects.create(version=version, user_id=person.pk, claimed_at=timezone.now())
    except IntegrityError:  # claimed by another run, or the account was deleted, between the two lines above
        return False
    return True


def release(person: Any, version: Version) -> None:
    Notice.objects.filter(version=version, user_id=person.pk).delete()


def settle(person: Any, version: Version, delivery: Delivery) -> None:
    notice = Notice.objects.filter(version=version, user_id=person.pk)
    if delivery.outcome is Outcome.SENT:
        notice.update(sent_at=timezone.now())
    elif delivery.outcome is Outcome.REFUSED:
        notice.update(refusal=delivery.reply)
    elif delivery.outcome is Outcome.DEFERRED:
        notice.delete()


def describe(delivery: Delivery | None, person: Any, version: Version) -> Iterator[str]:
    """Without the words of the server, which may name somebody: this ends up in a log."""
    if delivery and delivery.outcome is not Outcome.SENT:
        yield f"notice of {version} to account {person.pk}: {delivery.outcome.value} {delivery.reply[:3]}".rstrip()
