from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AddressChange(models.Model):
    """An address that somebody wants to move to and has yet to confirm; three days at most (see `due.py`).

    In a table of its own, where no log-in, sign-up or password reset looks: allauth's own would let whoever reads the
    mail of a mistyped address choose a new password, and would keep its true owner from signing up.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="address_change")
    email = models.EmailField(_("nieuw e-mailadres"))
    asked_at = models.DateTimeField(_("gevraagd"))

    objects: ClassVar[models.Manager[AddressChange]] = models.Manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("wijziging van een adres")
        verbose_name_plural = _("wijzigingen van adressen")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
