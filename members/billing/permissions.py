"""Whose order this is."""

from __future__ import annotations

from typing import Any

from .models import Order


def may_see_order(person: Any, order: Order) -> bool:
    return bool(person.is_authenticated and person.pk == order.user_id)
