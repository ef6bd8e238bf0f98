"""Countries by their ISO 3166-1 code: their names, the list to choose from, and how VIES writes them."""

from __future__ import annotations

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .rates import HOME, is_member_state

VIES_PREFIXES = {"GR": "EL"}  # art. 215 VAT Directive
# In Unicode's list and in no list of countries: groups, outlying islands and the unknown.
NO_COUNTRIES = frozenset(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"])

Choice = tuple[str, str]


def read_names(language: str = "") -> dict[str, str]:
    """By code, in this language or in the one that is active now."""
    territories = Locale.parse((language or get_language() or HOME.lower()).partition("-")[0]).territories
    return {code: name for code, name in territories.items() if len(code) == 2 and code not in NO_COUNTRIES}


def name_country(code: str, language: str = "") -> str:
    """The code itself for one that is no country."""
    return read_names(language).get(code, code)


def list_countries() -> list[tuple[str, list[Choice]]]:
    """For a form, in groups: ours first, then the European Union, then all others; each by name."""
    names = read_names()
    union = {code for code in names if is_member_state(code)} - {HOME}
    return [
        (names[HOME], [(HOME, names[HOME])]),
        (_("Europese Unie"), sort_by_name(names, union)),
        (_("Andere landen"), sort_by_name(names, set(names) - union - {HOME})),
    ]


def sort_by_name(names: dict[str, str], codes: set[str]) -> list[Choice]:
    return sorted(((code, names[code]) for code in codes), key=lambda choice: choice[1])


def write_vies_prefix(country: str) -> str:
    return VIES_PREFIXES.get(country, country)


def read_vies_prefix(prefix: str) -> str:
    return next((country for country, known in VIES_PREFIXES.items() if known == prefix), prefix)
