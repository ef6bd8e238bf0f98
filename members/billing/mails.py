"""The mails about an order, in the language in which it was made: what happened, and what comes next."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Notice

SUBJECTS: dict[str, str | Promise] = {
    "ordered": _("Je bestelling %(number)s"),
    "paid": _("Je betaling is binnen: bestelling %(number)s"),
    "failed": _("Je betaling is niet gelukt: bestelling %(number)s"),
    "charged_back": _("Je bank haalde een betaling terug: bestelling %(number)s"),
    "announced": _("Binnenkort schrijven we af: bestelling %(number)s"),
    "cancelled": _("Je hebt opgezegd: bestelling %(number)s"),
    "resumed": _("Je opzegging is ingetrokken: bestelling %(number)s"),
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
            "first_name": order.buyer.get("first_name", ""),
            "address": settings.SITE_URL + reverse("billing:outcome", args=[order.key]),
        }
        text = render_to_string(f"billing/mail/{notice.kind}.txt", facts)
    return EmailMessage(subject, text.strip() + "\n", to=[order.email])
