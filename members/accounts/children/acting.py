"""What support may do about an account that a child seems to use without a parent: as the statement says in §9."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from ..models import ChildAct, User
from .permissions import may_act_on_child_account

WAIT = timedelta(days=7)  # between one mail to the parent and the next


class NothingToDo(Exception):
    """It was done already."""


def contact_parent(*, actor: Any, user: User, reason: str) -> None:
    """Mails the parent at the account's address. Raises `NothingToDo` within a week of the mail before."""
    with transaction.atomic():
        user = lock_account(actor, user)
        if not user.is_active or user.child_acts.filter(kind="contact", done_at__gt=timezone.now() - WAIT).exists():
            raise NothingToDo
        record(actor, user, ChildAct.Kind.CONTACT, reason)
        get_adapter().send_notification_mail("account/email/child_contact", user)


def close_account_of_child(*, actor: Any, user: User, reason: str) -> None:
    """Nobody can log in from now on, and in thirty days the account is erased; its address hears of both.

    Raises `NothingToDo` for an account that was closed before.
    """
    with transaction.atomic():
        user = lock_account(actor, user)
        if not user.is_active:
            raise NothingToDo
        user.is_active = False
        user.save(update_fields=["is_active"])
        record(actor, user, ChildAct.Kind.CLOSE, reason)
        get_adapter().send_notification_mail("account/email/child_close", user, {"erase_on": user.erase_on})


def lock_account(actor: Any, user: User) -> User:
    """Raises `PermissionDenied` when this colleague may not act on this account."""
    locked = get_user_model().objects.select_for_update().get(pk=user.pk)
    if not may_act_on_child_account(actor, locked):
        raise PermissionDenied
    return locked


def record(actor: Any, user: User, kind: ChildAct.Kind, reason: str) -> None:
    ChildAct.objects.create(user=user, kind=kind, reason=reason, actor=actor.pk, done_at=timezone.now())
    log(instance=user, action=f"accounts.child_{kind}", user=actor)
