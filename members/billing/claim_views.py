"""Where the link in the mail leads that goes to the address of an account: is this order yours?"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .checkout_views import refuse_sale
from .claiming import claim_order, find_owner
from .missing_step import is_signed_claim
from .models import Order
from .placing import TriedBefore
from .pricing import price_period


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, key: UUID, signature: str) -> HttpResponse:
    """Opening the link changes nothing: programs that look at mails open every link in them."""
    order = get_object_or_404(Order.objects.placed(), key=key)
    if not is_signed_claim(order, signature):
        raise Http404
    owner = find_owner(order)
    if request.method == "POST" and owner:
        try:
            claim_order(order=order, user=owner)
        except TriedBefore as refusal:
            return refuse_sale(request, refusal)
        return redirect(request.path)
    facts = {"order": order, "price": price_period(order), "has_account": owner is not None}
    return render(request, "billing/claim.html", facts)
