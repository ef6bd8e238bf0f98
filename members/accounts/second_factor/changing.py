"""What people change about their second factor. Each change tells them by mail."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import AuthenticatorApp, RecoveryCodes, User
from ..permissions import has_second_factor, works_here

MOST_APPS = 5


class ChangeRefused(ValidationError):
    """The message says why, to the person who asked."""


def lock_person(user: User) -> None:
    """Two changes of one person's second factor never see the same state."""
    User.objects.select_for_update().get(pk=user.pk)


def send_notice(user: User, mail: str, **context: Any) -> None:
    get_adapter().send_notification_mail(f"account/email/{mail}", user, context)


def add_app(app: AuthenticatorApp, *, as_first: bool) -> list[str]:
    """Keeps an app that gave a right code. Returns recovery codes where there were none, to be shown now.

    `as_first` is for who has no second factor yet and is not logged in: refused once they have one.
    """
    with transaction.atomic():
        lock_person(app.user)
        if as_first and has_second_factor(app.user):
            raise ChangeRefused(_("Je hebt al een tweede stap. Log daarmee in."))
        if AuthenticatorApp.list_for(app.user).count() >= MOST_APPS:
            raise ChangeRefused(_("Je hebt al %(count)s apps. Haal er eerst een weg.") % {"count": MOST_APPS})
        app.save()
        has_codes = RecoveryCodes.objects.filter(user=app.user).exists()
        codes = [] if has_codes else write_recovery_codes(app.user)
    send_notice(app.user, "authenticator_added", name=app.name)
    return codes


def remove_app(app: AuthenticatorApp) -> None:
    """With the last second factor the recovery codes go too. Raises `ChangeRefused` for who works here."""
    with transaction.atomic():
        lock_person(app.user)
        app.delete()
        if not has_second_factor(app.user):
            if works_here(app.user):
                raise ChangeRefused(_("Wie hier werkt, heeft altijd een tweede stap. Voeg eerst een andere toe."))
            RecoveryCodes.objects.filter(user=app.user).delete()
    send_notice(app.user, "authenticator_removed", name=app.name)


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
