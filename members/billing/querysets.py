"""Which orders, payments and memberships: in the words of the people who handle them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


class OrderQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> OrderQuerySet:
        return self.filter(user_id=person.pk) if person.is_authenticated else self.none()

    def placed(self) -> OrderQuerySet:
        return self.filter(placed_at__isnull=False)


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
        """Of somebody, who did not cancel, and who has not paused."""
        return self.running(day).filter(user__is_active=True, ends_on__isnull=True, paused_on__isnull=True)
