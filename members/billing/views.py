"""The door of the checkout: what somebody is about to order."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.membership.offering import find_on_sale


@never_cache
@require_safe
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    priced = find_on_sale(slug)
    if priced is None:
        raise Http404
    return render(request, "billing/begin.html", {"priced": priced})
