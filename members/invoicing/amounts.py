"""Amounts as people read them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format


def write_amount(cents: int) -> str:
    """€ 1.234,50, with a space that does not break; in English € 1,234.50. A minus stands in front."""
    sign = "−" if cents < 0 else ""
    return f"{sign}€\u00a0{write_number(abs(cents))}"


def write_number(cents: int) -> str:
    return str(number_format(Decimal(cents) / 100, decimal_pos=2, force_grouping=True))


def write_price(euros: str) -> str:
    """A unit price with all the decimals that it has."""
    price = Decimal(euros)
    return f"€\u00a0{number_format(price, decimal_pos=-int(price.as_tuple().exponent), force_grouping=True)}"
