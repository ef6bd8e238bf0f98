"""An authenticator app: codes of six digits from a key and the time (TOTP, RFC 6238)."""

from __future__ import annotations

import base64
import secrets
from typing import ClassVar
from urllib.parse import quote, urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.models import DeviceManager
from django_otp.oath import TOTP

from ..sealing import seal, unseal
from .device import Answer, CodeDevice
from .user import User

KEY_BYTES = 20
TOLERANCE = 1  # steps of 30 seconds before and after now, for clocks that run wrong and people that type slowly


def make_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def write_key(key: bytes) -> str:
    """As an app takes it: in base32, RFC 4648."""
    return base64.b32encode(key).decode()


def make_address(key: bytes, email: str, company: str) -> str:
    """What the QR code says (the Key URI Format, in which no name has a colon). The app shows whose code it is."""
    issuer = company.replace(":", " ")
    label = quote(f"{issuer}:{email}", safe=":@")
    return f"otpauth://totp/{label}?{urlencode({'secret': write_key(key), 'issuer': issuer}, quote_via=quote)}"


class AuthenticatorApp(CodeDevice):
    """Its row is made when a first code was entered. The key is encrypted; nothing is kept of when it was used, but
    the number of the last step whose code was taken, so that no code works twice. Lives as long as the account.
    """

    sealed_key = models.TextField(editable=False)
    last_step = models.BigIntegerField(default=-1, editable=False)

    objects: ClassVar[models.Manager[AuthenticatorApp]] = DeviceManager()

    class Meta:
        verbose_name = _("authenticator-app")
        verbose_name_plural = _("authenticator-apps")

    def set_key(self, key: bytes) -> None:
        self.sealed_key = seal(key.hex(), self._purpose)

    def get_key(self) -> bytes:
        """Raises `Unreadable`."""
        return bytes.fromhex(unseal(self.sealed_key, self._purpose))

    def has_key_of_another(self) -> bool:
        """Of an app of the same person: then each code would work twice. Raises `Unreadable`."""
        return self.get_key() in {app.get_key() for app in self.list_for(self.user) if app.pk != self.pk}

    @property
    def _purpose(self) -> str:
        return f"authenticator of {self.user_id}"

    def compare(self, code: str) -> Answer:
        clock = TOTP(self.get_key())
        if clock.verify(int(code), TOLERANCE, min_t=self.last_step + 1):
            self.last_step = clock.t()
            return Answer.RIGHT
        return Answer.USED if clock.verify(int(code), TOLERANCE) else Answer.WRONG

    @classmethod
    def list_for(cls, user: User) -> models.QuerySet[AuthenticatorApp]:
        return cls.objects.filter(user=user, confirmed=True).order_by("pk")
