"""Countries to choose from at the checkout."""

from __future__ import annotations

from django.utils.translation import gettext as _

from members.invoicing.vat.countries import list_countries as list_all_countries
from members.invoicing.vat.rates import HOME, is_member_state

Choice = tuple[str, str]


def list_countries() -> list[tuple[str, list[Choice]]]:
    """In groups: ours first, then the European Union, then all others; each by name in the language of the page."""
    home: list[Choice] = []
    union: list[Choice] = []
    others: list[Choice] = []
    for code, name in list_all_countries():
        group = home if code == HOME else union if is_member_state(code) else others
        group.append((code, name))
    return [(home[0][1], home), (_("Europese Unie"), union), (_("Andere landen"), others)]
