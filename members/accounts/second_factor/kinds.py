"""What can be somebody's second factor, and what each kind is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_otp.models import Device

from ..models import AuthenticatorApp, Passkey, User

MOST = 5  # of each kind


@dataclass(frozen=True)
class Kind:
    name: str  # in addresses and in the names of templates
    model: type[Device]
    mails: str  # what the names of its mails begin with
    too_many: Any
    added: Any
    removed: Any


APP = Kind(
    "app",
    AuthenticatorApp,
    "authenticator",
    too_many=_("Je hebt al %(count)s apps. Haal er eerst een weg."),
    added=_("De app is toegevoegd."),
    removed=_("De app is weg."),
)
PASSKEY = Kind(
    "passkey",
    Passkey,
    "passkey",
    too_many=_("Je hebt al %(count)s passkeys. Haal er eerst een weg."),
    added=_("De passkey is toegevoegd."),
    removed=_("De passkey is weg."),
)
KINDS = {kind.name: kind for kind in (APP, PASSKEY)}


def find_kind(device: Device) -> Kind:
    return next(kind for kind in KINDS.values() if isinstance(device, kind.model))


def list_devices(user: User) -> list[tuple[Kind, Device]]:
    """Everything that this person can log in with beside their password, the oldest of each kind first."""
    return [
        (kind, device)
        for kind in KINDS.values()
        for device in kind.model._default_manager.filter(user=user, confirmed=True).order_by("pk")
    ]
