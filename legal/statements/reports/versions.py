"""The report of the versions: what they are, who made them, and how many people agreed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from ..models import Document, Version
from .evidence import EvidenceReportView, PeriodFilter, PlainColumn
from .version_rows import VersionRow, describe_versions, mark_asking


class VersionFilterSet(WagtailFilterSet):
    document = django_filters.ModelChoiceFilter(
        label=_("Document"), queryset=Document.objects.all(), empty_label=_("Alles")
    )
    origin = django_filters.ChoiceFilter(label=_("Langs"), choices=Version.Origin, empty_label=_("Alles"))
    published_at = PeriodFilter(label=_("Gepubliceerd"))

    class Meta:
        model = Version
        fields = ["document", "origin", "published_at"]


class VersionLinksColumn(Column):
    cell_template_name = "statements/admin/version_links.html"

    def get_cell_context_data(self, instance: VersionRow, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": get_token(context["request"])}


class VersionReportView(EvidenceReportView):
    """Numbers only, so that looking at it is not on record."""

    name = "versions"
    model = Version
    page_title = _("Versies van juridische teksten")
    header_icon = "history"
    filterset_class = VersionFilterSet
    export_filename = "versies"
    columns_by_field = {
        "version.document": _("Document"),
        "version.number": _("Versie"),
        "version.effective_from": _("Geldig vanaf"),
        "version.get_change_display": _("Soort wijziging"),
        "version.published_at": _("Gepubliceerd"),
        "version.get_origin_display": _("Langs"),
        "publisher": _("Gepubliceerd door"),
        "approver": _("Goedgekeurd door"),
        "writers": _("Geschreven door"),
        "tally.agreed": _("Akkoord of gezien"),
        "tally.declined": _("Niet akkoord"),
        "asked": _("Aan hoeveel mensen gevraagd"),
        "progress": _("Berichten vooraf"),
    }

    def log(self) -> None:
        """There are no people in it."""

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("Versie"), get_url=find_address),
            Column("validity", label=_("Geldig vanaf")),
            Column("change", label=_("Soort wijziging")),
            PlainColumn("approver", label=_("Goedgekeurd door")),
            Column("share", label=_("Akkoord of gezien")),
            Column("declined", label=_("Niet akkoord"), accessor="tally.declined"),
            VersionLinksColumn("links", label=_("Meer")),
        ]

    def get_queryset(self) -> QuerySet[Version]:
        versions = Version.objects.select_related("document").order_by("document__position", "-number")
        return mark_asking(versions)

    def get_table(self, object_list: Iterable[Version]) -> Any:
        # Wagtail builds the table before it calls the method below.
        self.rows = describe_versions(object_list)
        return super().get_table(self.rows)

    def decorate_paginated_queryset(self, object_list: Iterable[Version]) -> list[VersionRow]:
        return describe_versions(object_list) if self.is_export else self.rows


def find_address(row: VersionRow) -> str:
    return reverse("statements_version", args=[row.version.pk])
