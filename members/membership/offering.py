"""What is on sale today, for everybody alike, and where it is ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import timezone

from home.freshness.keeping import recall_for

from .course_choices import are_offered
from .models import Offer, OfferPrice
from .querysets import OfferQuerySet


@dataclass(frozen=True)
class PricedOffer:
    """An offer with its price of today: cents including VAT of one seat, for one period or once."""

    offer: Offer
    cents: int

    @property
    def is_free(self) -> bool:
        return self.cents == 0


def name_checkout(offer: Offer, way: str = "") -> str:
    """Where somebody orders it, in the language of the page. The checkout stands on a higher floor; `way` is one of its
    ways of ordering, which is chosen there then.
    """
    address = reverse("billing:begin", args=[offer.slug])
    return f"{address}?voor={way}" if way else address


def is_free_address(slug: str) -> bool:
    """Whether an offer of this slug would be found there: another page may stand at it, as the one for gift codes."""
    address = reverse("billing:begin", args=[slug])
    return resolve(address).view_name == "billing:begin"


def find_on_sale(slug: str) -> PricedOffer | None:
    """What the checkout may sell: nothing without a price, and no course that is not in the catalogue."""
    found = next(iter(list_on_sale(Offer.objects.filter(slug=slug))), None)
    return found if found and are_offered(found.offer.list_course_keys()) else None


def list_on_sale(offers: OfferQuerySet) -> list[PricedOffer]:
    """Those of these offers that have a price today; three queries, however many."""
    day = timezone.localdate()
    priced = ((offer, offer.find_price(day)) for offer in offers.on_sale(day))
    return [PricedOffer(offer, cents) for offer, cents in priced if cents is not None]


def recall_memberships(request: HttpRequest) -> list[PricedOffer]:
    """Kept until an offer changes, or until the next day, on which a price may begin."""
    return recall_for(request, f"memberships-on-sale:{timezone.localdate()}", list_memberships)


def list_memberships() -> list[PricedOffer]:
    return list_on_sale(Offer.objects.filter(kind=Offer.Kind.MEMBERSHIP))


@dataclass(frozen=True)
class SinglePrices:
    """What each course costs by itself today, where it is cheapest."""

    cents: Mapping[str, int]
    """By the key of the course in hexadecimal digits: thousands of those are read faster than as many keys."""

    def find(self, course: UUID) -> int | None:
        return self.cents.get(course.hex)


def recall_single_prices(request: HttpRequest) -> SinglePrices:
    """Kept as long as the memberships are."""
    return recall_for(request, f"single-prices:{timezone.localdate()}", read_single_prices)


def read_single_prices() -> SinglePrices:
    """One query, however many."""
    sold = OfferPrice.objects.filter(offer__kind=Offer.Kind.COURSE, offer__is_on_sale=True)
    begun = sold.filter(valid_from__lte=timezone.localdate()).order_by("valid_from")
    rows = begun.values_list("offer", "offer__courses__course", "cents")
    of_offers = {(offer, course): cents for offer, course, cents in rows}  # the newest comes last, and holds
    cheapest: dict[str, int] = {}
    for (_offer, course), cents in of_offers.items():
        cheapest[course.hex] = min(cents, cheapest.get(course.hex, cents))
    return SinglePrices(cheapest)
