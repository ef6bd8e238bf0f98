"""Seats of a team: asked to, taken, left, taken back. Never more people than seats: all of it queues at the order."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.accounts.models import User

from ..granting import keep_grants, list_access
from ..models import Invitation, Order, Seat
from ..telling import tell
from .links import VALID, BrokenLink, read_token


class SeatRefused(Exception):
    """Nothing was changed."""

    words: str | Promise = ""


class NoSeatLeft(SeatRefused):
    words = _("Er zijn niet genoeg plekken vrij. Neem eerst een plek terug, of koop er plekken bij.")


class InvitedAlready(SeatRefused):
    words = _("Dit adres is al uitgenodigd. Er is niets verstuurd.")


class HasSeatAlready(SeatRefused):
    words = _("Je hebt al een plek in dit team.")


class NoTeam(SeatRefused):
    """Not paid, or ended."""

    words = _("Deze bestelling geeft nu geen toegang. Er is niets veranderd.")


class NotThere(SeatRefused):
    """Taken back, left, withdrawn or accepted by now."""

    words = _("Deze plek is intussen veranderd. Kijk hoe het nu staat.")


def lock_team(order: Order) -> Order:
    """Until the end of the caller's transaction. Raises NoTeam."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if not is_open(order):
        raise NoTeam(order)
    return order


def is_open(order: Order) -> bool:
    """Whether a seat would let somebody in: the order is paid, and neither over nor ended."""
    now = timezone.now()
    openings = list_access(order) if order.way == Order.Way.TEAM else ()
    return any(access.ends_at is None or access.ends_at > now for access in openings)


def count_free(order: Order) -> int:
    """An invitation holds a seat until it is accepted or over."""
    held = order.seats.filter(ends_at=None).count()
    return max(order.quantity - held - order.invitations.filter(invited_at__gt=timezone.now() - VALID).count(), 0)


@transaction.atomic
def invite(*, order: Order, emails: Sequence[str]) -> None:
    """All of them or none. Whether an address has an account is not looked at. Raises SeatRefused."""
    order = lock_team(order)
    order.invitations.filter(invited_at__lte=timezone.now() - VALID).delete()
    if order.invitations.filter(email__in=emails).exists():
        raise InvitedAlready(order)
    if len(emails) > count_free(order):
        raise NoSeatLeft(order)
    for email in emails:
        invitation = Invitation.objects.create(order=order, email=email, invited_at=timezone.now())
        tell(order, "invited", about=str(invitation.pk), invitation=invitation.pk)


@transaction.atomic
def withdraw_invitation(*, order: Order, number: int) -> None:
    """Raises NotThere."""
    Order.objects.select_for_update().get(pk=order.pk)
    if not order.invitations.filter(pk=number).delete()[0]:
        raise NotThere(order)


def read_invitation(token: str) -> Invitation:
    """Raises BrokenLink."""
    invitation = Invitation.objects.select_related("order").filter(pk=read_token(token)).first()
    if invitation is None or not is_open(invitation.order):
        raise BrokenLink
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, user: User) -> Seat:
    """Raises BrokenLink and SeatRefused."""
    invitation = read_invitation(token)
    order = lock_team(invitation.order)
    if order.seats.filter(user=user, ends_at=None).exists():
        raise HasSeatAlready(order)
    if not order.invitations.filter(pk=invitation.pk).delete()[0]:
        raise BrokenLink
    return give_seat(order, user)


@transaction.atomic
def take_seat(*, order: Order, user: User) -> Seat:
    """The buyer takes one themselves. Raises SeatRefused."""
    order = lock_team(order)
    if order.seats.filter(user=user, ends_at=None).exists():
        raise HasSeatAlready(order)
    if not count_free(order):
        raise NoSeatLeft(order)
    return give_seat(order, user)


def give_seat(order: Order, user: User) -> Seat:
    """In the first place that is free. The caller holds the order."""
    taken = set(order.seats.filter(ends_at=None).values_list("place", flat=True))
    place = next((place for place in range(1, order.quantity + 1) if place not in taken), None)
    if place is None:
        raise NoSeatLeft(order)
    seat = Seat.objects.create(order=order, place=place, user=user, starts_at=timezone.now())
    keep_grants(order)
    return seat


@transaction.atomic
def take_back(*, order: Order, number: int) -> None:
    """By the buyer; the person is told, unless it is the buyer's own. Raises NotThere."""
    seat = end_seat(order, number)
    if seat.user_id != order.user_id:
        tell(order, "seat_taken_back", about=str(seat.pk))


@transaction.atomic
def leave_seat(*, order: Order, user: User) -> None:
    """By who holds it; the buyer is told, so that they can give it to somebody else. Raises NotThere."""
    held = order.seats.filter(user=user, ends_at=None).values_list("pk", flat=True).first()
    seat = end_seat(order, held or 0)
    if seat.user_id != order.user_id:
        tell(order, "seat_left", about=str(seat.pk))


def end_seat(order: Order, number: int) -> Seat:
    order = Order.objects.select_for_update().get(pk=order.pk)
    seat = order.seats.select_related("user").filter(pk=number, ends_at=None).first()
    if seat is None:
        raise NotThere(order)
    seat.ends_at = timezone.now()
    seat.save(update_fields=["ends_at"])
    keep_grants(order)
    return seat
