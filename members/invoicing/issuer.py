"""Who sells: the company that `home.identity` has for the invoices, with the rules by which we invoice.

While something is missing, nothing can be invoiced and so nothing can be sold. An invoice holds a copy of all this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from home.identity.models import Controller, Organisation, write_address

from .models import InvoicingRules

NEEDED = ("street", "postal_code", "city", "kvk", "vat_number", "iban")


@dataclass(frozen=True)
class Issuer:
    legal_name: str = ""
    trade_name: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    email: str = ""
    kvk: str = ""
    vat_number: str = ""
    iban: str = ""
    series: str = ""
    is_recognised_training_provider: bool = False
    uses_oss: bool = False

    def list_missing(self) -> list[str]:
        """The names of what must be filled in before anything can be invoiced."""
        return list(self._name_missing())

    def _name_missing(self) -> Iterator[str]:
        if not self.legal_name:
            yield _("bedrijf dat de facturen stuurt")
        model: Any
        for model, names in ((Controller, NEEDED), (InvoicingRules, ("series",))):
            for name in names:
                if not getattr(self, name):
                    yield str(model._meta.get_field(name).verbose_name)

    @property
    def address_line(self) -> str:
        return write_address(self.street, self.postal_code, self.city)

    @property
    def is_complete(self) -> bool:
        return not self.list_missing()


def read_issuer() -> Issuer:
    """As it is now; without a company while nobody said which one it is."""
    rules, chosen = InvoicingRules.load(), Controller.objects.filter(is_issuer=True).select_related("organisation")
    company = chosen.first() or Controller(organisation=Organisation.load())
    organisation = company.organisation
    return Issuer(
        legal_name=company.name,
        trade_name=organisation.name,
        **{name: getattr(company.address, name) for name in ("street", "postal_code", "city")},
        email=company.invoice_email or organisation.email,
        **{name: getattr(company, name) for name in ("kvk", "vat_number", "iban")},
        **{name: getattr(rules, name) for name in ("series", "is_recognised_training_provider", "uses_oss")},
    )
