"""How an order stands, in words for who made it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from .models import Order, Payment


class Standing(models.TextChoices):
    PAID = "paid"
    ON_ITS_WAY = "on_its_way"
    WAITING = "waiting"
    FAILED = "failed"
    UNSURE = "unsure"
    LAPSED = "lapsed"
    ENDED = "ended"


@dataclass(frozen=True)
class Described:
    standing: str
    may_pay: bool


def describe_standing(order: Order, is_unsure: bool) -> Described:
    """`may_pay`: whether there is something to pay that is not on its way."""
    if order.ended_at:
        return Described(Standing.ENDED, may_pay=False)
    first = order.charges.filter(number=1).first()
    if first and first.dropped_at:
        return Described(Standing.LAPSED, may_pay=False)
    open_charges = list(order.charges.periods().unsettled())
    if not open_charges:
        return Described(Standing.PAID, may_pay=False)
    payment = Payment.objects.filter(charge__in=open_charges).first()
    if is_unsure:
        return Described(Standing.UNSURE, may_pay=True)
    if payment is None or payment.status in {Payment.Status.OPEN, Payment.Status.INTENDED}:
        return Described(Standing.WAITING, may_pay=True)
    if payment.is_under_way:
        return Described(Standing.ON_ITS_WAY, may_pay=False)
    return Described(Standing.FAILED, may_pay=True)
