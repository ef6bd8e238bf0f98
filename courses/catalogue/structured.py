"""What search engines read of courses (schema.org): public text only.

`Course` with its instances and offers, and `ItemList` for a page that lists at least three.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from members.membership.access import FREE_RULES
from members.membership.models import Offer
from members.membership.offering import PricedOffer

from ..labels import Form
from ..models.catalog import MakerPage
from ..models.course import CoursePage
from ..models.session import LiveSession
from .ways_in import WaysIn

SCHEMA = "https://schema.org"
OURSELVES = "/#organisatie"
MODES = {Form.ONLINE: "online", Form.LIVE: "onsite", Form.BLENDED: "blended"}
UNITS = {Offer.Period.MONTH: "MON", Offer.Period.YEAR: "ANN"}  # UN/CEFACT Recommendation 20
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write_data(data: dict[str, Any]) -> SafeString:
    """A data block: browsers do not run it, and no text can end it early."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


def name_address(path: str) -> str:
    return urljoin(f"{settings.SITE_URL}/", path)


def describe_course(
    course: CoursePage,
    *,
    provider: str,
    topic: str,
    makers: Sequence[MakerPage],
    sessions: Iterable[LiveSession],
    ways: WaysIn,
) -> dict[str, Any]:
    address = name_address(course.url or "")
    language = course.locale.language_code
    return drop_empty(
        {
            "@context": SCHEMA,
            "@type": "Course",
            "@id": address,
            "url": address,
            "name": course.title,
            "description": course.teaser,
            "inLanguage": language,
            "image": f"{address}deelbeeld.png",
            "about": topic,
            "educationalLevel": course.get_level_display(),
            "timeRequired": write_duration(course.minutes),
            "teaches": [str(outcome.value) for outcome in course.outcomes],
            "provider": describe_provider(provider),
            "creator": [describe_maker(maker) for maker in makers],
            "isAccessibleForFree": course.access_rule in FREE_RULES or any(one.is_free for one in ways.singles),
            "offers": list_offers(course, address, ways),
            "hasCourseInstance": list_instances(course, sessions, address),
        }
    )


def describe_provider(name: str) -> dict[str, str]:
    """Us, by the identity that the front page says more of."""
    return {"@type": "Organization", "@id": name_address(OURSELVES), "name": name, "url": name_address("/")}


def describe_maker(maker: MakerPage) -> dict[str, str]:
    return {"@type": "Person", "name": maker.title, "url": name_address(maker.url or "")}


def list_offers(course: CoursePage, address: str, ways: WaysIn) -> list[dict[str, Any]]:
    """Those that the page shows too. Prices include VAT; until when they hold is not said: nobody knows."""
    if course.is_archived:
        return []
    if course.access_rule in FREE_RULES:
        return [{"@type": "Offer", "url": address, "priceCurrency": "EUR", "category": "Free", "price": "0.00"}]
    plans = name_address(reverse("membership:plans"))
    memberships = [describe_offer(one, plans, "Subscription") for one in (ways.first_membership,) if one]
    return memberships + [describe_offer(one, address, "Free" if one.is_free else "Paid") for one in ways.singles]


def describe_offer(priced: PricedOffer, address: str, category: str) -> dict[str, Any]:
    price = {"priceCurrency": "EUR", "price": f"{priced.cents // 100}.{priced.cents % 100:02}"}
    details: dict[str, Any] = {"@type": "UnitPriceSpecification", **price, "valueAddedTaxIncluded": True}
    if priced.offer.period:
        unit = UNITS[Offer.Period(priced.offer.period)]
        details["referenceQuantity"] = {"@type": "QuantitativeValue", "value": 1, "unitCode": unit}
    offer = {"@type": "Offer", "name": priced.offer.title, "url": address, "category": category}
    return {**offer, **price, "priceSpecification": details}


def list_instances(course: CoursePage, sessions: Iterable[LiveSession], address: str) -> list[dict[str, Any]]:
    workload = drop_empty(
        {
            "@type": "CourseInstance",
            "courseMode": MODES[Form(course.form)],
            "courseWorkload": write_duration(course.minutes),
        }
    )
    lessons = [] if course.form == Form.LIVE or course.is_archived else [workload]
    return lessons + [describe_session(session, address) for session in sessions]


def describe_session(session: LiveSession, address: str) -> dict[str, Any]:
    """How to join it is for who booked: an online session is at the page of its course."""
    minutes = int((session.ends_at - session.starts_at).total_seconds() // 60)
    place = {"@type": "Place", "name": session.place, "address": session.place}
    return {
        "@type": "CourseInstance",
        "name": session.title,
        "courseMode": "onsite" if session.place else "online",
        "courseWorkload": write_duration(minutes),
        "startDate": session.starts_at.isoformat(),
        "endDate": session.ends_at.isoformat(),
        "inLanguage": session.language,
        "location": place if session.place else {"@type": "VirtualLocation", "url": address},
    }


def describe_list(courses: Sequence[CoursePage], *, provider: str, first: int = 1) -> dict[str, Any]:
    """`first`: the number of the first course in the whole list."""
    return {
        "@context": SCHEMA,
        "@type": "ItemList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "item": {
                    "@type": "Course",
                    "url": name_address(course.url or ""),
                    "name": course.title,
                    "description": course.teaser,
                    "provider": describe_provider(provider),
                },
            }
            for position, course in enumerate(courses, start=first)
        ],
    }


def write_duration(minutes: int | None) -> str:
    """In ISO 8601; empty for a draft that does not say yet."""
    return f"PT{minutes}M" if minutes else ""


def drop_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", [], None)}
