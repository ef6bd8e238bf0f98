"""What was: all versions of a document, and the difference between any two of them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from home.freshness.sharing import shared

from ..languages import PREVAILING_LANGUAGE, read_language
from ..models import Document, Version, VersionText
from .differences import compare_texts
from .forms import ChooseVersionsForm
from .listing import read_archive


@require_safe
@shared()
def show_archive(request: HttpRequest, document: Document) -> HttpResponse:
    return render_archive(request, document, ChooseVersionsForm(document=document))


def render_archive(
    request: HttpRequest, document: Document, form: ChooseVersionsForm, status: int = 200
) -> HttpResponse:
    try:
        archive = read_archive(document, read_language())
    except (Version.DoesNotExist, VersionText.DoesNotExist) as error:
        raise Http404 from error
    canonical = request.build_absolute_uri(reverse("statements:archive", args=[document]))
    context = {"document": document, "archive": archive, "form": form, "canonical": canonical}
    return render(request, "statements/archive.html", context, status=status)


@require_safe
def choose_difference(request: HttpRequest, document: Document) -> HttpResponse:
    """Leads the two that were chosen to the address of their difference."""
    form = ChooseVersionsForm(request.GET, document=document)
    if not form.is_valid():
        return render_archive(request, document, form, status=400)
    new, old = form.cleaned_data["new"], form.cleaned_data["old"]
    return HttpResponseRedirect(reverse("statements:difference", args=[document, new.number, old.number]))


@require_safe
@shared()
def show_difference(request: HttpRequest, document: Document, number: int, other: int) -> HttpResponse:
    """What version `number` says otherwise than version `other`."""
    new = get_object_or_404(document.versions, number=number)
    old = get_object_or_404(document.versions, number=other)
    before, after = find_same_language(old, new)
    context = {
        "document": document,
        "old": old,
        "new": new,
        "text": after,
        "is_other_language": after.language != get_language(),
        "lines": compare_texts(before, after),
    }
    response = render(request, "statements/difference.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def find_same_language(old: Version, new: Version) -> tuple[VersionText, VersionText]:
    """In Dutch when one of them was never translated: words of two languages have nothing in common."""
    language = read_language()
    try:
        before, after = old.find_text(language), new.find_text(language)
        if before.language != after.language:
            before, after = old.find_text(PREVAILING_LANGUAGE), new.find_text(PREVAILING_LANGUAGE)
    except VersionText.DoesNotExist as error:
        raise Http404 from error
    return before, after
