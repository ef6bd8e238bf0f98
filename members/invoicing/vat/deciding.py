"""Which VAT rule holds for a sale. Pure: it asks neither the database nor anybody else.

| the buyer | the rule | EN 16931 |
|---|---|---|
| outside the EU | taxed where the buyer is: art. 44, 54 and 58 VAT Directive | O |
| a business elsewhere in the EU, its VAT number valid in VIES | reverse charge: art. 44 and 196 | AE |
| taxed here, live teaching by a recognised training provider | exempt: art. 132(1)(i); art. 11(1)(o) Wet OB | E |
| a consumer elsewhere in the EU, with the One-Stop-Shop | the rate there: art. 58, since 2025 also art. 54 | S |
| everybody else | the Dutch rate; elsewhere in the EU below the threshold of art. 59c | S |

A business whose number is not confirmed, also because VIES does not answer, is a consumer here: art. 18(2) of
Implementing Regulation (EU) 282/2011. When it is confirmed later, a credit note puts that right.
The exemption is not for recordings: those are no teaching but an electronic service.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from ..parties import Buyer
from .countries import write_vies_prefix
from .rates import HOME, find_rate, is_member_state
from .treatments import EDUCATION, NOT_SUBJECT, REVERSED, Category, SupplyKind, VatTreatment


class Switches(Protocol):
    """What the issuer says of itself."""

    @property
    def is_recognised_training_provider(self) -> bool: ...
    @property
    def uses_oss(self) -> bool: ...


class Confirmation(Protocol):
    """What VIES said of a number."""

    @property
    def is_valid(self) -> bool: ...
    @property
    def number(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def evidence(self) -> str: ...


def decide_vat(
    *, issuer: Switches, buyer: Buyer, kind: SupplyKind, on: date, vies: Confirmation | None
) -> VatTreatment:
    """`on` is the day of the supply or, when that is earlier, of the payment. Raises `RateUnknown`."""
    shown = find_rate(HOME, on)
    if not is_member_state(buyer.country):
        return VatTreatment(Category.OUTSIDE, 0, buyer.country, shown, NOT_SUBJECT)
    if vies and buyer.country != HOME and is_confirmed(buyer, vies):
        return VatTreatment(Category.REVERSE_CHARGE, 0, buyer.country, shown, REVERSED, vies.evidence)
    place = buyer.country if issuer.uses_oss else HOME
    if kind is SupplyKind.LIVE_TEACHING and issuer.is_recognised_training_provider and place == HOME:
        return VatTreatment(Category.EXEMPT, 0, HOME, shown, EDUCATION)
    return VatTreatment(Category.STANDARD, find_rate(place, on), place, shown)


def is_confirmed(buyer: Buyer, vies: Confirmation) -> bool:
    """The number that was asked after is the buyer's, and of the country that they say they are in."""
    return vies.is_valid and vies.country == buyer.country and vies.number == compact(buyer.vat_number)


def compact(number: str) -> str:
    """As VIES and invoices write it: without spaces, points and hyphens, and Greece as EL. Old Irish numbers may hold a
    + or a *.
    """
    written = "".join(letter for letter in number.upper() if letter.isalnum() or letter in "+*")
    return write_vies_prefix(written[:2]) + written[2:]
