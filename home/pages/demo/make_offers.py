"""What the demo sells: two memberships, each course by itself, and three courses together."""

from typing import Any

from django.utils import timezone

from courses.models import CoursePage
from courses.selling import sell_by_itself
from members.membership.models import Offer, OfferCourse, OfferPrice

from . import WORDS, read_words
from .make_courses import ENGLISH

CENTS = 100  # the words name whole euros


def make_offers() -> None:
    words = read_words("offers.toml")
    for membership in words["memberships"]:
        make_offer(Offer.Kind.MEMBERSHIP, membership)
    for path in sorted((WORDS / "courses").glob("*.toml")):
        if not path.name.endswith(ENGLISH):
            course = read_words(f"courses/{path.name}")
            sell_by_itself(course=find_course(course["slug"]), cents=course["price"] * CENTS)
    for bundle in words["bundles"]:
        offer = make_offer(Offer.Kind.BUNDLE, bundle)
        for slug in bundle["courses"]:
            OfferCourse.objects.create(offer=offer, course=find_course(slug).translation_key)


def make_offer(kind: str, words: dict[str, Any]) -> Offer:
    texts = {"name": words["nl"]["name"], "name_en": words["en"]["name"]}
    texts |= {"summary": words["nl"]["summary"], "summary_en": words["en"]["summary"]}
    rest = {name: value for name, value in words.items() if name not in ("nl", "en", "price", "courses")}
    offer = Offer.objects.create(kind=kind, **texts, **rest)
    OfferPrice.objects.create(offer=offer, cents=words["price"] * CENTS, valid_from=timezone.localdate())
    return offer


def find_course(slug: str) -> CoursePage:
    return CoursePage.objects.get(slug=slug, locale__language_code="nl")
