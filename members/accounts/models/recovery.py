"""Codes on paper for who has lost their app. Hashed slowly with a salt, and the hashes encrypted."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp.models import DeviceManager

from ..sealing import seal, unseal
from .device import Answer, CodeDevice

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
LENGTH = 12  # letters and digits: 59 bits
HOW_MANY = 10
MEMORY = 2**26  # bytes that scrypt may take
FEW = 3  # left: time for new ones


def hash_code(code: str, salt: str) -> str:
    """A fifth of what OWASP asks of scrypt for passwords: people think of those, and nobody of 59 random bits."""
    known = bytes.fromhex(salt)
    return hashlib.scrypt(code.encode(), salt=known, n=settings.RECOVERY_CODE_COST, r=8, p=1, maxmem=MEMORY).hex()


def make_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _number in range(LENGTH))


class RecoveryCodes(CodeDevice):
    """All codes of one person. The row of a code that is used goes; the rest lives as long as the second factor."""

    salt = models.CharField(max_length=32, editable=False)
    sealed_hashes = models.TextField(editable=False)

    objects: ClassVar[models.Manager[RecoveryCodes]] = DeviceManager()

    class Meta:
        verbose_name = _("herstelcodes")
        verbose_name_plural = _("herstelcodes")
        constraints = [models.UniqueConstraint(fields=["user"], name="one_set_of_recovery_codes")]

    def renew(self) -> list[str]:
        """Makes new codes, which are to be shown now and can never be read again. Unsaved."""
        codes = [make_code() for _number in range(HOW_MANY)]
        self.salt = secrets.token_hex(16)
        self._set_hashes([hash_code(code, self.salt) for code in codes])
        return codes

    def count_left(self) -> int:
        """Raises `Unreadable`."""
        return len(self._get_hashes())

    def compare(self, code: str) -> Answer:
        asked, hashes = hash_code(code, self.salt), self._get_hashes()
        left = [known for known in hashes if not hmac.compare_digest(known, asked)]
        if len(left) == len(hashes):
            return Answer.WRONG
        self._set_hashes(left)
        return Answer.RIGHT

    @property
    def _purpose(self) -> str:
        return f"recovery codes of {self.user_id}"

    def _set_hashes(self, hashes: list[str]) -> None:
        self.sealed_hashes = seal(json.dumps(hashes), self._purpose)

    def _get_hashes(self) -> list[str]:
        hashes: list[str] = json.loads(unseal(self.sealed_hashes, self._purpose))
        return hashes
