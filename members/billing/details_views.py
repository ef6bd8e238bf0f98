"""One's details: the screen between choosing and the button. Who has not logged in makes an account along the way."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from home.limits.counting import Limit
from legal.statements.languages import read_language
from members.accounts.limiting import ask_to_wait, read_network
from members.accounts.signing_up import sign_up
from members.membership.models import Offer
from members.membership.offering import find_on_sale

from .buyers import VatNumberRefused
from .checkout_views import find_order, refuse_sale
from .coupons.redeeming import CouponRefused
from .drafts import AlreadyPlaced, change_draft
from .forms import UNREGISTERED, DetailsForm, NewcomerForm
from .models import Gift, Order
from .placing import NotForSale, draft_order
from .visitors import Buyer, find_buyer, list_keys, remember_buyer, remember_order

# Each brings mails to somebody who may not have asked for them.
ORDERS_WITH_AN_ADDRESS = Limit("order with an address without logging in", 10, 60 * 60)


@never_cache
@sensitive_post_parameters("password1")
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    priced = find_on_sale(slug)
    if priced is None:
        raise Http404
    offer, buyer = priced.offer, find_buyer_here(request)
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
    chosen = {"way": request.GET.get("voor", Order.Way.OWN)}
    facts: dict[str, Any] = {"offer": offer, "initial": chosen | find_earlier_details(request, offer)}
    facts |= {"counted_as": count_as(request)}
    if buyer is None:
        return NewcomerForm(request.POST or None, **facts)
    return DetailsForm(request.POST or None, user=request.user if request.user.is_authenticated else None, **facts)


def count_as(request: HttpRequest) -> str:
    """Whose wrong coupons these are."""
    return f"account {request.user.pk}" if request.user.is_authenticated else f"address {read_network(request)}"


def find_earlier_details(request: HttpRequest, offer: Offer) -> dict[str, Any]:
    """Of the newest order in this session: all of a draft for the same, else who it was for."""
    newest = Order.objects.filter(key__in=list_keys(request.session)).first()
    if newest is None:
        return {}
    return list_details(newest) if newest.offer_id == offer.pk and not newest.placed_at else dict(newest.buyer)


def list_details(order: Order) -> dict[str, Any]:
    gift = Gift.objects.filter(order=order).first() if order.way == Order.Way.GIFT else None
    words = {"receiver_name": gift.receiver_name, "message": gift.message} if gift else {}
    coupon = order.discount.get("code", "")
    quantity = order.quantity if order.quantity > 1 else None
    return {**order.buyer, "way": order.way, "quantity": quantity, "coupon": coupon, **words}


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
    except NotForSale as refusal:
        return refuse_sale(request, refusal)
    except (CouponRefused, VatNumberRefused) as refusal:
        say_beside_field(form, refusal)
        return show_details(request, offer, form, buyer)
    remember_order(request, order)
    return redirect("billing:check", order.key)


def say_beside_field(form: DetailsForm, refusal: CouponRefused | VatNumberRefused) -> None:
    """What the form alone could not see: the coupon was used up in this moment, or VIES does not know the number."""
    if isinstance(refusal, CouponRefused):
        form.add_error("coupon", str(refusal.words))
    else:
        form.add_error("vat_number", UNREGISTERED)


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
    facts: dict[str, Any] = {"offer": order.offer, "counted_as": count_as(request)}
    facts["user"] = request.user if request.user.is_authenticated else None
    form = DetailsForm(request.POST or None, initial=list_details(order), **facts)
    if request.method == "POST" and form.is_valid():
        try:
            change_draft(order=order, **form.write_order())
        except NotForSale as refusal:
            return refuse_sale(request, refusal)
        except AlreadyPlaced:
            return redirect("billing:outcome", order.key)
        except (CouponRefused, VatNumberRefused) as refusal:
            say_beside_field(form, refusal)
        else:
            return redirect("billing:check", order.key)
    return show_details(request, order.offer, form, Buyer(order.email, order.user), order)
