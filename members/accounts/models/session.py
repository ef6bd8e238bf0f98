"""What is kept of a session: whose it is, from when to when, and the kind of device; no address and no place."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .user import User


class AccountSessionQuerySet(models.QuerySet["Session"]):
    def open(self) -> AccountSessionQuerySet:
        return self.filter(expire_date__gt=timezone.now())

    def of(self, user: User | AnonymousUser) -> AccountSessionQuerySet:
        """The one that was used last stands first."""
        return self.filter(user=user.pk).order_by("-last_seen_at")


class Session(AbstractBaseSession):
    """The key is the hash of the one in the cookie: whoever reads this table can be nobody with it.

    Goes when it is ended, at the latest 30 days after the log-in (see `limits`), and with the account.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("account"))
    started_at = models.DateTimeField(_("begonnen"))
    last_seen_at = models.DateTimeField(_("laatst gezien"))
    browser = models.CharField(_("browser"), max_length=20)
    system = models.CharField(_("besturingssysteem"), max_length=20)

    objects: ClassVar[Any] = AccountSessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("sessie")
        verbose_name_plural = _("sessies")
        default_permissions = ()

    @property
    def device(self) -> str:
        """In the reader's language: “Firefox op Windows”."""
        if self.browser and self.system:
            return gettext("%(browser)s op %(system)s") % {"browser": self.browser, "system": self.system}
        return self.browser or self.system or gettext("Onbekend apparaat")


def hash_key(key: str | None) -> str:
    """160 bits. Keys are as random as that, so that a plain hash cannot be guessed back."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:40]
