"""Coupons: shown with their price as soon as they are entered, counted only when the order is placed."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.limits.counting import Limit
from members.accounts.models import User
from members.membership.models import Offer

from ..balance import is_settled
from ..models import Coupon, CouponUse, Order
from ..models.coupon import CODE

# Wrong codes of one account: enough for a bad handwriting, too few to guess.
WRONG_CODES = Limit("enter a wrong coupon", 10, 60 * 60)


class CouponRefused(Exception):
    words: str | Promise = ""


class UnknownCoupon(CouponRefused):
    """Also one that is over, or has not begun, or that only looks like one of ours."""

    words = _("Deze kortingscode geldt niet. Kijk hem na, of laat het veld leeg.")


class NotForThis(CouponRefused):
    words = _("Deze kortingscode geldt niet voor wat je nu bestelt.")


class UsedUp(CouponRefused):
    words = _("Deze kortingscode is op. Laat het veld leeg om zonder korting te bestellen.")


class UsedBefore(CouponRefused):
    words = _("Je hebt deze kortingscode al gebruikt. Laat het veld leeg om zonder korting te bestellen.")


def find_coupon(text: str, *, offer: Offer, user: User | None, email: str = "") -> Coupon:
    """Raises CouponRefused. `email`: of who has not logged in.

    Only plain letters are taken for capitals: a dotless ı would become an I.
    """
    code = text.strip().upper() if text.strip().isascii() else ""
    coupon = look_at(offer, user, email).filter(code=code).first() if re.fullmatch(CODE, code) else None
    if coupon is None or not coupon.holds_on(timezone.localdate()):
        raise UnknownCoupon(code)
    if coupon.is_limited and not coupon.is_for_this:
        raise NotForThis(coupon)
    if coupon.once_a_person and coupon.is_used_before:
        raise UsedBefore(coupon)
    if coupon.most_uses is not None and coupon.uses_standing >= coupon.most_uses:
        raise UsedUp(coupon)
    return coupon


def look_at(offer: Offer, user: User | None, email: str) -> QuerySet[Any]:
    """With all that decides whether they may use it for this: one query."""
    limits = Coupon.offers.through.objects.filter(coupon=OuterRef("pk"))
    own = find_own_uses(CouponUse.objects.filter(coupon=OuterRef("pk"), given_back_at=None), user, email)
    return Coupon.objects.with_uses().annotate(
        is_limited=Exists(limits), is_for_this=Exists(limits.filter(offer=offer)), is_used_before=Exists(own)
    )


def find_own_uses(uses: QuerySet[CouponUse], user: User | None, email: str) -> QuerySet[CouponUse]:
    """Who has not logged in is known by the address, as at a trial: by what was ordered with it in the same way, also
    when its owner claimed that since. From then on it is the owner's use too.
    """
    if user:
        return uses.filter(Q(user=user) | Q(order__user=user))
    if not email:  # of erased people too
        return uses.none()
    claimed = Q(user=None, order__email=email)
    return uses.filter(claimed | Q(order__in=Order.objects.unconfirmed().filter(email=email)))


def lock_coupon(order: Order) -> None:
    """Whoever places an order with the same code waits here. In the transaction that places it."""
    if order.discount:
        Coupon.objects.select_for_update().filter(code=order.discount["code"]).first()


def redeem_coupon(order: Order) -> None:
    """Counts it. The caller locked it, and looked whether it still holds."""
    if order.discount and order.placed_at:
        coupon = Coupon.objects.get(code=order.discount["code"])
        CouponUse.objects.create(coupon=coupon, order=order, user=order.user, redeemed_at=order.placed_at)


def give_back_coupon(order: Order) -> None:
    """When nobody will pay the order any more. Run it under the lock of the order."""
    use = CouponUse.objects.filter(order=order, given_back_at=None).first()
    first = order.charges.filter(number=1).exclude(dropped_at=None).first() if use else None
    if use and first and not is_settled(first):
        use.given_back_at = timezone.now()
        use.save(update_fields=["given_back_at"])
