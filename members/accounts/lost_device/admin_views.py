"""Lost devices in the Wagtail admin: what runs, asking for somebody, and confirming who it is after the wait."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from legal.statements.models import StaffReading
from legal.statements.reports.reading_log import log_reading

from ..models import AccountRecovery, User
from ..models.account_recovery import RecoveryEnded, RecoveryTooSoon
from .asking import AskingRefused, ask_for_recovery
from .carrying_out import carry_out
from .forms import AskForm, ConfirmForm
from .permissions import CONFIRM, VIEW, list_helped_by
from .stopping import stop_recovery


class RecoveryIndexView(generic.IndexView):
    default_ordering = "-asked_at"
    any_permission_required = ["view"]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        log_reading(reader=self.request.user, what=StaffReading.What.LIST, detail="lost_devices")
        return super().get_context_data(**context)

    def get_base_queryset(self) -> QuerySet[AccountRecovery]:
        recoveries: QuerySet[AccountRecovery] = list_helped_by(self.request.user)
        return recoveries.select_related("person", "asked_by", "confirmed_by")

    @cached_property
    def list_display(self) -> list[BaseColumn]:
        return [
            TitleColumn("person", label=_("E-mailadres"), accessor="person.email", get_url=lambda row: name_page(row)),
            Column("state", label=_("Stand"), accessor="state"),
            DateColumn("asked_at", label=_("Gevraagd"), sort_key="asked_at"),
            Column("asked_by", label=_("Door"), accessor=name_who_asked),
            DateColumn("ready_at", label=_("Kan vanaf"), sort_key="ready_at"),
            DateColumn("expires_at", label=_("Kan tot"), sort_key="expires_at"),
        ]


def name_who_asked(recovery: AccountRecovery) -> str:
    if recovery.asked_by_id == recovery.person_id:
        return _("de persoon zelf")
    return recovery.asked_by.email if recovery.asked_by else _("een oud-collega")


def name_page(recovery: AccountRecovery) -> str:
    return reverse("lost_devices:recovery", args=[recovery.pk])


class AskView(generic.CreateView):
    success_message = gettext_lazy("De aanvraag loopt. De eigenaar heeft een mail gekregen.")
    error_message = gettext_lazy("Er is niets aangevraagd.")
    submit_button_label = gettext_lazy("Vraag aan")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"actor": self.request.user}

    def get_success_buttons(self) -> list[Any]:
        return []

    def form_valid(self, form: AskForm) -> HttpResponse:
        """What somebody else did between looking at the form and writing it down is a refusal, and no fault."""
        try:
            return super().form_valid(form)
        except AskingRefused as refusal:
            form.add_error("email", refusal)
            return self.form_invalid(form)

    def save_instance(self) -> AccountRecovery:
        recovery = ask_for_recovery(
            person=self.form.person, asked_by=self.request.user, reason=self.form.cleaned_data["reason"]
        )
        log(recovery, "accounts.recovery_asked", user=self.request.user)
        return recovery


class RecoveryView(WagtailAdminTemplateMixin, FormView):
    """One of them, with two ways on: confirm, once its wait is over, or stop."""

    template_name = "accounts/admin/recovery.html"
    form_class = ConfirmForm
    header_icon = "key"
    page_title = gettext_lazy("Telefoon of sleutel kwijt")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(VIEW if request.method == "GET" else CONFIRM):
            raise PermissionDenied
        self.recovery = get_object_or_404(list_helped_by(request.user), pk=kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.recovery.person.email)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("lost_devices:index"), "label": recovery_viewset.menu_label}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        about = {"subject": self.recovery.person_id, "detail": "lost_devices"}
        log_reading(reader=self.request.user, what=StaffReading.What.ACCOUNT, **about)
        may_confirm = self.request.user.has_perm(CONFIRM)
        asked_by = name_who_asked(self.recovery)
        return super().get_context_data(recovery=self.recovery, may_confirm=may_confirm, asked_by=asked_by, **context)

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        try:
            colleague: User = self.request.user  # type: ignore[assignment]
            carry_out(self.recovery, colleague=colleague, checked=form.cleaned_data["checked"])
        except RecoveryTooSoon:
            messages.error(self.request, _("Dit kan nog niet: de eigenaar heeft nog tijd om het te stoppen."))
        except RecoveryEnded:
            messages.error(self.request, _("Deze aanvraag loopt niet meer. Er is niets veranderd."))
        else:
            log(self.recovery, "accounts.recovery_confirmed", user=self.request.user)
            messages.success(self.request, _("De tweede stap is weggehaald. De eigenaar heeft een mail gekregen."))
        return redirect("lost_devices:recovery", self.recovery.pk)


class StopView(RecoveryView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            stop_recovery(self.recovery, AccountRecovery.StoppedBy.COLLEAGUE)
        except RecoveryEnded:
            messages.error(request, _("Deze aanvraag loopt niet meer. Er is niets veranderd."))
        else:
            log(self.recovery, "accounts.recovery_stopped", user=request.user)
            messages.success(request, _("De aanvraag is gestopt. De eigenaar heeft een mail gekregen."))
        return redirect("lost_devices:recovery", self.recovery.pk)


class RecoveryViewSet(ModelViewSet):
    model = AccountRecovery
    icon = "key"
    menu_label = gettext_lazy("Apparaat kwijt")
    menu_order = 320
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = RecoveryIndexView
    add_view_class = AskView

    def get_form_class(self, for_update: bool = False) -> type[ModelForm]:
        return AskForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = dict.fromkeys(("edit_url_name", "delete_url_name", "usage_url_name", "history_url_name"))
        return super().get_common_view_kwargs(**{**nowhere, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results", "add")]
        return [
            *kept,
            path("<int:number>/", RecoveryView.as_view(), name="recovery"),
            path("<int:number>/stoppen/", StopView.as_view(), name="stop"),
        ]


recovery_viewset = RecoveryViewSet("lost_devices", url_prefix="apparaat-kwijt")
