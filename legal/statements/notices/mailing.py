"""The mail that tells people ahead what will change (GDPR: well in advance, and so that nobody misses it).

Each person gets at most one mail about a version. Whoever sends it claims it first, and the claim stays when it is not
certain that the mail was not sent: a colleague sees that, and no program tries again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import get_connection
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from ..acts.asking import list_people_to_ask
from ..models import Notice, Version
from .delivering import Delivery, NoConnection, Outcome, deliver, open_connection
from .notice_mail import find_newest_version, write_notice

AT_A_TIME = 100
PATIENCE = 30  # seconds that the mail server may take to answer


@dataclass(frozen=True)
class NoticeProgress:
    """Numbers of people. `uncertain`: claimed, and whether the mail went out is not known."""

    to_send: int
    sent: int
    refused: int
    uncertain: int


def count_notices(version: Version) -> NoticeProgress:
    counts = Version.objects.filter(pk=version.pk).with_notice_counts().values("sent", "refused", "uncertain").get()
    return NoticeProgress(to_send=list_people_to_notify(version).count(), **counts)


def list_people_to_notify(version: Version) -> QuerySet[Any]:
    """Nobody once the version is in force: then the site itself asks. Nobody either when a newer one asks instead."""
    is_announced = Version.objects.announced().filter(pk=version.pk).exists()
    if not is_announced or find_newest_version(version).floor != version.number:
        return list_people_to_ask(version).none()
    return list_people_without_notice(version)


def list_people_without_notice(version: Version) -> QuerySet[Any]:
    return list_people_to_ask(version).filter(~Exists(Notice.objects.filter(version=version, user=OuterRef("pk"))))


def send_notices(version: Version, *, until: datetime) -> Iterator[str]:
    """Yields what went wrong, a line each; what may be tried again, or comes too late, is left for the next time."""
    connection = get_connection(timeout=PATIENCE)
    last = 0
    try:
        while people := list(list_people_to_notify(version).filter(pk__gt=last).order_by("pk")[:AT_A_TIME]):
            words = find_newest_version(version)
            for person in people:
                if timezone.now() >= until:
                    return
                yield from describe(notify(person, version, words, connection), person, version)
            last = people[-1].pk
    except NoConnection as error:
        yield f"notices of {version}: the mail server takes no mail ({error})"
    finally:
        connection.close()


def notify(person: Any, version: Version, words: Version, connection: Any) -> Delivery | None:
    """None when somebody else sends it, or when this person needs to be told no more."""
    try:
        mail = write_notice(person, version, words)  # before the claim: what is not written must not count as sent
    except (ObjectDoesNotExist, ValueError) as error:
        return give_up(person, version, error)
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


def give_up(person: Any, version: Version, error: Exception) -> Delivery | None:
    """On record as refused, so that the same is not tried every minute."""
    if not claim(person, version):
        return None
    delivery = Delivery(Outcome.UNWRITTEN, type(error).__name__)
    settle(person, version, delivery)
    return delivery


def claim(person: Any, version: Version) -> bool:
    try:
        with transaction.atomic():
            if not list_people_without_notice(version).filter(pk=person.pk).exists():
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
    elif delivery.outcome in (Outcome.REFUSED, Outcome.UNWRITTEN):
        notice.update(refusal=delivery.reply)
    elif delivery.outcome is Outcome.DEFERRED:
        notice.delete()


def describe(delivery: Delivery | None, person: Any, version: Version) -> Iterator[str]:
    """Without the words of the server, which may name somebody: this ends up in a log."""
    if delivery and delivery.outcome is not Outcome.SENT:
        reason = delivery.reply.partition(" ")[0]
        yield f"notice of {version} to account {person.pk}: {delivery.outcome.value} {reason}".rstrip()
