from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .sections import list_account_sections


@login_required
@never_cache
@require_safe
def show_account(request: HttpRequest) -> HttpResponse:
    """The member's own page. Every app that has something of theirs puts a section on it."""
    return render(request, "accounts/home.html", {"sections": list_account_sections(request)})
