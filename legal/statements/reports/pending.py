"""The report of who has yet to answer."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from ..acts.asking import list_people_yet_to_answer
from ..models import Document
from .evidence import EvidenceReportView, PersonColumn


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

    name = "pending"
    model = get_user_model()
    page_title = _("Wie nog moet antwoorden")
    header_icon = "warning"
    filterset_class = PendingFilterSet
    export_filename = "nog-te-antwoorden"
    columns_by_field = {
        "get_full_name": _("Persoon"),
        "email": _("E-mailadres"),
        "last_login": _("Laatst ingelogd"),
    }

    def get_queryset(self) -> QuerySet[Any]:
        return list_people_yet_to_answer()

    def make_column(self, name: str, label: Any) -> Column:
        if name == "get_full_name":
            return PersonColumn(name, label=label, account="pk")
        return super().make_column(name, label)
