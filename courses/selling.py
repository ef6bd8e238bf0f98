"""Selling a course by itself, where a program and no editor does it."""

from __future__ import annotations

from members.membership.models import Offer, OfferPrice
from members.membership.selling import sell_course

from .labels import Form
from .models import CoursePage


def sell_by_itself(*, course: CoursePage, cents: int) -> OfferPrice | None:
    """The price that begins; None when the course costs this already. See `sell_course`."""
    is_live = course.form in (Form.LIVE, Form.BLENDED)
    pages = CoursePage.objects.filter(translation_key=course.access_key, alias_of__isnull=True)
    titles = dict(pages.values_list("locale__language_code", "title"))
    return sell_course(
        course=course.access_key,
        name=str(titles.get("nl") or course.title),
        name_en=str(titles.get("en") or course.title),
        slug=course.slug,
        cents=cents,
        nature=Offer.Nature.SERVICE if is_live else Offer.Nature.DIGITAL_CONTENT,
    )
