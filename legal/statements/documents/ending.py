"""Documents that end: nobody is asked about them any more, and their last words stay where they were."""

from django.utils import timezone

from ..models import Document, Version


def find_announced_version(document: Document) -> Version | None:
    """The next one to apply, unless the document ends before it does."""
    announced = document.versions.announced()
    if document.ended_on:
        announced = announced.filter(effective_from__lt=document.ended_on)
    return announced.order_by("number").first()


def find_ended_version(document: Document) -> Version | None:
    """The last one that applied to a document that has ended."""
    if document.ended_on is None or document.ended_on > timezone.localdate():
        return None
    return document.versions.filter(effective_from__lt=document.ended_on).order_by("-number").first()
