"""What the legal team looks up in the admin: the versions, who answered which, and who has yet to."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy

from .asking import list_people_yet_to_answer
from .models import Act, Document, Version
from .spreadsheets import SafeReportView


class EvidenceReportView(SafeReportView):
    """Only for whoever may read acts; Wagtail sends everybody else away."""

    permission_policy = ModelPermissionPolicy(Act)
    any_permission_required = ["view"]
    columns_by_field: dict[str, Any] = {}

    @cached_property
    def columns(self) -> list[Column]:
        return [Column(name, label=label, accessor=name) for name, label in self.columns_by_field.items()]

    @property
    def list_export(self) -> list[str]:
        return list(self.columns_by_field)

    @property
    def export_headings(self) -> dict[str, Any]:
        return self.columns_by_field


def name_account(field: str) -> Coalesce:
    """The address of whom this field numbers, as long as there is such an account; else the number."""
    account = get_user_model().objects.filter(pk=OuterRef(field)).values("email")[:1]
    return Coalesce(Subquery(account), Cast(field, CharField()), Value(""), output_field=CharField())


class VersionReportView(EvidenceReportView):
    model = Version
    page_title = _("Versies van juridische teksten")
    header_icon = "history"
    index_url_name = "statements_versions"
    index_results_url_name = "statements_versions_results"
    export_filename = "versies"
    columns_by_field = {
        "document": _("Document"),
        "number": _("Versie"),
        "effective_from": _("Geldig vanaf"),
        "get_change_display": _("Soort wijziging"),
        "published_at": _("Gepubliceerd"),
        "get_origin_display": _("Langs"),
        "publisher": _("Door account"),
        "approver": _("Goedgekeurd door account"),
        "agreed": _("Akkoord of gezien"),
        "declined": _("Niet akkoord"),
    }

    def get_queryset(self) -> QuerySet[Version]:
        agreed = Q(texts__acts__kind__in=(Act.Kind.ACCEPT, Act.Kind.ACKNOWLEDGE))
        people = F("texts__acts__subject__user")
        return (
            Version.objects.select_related("document")
            .annotate(
                agreed=Count(people, filter=agreed, distinct=True),
                publisher=name_account("published_by"),
                approver=name_account("approved_by"),
                declined=Count(people, filter=Q(texts__acts__kind=Act.Kind.DECLINE), distinct=True),
            )
            .order_by("document__position", "-number")
        )


class ActFilterSet(WagtailFilterSet):
    person = django_filters.CharFilter(label=_("Naam of e-mailadres"), method="find_person")
    document = django_filters.ModelChoiceFilter(
        label=_("Document"), field_name="text__version__document", queryset=Document.objects.all()
    )
    version = django_filters.NumberFilter(label=_("Versie"), field_name="text__version__number")
    kind = django_filters.ChoiceFilter(label=_("Antwoord"), choices=Act.Kind)
    recorded_at = django_filters.DateFromToRangeFilter(label=_("Wanneer"), widget=DateRangePickerWidget)

    class Meta:
        model = Act
        fields = ["person", "document", "version", "kind", "recorded_at"]

    def find_person(self, acts: QuerySet[Act], name: str, value: str) -> QuerySet[Act]:
        for word in value.split():
            acts = acts.filter(
                Q(subject__user__email__icontains=word)
                | Q(subject__user__first_name__icontains=word)
                | Q(subject__user__last_name__icontains=word)
            )
        return acts


class ActReportView(EvidenceReportView):
    model = Act
    page_title = _("Wie waarop antwoordde")
    header_icon = "tick-inverse"
    filterset_class = ActFilterSet
    index_url_name = "statements_acts"
    index_results_url_name = "statements_acts_results"
    export_filename = "antwoorden"
    columns_by_field = {
        "person": _("Persoon"),
        "email": _("E-mailadres"),
        "text.version.document": _("Document"),
        "text.version.number": _("Versie"),
        "text.language": _("Taal"),
        "get_kind_display": _("Antwoord"),
        "recorded_at": _("Wanneer"),
        "wording": _("Woorden bij de knop of het vakje"),
        "get_place_display": _("Waar"),
    }

    def get_queryset(self) -> QuerySet[Act]:
        return Act.objects.newest_first().select_related("text__version__document", "subject__user").without_words()


class PendingFilterSet(WagtailFilterSet):
    document = django_filters.ModelChoiceFilter(
        label=_("Document"),
        method="choose_document",
        queryset=Document.objects.exclude(act=Document.Answer.NONE),
        empty_label=_("Een van de teksten"),
    )

    class Meta:
        model = get_user_model()
        fields = ["document"]

    def choose_document(self, people: QuerySet[Any], name: str, value: Document) -> QuerySet[Any]:
        return list_people_yet_to_answer(value)


class PendingReportView(EvidenceReportView):
    """Without a document chosen: everybody who has yet to answer any of them."""

    model = get_user_model()
    page_title = _("Wie nog moet antwoorden")
    header_icon = "warning"
    filterset_class = PendingFilterSet
    index_url_name = "statements_pending"
    index_results_url_name = "statements_pending_results"
    export_filename = "nog-te-antwoorden"
    columns_by_field = {
        "get_full_name": _("Persoon"),
        "email": _("E-mailadres"),
        "last_login": _("Laatst ingelogd"),
    }

    def get_queryset(self) -> QuerySet[Any]:
        return list_people_yet_to_answer()
