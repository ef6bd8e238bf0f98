"""The form of an offer in the admin, filled in as an editor does."""

from typing import Any

from members.membership.models import Offer, OfferPrice
from tests.visiting import Client

LIST, NEW = "/admin/aanbod/", "/admin/aanbod/new/"
TODAY, YESTERDAY, TOMORROW = "2026-11-23", "2026-11-22", "2026-11-24"
MEMBERSHIP = {
    "name": "Maandlid",
    "name_en": "By the month",
    "summary": "",
    "summary_en": "",
    "slug": "maandlid",
    "kind": "membership",
    "period": "month",
    "term_months": "",
    "trial_days": "14",
    "grace_days": "14",
    "nature": "service",
    "most_seats": "1",
    "position": "0",
    "is_on_sale": "on",
}
BY_ITSELF = {"kind": "course", "period": "", "trial_days": "0", "nature": "digital", "name": "Eén cursus"}
NOT_MADE, NOT_CHANGED = "Het aanbod is niet gemaakt.", "Het aanbod is niet aangepast."


def write_rows(name: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    """As the form sends them; rows with a number are there already, and stand in front."""
    there = sum(1 for row in rows if row.get("id"))
    counts = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": there, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    fields = {f"{name}-{key}": str(value) for key, value in counts.items()}
    for number, row in enumerate(rows):
        fields |= {f"{name}-{number}-{key}": str(value) for key, value in ({"id": ""} | row).items()}
    return fields


def write(prices: list[dict[str, Any]] | None = None, courses: list[dict[str, Any]] | None = None, **changes: str):
    prices = [{"cents": "19,00", "valid_from": TODAY}] if prices is None else prices
    return MEMBERSHIP | changes | write_rows("prices", prices) | write_rows("courses", courses or [])


def change(client: Client, offer: Offer, prices: list[dict[str, Any]], **changes: str):
    fields = {name: getattr(offer, name) for name in MEMBERSHIP if name != "is_on_sale"}
    sent = {name: "" if value is None else str(value) for name, value in fields.items()} | {"is_on_sale": "on"}
    courses = [{"id": row.pk, "course": row.course} for row in offer.courses.all()]
    sent |= write_rows("prices", prices) | write_rows("courses", courses) | changes
    return client.post(f"/admin/aanbod/edit/{offer.pk}/", sent)


def read(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


def list_prices() -> list[tuple[str, int]]:
    return [(str(price.valid_from), price.cents) for price in OfferPrice.objects.order_by("valid_from")]
