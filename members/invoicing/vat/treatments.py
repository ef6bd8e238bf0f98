"""How a sale is treated for VAT, in the codes of EN 16931 and in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .countries import name_country
from .rates import HOME

HUNDRED_PERCENT = 10_000  # basis points


class SupplyKind(StrEnum):
    """What is sold. The law tells a recording apart from teaching by a person who is there."""

    ELECTRONIC_SERVICE = "electronic"  # art. 7 Implementing Regulation (EU) 282/2011
    LIVE_TEACHING = "live"


class Category(StrEnum):
    """UNCL 5305, as far as EN 16931 knows it and we need it."""

    STANDARD = "S"
    REVERSE_CHARGE = "AE"
    EXEMPT = "E"
    OUTSIDE = "O"


# Of the code list VATEX of EN 16931.
REVERSED = "VATEX-EU-AE"
EDUCATION = "VATEX-EU-132-1I"  # art. 132(1)(i) VAT Directive; in Dutch law art. 11(1)(o) Wet OB 1968
NOT_SUBJECT = "VATEX-EU-O"
OSS = "OSS"


@dataclass(frozen=True)
class VatTreatment:
    """`rate` and `shown_rate` are in basis points. `shown_rate` is the VAT that our prices contain as they are shown,
    and `rate` what is charged. `country` is where the VAT is due. `evidence` says on what a reverse charge rests.
    """

    category: Category
    rate: int
    country: str
    shown_rate: int
    reason_code: str = ""
    evidence: str = ""

    @property
    def is_oss(self) -> bool:
        """VAT of another member state, declared through the One-Stop-Shop."""
        return self.category == Category.STANDARD and self.country != HOME

    @property
    def code(self) -> str:
        """For filters and totals: the category, with VAT of other countries told apart."""
        return OSS if self.is_oss else str(self.category)

    @property
    def reason(self) -> str:
        """Why no VAT is charged, as it must stand on the invoice (art. 35a(1) Wet OB 1968); empty where it is."""
        return {
            REVERSED: _("Btw verlegd"),
            EDUCATION: _("Vrijgesteld van btw: onderwijs (artikel 11, lid 1, letter o, Wet OB 1968)"),
            NOT_SUBJECT: _("Geen btw van de EU: de dienst is belast in het land van de koper"),
        }.get(self.reason_code, "")

    @property
    def wording(self) -> str:
        """For people, short: beside an amount, or in a list."""
        words = {
            Category.REVERSE_CHARGE: _("btw verlegd"),
            Category.EXEMPT: _("vrijgesteld van btw"),
            Category.OUTSIDE: _("geen btw"),
        }
        if self.category in words:
            return words[self.category]
        rate = write_rate(self.rate)
        if self.is_oss:
            return _("%(rate)s btw (%(country)s)") % {"rate": rate, "country": name_country(self.country)}
        return _("%(rate)s btw") % {"rate": rate}


def write_rate(basis_points: int) -> str:
    """21% or 25,5%; in English 25.5%."""
    return f"{number_format(Decimal(basis_points) / 100)}%"


def price_for(treatment: VatTreatment, gross_cents: int) -> int:
    """What the buyer pays for something that is shown at this price, in cents; Dutch VAT is in it.

    Where no VAT is due by the place of supply, the VAT that the price contains is not asked: under reverse charge and
    outside the EU. Under the exemption and the One-Stop-Shop the price shown stays the price.
    """
    if treatment.category in (Category.REVERSE_CHARGE, Category.OUTSIDE):
        return take_out(gross_cents, treatment.shown_rate)
    return gross_cents


def show_for(treatment: VatTreatment, paid_cents: int) -> int:
    """The other way round: at which price something is shown for which the buyer pays this."""
    if treatment.category in (Category.REVERSE_CHARGE, Category.OUTSIDE):
        return divide(paid_cents * (HUNDRED_PERCENT + treatment.shown_rate), HUNDRED_PERCENT)
    return paid_cents


def take_out(gross_cents: int, rate: int) -> int:
    """The amount without the VAT that it contains, to the nearest cent, half a cent up."""
    return divide(gross_cents * HUNDRED_PERCENT, HUNDRED_PERCENT + rate)


def divide(amount: int, by: int) -> int:
    """To the nearest whole number, a half upwards. Both are zero or more."""
    return (2 * amount + by) // (2 * by)
