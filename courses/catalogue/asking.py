"""What somebody asks of the catalogue through its address, and that address again. Nothing in it can be an error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import models
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from .facets import Chosen, Facet

PAGE, ORDER = "p", "volgorde"
NUMBER = re.compile(r"[0-9]{1,6}")


class Order(models.TextChoices):
    EDITORS = "standaard", _("Onze volgorde")
    NEWEST = "nieuwste", _("Nieuwste eerst")
    SHORTEST = "kortste", _("Kortste eerst")


@dataclass(frozen=True)
class Question:
    """`chosen` holds known values only, in the order of the facets. `is_understood`: nothing had to be left out."""

    chosen: Chosen
    order: str = Order.EDITORS
    page: int = 1
    is_understood: bool = True

    @property
    def facets_used(self) -> int:
        return sum(bool(values) for values in self.chosen.values())

    def without(self, key: str, value: str) -> Question:
        return replace(self, page=1, chosen={**self.chosen, key: self.chosen[key] - {value}})

    def write(self) -> str:
        """The query string that asks the same, always written in the same way; empty for the bare catalogue."""
        pairs = [(key, value) for key, values in self.chosen.items() for value in sorted(values)]
        pairs += [(ORDER, self.order)] if self.order != Order.EDITORS else []
        pairs += [(PAGE, str(self.page))] if self.page > 1 else []
        return urlencode(pairs)


def read_question(query: QueryDict, facets: Sequence[Facet]) -> Question:
    """Understands what it can. Parameters of others (utm_…) are none of ours and cause no remark."""
    chosen, unknown = {}, False
    for facet in facets:
        asked = set(filter(None, query.getlist(facet.key)))
        chosen[facet.key] = frozenset(asked & set(facet.choices))
        unknown = unknown or asked != chosen[facet.key]
    order = query.get(ORDER) or Order.EDITORS
    page = query.get(PAGE) or "1"
    is_known_order, is_number = order in Order.values, bool(NUMBER.fullmatch(page)) and int(page) > 0
    return Question(
        chosen=chosen,
        order=order if is_known_order else Order.EDITORS,
        page=int(page) if is_number else 1,
        is_understood=not unknown and is_known_order and is_number,
    )
