"""Documents that end: nobody is asked about them any more, and their last words stay where they were."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import Document, Version
from ..permissions import may_end_documents


def find_end_fault(document: Document, day: date | None, actor: Any) -> str:
    """Why this document cannot end on that day, or go on (None); empty when it can.

    An end in the past would take texts from days on which they applied.
    """
    today = timezone.localdate()
    stored = Document.objects.filter(pk=document.pk).values_list("ended_on", flat=True).first()
    if stored and stored <= today:
        return _("Dit document geldt niet meer sinds %(day)s. Dat ligt vast.") % {"day": date_format(stored)}
    newest = document.versions.order_by("-number").first() if document.pk else None
    if newest and not may_end_documents(actor):
        return _(
            "Van dit document zijn versies gepubliceerd. Alleen een eigenaar van de site bepaalt wanneer het eindigt."
        )
    if day and day <= today:
        return _("Kies morgen of later: een document eindigt nooit met terugwerkende kracht.")
    if day and newest and day <= newest.effective_from:
        facts = {"number": newest.number, "day": date_format(newest.effective_from)}
        return _("Kies een dag na %(day)s: dan gaat versie %(number)s in.") % facts
    return ""


def find_announced_version(document: Document) -> Version | None:
    """The next one to apply."""
    return document.versions.announced().order_by("number").first()


def find_ended_version(document: Document) -> Version | None:
    """The last one that applied to a document that has ended."""
    if document.ended_on is None or document.ended_on > timezone.localdate():
        return None
    return document.versions.filter(effective_from__lt=document.ended_on).order_by("-number").first()
