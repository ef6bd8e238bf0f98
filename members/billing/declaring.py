"""What a buyer declares with an order, in words that are kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from members.membership.models import Offer

from .models import Declaration, Order

Kind = Declaration.Kind
BUTTON = _("Bestelling met betalingsverplichting")
FREE_BUTTON = _("Bestelling plaatsen")


@dataclass(frozen=True)
class Wanted:
    """`is_required`: without it this cannot begin at once."""

    kind: str
    wording: Any
    is_required: bool = True


def list_declarations(order: Order) -> list[Wanted]:
    wanted = []
    if order.cents and order.way in {Order.Way.OWN, Order.Way.TEAM}:
        if order.terms.nature == Offer.Nature.DIGITAL_CONTENT:
            wanted.append(Wanted(Kind.WAIVER, WAIVER))
        else:
            wanted.append(Wanted(Kind.START_NOW, START_NOW))
    if order.way in {Order.Way.OWN, Order.Way.TRIAL}:
        wanted.append(Wanted(Kind.PARENT, PARENT, is_required=False))
    return wanted


WAIVER = _(
    "Ik wil meteen kunnen beginnen, binnen de bedenktijd van 14 dagen. Ik weet dat ik mijn bestelling dan niet meer "
    "kan herroepen."
)
START_NOW = _(
    "Ik wil dat mijn toegang meteen begint, binnen de bedenktijd van 14 dagen. Herroep ik in die tijd, dan betaal ik "
    "alleen voor de dagen die voorbij zijn."
)
PARENT = _(
    "Een kind van mij leert met dit account. Ik ben de ouder of wettelijk vertegenwoordiger, ik geef toestemming en ik "
    "houd toezicht."
)
