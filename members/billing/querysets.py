"""Which orders, payments and memberships: in the words of the people who handle them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

SOON = timedelta(days=60)
CHARGEBACKS = timedelta(days=400)  # 13 months for a direct debit that nobody authorised, and some days


def is_unconfirmed(user: OuterRef) -> Q:
    """Signed up, and has not confirmed the address. Accounts that were not made by signing up have none on record."""
    addresses = EmailAddress.objects.filter(user=user)
    return Q(Exists(addresses)) & ~Q(Exists(addresses.filter(verified=True)))


class OrderQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> OrderQuerySet:
        return self.filter(user_id=person.pk) if person.is_authenticated else self.none()

    def placed(self) -> OrderQuerySet:
        return self.filter(placed_at__isnull=False)

    def drafts(self) -> OrderQuerySet:
        return self.filter(placed_at=None)

    def paid(self) -> OrderQuerySet:
        """For which money came in, and which was not ended since."""
        return self.filter(ended_at=None, charges__payments__entries__kind="paid").distinct()

    def unconfirmed(self) -> OrderQuerySet:
        """Of people who have not shown yet that the address is theirs."""
        return self.filter(Q(is_unclaimed=True) | is_unconfirmed(OuterRef("user")))

    def unclaimed_at(self, email: str) -> OrderQuerySet:
        """Made with this address by somebody who had not logged in to its account."""
        return self.filter(is_unclaimed=True, email=email)


class ChargeQuerySet(models.QuerySet[Any]):
    def periods(self) -> ChargeQuerySet:
        """Those that open something: not a switch that is not paid yet, nor the cent for another account."""
        return self.filter(number__gt=0)

    def moved_since(self, moment: datetime) -> ChargeQuerySet:
        """Those that began since then, or of which a payment or money did: each is found by an index of its own, and
        what was settled before is not looked through.
        """
        rows = self.model._default_manager.order_by().values("pk")
        began = rows.filter(starts_on__gte=timezone.localdate(moment))
        moves = ("payments__intended_at", "payments__concluded_at", "payments__entries__happened_at")
        return self.filter(pk__in=began.union(*(rows.filter(**{f"{move}__gte": moment}) for move in moves)))

    def unsettled(self) -> ChargeQuerySet:
        """Still to be paid: the same as `balance.is_settled`, for many at once."""
        going_back = Q(payments__entries__kind__in=["refunded", "refund_failed"])
        received = Coalesce(Sum("payments__entries__cents", filter=~going_back), 0)
        return self.filter(dropped_at=None).annotate(received=received).filter(received__lt=F("cents"))


class PaymentQuerySet(models.QuerySet[Any]):
    def under_way(self) -> PaymentQuerySet:
        return self.filter(status__in=self.model.UNDER_WAY)

    def since(self, *, days: int) -> PaymentQuerySet:
        known = self.filter(provider_id__isnull=False)
        return known.filter(intended_at__gte=timezone.now() - timedelta(days=days)).order_by("pk")

    def to_ask_about(self, now: datetime) -> PaymentQuerySet:
        """Those of which news may have been missed: soon while they are under way, daily while a refund may follow,
        weekly for as long as a bank may take the money back. The one asked longest ago comes first.
        """
        hour, day, week = now - timedelta(hours=1), now - timedelta(days=1), now - timedelta(days=7)
        waiting = Q(status__in=self.model.UNDER_WAY) & Q(asked_at__lte=hour, intended_at__lte=hour)
        fresh = Q(concluded_at__gt=now - SOON, asked_at__lte=day)
        paid = Q(status="paid", concluded_at__gt=now - CHARGEBACKS, asked_at__lte=week)
        never = Q(asked_at=None, intended_at__lte=hour)
        known = self.filter(provider_id__isnull=False).filter(waiting | fresh | paid | never)
        return known.order_by(F("asked_at").asc(nulls_first=True), "pk")


class RefundQuerySet(models.QuerySet[Any]):
    def standing(self) -> RefundQuerySet:
        """Those by which money goes back, or will: not the ones that came to nothing."""
        return self.exclude(status__in=self.model.UNDONE)


class SubscriptionQuerySet(models.QuerySet[Any]):
    def of(self, person: Any) -> SubscriptionQuerySet:
        return self.filter(user_id=person.pk) if person.is_authenticated else self.none()

    def running(self, day: date) -> SubscriptionQuerySet:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))

    def to_be_renewed(self, day: date) -> SubscriptionQuerySet:
        """Of somebody who can open it and did not cancel; who paused too, from the day that they come back."""
        waiting = self.filter(order__ended_at__isnull=True, user__is_active=True)
        return waiting.running(day).filter(ends_on__isnull=True).exclude(is_unconfirmed(OuterRef("user")))

    def of_nobody(self) -> SubscriptionQuerySet:
        """Not cancelled, though the account is closed or erased. One that waits for its owner has no account yet."""
        gone = self.filter(Q(user=None) | Q(user__is_active=False), cancelled_at=None)
        return gone.filter(order__is_unclaimed=False)
