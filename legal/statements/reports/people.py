"""Finding a person, to see what they answered. Words are sent by POST: no name or address gets into an address bar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..models import StaffReading, Version
from .evidence import EvidenceMixin
from .reading_log import log_reading

MOST_FOUND = 50


class PeopleSearchForm(forms.Form):
    words = forms.CharField(
        label=_("Naam, e-mailadres of nummer van het account"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul een naam, een e-mailadres of een nummer in.")},
    )
    version = forms.ModelChoiceField(
        label=_("Akkoord met welke versie?"),
        queryset=Version.objects.select_related("document").order_by("document__position", "-number"),
        required=False,
        empty_label=_("Alle versies"),
    )


class PeopleView(EvidenceMixin, WagtailAdminTemplateMixin, FormView):
    template_name = "statements/admin/people.html"
    page_title = _("Personen")
    header_icon = "group"
    form_class = PeopleSearchForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def form_valid(self, form: PeopleSearchForm) -> HttpResponse:
        """That nobody was found is an answer too."""
        log_reading(reader=self.request.user, what=StaffReading.What.LIST, detail="people")
        people = list(find_people(form.cleaned_data["words"])[: MOST_FOUND + 1])
        version = form.cleaned_data["version"]
        if len(people) == 1:
            return HttpResponseRedirect(find_address(people[0], version))
        found = [(person, find_address(person, version)) for person in people[:MOST_FOUND]]
        context = self.get_context_data(form=form, found=found, is_cut_off=len(people) > MOST_FOUND, is_searched=True)
        return self.render_to_response(context)


def find_address(person: Any, version: Version | None = None) -> str:
    address = reverse("statements_person", args=[person.pk])
    return f"{address}?version={version.pk}" if version else address


def find_people(words: str) -> QuerySet[Any]:
    """By number or whole address where there is such an account, for that is quick; else everybody with all these
    words in name or address.
    """
    people = get_user_model().objects.order_by("email")
    exact = people.filter(pk=int(words)) if words.isdecimal() else people.filter(email=words.lower())
    if exact.exists():
        return exact
    for word in words.split():
        people = people.filter(Q(email__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return people
