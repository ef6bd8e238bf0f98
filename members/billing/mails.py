"""The mails about an order, in the language in which it was made: what happened, and what comes next."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Notice, Order, Subscription

SUBJECTS: dict[str, str | Promise] = {
    "ordered": _("Je bestelling %(number)s"),
    "paid": _("Je betaling is binnen: bestelling %(number)s"),
    "failed": _("Je betaling is niet gelukt: bestelling %(number)s"),
    "charged_back": _("Je bank haalde een betaling terug: bestelling %(number)s"),
    "announced": _("Binnenkort schrijven we af: bestelling %(number)s"),
    "cancelled": _("Je hebt opgezegd: bestelling %(number)s"),
    "resumed": _("Je opzegging is ingetrokken: bestelling %(number)s"),
    "account_closed": _("Je lidmaatschap stopt met je account: bestelling %(number)s"),
    "switch_planned": _("Je overstap staat klaar: bestelling %(number)s"),
    "switch_forgotten": _("Je stapt niet over: bestelling %(number)s"),
    "switched": _("Je bent overgestapt: bestelling %(number)s"),
    "too_late": _("Je betaling kwam te laat: bestelling %(number)s"),
    "paused": _("Je pauze staat klaar: bestelling %(number)s"),
    "pause_ended": _("Je pauze is voorbij: bestelling %(number)s"),
    "account_changed": _("We schrijven af van je nieuwe rekening: bestelling %(number)s"),
    "reminder": _("Er staat nog een bedrag open: bestelling %(number)s"),
    "ended": _("Je toegang is gestopt: bestelling %(number)s"),
}


def write_notice(notice: Notice) -> EmailMessage:
    """Raises ValueError for an address that no mail can have."""
    order = notice.order
    with translation.override(order.language):
        subject = str(SUBJECTS[notice.kind]) % {"number": order.number}
        facts = {
            "order": order,
            "facts": notice.facts,
            "title": name_plan(order),
            "first_name": order.buyer.get("first_name", ""),
            "account": settings.SITE_URL + reverse("billing:own_membership:show"),
            "address": settings.SITE_URL + reverse("billing:outcome", args=[order.key]),
        }
        text = render_to_string(f"billing/mail/{notice.kind}.txt", facts)
    return EmailMessage(subject, text.strip() + "\n", to=[order.email])


def name_plan(order: Order) -> str:
    """What somebody has now: they may have switched since they ordered."""
    subscription = Subscription.objects.filter(order=order).first()
    return (subscription or order).terms.title
