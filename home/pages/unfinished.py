"""The editor's form says what is still to be filled in before it publishes. The list of pages has no such form, nor has
whoever approves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page


def refuse_unfinished(request: HttpRequest, action: str, pages: Iterable[Any], bulk_action: Any) -> HttpResponse | None:
    """Before anything is published: all of it, or none."""
    if action != "publish" or not issubclass(bulk_action.model, Page):
        return None
    with_descendants = bulk_action.cleaned_form.cleaned_data["include_descendants"]
    faults = [fault for page in list_drafts(pages, with_descendants) if (fault := describe_fault(page))]
    if not faults:
        return None
    say_what_is_missing(request, faults)
    return redirect(bulk_action.next_url)


def refuse_approval(request: HttpRequest, page: Page) -> HttpResponse | None:
    """After approving failed, and left all as it was: what was handed in was finished, what was saved since is not."""
    fault = describe_fault(page.get_latest_revision_as_object())
    if not fault:
        return None
    say_what_is_missing(request, [fault])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":  # Wagtail's window, which goes where it is told
        return JsonResponse({"step": "success", "redirect": address})
    return redirect(address)


def say_what_is_missing(request: HttpRequest, faults: list[str]) -> None:
    messages.error(request, " ".join([_("Er is niets gepubliceerd. Maak eerst af:"), *faults]))


def list_drafts(pages: Iterable[Page], with_descendants: bool) -> Iterator[Page]:
    for page in pages:
        yield page.get_latest_revision_as_object()
        if with_descendants:
            for descendant in page.get_descendants().not_live().specific():
                yield descendant.get_latest_revision_as_object()


def describe_fault(page: Page) -> str:
    """Empty for a page that can be published."""
    try:
        page.full_clean()
    except ValidationError as error:
        names = [str(page._meta.get_field(name).verbose_name) for name in error.error_dict if name != NON_FIELD_ERRORS]
        return f"“{page.title}” ({', '.join(names)})." if names else f"“{page.title}”."
    return ""
