"""What can be bought in a test."""

from datetime import date
from typing import Any

from members.membership.models import Offer, OfferCourse, OfferPrice

LONG_AGO = date(2020, 1, 1)


def make_offer(slug: str, *, cents: int, courses: list[Any] | None = None, **fields: Any) -> Offer:
    """A draft of nothing: on sale at this price since long ago."""
    offer = Offer.objects.create(slug=slug, **{"name": slug.capitalize(), "name_en": slug.capitalize()} | fields)
    OfferPrice.objects.create(offer=offer, cents=cents, valid_from=LONG_AGO)
    for course in courses or []:
        OfferCourse.objects.create(offer=offer, course=course.translation_key)
    return offer


def make_membership(*, period: str = "month", cents: int = 1900, **fields: Any) -> Offer:
    names = {"name": "Lid per maand", "name_en": "Member per month"}
    return make_offer(f"lid-{period}", kind="membership", period=period, cents=cents, **names | fields)


def make_course_offer(course: Any, *, cents: int = 4900, **fields: Any) -> Offer:
    names = {"name": course.title, "name_en": course.title, "nature": "digital"}
    return make_offer(f"los-{course.slug}", kind="course", cents=cents, courses=[course], **names | fields)
