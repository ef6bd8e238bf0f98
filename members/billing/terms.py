"""What was agreed in an order: a copy of the offer's terms at that moment, whatever the editors change later."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from members.membership.models import Offer

from .calendar import add_months

MONTHS = {Offer.Period.MONTH: 1, Offer.Period.YEAR: 12}


@dataclass(frozen=True)
class Terms:
    """`unit_cents`: one seat for one period, or once, including Dutch VAT. `courses`: translation keys."""

    title: str
    kind: str
    nature: str
    unit_cents: int
    period: str = ""
    courses: tuple[str, ...] = ()
    term_months: int | None = None
    grace_days: int = 0
    trial_days: int = 0
    offer: str = ""  # the key of what is sold

    @property
    def renews(self) -> bool:
        return bool(self.period)

    @property
    def course_keys(self) -> list[UUID | None]:
        """What a grant names: None stands for every course."""
        return [None] if self.kind == Offer.Kind.MEMBERSHIP else [UUID(key) for key in self.courses]

    @property
    def months(self) -> int | None:
        """Of one period, or of the access that is bought once; None: for ever."""
        return MONTHS[Offer.Period(self.period)] if self.period else self.term_months

    def find_end(self, start: date) -> date | None:
        """The first day on which what began on `start` is over."""
        return add_months(start, self.months) if self.months else None

    def write(self) -> dict[str, Any]:
        return asdict(self)


def copy_terms(offer: Offer, *, unit_cents: int) -> Terms:
    return Terms(
        title=offer.title,
        kind=offer.kind,
        nature=offer.nature,
        unit_cents=unit_cents,
        period=offer.period,
        courses=tuple(str(key) for key in offer.list_course_keys()),
        term_months=offer.term_months,
        grace_days=offer.grace_days,
        trial_days=offer.trial_days,
        offer=str(offer.key),
    )


def read_terms(stored: dict[str, Any]) -> Terms:
    return Terms(**(stored | {"courses": tuple(stored["courses"])}))
