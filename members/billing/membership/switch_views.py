"""Choosing another plan."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.membership.models import Offer

from ..checkout_views import to_provider
from ..declaring import BUTTON, is_for_business
from ..models import Subscription
from .account_views import go_to_provider
from .declaring_switch import word_beginning
from .finding import find_own
from .forms import SwitchForm
from .permissions import may_switch
from .quoting import MayNotSwitch, Quote, list_plans, quote_switch
from .switching import PriceChanged, charge_switch, forget_switch, plan_switch
from .views import CONFLICT, PAGE


@login_required
@never_cache
@require_safe
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    subscription = find_own(request, key)
    if not may_switch(subscription):
        return say_that_it_cannot(request)
    plans = [(offer, quote_switch(subscription, offer)) for offer in list_plans(subscription)]
    return render(request, "billing/membership/plans.html", {"subscription": subscription, "plans": plans})


@login_required
@never_cache
@to_provider
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: UUID, slug: str) -> HttpResponse:
    """The last look, and the button that obliges to pay: art. 6:230v(3) BW."""
    subscription = find_own(request, key)
    offer = get_object_or_404(Offer, slug=slug, kind=Offer.Kind.MEMBERSHIP)
    try:
        quote = quote_switch(subscription, offer)
        form = SwitchForm(request.POST if request.method == "POST" else None, quote=quote)
        if request.method != "POST" or not form.is_valid():
            return look(request, subscription, offer, quote, form, 422 if form.errors else 200)
        return switch(request, subscription, offer, form)
    except PriceChanged:
        quote = quote_switch(subscription, offer)
        return look(request, subscription, offer, quote, SwitchForm(quote=quote), CONFLICT)
    except MayNotSwitch:
        if offer not in list_plans(subscription):
            raise Http404 from None
        return say_that_it_cannot(request)


def look(
    request: HttpRequest, subscription: Subscription, offer: Offer, quote: Quote, form: SwitchForm, status: int
) -> HttpResponse:
    facts = {"subscription": subscription, "offer": offer, "quote": quote, "form": form}
    facts |= {"has_changed": status == CONFLICT, "is_for_business": is_for_business(subscription.order)}
    facts |= {"beginning": word_beginning(), "button": BUTTON}
    return render(request, "billing/membership/switch.html", facts, status=status)


def switch(request: HttpRequest, subscription: Subscription, offer: Offer, form: SwitchForm) -> HttpResponse:
    """Raises MayNotSwitch and PriceChanged."""
    if form.is_now:
        shown = form.cleaned_data["now_cents"] or 0
        return go_to_provider(request, charge_switch(subscription=subscription, offer=offer, shown_cents=shown))
    plan_switch(subscription=subscription, offer=offer, shown_cents=form.cleaned_data["cents"])
    day = date_format(quote_switch(subscription, offer).starts_on)
    messages.success(request, _("Je stapt over op %(day)s.") % {"day": day})
    return redirect(PAGE)


@login_required
@never_cache
@require_POST
def forget(request: HttpRequest, key: UUID) -> HttpResponse:
    if forget_switch(subscription=find_own(request, key)):
        messages.success(request, _("Je stapt niet over. Je houdt wat je had."))
    else:
        messages.info(request, _("Er staat geen overstap klaar. Er is niets veranderd."))
    return redirect(PAGE)


def say_that_it_cannot(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("Overstappen kan nu niet. Er is niets veranderd."))
    return redirect(PAGE)
