"""Ordering in three screens: choosing, one's details, and the button that obliges to pay."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from legal.statements.languages import read_language
from members.accounts.models import User
from members.membership.models import Offer

from .converging import converge
from .customers import find_customer
from .declaring import list_declarations
from .forms import CheckForm, DetailsForm
from .models import Charge, Order, Payment
from .paying import NothingToPay, begin_payment
from .payment_provider import ProviderRefused, ProviderUnavailable
from .permissions import may_see_order
from .placing import NotForSale, PriceChanged, draft_order, place_order
from .standing import describe_standing

SEE_OTHER = 303
# A form's answer may lead to the page where one pays, and nowhere else: browsers hold `form-action` against redirects.
to_provider: Any = csp_update({"form-action": settings.CHECKOUT_ORIGINS})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    offer = get_object_or_404(Offer.objects.on_sale(timezone.localdate()), slug=slug)
    user = cast(User, request.user)
    form = DetailsForm(request.POST or None, offer=offer, user=user)
    if request.method == "POST" and form.is_valid():
        order = draft_order(offer=offer, user=user, email=user.email, language=read_language(), **form.write_order())
        return redirect("billing:check", order.key)
    facts = {"form": form, "offer": offer, "price": offer.find_price(timezone.localdate())}
    return render(request, "billing/begin.html", facts, status=422 if form.errors else 200)


@never_cache
@to_provider
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """The last look, and the button. What was ordered already leads on to what became of it."""
    order = find_order(request, key)
    if order.placed_at:
        return redirect("billing:outcome", order.key)
    declarations = list_declarations(order)
    form = CheckForm(request.POST or None, declarations=declarations)
    if request.method == "POST" and form.is_valid():
        try:
            order = place_order(order=order, declared=form.write_declarations())
        except NotForSale:
            return render(request, "billing/not_for_sale.html", {"order": order}, status=409)
        except PriceChanged:
            return render(request, "billing/check.html", {"order": order, "form": form, "is_changed": True}, status=409)
        return lead_to_payment(request, order)
    facts = {"order": order, "form": form}
    return render(request, "billing/check.html", facts, status=422 if form.errors else 200)


@never_cache
@to_provider
@require_POST
def pay(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another try, or the one that is under way."""
    order = find_order(request, key)
    if not order.placed_at:
        return redirect("billing:check", order.key)
    return lead_to_payment(request, order)


@never_cache
@require_safe
def outcome(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where the customer comes back. The provider is asked, so that this page never tells less than is true."""
    order = find_order(request, key)
    if not order.placed_at:
        return redirect("billing:check", order.key)
    is_unsure = not ask_about(order)
    return render(request, "billing/outcome.html", {"order": order, "standing": describe_standing(order, is_unsure)})


def find_order(request: HttpRequest, key: UUID) -> Order:
    order = get_object_or_404(Order.objects.select_related("offer", "user"), key=key)
    if not may_see_order(request.user, order):
        raise Http404
    return order


def lead_to_payment(request: HttpRequest, order: Order) -> HttpResponse:
    charge = find_open_charge(order)
    if charge is None:
        return redirect("billing:outcome", order.key)
    try:
        payment = begin_payment(charge=charge, **choose_mandate(order))
    except NothingToPay:
        return redirect("billing:outcome", order.key)
    except (ProviderUnavailable, ProviderRefused):
        facts = {"order": order, "standing": describe_standing(order, is_unsure=True)}
        return render(request, "billing/outcome.html", facts, status=503)
    if not payment.checkout_url:
        return redirect("billing:outcome", order.key)
    response = redirect(payment.checkout_url)
    response.status_code = SEE_OTHER
    return response


def choose_mandate(order: Order) -> dict[str, str]:
    """What goes on by itself asks for a mandate with the first payment."""
    if order.user is None or not order.terms.renews or order.way in {Order.Way.GIFT, Order.Way.TRIAL}:
        return {"sequence": Payment.Sequence.ONE_OFF}
    return {"sequence": Payment.Sequence.FIRST, "customer_id": find_customer(order.user)}


def find_open_charge(order: Order) -> Charge | None:
    charge: Charge | None = order.charges.periods().unsettled().order_by("number").first()
    return charge


def ask_about(order: Order) -> bool:
    """Whether everything that is under way could be asked about."""
    for payment in Payment.objects.under_way().filter(charge__order=order, provider_id__isnull=False):
        try:
            converge(payment)
        except (ProviderUnavailable, ProviderRefused):
            return False
    return True
