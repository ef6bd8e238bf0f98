from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import AccountRecovery, User
from ..models.account_recovery import TIME_TO_CONFIRM, WAIT
from ..permissions import has_second_factor
from ..second_factor.changing import lock_person
from .stopping import expire
from .telling import tell_at_once

MOST_ASKED = 3
COUNTED_OVER = timedelta(days=30)


class AskingRefused(ValidationError):
    """The message says why, to the person who asked."""


def ask_for_recovery(*, person: User, asked_by: User, reason: str = "") -> AccountRecovery:
    """The wait begins, and the owner is told. Where it runs already, that one. Raises `AskingRefused`."""
    now = timezone.now()
    with transaction.atomic():
        lock_person(person)
        running = AccountRecovery.objects.open().filter(person=person).first()
        if running and running.is_open:
            return running
        if running:
            expire(running)
        refuse_without_need(person=person, asked_by=asked_by)
        recovery: AccountRecovery = AccountRecovery.objects.create(
            person=person,
            asked_by=asked_by,
            reason=reason,
            asked_at=now,
            ready_at=now + WAIT,
            expires_at=now + WAIT + TIME_TO_CONFIRM,
        )
        transaction.on_commit(lambda: tell_at_once(recovery.pk), robust=True)
    return recovery


def refuse_without_need(*, person: User, asked_by: User) -> None:
    """Raises `AskingRefused`. Whoever has the password can use up what the person may ask, not what a colleague may."""
    if not has_second_factor(person):
        raise AskingRefused(_("Dit account heeft geen tweede stap. Inloggen kan met het wachtwoord alleen."))
    since = timezone.now() - COUNTED_OVER
    asked = AccountRecovery.objects.filter(person=person, asked_by=person, asked_at__gt=since)
    if asked_by.pk == person.pk and asked.count() >= MOST_ASKED:
        raise AskingRefused(_("Dit is deze maand al drie keer gevraagd en gestopt. Mail ons."))
