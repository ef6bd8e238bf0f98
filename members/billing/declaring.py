"""What a buyer declares with an order, in words that are kept with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legal.statements.models import Version, VersionText
from members.membership.models import Offer

from .models import Declaration, Order

Kind = Declaration.Kind
BUTTON = gettext_lazy("Bestelling met betalingsverplichting")
FREE_BUTTON = gettext_lazy("Bestelling plaatsen")
SHOWN = ("terms", "privacy")


@dataclass(frozen=True)
class Wanted:
    """`is_required`: without it this cannot begin at once."""

    kind: str
    wording: Any
    is_required: bool = True


def list_declarations(order: Order) -> list[Wanted]:
    """Each with a box of its own."""
    wanted = []
    if order.cents and not is_for_business(order):
        if order.way == Order.Way.GIFT:
            wanted.append(Wanted(Kind.WAIVER, WAIVER_OF_GIVER))
        elif order.terms.nature == Offer.Nature.DIGITAL_CONTENT:
            wanted.append(Wanted(Kind.WAIVER, WAIVER))
        else:
            wanted.append(Wanted(Kind.START_NOW, START_NOW))
    if order.way in {Order.Way.OWN, Order.Way.TRIAL}:
        wanted.append(Wanted(Kind.PARENT, PARENT, is_required=False))
    return wanted


def list_by_button(order: Order, terms: VersionText | None) -> list[Wanted]:
    """What pressing the button declares, in the words on it and above it. Who has nothing to pay is not obliged to."""
    wanted = [Wanted(Kind.OBLIGATION, BUTTON)] if order.cents else []
    return [*wanted, Wanted(Kind.TERMS, word_agreement(terms))] if terms else wanted


def list_all(order: Order) -> list[Wanted]:
    return [*list_declarations(order), *list_by_button(order, find_texts(order.language).get("terms"))]


def find_texts(language: str) -> dict[str, VersionText]:
    """What applies today, by kind, without the words: who orders agrees to the first and is pointed to the second."""
    versions = Version.objects.in_force().filter(document__kind__in=SHOWN).select_related("document").with_titles()
    return {version.document.kind: version.find_text(language) for version in versions}


def word_agreement(text: VersionText) -> str:
    facts = {"title": text.title, "number": text.version.number}
    return _("Met de knop hieronder ga je akkoord met de tekst “%(title)s”, versie %(number)s.") % facts


def is_for_business(order: Order) -> bool:
    """Who states a company or a VAT number buys for it, and is no consumer (art. 6:230g(1)(a) BW): no time to
    reconsider. The screen says so before anybody orders.
    """
    return bool(order.buyer.get("company") or order.buyer.get("vat_number"))


WAIVER = gettext_lazy(
    "Ik wil meteen kunnen beginnen, binnen de bedenktijd van 14 dagen. Ik weet dat ik mijn bestelling dan niet meer "
    "kan herroepen."
)
WAIVER_OF_GIVER = gettext_lazy(
    "Ik wil dat wie de code krijgt het cadeau meteen kan uitpakken, binnen de bedenktijd van 14 dagen. Ik weet dat ik "
    "mijn bestelling niet meer kan herroepen zodra het is uitgepakt."
)
START_NOW = gettext_lazy(
    "Ik wil dat mijn toegang meteen begint, binnen de bedenktijd van 14 dagen. Herroep ik in die tijd, dan betaal ik "
    "alleen voor de dagen die voorbij zijn."
)
PARENT = gettext_lazy(
    "Een kind van mij leert met dit account. Ik ben de ouder of wettelijk vertegenwoordiger, ik geef toestemming en ik "
    "houd toezicht."
)
