"""Which installation may collect money with this database."""

from __future__ import annotations

from django.db import models


class BillingEnvironment(models.Model):
    """The one row is written when an installation first collects. A copy of the database elsewhere carries it along,
    and collects nothing there: its own ENVIRONMENT_ID is another.
    """

    environment_id = models.CharField(max_length=100)
    key_fingerprint = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.environment_id
