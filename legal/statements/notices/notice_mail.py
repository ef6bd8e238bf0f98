"""The words of the mail about a version that comes, for one person, in the language of their account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.identity.naming import name_sender

from ..acts.asking import find_last_agreed_version
from ..languages import read_language
from ..models import Version


def find_newest_version(version: Version) -> Version:
    """The newest words of the document: a typo may have been mended since, or another version asks instead."""
    return version.document.versions.select_related("document").order_by("-number")[0]


def write_notice(person: Any, version: Version, words: Version) -> EmailMultiAlternatives:
    """In the newest words. Raises ObjectDoesNotExist or ValueError, also for an address that no mail can have."""
    with translation.override(person.language):
        text = words.find_text(read_language())
        facts = {"version": version, "text": text, **find_addresses(person, words)}
        subject = _("%(title)s: dit verandert er op %(day)s") % {
            "title": text.title,
            "day": date_format(version.effective_from),
        }
        mail = EmailMultiAlternatives(
            " ".join(subject.split()),
            render_to_string("statements/mail/notice.txt", facts),
            name_sender(),
            [person.email],
        )
        mail.attach_alternative(render_to_string("statements/mail/notice.html", facts), "text/html")
    mail.message()
    return mail


def find_addresses(person: Any, words: Version) -> dict[str, Any]:
    document = words.document.slug
    agreed = find_last_agreed_version(person, words.document)
    number = agreed.number if agreed else None
    return {
        "agreed_number": number,
        "text_address": settings.SITE_URL + reverse("statements:version", args=[document, words.number]),
        "difference_address": number
        and settings.SITE_URL + reverse("statements:difference", args=[document, words.number, number]),
    }
