"""Ordering in three screens: choosing, one's details, and the button that obliges to pay."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from legal.statements.languages import read_language
from members.accounts.models import User
from members.membership.offering import find_on_sale

from .balance import is_settled
from .converging import converge
from .coupons.redeeming import CouponRefused
from .customers import find_customer
from .declaring import list_declarations
from .forms import CheckForm, DetailsForm
from .models import Charge, Gift, Order, Payment
from .paying import NothingToPay, begin_payment
from .payment_provider import ProviderRefused, ProviderUnavailable
from .permissions import may_see_order
from .placing import NotForSale, PriceChanged, TriedBefore, draft_order, place_order, reprice_draft
from .pricing import price_period
from .standing import describe_standing

SEE_OTHER = 303
# A form's answer may lead to the page where one pays, and nowhere else: browsers hold `form-action` against redirects.
to_provider: Any = csp_update({"form-action": settings.CHECKOUT_ORIGINS})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    priced = find_on_sale(slug)
    if priced is None:
        raise Http404
    offer, user = priced.offer, cast(User, request.user)
    chosen = {"way": request.GET.get("voor", Order.Way.OWN)}
    form = DetailsForm(request.POST or None, offer=offer, user=user, counted_as=f"account {user.pk}", initial=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            order = draft_order(
                offer=offer, user=user, email=user.email, language=read_language(), **form.write_order()
            )
        except NotForSale as refusal:
            return refuse_sale(request, refusal)
        except CouponRefused as refusal:  # it was used up in this moment
            form.add_error("coupon", str(refusal.words))
        else:
            return redirect("billing:check", order.key)
    facts = {"form": form, "offer": offer, "price": priced.cents}
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
        except NotForSale as refusal:
            return refuse_sale(request, refusal)
        except PriceChanged:
            return show_new_price(request, order)
        return lead_to_payment(request, order)
    facts = {"order": order, "price": price_period(order), "form": form}
    return render(request, "billing/check.html", facts, status=422 if form.errors else 200)


def refuse_sale(request: HttpRequest, refusal: NotForSale) -> HttpResponse:
    facts = {"was_tried": isinstance(refusal, TriedBefore)}
    return render(request, "billing/not_for_sale.html", facts, status=409)


def show_new_price(request: HttpRequest, order: Order) -> HttpResponse:
    """Nothing was ordered: the draft says what it costs now, and is looked at once more."""
    try:
        order = reprice_draft(order=order)
    except NotForSale as refusal:
        return refuse_sale(request, refusal)
    form = CheckForm(declarations=list_declarations(order))
    facts = {"order": order, "price": price_period(order), "form": form, "is_changed": True}
    return render(request, "billing/check.html", facts, status=409)


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
    return show_outcome(request, order, is_unsure=is_unsure)


def show_outcome(request: HttpRequest, order: Order, *, is_unsure: bool, status: int = 200) -> HttpResponse:
    facts = {"order": order, "price": price_period(order), "standing": describe_standing(order, is_unsure)}
    facts["gift"] = Gift.objects.filter(order=order).exclude(code_hash=None).first()
    return render(request, "billing/outcome.html", facts, status=status)


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
        return show_outcome(request, order, is_unsure=True, status=503)
    if not payment.checkout_url:
        return redirect("billing:outcome", order.key)
    response = redirect(payment.checkout_url)
    response.status_code = SEE_OTHER
    return response


def choose_mandate(order: Order) -> dict[str, str]:
    """What goes on by itself asks for a mandate with the first payment."""
    if order.user is None or not order.renews:
        return {"sequence": Payment.Sequence.ONE_OFF}
    return {"sequence": Payment.Sequence.FIRST, "customer_id": find_customer(order.user)}


def find_open_charge(order: Order) -> Charge | None:
    return next((charge for charge in order.charges.filter(dropped_at=None) if not is_settled(charge)), None)


def ask_about(order: Order) -> bool:
    """Whether everything that is under way could be asked about."""
    for payment in Payment.objects.under_way().filter(charge__order=order, provider_id__isnull=False):
        try:
            converge(payment)
        except (ProviderUnavailable, ProviderRefused):
            return False
    return True
