"""What the site has to ask of a member, and what they answered before."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet

from .models import Act, Document, Version, VersionText


def list_due_versions(user: Any) -> QuerySet[Version]:
    """Versions in force that ask for an answer and got none from this person, in the order of the documents.

    Any answer at or above the floor counts, a refusal too: nobody is asked the same thing twice.
    """
    answers = Act.objects.of(user).filter(
        text__version__document=OuterRef("document"), text__version__number__gte=OuterRef("floor")
    )
    asking = Version.objects.in_force().exclude(document__act=Document.Answer.NONE)
    return asking.filter(~Exists(answers)).select_related("document").order_by("document__position")


def list_people_yet_to_answer(document: Document | None = None) -> QuerySet[Any]:
    """Active accounts that owe an answer to the version in force of this document, or of any."""
    owing = Q()
    for version in Version.objects.in_force().exclude(document__act=Document.Answer.NONE):
        if document is None or version.document_id == document.pk:
            answers = Act.objects.filter(
                subject__user=OuterRef("pk"),
                text__version__document=version.document_id,
                text__version__number__gte=version.floor,
            )
            owing = owing | Q(~Exists(answers))
    people = get_user_model().objects.filter(is_active=True).order_by("email")
    return people.filter(owing) if owing else people.none()


def find_last_agreed_text(user: Any, document: Document) -> VersionText | None:
    """The words this person last accepted or acknowledged, to show what differs from them."""
    agreed = Act.objects.of(user).on(document).filter(kind__in=(Act.Kind.ACCEPT, Act.Kind.ACKNOWLEDGE))
    act = agreed.newest_first().select_related("text__version").first()
    return act.text if act else None


def list_texts_to_agree(language: str) -> list[VersionText]:
    """The texts in force that a new member answers, in the order of the documents."""
    versions = Version.objects.in_force().exclude(document__act=Document.Answer.NONE)
    ordered = versions.select_related("document").order_by("document__position")
    return [version.find_text(language) for version in ordered]
