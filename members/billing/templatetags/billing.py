"""What the mails and pages about money show."""

from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format

from members.invoicing.vat.countries import HOME, name_country
from members.membership.prices import write_price

from ..models import Order
from ..pricing import price_period

register = template.Library()


@register.filter
def day(text: str) -> str:
    """A day that was kept as 2026-12-31, as people write it."""
    return date_format(date.fromisoformat(text))


@register.filter
def next_price(order: Order) -> str:
    """Of the second period."""
    return write_price(price_period(order, number=2).cents)


@register.filter
def address_lines(order: Order) -> list[str]:
    """Company, address and numbers as they will stand on the invoice; nothing for what was left empty."""
    buyer: dict[str, Any] = order.buyer
    place = f"{buyer.get('postal_code', '')} {buyer.get('city', '')}".strip()
    country = buyer.get("country", HOME)
    lines = [buyer.get("company"), buyer.get("street"), place, "" if country == HOME else name_country(country)]
    return [line for line in [*lines, buyer.get("vat_number"), buyer.get("purchase_order")] if line]
