"""The memberships side by side, as the page "Lid worden" shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation

from .access import Person
from .models import Grant, Offer
from .offering import PricedOffer, recall_memberships

MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True)
class Plan:
    priced: PricedOffer
    saves: int
    """Cents in a year, beside twelve months of the cheapest monthly plan; 0 when there is nothing to save."""


@dataclass(frozen=True)
class OwnMembership:
    last_day: date | None
    """None: without an end."""


def list_plans(request: HttpRequest) -> list[Plan]:
    on_sale = recall_memberships(request)
    monthly = [one.cents for one in on_sale if one.offer.period == Offer.Period.MONTH]
    return [Plan(one, find_saving(one, monthly)) for one in on_sale]


def find_saving(priced: PricedOffer, monthly: list[int]) -> int:
    if priced.offer.period != Offer.Period.YEAR or not monthly:
        return 0
    return max(0, MONTHS_IN_A_YEAR * min(monthly) - priced.cents)


def find_own_membership(person: Person) -> OwnMembership | None:
    """Of somebody who need not become a member: they are. The one that lasts longest."""
    grants = list(Grant.objects.of(person).in_force(timezone.now()).filter(course__isnull=True))
    if not grants:
        return None
    days = [grant.last_day for grant in grants]
    return OwnMembership(None if None in days else max(day for day in days if day))


def address_plans() -> dict[str, str]:
    """Of the page itself, by language."""
    addresses = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            addresses[code] = reverse("membership:plans")
    return addresses
