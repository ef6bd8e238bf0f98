"""A copy of the database, on a laptop or in a test, must never collect money from the people in it."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings

from .models import BillingEnvironment


class ForeignDatabase(Exception):
    """Another installation collects with this database, or with another key."""


def fingerprint_key() -> str:
    """Of the provider's key, without telling it: customers of one key do not exist for another."""
    return sha256(settings.MOLLIE_API_KEY.encode()).hexdigest()[:16]


def refuse_foreign_database() -> None:
    """The first installation that collects makes the database its own. Raises ForeignDatabase."""
    if not settings.ENVIRONMENT_ID or not settings.MOLLIE_API_KEY:
        raise ForeignDatabase("ENVIRONMENT_ID and MOLLIE_API_KEY must both be set")
    ours = {"environment_id": settings.ENVIRONMENT_ID, "key_fingerprint": fingerprint_key()}
    known, _is_new = BillingEnvironment.objects.get_or_create(pk=1, defaults=ours)
    if (known.environment_id, known.key_fingerprint) != tuple(ours.values()):
        raise ForeignDatabase("it belongs to another ENVIRONMENT_ID or key")


def is_foreign_database() -> bool:
    """For work that does nothing then, and leaves it to `collect` to say so."""
    try:
        refuse_foreign_database()
    except ForeignDatabase:
        return True
    return False
