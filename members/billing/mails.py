"""The mails about an order, in the language in which it was made: what happened, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from home.identity.models import Organisation
from home.identity.naming import name_company, name_sender
from legal.statements.evidence.pdf import render_text_pdf
from legal.statements.models import VersionText

from .buyers import read_treatment
from .letters import address_letter
from .missing_step import name_missing_step
from .models import Notice, Order, Subscription
from .withdrawal.rules import find_last_day, find_rule, list_declared

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
    "to_pay": _("Betaal je volgende periode: bestelling %(number)s"),
    "trial_ends": _("Je proefperiode loopt bijna af"),
    "gift": _("Je cadeau staat klaar: bestelling %(number)s"),
    "gift_lapses": _("Je cadeau is nog niet uitgepakt: bestelling %(number)s"),
    "invited": _("Er is een plek voor je bij %(company)s"),
    "seat_taken_back": _("Je plek bij %(company)s is gestopt"),
    "seat_left": _("Er is een plek vrij in je team: bestelling %(number)s"),
    "unconfirmed": _("Bevestig je e-mailadres: bestelling %(number)s"),
    "withdrawn": _("We hebben je herroeping ontvangen: bestelling %(number)s"),
    "ended_by_us": _("We beëindigen je bestelling %(number)s"),
    "waived": _("Je hoeft dit niet meer te betalen: bestelling %(number)s"),
    "granted": _("Je hebt toegang gekregen: bestelling %(number)s"),
    "refunded": _("Je krijgt geld terug: bestelling %(number)s"),
}


def write_notice(notice: Notice) -> EmailMessage:
    """Raises ValueError for an address that no mail can have, and when there is nobody left to tell."""
    letter = address_letter(notice)
    with translation.override(letter.language):
        names = {"number": notice.order.number, "company": name_company()}
        subject = " ".join((str(SUBJECTS[notice.kind]) % names).split())
        facts = {
            "order": notice.order,
            "facts": notice.facts,
            "first_name": letter.first_name,
            "address": letter.address,
            **describe_order(notice.order),
            **letter.more,
        }
        text = render_to_string(f"billing/mail/{notice.kind}.txt", facts)
    mail = EmailMessage(subject, text.strip() + "\n", name_sender(), [letter.email])
    for name, content in list_attachments(notice):
        mail.attach(name, content, "application/pdf")
    return mail


def describe_order(order: Order) -> dict[str, Any]:
    """What mails to a buyer say of their plan, of the right to withdraw, and of what is still missing."""
    return {
        "title": name_plan(order),
        "account": settings.SITE_URL + reverse("billing:own_membership:show"),
        "withdraw": settings.SITE_URL + reverse("billing:withdraw"),
        "missing_step": name_missing_step(order),
        "treatment": read_treatment(order),
        "rule": find_rule(order),
        "declared": list_declared(order),
        "declarations": order.declarations.filter(about=""),
        "last_day": find_last_day(order),
        "organisation": Organisation.load(),
    }


def name_plan(order: Order) -> str:
    """What somebody has now: they may have switched since they ordered."""
    subscription = Subscription.objects.filter(order=order).first()
    return (subscription or order).terms.title


def list_attachments(notice: Notice) -> Iterator[tuple[str, bytes]]:
    """The terms that were agreed, so that they can be kept (art. 6:230v(7) BW)."""
    terms = VersionText.objects.filter(pk=notice.facts.get("terms")).select_related("version__document").first()
    if terms:
        yield f"{slugify(terms.title)}-{terms.version.number}.pdf", render_text_pdf(terms)
