"""Which orders, payments and memberships: in the words of the people who handle them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce


class OrderQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> OrderQuerySet:
        return self.filter(user_id=person.pk) if person.is_authenticated else self.none()

    def placed(self) -> OrderQuerySet:
        return self.filter(placed_at__isnull=False)


class ChargeQuerySet(models.QuerySet[Any]):
    def periods(self) -> ChargeQuerySet:
        """Those that open something: not a switch that is not paid yet, nor the cent for another account."""
        return self.filter(number__gt=0)

    def unsettled(self) -> ChargeQuerySet:
        """Still to be paid: the same as `balance.is_settled`, for many at once."""
        going_back = Q(payments__entries__kind__in=["refunded", "refund_failed"])
        received = Coalesce(Sum("payments__entries__cents", filter=~going_back), 0)
        return self.filter(dropped_at=None).annotate(received=received).filter(received__lt=F("cents"))


class PaymentQuerySet(models.QuerySet[Any]):
    def under_way(self) -> PaymentQuerySet:
        return self.filter(status__in=self.model.UNDER_WAY)


class RefundQuerySet(models.QuerySet[Any]):
    def standing(self) -> RefundQuerySet:
        """Those by which money goes back, or will: not the ones that came to nothing."""
        return self.exclude(status__in=["failed", "canceled"])


class SubscriptionQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> SubscriptionQuerySet:
        return self.filter(user_id=person.pk) if person.is_authenticated else self.none()

    def running(self, day: date) -> SubscriptionQuerySet:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))

    def to_be_renewed(self, day: date) -> SubscriptionQuerySet:
        """Of somebody, who did not cancel; who paused too, from the day that they come back."""
        return self.running(day).filter(user__is_active=True, ends_on__isnull=True)

    def of_nobody(self) -> SubscriptionQuerySet:
        """Not cancelled, though the account is closed or erased."""
        return self.filter(Q(user=None) | Q(user__is_active=False), cancelled_at=None)
