"""The pages on which a colleague acts on an order: a form, the act, and back to the story."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..permissions import may_act_on_orders
from .acting import Decided, DoneBefore, Outdated
from .ending import end_by_staff
from .forms import CHANGED, ActForm, EndForm, GrantForm, RefundForm, WaiveForm
from .granting import HasItAlready, NobodyToGive, grant_access
from .order_views import OneOrder
from .refunding import refund_payment
from .waiving import waive_charge


class ActView(OneOrder, WagtailAdminTemplateMixin, FormView):
    template_name = "billing/administration/act.html"
    explanation: str | Promise = ""
    impossible: str | Promise = ""
    done: str | Promise = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_act_on_orders(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": self.get_success_url(), "label": self.order.number}
        return [*self.breadcrumbs_items, self.link_list(), above, {"url": "", "label": self.page_title}]

    def get_success_url(self) -> str:
        return reverse("billing_order", args=[self.order.pk])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"order": self.order}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        self.log(f"act {self.order.number}")
        return super().get_context_data(order=self.order, **context)

    def form_invalid(self, form: ActForm) -> HttpResponse:
        """Sent twice, what it chose may be there no more."""
        if form.was_done:
            return self.say_done_before()
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def form_valid(self, form: ActForm) -> HttpResponse:
        by = Decided(self.request.user, form.cleaned_data["reason"], form.cleaned_data["key"])
        try:
            self.act(form, by)
        except DoneBefore:
            return self.say_done_before()
        except (Outdated, NobodyToGive):
            form.add_error(None, CHANGED)
            return self.form_invalid(form)
        except HasItAlready:
            form.add_error(None, _("Deze persoon heeft dit al, zo lang of langer. Er is niets veranderd."))
            return self.form_invalid(form)
        messages.success(self.request, str(self.done))
        return redirect(self.get_success_url())

    def say_done_before(self) -> HttpResponse:
        messages.warning(self.request, _("Dit was al gedaan. Er is niets veranderd."))
        return redirect(self.get_success_url())

    def act(self, form: Any, by: Decided) -> None:
        raise NotImplementedError


class RefundView(ActView):
    form_class = RefundForm
    page_title = gettext_lazy("Geef geld terug")
    explanation = gettext_lazy(
        "Het geld gaat terug naar de rekening waarmee is betaald. De creditfactuur en de mail volgen vanzelf. Geef je "
        "een periode of cursus helemaal terug, dan stopt ook de toegang daarvoor."
    )
    impossible = gettext_lazy("Er is niets om terug te geven: er kwam niets binnen, of alles is al terug.")
    done = gettext_lazy("Het geld gaat terug. Binnen een paar minuten is het onderweg.")

    def act(self, form: RefundForm, by: Decided) -> None:
        payment, _left = form.left[form.cleaned_data["choice"]]
        refund_payment(payment=payment, cents=form.cleaned_data["euros"], by=by)


class WaiveView(ActView):
    form_class = WaiveForm
    page_title = gettext_lazy("Scheld een bedrag kwijt")
    explanation = gettext_lazy(
        "Niemand hoeft het bedrag nog te betalen. De toegang voor die periode stopt, bij een lidmaatschap uiterlijk na "
        "de dagen uitstel; daarna gaat het door met de volgende periode. Er is geen factuur van, dus ook geen "
        "creditfactuur. Wat toch nog binnenkomt, gaat terug."
    )
    impossible = gettext_lazy("Er staat niets open.")
    done = gettext_lazy("Het bedrag is kwijtgescholden. De klant krijgt een mail.")

    def act(self, form: WaiveForm, by: Decided) -> None:
        waive_charge(charge=form.open[form.cleaned_data["choice"]], by=by)


class GrantView(ActView):
    form_class = GrantForm
    page_title = gettext_lazy("Geef toegang")
    explanation = gettext_lazy(
        "Wie bestelde, krijgt vanaf nu toegang tot alles van deze bestelling, zonder te betalen."
    )
    done = gettext_lazy("De toegang is gegeven. De klant krijgt een mail.")

    def act(self, form: GrantForm, by: Decided) -> None:
        grant_access(order=self.order, last_day=form.cleaned_data["last_day"], by=by)


class EndView(ActView):
    form_class = EndForm
    page_title = gettext_lazy("Beëindig")
    explanation = gettext_lazy("Er wordt niets meer afgeschreven, en wat openstaat vervalt.")
    impossible = gettext_lazy("Deze bestelling is al beëindigd.")
    done = gettext_lazy("De bestelling is beëindigd. De klant krijgt een mail.")

    def act(self, form: EndForm, by: Decided) -> None:
        end_by_staff(order=self.order, way=form.cleaned_data["choice"], by=by)
