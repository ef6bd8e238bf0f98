"""One page that leads to every text, those that the legal team adds later included; the footer leads to it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.freshness.sharing import shared

from ..models import Document, Version
from ..views import find_text
from .ending import find_announced_version, find_ended_version


@require_safe
@shared()
def show_documents(request: HttpRequest) -> HttpResponse:
    """Named by their own title in the language of the page: the name of a document is for who works here."""
    in_force = {version.document_id: version for version in Version.objects.in_force().with_titles()}
    applying: list[dict[str, Any]] = []
    ended: list[dict[str, Any]] = []
    for document in Document.objects.all():
        version = in_force.get(document.pk) or find_announced_version(document)
        last = None if version else find_ended_version(document)
        rows, version = (applying, version) if version else (ended, last)
        if version:
            rows.append({"document": document, "version": version, "text": find_text(version)})
    return render(request, "statements/documents.html", {"applying": applying, "ended": ended})
