"""The legal team looks up a choice by the number that a visitor quotes, and counts the choices of each day.

The number is sent by POST: it gets into no address bar and no log.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from legal.statements.models import StaffReading, Version
from legal.statements.reports.evidence import EvidenceMixin, EvidenceReportView, PeriodFilter
from legal.statements.reports.reading_log import log_reading

from .describing import describe_choice, name_purposes
from .models import ChoicePerson, CookieChoice
from .proving import prove_choice
from .published import DOCUMENT

WRONG_NUMBER = _("Dit is geen nummer van een keuze. Zo’n nummer heeft 32 tekens: cijfers en de letters a tot en met f.")
MOST_LATER = 20


class NumberForm(forms.Form):
    number = forms.UUIDField(
        label=_("Nummer van de keuze"),
        help_text=_("Het staat bij Cookiekeuze in de browser waarin iemand koos."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul het nummer in."), "invalid": WRONG_NUMBER},
    )


class ChoiceView(EvidenceMixin, WagtailAdminTemplateMixin, FormView):
    template_name = "cookies/admin/choice.html"
    page_title = _("Cookiekeuze opzoeken")
    header_icon = "search"
    form_class = NumberForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def form_valid(self, form: NumberForm) -> HttpResponse:
        """That there is no such choice is an answer too."""
        choices = CookieChoice.objects.select_related("wording")
        choice = choices.filter(pk=form.cleaned_data["number"]).first()
        person = ChoicePerson.objects.filter(choice=choice).first() if choice else None
        self.log(person)
        found = look_up(choice, person) if choice else {}
        return self.render_to_response(self.get_context_data(form=form, is_searched=True, **found))

    def log(self, person: ChoicePerson | None) -> None:
        what = StaffReading.What.PERSON if person else StaffReading.What.LIST
        subject = person.user_id if person else None
        log_reading(reader=self.request.user, what=what, subject=subject, detail="choice")


def look_up(choice: CookieChoice, person: ChoicePerson | None) -> dict[str, Any]:
    names = name_purposes()
    later = list_later(choice, person) if person else []
    return {
        "choice": describe_choice(choice, names),
        "proof": prove_choice(choice),
        "account": person.user_id if person else None,
        "later": [describe_choice(one, names) for one in later],
    }


def list_later(choice: CookieChoice, person: ChoicePerson) -> QuerySet[CookieChoice]:
    """What the same account chose afterwards. Choices of visitors hang together by nothing."""
    others = CookieChoice.objects.filter(person__user=person.user_id, chosen_at__gt=choice.chosen_at)
    return others.select_related("wording").order_by("chosen_at")[:MOST_LATER]


class ChoiceCountFilterSet(WagtailFilterSet):
    chosen_at = PeriodFilter(label=_("Dag"))

    class Meta:
        model = CookieChoice
        fields = ["chosen_at"]


class ChoiceCountView(EvidenceReportView):
    """Numbers only, so that looking at it is not on record."""

    app = "cookies"
    name = "choice_counts"
    model = CookieChoice
    page_title = _("Cookiekeuzes per dag")
    header_icon = "list-ol"
    filterset_class = ChoiceCountFilterSet
    paginator_class = WagtailPaginator  # the rows are counts already
    export_filename = "cookiekeuzes"
    columns_by_field = {
        "day": _("Dag"),
        "version": _("Versie van de cookiepagina"),
        "language": _("Taal"),
        "act": _("Keuze"),
        "times": _("Aantal"),
    }

    def log(self) -> None:
        """There are no people in it."""

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column(name, label=label, accessor=name_act if name == "act" else name)
            for name, label in self.columns_by_field.items()
        ]

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        named = CookieChoice.Act(value).label if field == "act" else value
        return super().preprocess_field_value(field, named, export_format)

    def get_queryset(self) -> QuerySet[Any]:
        return CookieChoice.objects.all()

    def get_filtered_queryset(self) -> QuerySet[Any]:
        return count_choices(super().get_filtered_queryset())


def name_act(row: dict[str, Any]) -> str:
    return str(CookieChoice.Act(row["act"]).label)


def count_choices(choices: QuerySet[CookieChoice]) -> QuerySet[Any]:
    """By day, with the version of the cookie page that was in force then."""
    version = Version.objects.filter(document__kind=DOCUMENT, effective_from__lte=OuterRef("day")).order_by("-number")
    rows = choices.order_by().annotate(day=TruncDate("chosen_at")).values("day", "language", "act")
    counted = rows.annotate(times=Count("pk"), version=Subquery(version.values("number")[:1]))
    return counted.order_by("-day", "language", "act")
