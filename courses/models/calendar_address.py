"""The address at which a member's own calendar program reads what they booked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarAddress(models.Model):
    """A member's own calendar address; another one makes the former useless.

    The secret in the address is not here, so that a copy of the database opens nobody's calendar: `fingerprint` is its
    SHA-256, and `seed` gives it back only together with the key of the site (`courses.sessions.calendar_addresses`).
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="calendar_address",
        verbose_name=_("account"),
    )
    seed = models.CharField(_("zaad"), max_length=64)
    fingerprint = models.CharField(_("vingerafdruk"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("vastgelegd"), auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("agenda-adres")
        verbose_name_plural = _("agenda-adressen")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
