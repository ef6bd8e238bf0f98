"""The texts for everybody, whole: what is in force, what was, and what is to come."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.freshness.sharing import shared

from .documents.ending import find_announced_version, find_ended_version
from .languages import read_language
from .models import Document, Version, VersionText
from .writing.lines import list_headings


def find_text(version: Version) -> VersionText:
    try:
        return version.find_text(read_language())
    except VersionText.DoesNotExist as error:
        raise Http404 from error


def render_version(request: HttpRequest, version: Version, *, canonical: str, **context: Any) -> HttpResponse:
    """`canonical` is the one address, of those that show these words, that others should know."""
    text = find_text(version)
    page = {
        "canonical": request.build_absolute_uri(canonical),
        "permanent": request.build_absolute_uri(version.get_absolute_url()),
        "document": version.document,
        "version": version,
        "text": text,
        "headings": list_headings(text.blocks),
        "is_other_language": text.language != get_language(),
    }
    return render(request, "statements/document.html", page | context)


@require_safe
@shared()
def show_document(request: HttpRequest, document: Document) -> HttpResponse:
    """The version in force, today or on the day of `?op=YYYY-MM-DD`; before the first day, the one announced."""
    try:
        day = read_day(request.GET["op"]) if "op" in request.GET else None
    except ValueError:
        return render(request, "statements/unknown_day.html", {"document": document}, status=400)
    announced = None if day else find_announced_version(document)
    version = document.versions.in_force(day).first() or announced or (None if day else find_ended_version(document))
    if version is None:
        context = {"document": document, "day": day}
        return render(request, "statements/nothing_in_force.html", context, status=404)
    announced = announced if announced != version else None
    canonical = version.get_absolute_url() if day else document.get_absolute_url()
    response = render_version(
        request, version, canonical=canonical, is_archived=bool(day), announced=announced, day=day
    )
    if day:
        response["X-Robots-Tag"] = "noindex"
    return response


def read_day(value: str) -> date:
    """Raises ValueError for what is not written as YYYY-MM-DD, the other forms of ISO 8601 too."""
    day = date.fromisoformat(value)
    if day.isoformat() != value:
        raise ValueError(value)
    return day


@require_safe
@shared()
def show_version(request: HttpRequest, document: Document, number: int) -> HttpResponse:
    version = get_object_or_404(document.versions.select_related("document"), number=number)
    response = render_version(request, version, canonical=version.get_absolute_url(), is_archived=True)
    response["X-Robots-Tag"] = "noindex"
    return response
