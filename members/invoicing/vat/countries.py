"""Countries by their ISO 3166-1 code: their names, and how VIES writes them."""

from __future__ import annotations

import re

from babel import Locale
from django.utils.translation import get_language

VIES_PREFIXES = {"GR": "EL"}  # art. 215 VAT Directive


def name_country(code: str, language: str = "") -> str:
    """In the language that is active now, or in this one; the code itself for one that is no country."""
    names = Locale.parse((language or get_language() or "nl").partition("-")[0]).territories
    return str(names.get(code, code))


def list_countries() -> list[tuple[str, str]]:
    """(code, name) of every country, by name in the language that is active now; for a form."""
    territories = Locale.parse((get_language() or "nl").partition("-")[0]).territories
    countries = {code: name for code, name in territories.items() if re.fullmatch("[A-Z]{2}", code)}
    return sorted((pair for pair in countries.items() if pair[0] not in NO_COUNTRIES), key=lambda pair: pair[1])


# In Unicode's list and in no list of countries: groups, outlying islands and the unknown.
NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


def write_vies_prefix(country: str) -> str:
    return VIES_PREFIXES.get(country, country)


def read_vies_prefix(prefix: str) -> str:
    return next((country for country, known in VIES_PREFIXES.items() if known == prefix), prefix)
