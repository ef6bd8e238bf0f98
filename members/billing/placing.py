"""Ordering: a draft with the buyer's details, then the button that obliges to pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from members.accounts.models import User
from members.invoicing.issuer import read_issuer
from members.membership.models import Offer

from .buyers import ask_about_number, put_vat, read_buyer
from .coupons.redeeming import CouponRefused, find_coupon, lock_coupon, redeem_coupon
from .declaring import find_texts
from .models import Charge, Coupon, Declaration, Gift, Order
from .pricing import price_period
from .settling import settle
from .shown_order import fingerprint
from .telling import tell
from .terms import copy_terms
from .trials import may_order_trial


class NotForSale(Exception):
    """The offer is not on sale, or not in this way or number."""


class TriedBefore(NotForSale):
    """They tried this, or were a member."""


class PriceChanged(Exception):
    """What somebody saw is not what it costs now, or not what the order says now. Nothing is ordered."""


@dataclass(frozen=True)
class Wishes:
    """What belongs to one way of ordering: the code of a coupon, and the words that go with a gift."""

    coupon: str = ""
    receiver_name: str = ""
    message: str = ""


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
    wishes: Wishes = Wishes(),
) -> Order:
    """Nothing is agreed yet, and no coupon is counted. Asks VIES, so outside any transaction. Raises NotForSale,
    CouponRefused and VatNumberRefused.
    """
    order = Order(offer=offer, user=user, way=way, quantity=quantity, buyer=dict(buyer), email=email, language=language)
    order.is_unclaimed = is_unclaimed
    order.vat_check = ask_about_number(read_buyer(order))
    with transaction.atomic():
        return save_draft(order, wishes)


def save_draft(order: Order, wishes: Wishes) -> Order:
    """Raises NotForSale and CouponRefused."""
    order.discount = {}
    if wishes.coupon:
        order.discount = find_coupon_for(order, wishes.coupon).copy_discount().write()
    put_price(order)
    order.save()
    Gift.objects.filter(order=order).delete()
    if order.way == Order.Way.GIFT:
        Gift.objects.create(order=order, receiver_name=wishes.receiver_name, message=wishes.message)
    return order


def put_price(order: Order) -> None:
    """The terms, the VAT and the price as they are today. A coupon that does not hold any more takes nothing off.
    Raises NotForSale and TriedBefore.
    """
    offer = order.offer
    cents = offer.find_price(timezone.localdate()) if offer.is_on_sale else None
    if cents is None or not is_sold_so(offer, order.way, order.quantity):
        raise NotForSale(offer)
    if order.way == Order.Way.TRIAL and not may_order_trial(order):
        raise TriedBefore(offer)
    order.terms_agreed = copy_terms(offer, unit_cents=cents).write()
    issuer = read_issuer()
    put_vat(order, issuer)
    order.discount = read_coupon(order)
    order.cents = price_period(order).cents
    if order.cents and not (issuer.is_complete and settings.MOLLIE_API_KEY):
        raise NotForSale("nobody is filled in who sells it, or nobody can pay")


def read_coupon(order: Order) -> dict[str, Any]:
    """As it is today, where there is something that it can make cheaper."""
    if not order.discount or order.way == Order.Way.TRIAL or not order.terms.unit_cents:
        return {}
    try:
        return find_coupon_for(order, order.discount["code"]).copy_discount().write()
    except CouponRefused:
        return {}


def find_coupon_for(order: Order, code: str) -> Coupon:
    return find_coupon(code, offer=order.offer, user=order.user, email=order.email)


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
    said, where there was one. A second time it changes nothing. Raises NotForSale, TriedBefore and PriceChanged.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.placed_at:
        return order
    hold_back_others(order)
    seen = describe_price(order)
    put_price(order)
    if describe_price(order) != seen or (shown and shown != fingerprint(order)):
        raise PriceChanged(order)
    order.placed_at = timezone.now()
    order.save()
    redeem_coupon(order)
    for kind, wording in declared.items():
        facts = {"wording": wording, "language": order.language, "declared_at": order.placed_at}
        Declaration.objects.create(order=order, kind=kind, **facts)
    make_first_charge(order)
    terms = find_texts(order.language).get("terms")
    tell(order, "ordered", terms=terms.pk if terms else None)  # the text that goes along with the mail
    settle(order)
    return order


def hold_back_others(order: Order) -> None:
    """Those who use the same coupon, and another window of somebody who tries: one after the other."""
    lock_coupon(order)
    if order.way == Order.Way.TRIAL and order.user_id:
        User.objects.select_for_update(of=("self",)).filter(pk=order.user_id).first()


def describe_price(order: Order) -> tuple[Any, ...]:
    """What somebody saw on the page with the button. The title is no part of it: it is in the language of the page."""
    return order.cents, order.discount, replace(order.terms, title="")


def make_first_charge(order: Order) -> None:
    price = price_period(order)
    due_on = timezone.localdate(order.placed_at)
    Charge.objects.create(order=order, cents=price.cents, lines=list(price.lines), due_on=due_on)
