"""What people change about their second factor. Each change tells them by mail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django_otp.models import Device

from ..models import AuthenticatorApp, RecoveryCodes, User
from ..permissions import has_second_factor, works_here
from .kinds import MOST, find_kind


class ChangeRefused(ValidationError):
    """The message says why, to the person who asked."""


def lock_person(user: User) -> None:
    """Two changes of one person's second factor never see the same state."""
    User.objects.select_for_update().get(pk=user.pk)


def send_notice(user: User, mail: str, **context: Any) -> None:
    get_adapter().send_notification_mail(f"account/email/{mail}", user, context)


def add_device(device: Device, *, as_first: bool) -> list[str]:
    """Keeps what showed that it works. Returns recovery codes where there were none, to be shown now.

    `as_first` is for who has no second factor yet and is not logged in: refused once they have one.
    """
    user, kind = device.user, find_kind(device)
    with transaction.atomic():
        lock_person(user)
        if as_first and has_second_factor(user):
            raise ChangeRefused(_("Je hebt al een tweede stap. Log daarmee in."))
        if kind.model._default_manager.filter(user=user, confirmed=True).count() >= MOST:
            raise ChangeRefused(kind.too_many % {"count": MOST})
        if isinstance(device, AuthenticatorApp) and device.has_key_of_another():
            raise ChangeRefused(_("Deze app staat er al. Begin opnieuw voor een andere."))
        try:
            with transaction.atomic():
                device.save()
        except IntegrityError as error:  # a passkey that stands here already, with this person or another
            raise ChangeRefused(_("Deze passkey staat al bij een account.")) from error
        codes = [] if RecoveryCodes.objects.filter(user=user).exists() else write_recovery_codes(user)
    send_notice(user, f"{kind.mails}_added", name=device.name)
    return codes


def remove_device(device: Device) -> None:
    """With the last second factor the recovery codes go too. Raises `ChangeRefused` for who works here."""
    user = device.user
    with transaction.atomic():
        lock_person(user)
        device.delete()
        if not has_second_factor(user):
            if works_here(user):
                raise ChangeRefused(_("Wie hier werkt, heeft altijd een tweede stap. Voeg eerst een andere toe."))
            RecoveryCodes.objects.filter(user=user).delete()
    send_notice(user, f"{find_kind(device).mails}_removed", name=device.name)


def renew_recovery_codes(user: User) -> list[str]:
    """The old ones end. Raises `ChangeRefused` for who has no second factor."""
    with transaction.atomic():
        lock_person(user)
        if not has_second_factor(user):
            raise ChangeRefused(_("Herstelcodes horen bij een tweede stap. Voeg eerst een app toe."))
        codes = write_recovery_codes(user)
    send_notice(user, "recovery_codes_renewed")
    return codes


def write_recovery_codes(user: User) -> list[str]:
    held = RecoveryCodes.objects.filter(user=user).first() or RecoveryCodes(user=user)
    codes = held.renew()
    held.save()
    return codes
