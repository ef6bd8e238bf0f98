"""The register of who is responsible: both controllers, how to reach them and what the law has them say of themselves
(art. 13(1)(a) GDPR, art. 3:15d BW), as the owners keep it.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from home.identity.models import Controller, Organisation

from .registers import Table


def read_controllers(language: str) -> list[Table]:
    known = {name: fact for name, fact in list_facts(Organisation.load()) if fact}
    return [{"title": "", "text": "", "columns": list(known), "rows": [list(known.values())]}]


def list_facts(organisation: Organisation) -> Iterator[tuple[str, str]]:
    companies = list(organisation.controllers.all())
    names = [company.name for company in companies] or [organisation.name]
    yield _("Wie verantwoordelijk is"), _(" en ").join(names)
    yield _("Postadres"), write_post_address(organisation)
    yield _("E-mailadres"), organisation.email
    for company in companies:
        if company.has_address:
            yield _("Adres van %(company)s") % {"company": company.name}, company.address_line
    yield _("KvK-nummer"), write_numbers(companies, "kvk")
    yield _("Btw-identificatienummer"), write_numbers(companies, "vat_number")


def write_post_address(organisation: Organisation) -> str:
    return f"{organisation.address_line}, {organisation.country}" if organisation.has_address else ""


def write_numbers(companies: list[Controller], name: str) -> str:
    """Each with its company behind it, where there are more."""
    if len(companies) == 1:
        return str(getattr(companies[0], name))
    known = [company for company in companies if getattr(company, name)]
    return _(" en ").join(f"{getattr(company, name)} ({company.name})" for company in known)
