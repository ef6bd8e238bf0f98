"""What becoming a member costs, for everybody to read. Without a session it is the same for all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.freshness.sharing import shared

from .models import Offer
from .plans import address_plans, find_own_membership, list_plans


@require_safe
@shared()
def show_plans(request: HttpRequest) -> HttpResponse:
    plans = list_plans(request)
    others = Offer.objects.on_sale(timezone.localdate()).exclude(kind=Offer.Kind.MEMBERSHIP)
    facts = {
        "plans": plans,
        "own": find_own_membership(request.user),
        "sells_courses": others.exists(),
        "grace_days": {plan.priced.offer.grace_days for plan in plans},
        "periods": {plan.priced.offer.period for plan in plans},
        "has_trial": any(plan.priced.offer.trial_days for plan in plans),
        "addresses": address_plans(),
    }
    return render(request, "membership/plans.html", facts)
