"""Offers with a price, as editors make them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from courses.models import CoursePage
from members.membership.models import Offer, OfferCourse, OfferPrice


def make_offer(kind: str, slug: str, cents: int | None, courses: tuple[CoursePage, ...] = (), **fields: Any) -> Offer:
    """On sale at this price since a month; without a price when `cents` is None."""
    named = {"name": slug.capitalize(), "name_en": f"{slug.capitalize()} in English"} | fields
    offer = Offer.objects.create(kind=kind, slug=slug, **named)
    for course in courses:
        OfferCourse.objects.create(offer=offer, course=course.access_key)
    if cents is not None:
        add_price(offer, cents)
    return offer


def make_membership(slug: str = "", cents: int | None = 1900, period: str = "month", **fields: Any) -> Offer:
    names = {"month": ("Lid per maand", "Member per month"), "year": ("Lid per jaar", "Member per year")}[period]
    named = dict(zip(("name", "name_en"), names, strict=True)) if not slug else {}
    return make_offer(Offer.Kind.MEMBERSHIP, slug or f"lid-{period}", cents, period=period, **named | fields)


def sell(course: CoursePage, cents: int | None = 4900, **fields: Any) -> Offer:
    """This course by itself, for ever, under its own address and name."""
    own = {"slug": course.slug, "name": course.title, "name_en": course.title}
    own |= {"nature": Offer.Nature.DIGITAL_CONTENT} | fields
    return make_offer(Offer.Kind.COURSE, own.pop("slug"), cents, (course,), **own)


def make_bundle(*courses: CoursePage, slug: str = "bundel", cents: int | None = 9900, **fields: Any) -> Offer:
    return make_offer(Offer.Kind.BUNDLE, slug, cents, courses, **fields)


def add_price(offer: Offer, cents: int, valid_from: date | None = None) -> OfferPrice:
    start = valid_from or timezone.localdate() - timedelta(days=30)
    return OfferPrice.objects.create(offer=offer, cents=cents, valid_from=start)
