"""Selling one course by itself, for programs: making its offer, or giving that another price."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from .models import Offer, OfferCourse, OfferPrice
from .offering import is_free_address

LONGEST_NAME, LONGEST_SLUG = 80, 50


@transaction.atomic
def sell_course(*, course: UUID, name: str, name_en: str, slug: str, cents: int, nature: str) -> OfferPrice | None:
    """The price that begins, today or, where one began today already, tomorrow; None when it costs this already.

    What holds or held is never changed. The names and the slug are for an offer that is not there yet.
    """
    offers = Offer.objects.select_for_update().filter(kind=Offer.Kind.COURSE, courses__course=course)
    offer = offers.order_by("position", "pk").first()
    if offer is None:
        offer = Offer.objects.create(
            kind=Offer.Kind.COURSE,
            name=name[:LONGEST_NAME],
            name_en=name_en[:LONGEST_NAME],
            slug=find_free_slug(slug),
            nature=nature,
        )
        OfferCourse.objects.create(offer=offer, course=course)
    return put_price(offer, cents, timezone.localdate())


def put_price(offer: Offer, cents: int, today: date) -> OfferPrice | None:
    prices = OfferPrice.objects.filter(offer=offer)
    newest = prices.filter(valid_from__lte=today + timedelta(days=1)).order_by("-valid_from").first()
    if newest and newest.cents == cents:
        return None
    begun_today = prices.filter(valid_from=today).exists()
    day = today + timedelta(days=1) if begun_today else today
    return prices.update_or_create(offer=offer, valid_from=day, defaults={"cents": cents})[0]


def find_free_slug(wanted: str) -> str:
    taken = set(Offer.objects.values_list("slug", flat=True))
    start = slugify(wanted)[:LONGEST_SLUG].strip("-") or "cursus"
    slugs = (start if number == 1 else f"{start}-{number}" for number in count(1))
    return next(slug for slug in slugs if slug not in taken and is_free_address(slug))
