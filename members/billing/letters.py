"""To whom a mail about an order goes, and what it says beyond the order itself.

A notice names an invitation, a seat or a gift by its number or seed, so that no address and no code lies about longer
than it must: both are looked up, or made, when the mail is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from .gifts.codes import is_own, make_code
from .models import Gift, Invitation, Notice, Seat
from .team.links import make_token


class NobodyThere(ValueError):
    """The invitation was withdrawn, the gift opened, the account erased: there is nothing left to tell."""


@dataclass(frozen=True)
class Letter:
    """`path`: where its link leads, in the language of who reads it."""

    email: str
    first_name: str
    language: str
    name: str = "billing:outcome"
    arguments: tuple[Any, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        with translation.override(self.language):
            return settings.SITE_URL + reverse(self.name, args=self.arguments)


def address_letter(notice: Notice) -> Letter:
    """To who ordered, unless this kind goes another way. Raises NobodyThere."""
    order, write = notice.order, WRITERS.get(notice.kind)
    if write:
        return write(notice)
    return Letter(order.current_email, order.buyer.get("first_name", ""), order.language, arguments=(order.key,))


def to_buyer(notice: Notice, name: str, *arguments: Any, **more: Any) -> Letter:
    order = notice.order
    return Letter(order.current_email, order.buyer.get("first_name", ""), order.language, name, arguments, more)


def write_invited(notice: Notice) -> Letter:
    invitation = Invitation.objects.filter(pk=notice.facts["invitation"]).first()
    if invitation is None:
        raise NobodyThere(notice)
    order = notice.order
    # Of the buyer only the address, which they proved to be theirs: a name could be used to send strangers any words.
    more = {"buyer": order.current_email}
    return Letter(invitation.email, "", order.language, "billing:accept_seat", (make_token(invitation),), more)


def find_seat(notice: Notice) -> Seat:
    seat = Seat.objects.select_related("user").filter(pk=notice.about).first()
    if seat is None:
        raise NobodyThere(notice)
    return seat


def write_taken_back(notice: Notice) -> Letter:
    person = find_seat(notice).user
    return Letter(person.email, person.first_name, person.language, "accounts:home")


def write_left(notice: Notice) -> Letter:
    return to_buyer(notice, "billing:team", person=find_seat(notice).user.get_full_name())


def write_gift(notice: Notice) -> Letter:
    gift = Gift.objects.filter(order=notice.order, redeemed_at=None).first()
    if gift is None or str(gift.seed) != notice.about or not is_own(gift):
        raise NobodyThere(notice)
    return to_buyer(notice, "billing:redeem_gift", gift=gift, code=make_code(gift))


def write_gift_lapses(notice: Notice) -> Letter:
    """The code only where it can still be made; on the page of the order the giver gets another."""
    gift = Gift.objects.filter(order=notice.order, redeemed_at=None).first()
    if gift is None:
        raise NobodyThere(notice)
    code = make_code(gift) if is_own(gift) else ""
    return to_buyer(notice, "billing:outcome", notice.order.key, gift=gift, code=code)


def write_trial_ends(notice: Notice) -> Letter:
    return to_buyer(notice, "billing:begin", notice.order.offer.slug)


WRITERS: dict[str, Callable[[Notice], Letter]] = {
    "invited": write_invited,
    "seat_taken_back": write_taken_back,
    "seat_left": write_left,
    "gift": write_gift,
    "gift_lapses": write_gift_lapses,
    "trial_ends": write_trial_ends,
}
