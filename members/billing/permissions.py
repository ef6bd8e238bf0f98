"""Whose order this is, and which colleagues see and change all of them."""

from __future__ import annotations

from typing import Any

from .models import Order
from .visitors import list_keys


def may_see_order(person: Any, order: Order, session: Any = None) -> bool:
    """Its owner, and the session in which it was made: who orders without an account pays before they can log in."""
    if person.is_authenticated and person.pk == order.user_id:
        return True
    return session is not None and str(order.key) in list_keys(session)


def may_see_sales(person: Any) -> bool:
    """Who ordered what, paid for it, and owes something."""
    return bool(person.is_active and person.has_perm("billing.view_order"))


def may_act_on_orders(person: Any) -> bool:
    """Give money and access, waive what is owed, and end what somebody has."""
    return bool(person.is_active and person.has_perm("billing.change_order"))
