"""A member's invoices: their own, and nobody else's."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.accounts.models import User

from .downloads import give_pdf, give_ubl
from .models import Invoice

PER_PAGE = 20


@login_required
@require_safe
def list_invoices(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    page = Paginator(Invoice.objects.of(request.user).newest_first(), PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "invoicing/list.html", {"invoices": page})


@login_required
@require_safe
def download_pdf(request: HttpRequest, number: str) -> HttpResponse:
    return give_pdf(find_own(request, number))


@login_required
@require_safe
def download_ubl(request: HttpRequest, number: str) -> HttpResponse:
    return give_ubl(find_own(request, number))


def find_own(request: HttpRequest, number: str) -> Invoice:
    """404 for one of somebody else, as for one that is not there."""
    own = Invoice.objects.of(cast(User, request.user)).with_number(number).select_related("entry")
    return cast(Invoice, get_object_or_404(own))
