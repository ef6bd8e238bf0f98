"""In the admin: acting on an account that a child uses without a parent. Addresses are sent by POST, never in a URL."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from legal.statements.models import StaffReading
from legal.statements.reports.reading_log import log_reading

from ..models import ChildAct, User
from .acting import NothingToDo, close_account_of_child, contact_parent
from .forms import ChildAccountForm, FindAccountForm
from .permissions import may_act_on_child_account, may_help_with_children

ACTS = {ChildAct.Kind.CONTACT: contact_parent, ChildAct.Kind.CLOSE: close_account_of_child}


class ChildView(WagtailAdminTemplateMixin, FormView):
    """For who may not help with this, these pages are not there."""

    page_title = gettext_lazy("Account van een kind")
    header_icon = "user"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_help_with_children(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class FindAccountView(ChildView):
    template_name = "accounts/admin/find_child.html"
    form_class = FindAccountForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def form_valid(self, form: FindAccountForm) -> HttpResponse:
        if not may_act_on_child_account(self.request.user, form.user):
            form.add_error("email", _("Dit is het account van een medewerker."))
            return self.form_invalid(form)
        return redirect("accounts_child", form.user.pk)  # type: ignore[union-attr]


class ChildAccountView(ChildView):
    template_name = "accounts/admin/child.html"
    form_class = ChildAccountForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.person = get_object_or_404(User, pk=kwargs["account"])
        if not may_act_on_child_account(request.user, self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("accounts_find_child"), "label": self.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": str(self.person)}]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        log_reading(
            reader=self.request.user, what=StaffReading.What.ACCOUNT, subject=self.person.pk, detail="accounts child"
        )
        return super().get_context_data(person=self.person, acts=list(self.person.child_acts.all()), **context)

    def form_valid(self, form: ChildAccountForm) -> HttpResponse:
        kind = ChildAct.Kind(form.cleaned_data["kind"])
        try:
            ACTS[kind](actor=self.request.user, user=self.person, reason=form.cleaned_data["reason"])
        except NothingToDo:
            messages.warning(self.request, describe_repetition(kind))
        except User.DoesNotExist as error:  # erased while the colleague typed
            raise Http404 from error
        else:
            messages.success(self.request, describe_outcome(kind))
        return redirect("accounts_child", self.person.pk)


def describe_outcome(kind: ChildAct.Kind) -> str:
    if kind == ChildAct.Kind.CONTACT:
        return _("De mail aan de ouder is verstuurd.")
    return _("Het account is gesloten. Over 30 dagen wordt het gewist.")


def describe_repetition(kind: ChildAct.Kind) -> str:
    if kind == ChildAct.Kind.CONTACT:
        return _("Er is niets verstuurd: het account is gesloten, of de ouder kreeg deze week al een mail.")
    return _("Dit account was al gesloten. Er is niets veranderd.")
