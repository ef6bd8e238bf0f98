"""A person as the payment provider knows them: who gave a mandate to collect."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Customer(models.Model):
    """Removed at the provider, with all mandates, when the account is closed.

    Somebody may be two: who orders without logging in is one apart, until they say that the order is theirs.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    provider_id = models.CharField(max_length=64, unique=True)  # cst_…
    # The fingerprint of the key: a customer made with another one does not exist for this one.
    environment = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.provider_id
