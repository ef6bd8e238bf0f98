"""A copy of the database, on a laptop or in a test, must never collect money from the people in it."""

from __future__ import annotations

from django.conf import settings

from .customers import name_environment
from .models import BillingEnvironment


class ForeignDatabase(Exception):
    """Another installation collects with this database, or with another key."""


def refuse_foreign_database() -> None:
    """The first installation that collects makes the database its own. Raises ForeignDatabase."""
    if not settings.ENVIRONMENT_ID or not settings.MOLLIE_API_KEY:
        raise ForeignDatabase("ENVIRONMENT_ID and MOLLIE_API_KEY must both be set")
    ours = {"environment_id": settings.ENVIRONMENT_ID, "key_fingerprint": name_environment()}
    known, _is_new = BillingEnvironment.objects.get_or_create(pk=1, defaults=ours)
    if (known.environment_id, known.key_fingerprint) != tuple(ours.values()):
        raise ForeignDatabase("it belongs to another ENVIRONMENT_ID or key")
