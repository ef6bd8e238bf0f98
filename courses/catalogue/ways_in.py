"""What somebody can order to follow a course, or to read a lesson of it: shown with prices of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from members.membership.access import FREE_RULES, AccessRule
from members.membership.models import Offer
from members.membership.offering import PricedOffer, list_on_sale, recall_memberships

from ..models.course import CoursePage
from ..models.lesson import LessonPage


@dataclass(frozen=True)
class Bundle:
    priced: PricedOffer
    others: tuple[str, ...]
    """The titles of the courses beside this one, in its language where they have one."""


@dataclass(frozen=True)
class WaysIn:
    """Each in the order of the editors; empty when nobody can order it."""

    singles: tuple[PricedOffer, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    memberships: tuple[PricedOffer, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.singles or self.bundles or self.memberships)

    @property
    def first_membership(self) -> PricedOffer | None:
        """The cheapest one for a month; where there is none, the cheapest."""
        monthly = [one for one in self.memberships if one.offer.period == Offer.Period.MONTH]
        return min(monthly or self.memberships, key=lambda one: one.cents, default=None)


def list_ways_in(page: CoursePage | LessonPage, request: HttpRequest) -> WaysIn:
    """Nothing for what is free, and for what is in the catalogue no longer."""
    course = page if isinstance(page, CoursePage) else page.course
    if course.is_archived or page.access_rule in FREE_RULES:
        return WaysIn()
    found = list_on_sale(Offer.objects.opening_by_itself(course.access_key))
    bundles = [one for one in found if one.offer.kind == Offer.Kind.BUNDLE]
    return WaysIn(
        singles=tuple(one for one in found if one.offer.kind == Offer.Kind.COURSE),
        bundles=tuple(describe_bundles(bundles, course)),
        memberships=tuple(recall_memberships(request)) if page.access_rule == AccessRule.GRANT else (),
    )


def describe_bundles(bundles: list[PricedOffer], course: CoursePage) -> Iterable[Bundle]:
    """Without those that have a course in them which is not in the catalogue."""
    titles = name_offered({key for one in bundles for key in one.offer.list_course_keys()}, course)
    for one in bundles:
        keys = one.offer.list_course_keys()
        if titles.keys() >= set(keys):
            yield Bundle(one, tuple(titles[key] for key in keys if key != course.access_key))


def name_offered(keys: set[UUID], course: CoursePage) -> dict[UUID, str]:
    if not keys:
        return {}
    offered = CoursePage.objects.offered().filter(translation_key__in=keys, alias_of__isnull=True)
    rows = offered.order_by("path").values_list("locale", "translation_key", "title")
    return {key: title for _locale, key, title in sorted(rows, key=lambda row: row[0] == course.locale_id)}
