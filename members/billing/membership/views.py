"""A member's page about what they pay for, cancelling it, and going on after all."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.accounts.models import User

from ..cancelling import Ending, EndingChanged, NotRunning, cancel_subscription, compute_ending
from ..checkout_views import to_provider
from ..models import Payment, Subscription
from .describing import describe_memberships
from .describing_orders import describe_orders, list_given
from .finding import find_own
from .forms import CancelForm
from .permissions import goes_on, is_owed
from .resuming import NotCancelled, TooLate, resume_subscription

PAGE = "billing:own_membership:show"
CONFLICT = 409


@login_required
@never_cache
@to_provider
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    memberships, is_answered = describe_memberships(person)
    facts = {"memberships": memberships, "is_answered": is_answered, "now": timezone.now()}
    facts |= {"orders": describe_orders(person), "given": list_given(person)}
    return render(request, "billing/membership/page.html", facts)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says first when access ends and what is paid back; then the button."""
    subscription = find_own(request, key)
    if not goes_on(subscription):
        messages.info(request, _("Je had al opgezegd. Er is niets veranderd."))
        return redirect(PAGE)
    ending = compute_ending(subscription, timezone.localdate())
    form = CancelForm(request.POST if request.method == "POST" else None, ending=ending)
    if request.method != "POST":
        return ask_whether(request, subscription, ending, form)
    if not form.is_valid():
        return ask_whether(request, subscription, ending, CancelForm(ending=ending), has_changed=True)
    try:
        shown = (form.cleaned_data["day"], form.cleaned_data["cents"])
        ending = cancel_subscription(subscription=subscription, shown=shown)
    except EndingChanged:
        return ask_whether(request, subscription, ending, CancelForm(ending=ending), has_changed=True)
    except NotRunning:
        messages.info(request, _("Je had al opgezegd. Er is niets veranderd."))
    else:
        words = _("Je hebt opgezegd. Je toegang stopt op %(day)s.") % {"day": date_format(ending.ends_on)}
        messages.success(request, words)
    return redirect(PAGE)


def ask_whether(
    request: HttpRequest, subscription: Subscription, ending: Ending, form: CancelForm, *, has_changed: bool = False
) -> HttpResponse:
    today = timezone.localdate()
    debits = Payment.objects.under_way().filter(charge__order=subscription.order_id, sequence="recurring")
    facts = {"subscription": subscription, "ending": ending, "form": form, "has_changed": has_changed}
    facts |= {"ends_today": ending.ends_on <= today, "is_owed": is_owed(subscription), "is_debited": debits.exists()}
    facts |= {"is_renewed": bool(ending.charge)}
    return render(request, "billing/membership/cancel.html", facts, status=CONFLICT if has_changed else 200)


@login_required
@never_cache
@require_POST
def resume(request: HttpRequest, key: UUID) -> HttpResponse:
    subscription = find_own(request, key)
    try:
        resume_subscription(subscription=subscription)
    except NotCancelled:
        messages.info(request, _("Hier is geen opzegging om in te trekken. Er is niets veranderd."))
    except TooLate:
        messages.error(request, _("Je kreeg al geld terug. Wil je verder, bestel dan opnieuw."))
    else:
        messages.success(request, _("Je opzegging is ingetrokken. Je lidmaatschap gaat gewoon door."))
    return redirect(PAGE)
