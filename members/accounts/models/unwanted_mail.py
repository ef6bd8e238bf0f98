from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class UnwantedMail(models.Model):
    """A kind of mail that somebody switched off. Who wants all of them has no row; the account takes its rows along."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unwanted_mails")
    kind = models.CharField(_("soort mail"), max_length=40)

    objects: ClassVar[models.Manager[UnwantedMail]] = models.Manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("uitgezette mail")
        verbose_name_plural = _("uitgezette mails")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_refusal_per_kind_of_mail")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
