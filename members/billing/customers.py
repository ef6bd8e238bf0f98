"""People as the payment provider knows them: made for who gives a mandate, gone when the account is closed."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings

from members.accounts.models import User

from .models import Customer
from .payment_provider import create_customer


def name_environment() -> str:
    """Customers of one key do not exist for another."""
    return sha256(settings.MOLLIE_API_KEY.encode()).hexdigest()[:16]


def find_customer(user: User) -> str:
    """Their number at the provider. Raises ProviderUnavailable and ProviderRefused.

    The key of the call follows from what it says: two windows at the same moment make one customer.
    """
    environment = name_environment()
    known = Customer.objects.filter(user=user, environment=environment).first()
    if known:
        return known.provider_id
    facts = {"name": f"{user.first_name} {user.last_name}", "email": user.email, "language": user.language}
    key = sha256(f"{environment}\n{user.pk}\n{facts}".encode()).hexdigest()[:32]
    provider_id = create_customer(**facts, key=key)
    made, _is_new = Customer.objects.update_or_create(
        user=user, defaults={"provider_id": provider_id, "environment": environment}
    )
    return made.provider_id
