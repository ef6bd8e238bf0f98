"""The mails about an order, in the language in which it was made: what happened, and what comes next."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .letters import address_letter
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
    "to_pay": _("Betaal je volgende periode: bestelling %(number)s"),
    "trial_ends": _("Je proefperiode loopt bijna af"),
    "gift": _("Je cadeau staat klaar: bestelling %(number)s"),
    "invited": _("Er is een plek voor je bij Werkflippen"),
    "seat_taken_back": _("Je plek bij Werkflippen is gestopt"),
    "seat_left": _("Er is een plek vrij in je team: bestelling %(number)s"),
}


def write_notice(notice: Notice) -> EmailMessage:
    """Raises ValueError for an address that no mail can have, and when there is nobody left to tell."""
    letter = address_letter(notice)
    with translation.override(letter.language):
        subject = str(SUBJECTS[notice.kind]) % {"number": notice.order.number}
        facts = {
            "order": notice.order,
            "facts": notice.facts,
            "first_name": letter.first_name,
            "address": letter.address,
            **letter.more,
        }
        text = render_to_string(f"billing/mail/{notice.kind}.txt", facts)
    return EmailMessage(subject, text.strip() + "\n", to=[letter.email])
