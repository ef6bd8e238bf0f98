"""The texts for everybody: what is in force, what was, and what differs."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .differences import compare_texts
from .models import PREVAILING_LANGUAGE, Document, Version, VersionText
from .rendering import list_headings


def find_text(version: Version) -> VersionText:
    try:
        return version.find_text(get_language() or PREVAILING_LANGUAGE)
    except VersionText.DoesNotExist as error:
        raise Http404 from error


def render_version(request: HttpRequest, version: Version, **context: Any) -> HttpResponse:
    text = find_text(version)
    page = {
        "document": version.document,
        "version": version,
        "text": text,
        "headings": list_headings(text.blocks),
        "is_other_language": text.language != get_language(),
    }
    return render(request, "statements/document.html", page | context)


@require_safe
def show_document(request: HttpRequest, document: Document) -> HttpResponse:
    """The version in force, today or on the day of `?op=YYYY-MM-DD`; before the first day, the one announced."""
    try:
        day = read_day(request.GET["op"]) if "op" in request.GET else None
    except ValueError:
        return render(request, "statements/unknown_day.html", {"document": document}, status=400)
    announced = None if day else document.versions.announced().order_by("number").first()
    version = document.versions.in_force(day).first() or announced
    if version is None:
        context = {"document": document, "day": day}
        return render(request, "statements/nothing_in_force.html", context, status=404)
    announced = announced if announced != version else None
    response = render_version(request, version, is_archived=day is not None, announced=announced)
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
def show_archive(request: HttpRequest, document: Document) -> HttpResponse:
    titles = Prefetch("texts", VersionText.objects.defer("html", "text", "blocks", "snapshot"))
    versions = document.versions.prefetch_related(titles).order_by("-number")
    in_force = document.versions.in_force().first()
    rows = [
        {"version": version, "text": find_text(version), "is_in_force": version == in_force} for version in versions
    ]
    return render(request, "statements/archive.html", {"document": document, "rows": rows})


@require_safe
def show_version(request: HttpRequest, document: Document, number: int) -> HttpResponse:
    version = get_object_or_404(document.versions.select_related("document"), number=number)
    response = render_version(request, version, is_archived=True)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def show_difference(request: HttpRequest, document: Document, number: int, other: int) -> HttpResponse:
    """What version `number` says otherwise than version `other`."""
    new = get_object_or_404(document.versions, number=number)
    old = get_object_or_404(document.versions, number=other)
    lines = compare_texts(find_text(old), find_text(new))
    context = {"document": document, "old": old, "new": new, "text": find_text(new), "lines": lines}
    response = render(request, "statements/difference.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
