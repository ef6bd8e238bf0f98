"""Finding the orders of somebody. Words are sent by POST: no name or address gets into an address bar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from legal.statements.models import StaffReading
from legal.statements.reports.reading_log import log_reading

from ..models import Order
from .listings import SalesOnly
from .orders import list_orders

MOST_FOUND = 50


class FindForm(forms.Form):
    words = forms.CharField(
        label=_("Naam, bedrijf, e-mailadres of bestelnummer"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul een naam, een e-mailadres of een bestelnummer in.")},
    )


def find_orders(words: str) -> QuerySet[Any]:
    """By number or whole address where there are such orders; else those with all these words in the buyer’s name."""
    orders: QuerySet[Any] = list_orders().order_by("-placed_at", "-pk")
    address = Q(email__iexact=words) | Q(user__email__iexact=words)
    exact = orders.filter(address | Q(number=words.upper()))
    if exact.exists():
        return exact
    for word in words.split():
        names = Q(buyer__first_name__icontains=word) | Q(buyer__last_name__icontains=word)
        orders = orders.filter(names | Q(buyer__company__icontains=word))
    return orders


class FindOrdersView(SalesOnly, WagtailAdminTemplateMixin, FormView):
    template_name = "billing/administration/find.html"
    page_title = _("Zoek bestellingen")
    header_icon = "search"
    form_class = FindForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("billing_orders"), "label": _("Bestellingen")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def form_valid(self, form: FindForm) -> HttpResponse:
        """That nothing was found is an answer too."""
        log_reading(reader=self.request.user, what=StaffReading.What.LIST, detail="orders find")
        found: list[Order] = list(find_orders(form.cleaned_data["words"])[: MOST_FOUND + 1])
        if len(found) == 1:
            return redirect("billing_order", found[0].pk)
        shown = {"found": found[:MOST_FOUND], "is_cut_off": len(found) > MOST_FOUND, "is_searched": True}
        return self.render_to_response(self.get_context_data(form=form, **shown))
