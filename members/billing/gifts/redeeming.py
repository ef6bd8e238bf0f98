"""Opening a gift: by whoever has the code, once, for themselves."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.limits.counting import Limit
from members.accounts.models import User
from members.membership.models import Grant

from ..granting import keep_grants
from ..models import Gift, Order, Seat, Subscription
from .codes import find_gift
from .making import is_paid

WRONG_CODES = Limit("enter a wrong gift code", 10, 60 * 60)


class GiftRefused(Exception):
    """Nothing was changed; the code keeps its worth where it has any."""

    words: str | Promise = ""


class UnknownCode(GiftRefused):
    words = _("Deze code klopt niet. Kijk hem na: het zijn 16 letters en cijfers.")


class Redeemed(GiftRefused):
    words = _("Deze code is al gebruikt.")


class Lapsed(GiftRefused):
    words = _("Deze code is verlopen. Een cadeau blijft vijf jaar geldig.")


class NotPaid(GiftRefused):
    words = _("Dit cadeau geldt niet meer. Vraag het aan wie het je gaf.")


class AlreadyYours(GiftRefused):
    """They have all of it, without an end that is known: it would give them nothing."""

    words = _(
        "Je hebt dit al, en het loopt gewoon door. Bewaar de code: je gebruikt hem als je toegang stopt, of geeft hem "
        "aan iemand anders."
    )


class BeginsLater(GiftRefused):
    """They have it until a day that is known. They may keep the code, or have the gift begin then."""

    def __init__(self, starts_at: datetime) -> None:
        super().__init__(starts_at)
        self.starts_at = starts_at


def refuse_gift(gift: Gift) -> None:
    """Raises Redeemed, Lapsed and NotPaid."""
    if gift.redeemed_at:
        raise Redeemed(gift)
    if gift.lapses_on and gift.lapses_on <= timezone.localdate():
        raise Lapsed(gift)
    if gift.order.ended_at or not is_paid(gift.order):
        raise NotPaid(gift)


@transaction.atomic
def redeem_gift(*, code: str, user: User, may_begin_later: bool = False) -> Gift:
    """A second time, by the same person, it changes nothing. Raises GiftRefused."""
    found = find_gift(code)
    if found is None:
        raise UnknownCode
    order = Order.objects.select_for_update().get(pk=found.order_id)
    gift = Gift.objects.select_related("order").get(order=order)
    if gift.code_hash != found.code_hash:
        raise UnknownCode  # the giver made a new one in this moment
    if gift.redeemed_by_id == user.pk:
        return gift
    refuse_gift(gift)
    gift.starts_at = find_start(user, order)
    gift.redeemed_at = timezone.now()
    if gift.starts_at > gift.redeemed_at and not may_begin_later:
        raise BeginsLater(gift.starts_at)
    gift.redeemed_by = user
    gift.save(update_fields=["starts_at", "redeemed_at", "redeemed_by"])
    keep_grants(order)
    return gift


def find_start(user: User, order: Order) -> datetime:
    """Now, or when the access that they have to the same ends: a gift is never eaten up by what somebody has already.
    Raises AlreadyYours.
    """
    ends = [find_end_of_access(user, key) for key in order.terms.course_keys]
    if all(end is None for end in ends):
        raise AlreadyYours(order)
    now = timezone.now()
    # What is given for ever loses nothing by beginning now.
    return max((end for end in ends if end), default=now) if order.terms.months else now


def find_end_of_access(user: User, course: UUID | None) -> datetime | None:
    """Of exactly this, now or later; now where they have none; None where no end is known."""
    now = timezone.now()
    if course is None and has_what_goes_on(user):
        return None
    ends = Grant.objects.of(user).filter(course=course).exclude(ends_at__lte=now).values_list("ends_at", flat=True)
    return None if None in ends else max(ends, default=now)


def has_what_goes_on(user: User) -> bool:
    """A membership of their own, or a seat in one, that is renewed by itself."""
    own = Subscription.objects.of(user).filter(order__way=Order.Way.OWN, ends_on=None)
    seats = Seat.objects.filter(user=user, ends_at=None, order__subscription__ends_on=None)
    return own.exists() or seats.filter(order__subscription__isnull=False).exists()
