"""Selling a course by itself, where a program and no editor does it."""

from __future__ import annotations

from collections.abc import Mapping

from members.membership.models import Offer, OfferPrice
from members.membership.selling import sell_course

from .labels import Form
from .models import CoursePage

# Lessons that stand ready beside live sessions make it more than teaching, so its VAT is that of other services.
NATURES: Mapping[str, str] = {Form.LIVE: Offer.Nature.LIVE, Form.BLENDED: Offer.Nature.SERVICE}


def sell_by_itself(*, course: CoursePage, cents: int) -> OfferPrice | None:
    """The price that begins; None when the course costs this already. See `sell_course`."""
    pages = CoursePage.objects.filter(translation_key=course.access_key, alias_of__isnull=True)
    titles = dict(pages.values_list("locale__language_code", "title"))
    return sell_course(
        course=course.access_key,
        name=str(titles.get("nl") or course.title),
        name_en=str(titles.get("en") or course.title),
        slug=course.slug,
        cents=cents,
        nature=NATURES.get(course.form, Offer.Nature.DIGITAL_CONTENT),
    )
