"""Ordering: a draft with the buyer's details, then the button that obliges to pay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from members.accounts.models import User
from members.membership.models import Offer

from .declaring import find_text
from .models import Charge, Declaration, Order
from .settling import settle
from .shown_order import fingerprint
from .telling import tell
from .terms import copy_terms


class NotForSale(Exception):
    """The offer is not on sale, or not in this way or number."""


class PriceChanged(Exception):
    """What somebody saw is not what it costs now, or not what the order says now. Nothing is ordered."""


def draft_order(
    *,
    offer: Offer,
    user: User | None,
    way: str,
    quantity: int,
    buyer: Mapping[str, Any],
    email: str,
    language: str,
    is_unclaimed: bool = False,
) -> Order:
    """Nothing is agreed yet. Raises NotForSale."""
    order = Order(offer=offer, user=user, way=way, quantity=quantity, buyer=dict(buyer), email=email, language=language)
    order.is_unclaimed = is_unclaimed
    put_price(order)
    order.save(force_insert=True)
    return order


def put_price(order: Order) -> None:
    """The terms and the price as they are today."""
    offer = order.offer
    cents = offer.find_price(timezone.localdate()) if offer.is_on_sale else None
    if cents is None or not is_sold_so(offer, order.way, order.quantity):
        raise NotForSale(offer)
    order.terms_agreed = copy_terms(offer, unit_cents=cents).write()
    order.cents = 0 if order.way == Order.Way.TRIAL else cents * order.quantity


def is_sold_so(offer: Offer, way: str, quantity: int) -> bool:
    ways = {
        Order.Way.OWN: quantity == 1,
        Order.Way.GIFT: offer.may_be_gift and quantity == 1,
        Order.Way.TEAM: 2 <= quantity <= offer.most_seats,
        Order.Way.TRIAL: offer.trial_days > 0 and quantity == 1,
    }
    return ways.get(Order.Way(way), False)


@transaction.atomic
def place_order(*, order: Order, declared: Mapping[str, str], shown: str = "") -> Order:
    """`declared`: each declaration in the words that the buyer saw; `shown`: the fingerprint of all that the screen
    said, where there was one. A second time it changes nothing. Raises NotForSale and PriceChanged.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.placed_at:
        return order
    cents = order.cents
    put_price(order)
    if order.cents != cents or (shown and shown != fingerprint(order)):
        raise PriceChanged(order)
    order.placed_at = timezone.now()
    order.save()
    for kind, wording in declared.items():
        facts = {"wording": wording, "language": order.language, "declared_at": order.placed_at}
        Declaration.objects.create(order=order, kind=kind, **facts)
    make_first_charge(order)
    terms = find_text("terms", order.language)
    tell(order, "ordered", terms=terms.pk if terms else None)  # the text that goes along with the mail
    settle(order)
    return order


def make_first_charge(order: Order) -> None:
    terms = order.terms
    line = {"text": terms.title, "quantity": order.quantity, "unit_cents": terms.unit_cents, "discount_cents": 0}
    Charge.objects.create(order=order, cents=order.cents, lines=[line], due_on=timezone.localdate(order.placed_at))
