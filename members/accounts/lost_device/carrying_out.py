from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django_otp import device_classes

from ..models import AccountRecovery, User
from ..second_factor.changing import lock_person, send_notice
from ..sessions.ending import end_sessions
from .permissions import CONFIRM, may_help


def carry_out(recovery: AccountRecovery, *, colleague: User, checked: str) -> None:
    """Everything that this person logs in with beside their password goes. `checked` says how the colleague made sure
    who asks. Raises `RecoveryTooSoon`, `RecoveryEnded` or `PermissionDenied`; nothing is changed then.
    """
    with transaction.atomic():
        lock_person(recovery.person)
        held = AccountRecovery.objects.select_for_update(of=("self",)).select_related("person").get(pk=recovery.pk)
        if not colleague.has_perm(CONFIRM) or not may_help(colleague, held.person):
            raise PermissionDenied
        held.confirm(colleague, checked)
        held.save()
        for device in device_classes():
            device.objects.filter(user=held.person).delete()
        end_sessions(held.person)
    send_notice(held.person, "recovery_done")
