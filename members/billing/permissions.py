"""Whose order this is."""

from __future__ import annotations

from typing import Any

from .models import Order
from .visitors import list_keys


def may_see_order(person: Any, order: Order, session: Any = None) -> bool:
    """Its owner, and the session in which it was made: who orders without an account pays before they can log in."""
    if person.is_authenticated and person.pk == order.user_id:
        return True
    return session is not None and str(order.key) in list_keys(session)
