"""Orders on which nobody pressed the button yet, kept up to date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from .buyers import decide_treatment, make_buyer, write_treatment
from .models import Order
from .placing import Wishes, describe_price, put_price, save_draft


class AlreadyPlaced(Exception):
    """It is no draft any more."""


def change_draft(*, order: Order, way: str, quantity: int, buyer: Mapping[str, Any], wishes: Wishes) -> None:
    """Asks VIES, so outside any transaction. Raises NotForSale, CouponRefused and AlreadyPlaced."""
    vat = write_treatment(decide_treatment(make_buyer(buyer, order.email, order.language)))
    with transaction.atomic():
        order = lock_draft(order)
        order.way, order.quantity, order.buyer, order.vat = way, quantity, dict(buyer), vat
        save_draft(order, wishes)


@transaction.atomic
def refresh_draft(order: Order, language: str) -> tuple[Order, bool]:
    """With the price, the terms and the coupon of now, in the language that is read now; whether they are others.
    Raises NotForSale and AlreadyPlaced.
    """
    order = lock_draft(order)
    before, order.language = describe_price(order), language
    put_price(order)
    order.save()
    return order, describe_price(order) != before


def lock_draft(order: Order) -> Order:
    order = Order.objects.select_for_update(of=("self",)).select_related("offer", "user").get(pk=order.pk)
    if order.placed_at:
        raise AlreadyPlaced(order)
    return order
