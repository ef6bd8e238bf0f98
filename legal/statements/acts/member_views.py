"""What a member sees of their answers, and what puts an announcement away."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ..models import Act, Version
from .agreements import list_agreements
from .leading_on import read_next
from .own_sections import list_own_sections
from .reviewing import DISMISSED, set_aside

ACTS_PER_PAGE = 20


@login_required
@never_cache
@require_safe
def show_agreements(request: HttpRequest) -> HttpResponse:
    """Where this member stands on each document, and everything they answered, newest first."""
    acts = Act.objects.of(request.user).newest_first().select_related("text__version__document", "subject")
    page = Paginator(acts.without_words(), ACTS_PER_PAGE).get_page(request.GET.get("p"))
    context = {"agreements": list_agreements(request.user), "acts": page, "sections": list_own_sections(request)}
    return render(request, "statements/agreements.html", context)


@login_required
@never_cache
@require_POST
def dismiss(request: HttpRequest, number: int) -> HttpResponse:
    """Puts an announcement away until the next log-in."""
    set_aside(request, DISMISSED, get_object_or_404(Version.objects.announced(), pk=number))
    return HttpResponseRedirect(read_next(request))
