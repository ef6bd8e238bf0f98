"""The button that obliges to pay, paying, and what became of it. Before it come one's details: details_views.py."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from legal.statements.languages import read_language
from legal.statements.models import VersionText

from .converging import converge
from .customers import find_customer_of
from .declaring import BUTTON, FREE_BUTTON, SHOWN, find_texts, list_by_button, list_declarations
from .drafts import AlreadyPlaced, refresh_draft
from .forms import CheckForm
from .models import Charge, Gift, Order, Payment
from .paying import NothingToPay, begin_payment
from .payment_provider import ProviderRefused, ProviderUnavailable
from .permissions import may_see_order
from .placing import NotForSale, PriceChanged, TriedBefore, place_order
from .pricing import price_period
from .shown_order import fingerprint
from .standing import describe_standing
from .visitors import list_keys
from .withdrawal.rules import find_rule

SEE_OTHER = 303
# A form's answer may lead to the page where one pays, and nowhere else: browsers hold `form-action` against redirects.
to_provider: Any = csp_update({"form-action": settings.CHECKOUT_ORIGINS})


@never_cache
@to_provider
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """The last look, and the button. What was ordered already leads on to what became of it."""
    order = find_order(request, key)
    try:
        order, is_changed = refresh_draft(order, read_language())
    except AlreadyPlaced:
        return lead_to_outcome(request, order)
    except NotForSale as refusal:
        return refuse_sale(request, refusal)
    texts = find_texts(order.language)
    form = make_check_form(order, texts, request.POST or None)
    if is_changed or request.method != "POST" or not form.is_valid():
        return show_check(request, order, texts, form, is_changed)
    try:
        shown = form.cleaned_data["shown"]
        order = place_order(order=order, declared=form.write_declarations(), shown=shown)
    except NotForSale as refusal:
        return refuse_sale(request, refusal)
    except PriceChanged:
        return show_check(request, Order.objects.get(pk=order.pk), texts, form, is_changed=True)
    return lead_to_payment(request, order)


def lead_to_outcome(request: HttpRequest, order: Order) -> HttpResponse:
    """Who pressed the button twice goes where they went the first time."""
    return lead_to_payment(request, order) if request.method == "POST" else redirect("billing:outcome", order.key)


def make_check_form(order: Order, texts: dict[str, VersionText], data: Any = None) -> CheckForm:
    boxes, by_button = list_declarations(order), list_by_button(order, texts.get("terms"))
    shown = fingerprint(order, [*boxes, *by_button])
    return CheckForm(data, shown=shown, declarations=boxes, by_button=by_button)


def show_check(
    request: HttpRequest, order: Order, texts: dict[str, VersionText], form: CheckForm, is_changed: bool
) -> HttpResponse:
    """What changed is shown anew, with nothing ticked."""
    if is_changed:
        form = make_check_form(order, texts)
    facts = {"order": order, "price": price_period(order), "form": form, "is_changed": is_changed}
    facts |= {"rule": find_rule(order), "texts": [texts[kind] for kind in SHOWN if kind in texts]}
    facts |= {"button": BUTTON if order.cents else FREE_BUTTON}
    status = 422 if form.errors else 409 if is_changed and request.method == "POST" else 200
    return render(request, "billing/check.html", facts, status=status)


def refuse_sale(request: HttpRequest, refusal: NotForSale) -> HttpResponse:
    facts = {"was_tried": isinstance(refusal, TriedBefore)}
    return render(request, "billing/not_for_sale.html", facts, status=409)


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
@to_provider
@require_safe
def outcome(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where the customer comes back. The provider is asked, so that this page never tells less than is true. Who comes
    from a mail in another browser logs in first.
    """
    if not request.user.is_authenticated and str(key) not in list_keys(request.session):
        return redirect_to_login(request.get_full_path())
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
    if not may_see_order(request.user, order, request.session):
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
    if not order.renews:
        return {"sequence": Payment.Sequence.ONE_OFF}
    return {"sequence": Payment.Sequence.FIRST, "customer_id": find_customer_of(order)}


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
