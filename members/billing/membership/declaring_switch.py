"""What a member declares by switching, on record in the words that stood beside the button.

A switch is a new agreement about another price and time, at a distance like an order: the button says that it obliges
to pay (art. 6:230v(3) BW), and a consumer asks expressly to have it begin within the new time to reconsider (art.
6:230t(3) BW). The terms were accepted with the order, and newer ones are asked of who logs in; so neither they nor what
a parent declares about the account is asked again.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.membership.prices import write_price, write_rate

from ..declaring import BUTTON, Wanted, is_for_business
from ..models import Declaration, Order
from .quoting import Quote

Kind = Declaration.Kind


def word_moments(quote: Quote) -> dict[str, str]:
    """When the member may switch, and what it costs then."""
    facts = {"day": date_format(quote.starts_on), "rate": write_rate(quote.cents, quote.terms.period)}
    later = _("Op %(day)s, na de periode die je al betaalde. Je betaalt nu niets, en vanaf die dag %(rate)s.")
    if quote.now_cents is None:
        return {"later": later % facts}
    facts |= {"now": write_price(quote.now_cents), "rest": write_price(quote.cents - quote.now_cents)}
    now = _("Meteen. Je betaalt nu %(now)s: er gaat %(rest)s af voor de dagen die je nog over had. Daarna %(rate)s.")
    return {"later": later % facts, "now": now % facts}


def word_beginning() -> str:
    return _(
        "Met de knop vraag je ons om op die dag te beginnen. Je hebt dan opnieuw 14 dagen bedenktijd. Herroep je in "
        "die tijd, dan betaal je alleen voor de dagen die voorbij zijn."
    )


def list_declared(order: Order, quote: Quote, when: str) -> list[Wanted]:
    what = f"{quote.terms.title}. {word_moments(quote)[when]}"
    wanted = [Wanted(Kind.OBLIGATION, f"{BUTTON}: {what}")]
    if not is_for_business(order):
        wanted.append(Wanted(Kind.START_NOW, word_beginning()))
    return wanted


def record_declarations(order: Order, quote: Quote, when: str) -> None:
    now = timezone.now()
    for wanted in list_declared(order, quote, when):
        facts = {"wording": wanted.wording, "language": get_language() or order.language, "declared_at": now}
        Declaration.objects.create(order=order, kind=wanted.kind, about=now.isoformat(), **facts)
