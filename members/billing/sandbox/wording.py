"""How amounts, moments and links are written: in Mollie's answers, and on the screen."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from babel.numbers import format_currency
from django.utils.translation import get_language

from .records import Json

HAL, HTML = "application/hal+json", "text/html"


def write_amount(cents: int) -> Json:
    return {"currency": "EUR", "value": f"{cents // 100}.{cents % 100:02}"}


def write_euros(cents: int) -> str:
    """As people read it, in the language of the screen: € 12,50."""
    return str(format_currency(Decimal(cents) / 100, "EUR", locale=get_language() or "nl"))


def write_moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


def write_link(address: str, type: str = HAL) -> Json:
    return {"href": address, "type": type}


def link_documentation(page: str) -> Json:
    return write_link(f"https://docs.mollie.com/reference/{page}", HTML)


def leave_out_empty(values: Json) -> Json:
    return {name: value for name, value in values.items() if value is not None}
