"""Another account or card, and coming back from where one pays."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..checkout_views import SEE_OTHER, ask_about, choose_mandate, to_provider
from ..models import Charge, Payment
from ..paying import NothingToPay, begin_payment
from ..payment_provider import ProviderRefused, ProviderUnavailable
from .changing_account import MayNotChangeAccount, charge_cent
from .finding import find_own
from .permissions import may_change_account
from .views import PAGE


@login_required
@never_cache
@to_provider
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    subscription = find_own(request, key)
    if not may_change_account(subscription):
        return say_that_it_cannot(request)
    if request.method != "POST":
        return render(request, "billing/membership/change_account.html", {"subscription": subscription})
    try:
        return go_to_provider(request, charge_cent(subscription=subscription))
    except MayNotChangeAccount:
        return say_that_it_cannot(request)


def say_that_it_cannot(request: HttpRequest) -> HttpResponse:
    words = _("Er is niets veranderd. Staat er nog een bedrag open? Betaal dat met je nieuwe rekening.")
    messages.info(request, words)
    return redirect(PAGE)


def go_to_provider(request: HttpRequest, charge: Charge) -> HttpResponse:
    """To where one pays, with leave to collect from there later."""
    try:
        payment = begin_payment(charge=charge, **choose_mandate(charge.order))
    except NothingToPay:
        return redirect("billing:own_membership:returned", charge.order.key)
    except (ProviderUnavailable, ProviderRefused):
        words = _("De betaaldienst geeft nu geen antwoord. Er is niets veranderd. Probeer het straks nog eens.")
        messages.error(request, words)
        return redirect(PAGE)
    response = redirect(payment.checkout_url or PAGE)
    response.status_code = SEE_OTHER
    return response


@login_required
@never_cache
@require_safe
def returned(request: HttpRequest, key: UUID) -> HttpResponse:
    """The provider is asked, so that the page never tells less than is true."""
    subscription = find_own(request, key)
    is_sure = ask_about(subscription.order)
    by_hand = Payment.objects.filter(charge__order=subscription.order, sequence=Payment.Sequence.FIRST)
    newest = by_hand.select_related("charge").first()
    if newest and newest.status == Payment.Status.PAID:
        messages.success(request, word_success(newest.charge))
    elif newest and newest.status in Payment.FAILURES:
        messages.info(request, _("De betaling is gestopt of niet gelukt. Er is niets afgeschreven of veranderd."))
    elif not is_sure or (newest and newest.is_under_way):
        messages.info(request, _("We wachten nog op je bank. Je krijgt een mail zodra het geld er is."))
    return redirect(PAGE)


def word_success(charge: Charge) -> str:
    if charge.dropped_at:
        return _("Je betaling kwam te laat. Je krijgt het geld vanzelf terug.")
    if charge.purpose == Charge.Purpose.MANDATE:
        return _("Je nieuwe rekening is gekoppeld. Je cent komt vanzelf terug.")
    if charge.purpose == Charge.Purpose.SWITCH:
        return _("Je bent overgestapt.")
    return _("Dank je wel, je betaling is binnen.")
