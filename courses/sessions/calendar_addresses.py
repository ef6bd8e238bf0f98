"""A member's own calendar address: made, replaced, taken away, and found again by whoever knows it.

The address must be shown again whenever its owner asks, and a copy of the database must not open anybody's calendar.
So the secret is computed from a random seed and the key of the site, and only its SHA-256 is stored beside the seed.
After a change of that key calendars go on working; the address can just not be shown any more, only replaced.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from secrets import compare_digest, token_hex

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from members.accounts.models import User

from ..models import CalendarAddress

SALT = "courses.sessions.calendar_addresses"


def make_address(*, person: User) -> CalendarAddress:
    """A new one; the former stops working at once."""
    seed = token_hex(32)
    secret = derive_secret(seed)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # of two clicks at once, the later one counts
        remove_address(person=person)
        return CalendarAddress.objects.create(user=person, seed=seed, fingerprint=take_fingerprint(secret))


def remove_address(*, person: User) -> None:
    CalendarAddress.objects.filter(user=person).delete()


def show_address(address: CalendarAddress) -> str:
    """Empty when the key of the site changed since it was made."""
    secret = derive_secret(address.seed)
    if not compare_digest(take_fingerprint(secret), address.fingerprint):
        return ""
    return settings.SITE_URL + reverse("calendar", args=[secret])


def find_owner(secret: str) -> User | None:
    """Looked up by its fingerprint, so how long that takes tells nothing about any secret. None for closed accounts."""
    addresses = CalendarAddress.objects.filter(fingerprint=take_fingerprint(secret), user__is_active=True)
    address = addresses.select_related("user").first()
    return address.user if address else None


def derive_secret(seed: str) -> str:
    """256 bits, as text that can stand in an address."""
    return urlsafe_b64encode(salted_hmac(SALT, seed, algorithm="sha256").digest()).decode().rstrip("=")


def take_fingerprint(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
