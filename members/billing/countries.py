"""Countries to choose from, by their ISO 3166-1 code, named in the language that is read now."""

from __future__ import annotations

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

HOME = "NL"
# Without the Netherlands: https://european-union.europa.eu/principles-countries-history/eu-countries_en
UNION = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
# In Unicode's list and in no list of countries: groups, outlying islands and the unknown.
NO_COUNTRIES = frozenset(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"])

Choice = tuple[str, str]


def read_names() -> dict[str, str]:
    territories = Locale.parse((get_language() or "nl").partition("-")[0]).territories
    return {code: name for code, name in territories.items() if len(code) == 2 and code not in NO_COUNTRIES}


def list_countries() -> list[tuple[str, list[Choice]]]:
    """In groups: ours first, then the European Union, then all others; each by name."""
    names = read_names()
    others = set(names) - UNION - {HOME}
    return [
        (names[HOME], [(HOME, names[HOME])]),
        (_("Europese Unie"), sort_by_name(names, UNION)),
        (_("Andere landen"), sort_by_name(names, others)),
    ]


def sort_by_name(names: dict[str, str], codes: frozenset[str] | set[str]) -> list[Choice]:
    return sorted(((code, names[code]) for code in codes), key=lambda choice: choice[1])


def name_country(code: str) -> str:
    return read_names().get(code, code)
