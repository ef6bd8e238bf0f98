"""One thing that happened to an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from members.invoicing.amounts import write_amount


@dataclass(frozen=True)
class Event:
    """`rank` orders what happened at the same moment: causes before what follows from them."""

    moment: datetime
    rank: int
    what: str | Promise
    more: str | Promise = ""
    cents: int | None = None
    url: str = ""

    @property
    def amount(self) -> str:
        return "" if self.cents is None else write_amount(self.cents)
