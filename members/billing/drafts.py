"""Orders on which nobody pressed the button yet: kept up to date, compared with what was shown, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from .buyers import ask_about_number, make_buyer
from .models import Order
from .placing import Wishes, describe_price, put_price, save_draft

KEPT = timedelta(days=1)


class AlreadyPlaced(Exception):
    """It is no draft any more."""


def change_draft(*, order: Order, way: str, quantity: int, buyer: Mapping[str, Any], wishes: Wishes) -> None:
    """Asks VIES, so outside any transaction. Raises NotForSale, CouponRefused, VatNumberRefused and AlreadyPlaced."""
    check = ask_about_number(make_buyer(buyer, order.email, order.language))
    with transaction.atomic():
        order = lock_draft(order)
        order.way, order.quantity, order.buyer = way, quantity, dict(buyer)
        order.vat_check = check
        save_draft(order, wishes)


def refresh_draft(order: Order, language: str) -> tuple[Order, bool]:
    """With the price of now and in the language that is read now; whether the price is another. Where nothing changed
    since it was read, nothing is written. Raises NotForSale and AlreadyPlaced.
    """
    if order.placed_at:
        raise AlreadyPlaced(order)
    stored = order.language, order.cents, order.discount, order.terms
    order.language = language
    put_price(order)
    if (order.language, order.cents, order.discount, order.terms) == stored:
        return order, False
    return keep_refreshed(order, language)


@transaction.atomic
def keep_refreshed(order: Order, language: str) -> tuple[Order, bool]:
    order = lock_draft(order)
    seen, order.language = describe_price(order), language
    put_price(order)
    order.save()
    return order, describe_price(order) != seen


def lock_draft(order: Order) -> Order:
    order = Order.objects.select_for_update(of=("self",)).select_related("offer", "user", "vat_check").get(pk=order.pk)
    if order.placed_at:
        raise AlreadyPlaced(order)
    return order


def forget_old_drafts() -> Iterator[str]:
    """Work of `run_due`."""
    Order.objects.filter(placed_at=None, created_at__lte=timezone.now() - KEPT).delete()
    yield from ()
