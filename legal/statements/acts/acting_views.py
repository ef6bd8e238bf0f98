"""In the admin: putting on record what somebody answered by letter, by telephone or at the counter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import Act, StaffReading
from ..permissions import may_act_for, may_see_evidence
from ..reports.reading_log import log_reading
from .acting_forms import ActForPersonForm
from .agreements import list_last_acts


class ActForPersonView(WagtailAdminTemplateMixin, FormView):
    """404 for who may not act for this person, as for an account that is not there."""

    form_class = ActForPersonForm
    template_name = "statements/admin/act_for_person.html"
    page_title = gettext_lazy("Leg een antwoord vast")
    header_icon = "edit"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.person = get_object_or_404(get_user_model(), pk=kwargs["account"])
        if not may_act_for(request.user, self.person):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return self.person.get_full_name()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("statements_people"), "label": _("Personen")},
            {"url": reverse("statements_person", args=[self.person.pk]), "label": self.person.get_full_name()},
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form: ActForPersonForm) -> HttpResponse:
        try:
            act = form.record(actor=self.request.user, user=self.person)
        except get_user_model().DoesNotExist as error:  # deleted while the colleague typed
            raise Http404 from error
        if act is None:
            return self.form_invalid(form)
        messages.success(self.request, describe_outcome(act, form.cleaned_data["reason"]))
        return redirect("statements_person", self.person.pk)

    def form_invalid(self, form: ActForPersonForm) -> HttpResponse:
        messages.error(self.request, _("Er is niets vastgelegd. Kijk de velden na."))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """Whoever is shown this page, also after a mistake in the form, has looked at this person."""
        reader = self.request.user
        log_reading(reader=reader, what=StaffReading.What.PERSON, subject=self.person.pk, detail="act")
        acts = list_last_acts(self.person) if may_see_evidence(reader) else []
        return super().get_context_data(person=self.person, acts=acts, **context)


def describe_outcome(act: Act, reason: str) -> str:
    if act.place == Act.Place.STAFF and act.subject.reason == reason:
        return _("Het antwoord is vastgelegd, met jouw account en de reden erbij.")
    return _("Dit antwoord stond al vast. Er is niets toegevoegd.")
