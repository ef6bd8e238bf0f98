"""Prices as people write and say them. Every price that a visitor sees includes VAT."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Offer

RATES = {
    Offer.Period.MONTH: gettext_lazy("%(price)s per maand"),
    Offer.Period.YEAR: gettext_lazy("%(price)s per jaar"),
}


def write_price(cents: int) -> str:
    """€ 49 or € 49,50, with a space that does not break; in English € 49.50."""
    amount = number_format(Decimal(cents) / 100, decimal_pos=2 if cents % 100 else 0)
    return f"€\u00a0{amount}"


def say_price(cents: int) -> str:
    """For who hears the page: 49 euro en 50 cent."""
    euros, rest = divmod(cents, 100)
    words = ngettext("%(number)d euro", "%(number)d euro", euros) % {"number": euros}
    return _("%(euros)s en %(cents)d cent") % {"euros": words, "cents": rest} if rest else words


def write_rate(cents: int, period: str) -> str:
    """€ 19 per maand, € 190 per jaar; the bare price of what is paid once."""
    return (RATES[Offer.Period(period)] if period else "%(price)s") % {"price": write_price(cents)}


def write_term(months: int | None) -> str:
    """How long somebody has what they bought."""
    if months is None:
        return _("voor altijd")
    return ngettext("%(number)d maand", "%(number)d maanden", months) % {"number": months}
