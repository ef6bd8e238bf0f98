"""What search engines read of the company itself (schema.org), on the front page and nowhere else."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from courses.catalogue.structured import OURSELVES, SCHEMA, drop_empty, name_address
from home.identity.models import Addressed, Controller, Organisation

KVK = "https://www.kvk.nl/"  # who gives out the numbers


def describe_organisation(organisation: Organisation) -> dict[str, Any]:
    """By its own name, with the legal name of the company that sells; each company behind it is a member."""
    issuer = organisation.find_issuer() or Controller(organisation=organisation)
    return drop_empty(
        {
            "@context": SCHEMA,
            "@type": "Organization",
            "@id": name_address(OURSELVES),
            "name": organisation.name,
            "legalName": issuer.name,
            "url": name_address("/"),
            "email": organisation.email,
            "vatID": issuer.vat_number,
            "address": describe_address(organisation, organisation.country),
            "contactPoint": describe_contact(organisation),
            "member": [describe_company(company) for company in organisation.controllers.all()],
        }
    )


def describe_company(company: Controller) -> dict[str, Any]:
    kvk = {"@type": "PropertyValue", "propertyID": KVK, "name": "KvK", "value": company.kvk} if company.kvk else ""
    return drop_empty(
        {
            "@type": "Organization",
            "name": company.name,
            "legalName": company.name,
            "identifier": kvk,
            "vatID": company.vat_number,
            "address": describe_address(company),
        }
    )


def describe_address(place: Addressed, country: str = "") -> dict[str, Any] | None:
    if not place.has_address:
        return None
    known = {"streetAddress": place.street, "postalCode": place.postal_code, "addressLocality": place.city}
    return drop_empty({"@type": "PostalAddress", **known, "addressCountry": country})


def describe_contact(organisation: Organisation) -> dict[str, Any] | None:
    if not organisation.email:
        return None
    languages = [code for code, _name in settings.LANGUAGES]
    contact = {"@type": "ContactPoint", "contactType": "customer support"}
    return {**contact, "email": organisation.email, "availableLanguage": languages}
