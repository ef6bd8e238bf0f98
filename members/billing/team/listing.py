"""What stands on a team's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from ..models import Invitation, Order, Seat
from .forms import InviteForm
from .holding import count_free, is_open
from .links import VALID


@dataclass(frozen=True)
class Team:
    order: Order
    seats: list[Seat]
    invitations: list[Invitation]
    free: int
    form: InviteForm
    has_own: bool


def list_teams(person: Any, forms: Mapping[int, InviteForm] | None = None) -> list[Team]:
    """Those that they bought and that are open, the newest first. `forms`: what came back with faults."""
    orders = Order.objects.of(person).placed().filter(way=Order.Way.TEAM, ended_at=None)
    return [make_team(order, forms or {}) for order in orders if is_open(order)]


def make_team(order: Order, forms: Mapping[int, InviteForm]) -> Team:
    seats = list(order.seats.filter(ends_at=None).select_related("user"))
    return Team(
        order=order,
        seats=seats,
        invitations=list(order.invitations.filter(invited_at__gt=timezone.now() - VALID)),
        free=count_free(order),
        form=forms.get(order.pk) or InviteForm(auto_id=f"{order.number}_%s"),
        has_own=any(seat.user_id == order.user_id for seat in seats),
    )


def find_held(person: Any) -> list[Seat]:
    """In teams of others."""
    seats = Seat.objects.filter(user=person.pk, ends_at=None, order__ended_at=None).exclude(order__user=person.pk)
    return list(seats.select_related("order"))


def find_own_order(person: Any, key: UUID) -> Order:
    """404 for one that is not theirs."""
    found: Order = get_object_or_404(Order.objects.of(person).placed().filter(way=Order.Way.TEAM), key=key)
    return found


def show_section(person: Any) -> dict[str, Any]:
    """For the first page of the account: whether somebody has anything to do with a team. One query."""
    bought = Order.objects.of(person).placed().filter(way=Order.Way.TEAM, ended_at=None).values("pk")
    held = Seat.objects.filter(user=person.pk, ends_at=None).values("order")
    return {"is_shown": bought.union(held).exists()}
