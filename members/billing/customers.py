"""People as the payment provider knows them: made for who gives a mandate, gone when the account is closed."""

from __future__ import annotations

from hashlib import sha256

from members.accounts.models import User

from .environment import fingerprint_key
from .models import Customer, Order, Payment
from .payment_provider import create_customer


def find_customer(user: User) -> str:
    """Their number at the provider. Raises ProviderUnavailable and ProviderRefused.

    The key of the call follows from what it says: two windows at the same moment make one customer.
    """
    known = Customer.objects.filter(user=user, environment=fingerprint_key()).order_by("pk").first()
    if known:
        return known.provider_id
    facts = {"name": f"{user.first_name} {user.last_name}", "email": user.email, "language": user.language}
    return make_customer(user, facts, str(user.pk))


def find_customer_of(order: Order) -> str:
    """Of who ordered it; while nobody is known to be that, of the order alone. Raises as `find_customer` does."""
    if order.user:
        return find_customer(order.user)
    earlier = Payment.objects.filter(charge__order=order).exclude(customer_id="").first()
    if earlier:
        return earlier.customer_id
    name = f"{order.buyer.get('first_name', '')} {order.buyer.get('last_name', '')}".strip()
    return make_customer(None, {"name": name, "email": order.email, "language": order.language}, str(order.key))


def make_customer(user: User | None, facts: dict[str, str], about: str) -> str:
    environment = fingerprint_key()
    key = sha256(f"{environment}\n{about}\n{facts}".encode()).hexdigest()[:32]
    provider_id = create_customer(**facts, key=key)
    Customer.objects.get_or_create(provider_id=provider_id, defaults={"user": user, "environment": environment})
    return provider_id


def find_customer_with(mandate_id: str) -> str:
    """Who gave this mandate, as far as a payment tells."""
    given = Payment.objects.filter(mandate_id=mandate_id).exclude(customer_id="").order_by("-pk").first()
    return given.customer_id if given else ""
