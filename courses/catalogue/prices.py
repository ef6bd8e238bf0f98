"""Prices as people write and say them. Every price that a visitor sees includes VAT."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def write_price(amount: Decimal) -> str:
    """€ 49 or € 49,50, with a space that does not break; in English € 49.50."""
    is_whole = amount == amount.to_integral_value()
    return f"€\u00a0{number_format(amount, decimal_pos=0 if is_whole else 2)}"


def say_price(amount: Decimal) -> str:
    """For who hears the page: 49 euro en 50 cent."""
    euros, cents = divmod(int(amount * 100), 100)
    words = ngettext("%(number)d euro", "%(number)d euro", euros) % {"number": euros}
    return _("%(euros)s en %(cents)d cent") % {"euros": words, "cents": cents} if cents else words
