"""One's details: the first of the three screens of an order. Who has not logged in makes an account along the way."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from home.limits.counting import Limit
from legal.statements.languages import read_language
from members.accounts.limiting import ask_to_wait
from members.accounts.signing_up import sign_up
from members.membership.models import Offer

from .checkout_views import find_order
from .drafts import AlreadyPlaced, change_draft
from .forms import DetailsForm, NewcomerForm
from .models import Order
from .placing import NotForSale, draft_order
from .visitors import Buyer, find_buyer, list_keys, remember_buyer, remember_order

# Each brings mails to somebody who may not have asked for them.
ORDERS_WITH_AN_ADDRESS = Limit("order with an address without logging in", 10, 60 * 60)


@never_cache
@sensitive_post_parameters("password1")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has not logged in makes an account along the way."""
    offer = get_object_or_404(Offer.objects.on_sale(timezone.localdate()), slug=slug)
    buyer = find_buyer_here(request)
    form = make_details_form(request, offer, buyer)
    if request.method == "POST" and form.is_valid():
        return start_draft(request, offer, form, buyer)
    return show_details(request, offer, form, buyer)


def find_buyer_here(request: HttpRequest) -> Buyer | None:
    """None for who fills in an address now, also when this session knows another."""
    asks_address = "ander-adres" in request.GET or "email" in request.POST
    return None if asks_address and not request.user.is_authenticated else find_buyer(request)


def make_details_form(request: HttpRequest, offer: Offer, buyer: Buyer | None) -> DetailsForm:
    """With what was filled in before, for who comes back. Of an account only who has logged in sees anything."""
    facts: dict[str, Any] = {"offer": offer, "initial": find_earlier_details(request, offer)}
    if buyer is None:
        return NewcomerForm(request.POST or None, **facts)
    return DetailsForm(request.POST or None, user=request.user if request.user.is_authenticated else None, **facts)


def find_earlier_details(request: HttpRequest, offer: Offer) -> dict[str, Any]:
    """Of the newest order in this session: all of a draft for the same, else who it was for."""
    newest = Order.objects.filter(key__in=list_keys(request.session)).first()
    if newest is None:
        return {}
    return list_details(newest) if newest.offer_id == offer.pk and not newest.placed_at else dict(newest.buyer)


def list_details(order: Order) -> dict[str, Any]:
    return {**order.buyer, "way": order.way, "quantity": order.quantity if order.quantity > 1 else None}


def start_draft(request: HttpRequest, offer: Offer, form: DetailsForm, buyer: Buyer | None) -> HttpResponse:
    if not request.user.is_authenticated:
        email = buyer.email if buyer else form.cleaned_data["email"]
        if not ORDERS_WITH_AN_ADDRESS.take(email):
            return ask_to_wait(request, ORDERS_WITH_AN_ADDRESS.wait_seconds(email))
    if buyer is None:
        buyer = sign_up_along_the_way(request, cast(NewcomerForm, form))
    who: dict[str, Any] = {"user": buyer.user, "email": buyer.email, "is_unclaimed": buyer.is_unclaimed}
    try:
        order = draft_order(offer=offer, language=read_language(), **who, **form.write_order())
    except NotForSale:
        return render(request, "billing/not_for_sale.html", status=409)
    remember_order(request, order)
    return redirect("billing:check", order.key)


def sign_up_along_the_way(request: HttpRequest, form: NewcomerForm) -> Buyer:
    """Once for each address: who sends the form twice made their account the first time."""
    email = form.cleaned_data["email"]
    known = find_buyer(request)
    if known is None or known.email != email:
        known = Buyer(email, sign_up(request, form))
        remember_buyer(request, known)
    return known


def show_details(
    request: HttpRequest, offer: Offer, form: DetailsForm, buyer: Buyer | None, draft: Order | None = None
) -> HttpResponse:
    price = offer.find_price(timezone.localdate())
    facts = {"form": form, "offer": offer, "price": price, "buyer": buyer, "draft": draft}
    return render(request, "billing/begin.html", facts, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, key: UUID) -> HttpResponse:
    """Back to what was filled in."""
    order = find_order(request, key)
    if order.placed_at:
        return redirect("billing:outcome", order.key)
    form = DetailsForm(request.POST or None, offer=order.offer, initial=list_details(order))
    if request.method == "POST" and form.is_valid():
        try:
            change_draft(order=order, **form.write_order())
        except NotForSale:
            return render(request, "billing/not_for_sale.html", status=409)
        except AlreadyPlaced:
            return redirect("billing:outcome", order.key)
        return redirect("billing:check", order.key)
    return show_details(request, order.offer, form, Buyer(order.email, order.user), order)
