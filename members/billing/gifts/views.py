"""Pages about gifts: the giver sees the code once, and whoever has it opens the gift."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from members.accounts.limiting import ask_to_wait
from members.accounts.models import User

from ..models import Gift, Order
from ..permissions import may_see_order
from .forms import LaterForm, RedeemForm
from .making import AlreadyRedeemed, AlreadyShown, renew_code, show_code
from .redeeming import WRONG_CODES, BeginsLater, GiftRefused, UnknownCode, redeem_gift


@login_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def redeem(request: HttpRequest) -> HttpResponse:
    """The code is posted, so that it stands in no address, log or history."""
    form = RedeemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return try_code(request, form)
    return render(request, "billing/gifts/redeem.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_variables("code")
def try_code(request: HttpRequest, form: RedeemForm) -> HttpResponse:
    user, code = cast(User, request.user), form.cleaned_data["code"]
    who = f"account {user.pk}"
    if not WRONG_CODES.take(who):
        return ask_to_wait(request, WRONG_CODES.wait_seconds(who))
    try:
        gift = redeem_gift(code=code, user=user, may_begin_later="later" in request.POST)
    except UnknownCode as refusal:
        form.add_error("code", str(refusal.words))
        return render(request, "billing/gifts/redeem.html", {"form": form}, status=422)
    except BeginsLater as refusal:
        WRONG_CODES.give_back(who)
        facts = {"starts_at": refusal.starts_at, "form": LaterForm(initial={"code": code, "later": "1"}, auto_id=False)}
        return render(request, "billing/gifts/later.html", facts)
    except GiftRefused as refusal:
        WRONG_CODES.give_back(who)
        form.add_error(None, str(refusal.words))
        return render(request, "billing/gifts/redeem.html", {"form": form}, status=409)
    WRONG_CODES.give_back(who)
    return render(request, "billing/gifts/opened.html", {"gift": gift})


@login_required
@never_cache
@require_POST
def show(request: HttpRequest, key: UUID) -> HttpResponse:
    """A click, because programs that fetch pages beforehand would use up the one time."""
    order = find_own_gift(request, key)
    try:
        code = show_code(order=order)
    except AlreadyShown:
        messages.info(request, _("De code is al een keer getoond. Hij staat ook in je mail."))
    except AlreadyRedeemed:
        messages.info(request, _("Dit cadeau is al uitgepakt."))
    else:
        return render(request, "billing/gifts/code.html", {"order": order, "code": code})
    return redirect("billing:outcome", order.key)


@login_required
@never_cache
@require_POST
def renew(request: HttpRequest, key: UUID) -> HttpResponse:
    order = find_own_gift(request, key)
    try:
        renew_code(order=order)
    except AlreadyRedeemed:
        messages.info(request, _("Dit cadeau is al uitgepakt."))
    else:
        messages.success(request, _("Er is een nieuwe code. De oude werkt niet meer."))
    return redirect("billing:outcome", order.key)


def find_own_gift(request: HttpRequest, key: UUID) -> Order:
    order = get_object_or_404(Order, key=key, way=Order.Way.GIFT)
    if not may_see_order(request.user, order) or not Gift.objects.filter(order=order).exclude(code_hash=None).exists():
        raise Http404
    return order
