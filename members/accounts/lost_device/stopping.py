"""Stopping a recovery: anybody whom the owner's mails or devices let do so, at any time before it is carried out."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.core.signing import BadSignature
from django.db import transaction
from django.http import HttpRequest

from ..models import AccountRecovery, User
from ..models.account_recovery import RecoveryEnded
from ..second_factor.changing import send_notice

SALT = "members.accounts.lost_device.stop"  # a token of it does nothing else, and no other does this


def make_token(recovery: AccountRecovery) -> str:
    """It works as long as the recovery runs."""
    return signing.dumps(recovery.pk, salt=SALT)


def read_token(token: str) -> AccountRecovery | None:
    try:
        number = signing.loads(token, salt=SALT)
    except BadSignature:
        return None
    found: AccountRecovery | None = AccountRecovery.objects.filter(pk=number).first()
    return found


def stop_recovery(recovery: AccountRecovery, by: str) -> None:
    """Raises `RecoveryEnded`, also for the second of two at the same moment."""
    with transaction.atomic():
        held = AccountRecovery.objects.select_for_update(of=("self",)).get(pk=recovery.pk)
        held.stop(by)
        held.save()
    send_notice(recovery.person, "recovery_stopped")


def stop_at_log_in(sender: object, request: HttpRequest, user: User, **signal: Any) -> None:
    """Receives `user_logged_in`: who comes in by a second factor has not lost it."""
    if getattr(user, "otp_device", None) is None:
        return
    for recovery in AccountRecovery.objects.open().filter(person=user):
        try:
            stop_recovery(recovery, AccountRecovery.StoppedBy.LOG_IN)
        except RecoveryEnded:
            continue


def expire(recovery: AccountRecovery) -> None:
    """In a transaction that holds the person."""
    recovery.end(AccountRecovery.Outcome.EXPIRED)
    recovery.save(update_fields=["outcome", "ended_at"])
