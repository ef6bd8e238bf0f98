"""The withdrawal function (art. 11a of Directive 2011/83/EU): for everybody, without logging in, in two steps."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..models import Order, Withdrawal
from .deciding import decide
from .forms import NumberForm, OwnOrderForm
from .withdrawing import withdraw_order, word_withdrawal

CHOSEN = "withdrawing"  # in the session: the key of the order, once somebody showed that it is theirs


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    form = choose_form(request)
    if request.method == "POST" and form.is_valid():
        order = form.cleaned_data.get("order") or form.order  # type: ignore[attr-defined]
        request.session[CHOSEN] = str(order.key)
        return redirect("billing:withdrawal_confirm")
    facts = {"form": form, "is_by_number": isinstance(form, NumberForm)}
    return render(request, "billing/withdrawal/ask.html", facts, status=422 if form.errors else 200)


def choose_form(request: HttpRequest) -> forms.Form:
    """Who is logged in chooses from their orders, and may give the number of another all the same."""
    has_own = Order.objects.of(request.user).placed().exists()
    if has_own and "nummer" not in request.GET and "number" not in request.POST:
        return OwnOrderForm(request.POST or None, person=request.user)
    return NumberForm(request.POST or None)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """What it means, before anybody does it."""
    order = find_chosen(request)
    if order is None:
        return redirect("billing:withdraw")
    if request.method == "POST":
        withdraw_order(order=order)
    if Withdrawal.objects.filter(order=order).exists():
        return redirect("billing:withdrawal_receipt")
    facts = {"order": order, "decision": decide(order), "wording": word_withdrawal(order)}
    return render(request, "billing/withdrawal/confirm.html", facts)


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    order = find_chosen(request)
    withdrawal = Withdrawal.objects.filter(order=order).first() if order else None
    if withdrawal is None:
        return redirect("billing:withdraw")
    return render(request, "billing/withdrawal/receipt.html", {"order": order, "withdrawal": withdrawal})


def find_chosen(request: HttpRequest) -> Order | None:
    key = request.session.get(CHOSEN)
    return Order.objects.placed().filter(key=key).first() if key else None
