"""Invoices in the Wagtail admin: the list, and one of them. Each look is on record."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import HeaderButton

from legal.statements.models import StaffReading
from legal.statements.reports.reading_log import log_reading

from .admin_pages import MENU_LABEL, ReadersOnly, link_list
from .amounts import write_amount
from .documents.codes import name_buyer
from .documents.pdf import list_reasons, list_rows, list_totals
from .downloads import give_pdf, give_ubl
from .exporting.admin_views import YearView
from .exporting.year_export import list_years
from .models import Invoice
from .querysets import InvoiceQuerySet
from .taking_back import find_left
from .vat.treatments import OSS

CODE_NAMES = {  # of each VatTreatment that there is, for people who choose one
    "S": gettext_lazy("Nederlandse btw"),
    OSS: gettext_lazy("Btw van een ander EU-land (OSS)"),
    "AE": gettext_lazy("Btw verlegd"),
    "E": gettext_lazy("Vrijgesteld"),
    "O": gettext_lazy("Buiten de EU"),
}


class InvoiceFilterSet(WagtailFilterSet):
    year = django_filters.ChoiceFilter(
        label=gettext_lazy("Boekjaar"),
        field_name="entry__year",
        choices=lambda: [(year, year) for year in list_years()],
        empty_label=gettext_lazy("Alle"),
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Soort"), choices=Invoice.Kind, widget=forms.RadioSelect, empty_label=gettext_lazy("Alle")
    )
    code = django_filters.ChoiceFilter(
        label=gettext_lazy("Btw"),
        method="filter_code",
        choices=list(CODE_NAMES.items()),
        empty_label=gettext_lazy("Alle"),
    )

    class Meta:
        model = Invoice
        fields: list[str] = []

    def filter_code(self, invoices: InvoiceQuerySet, name: str, value: str) -> QuerySet[Invoice]:
        return invoices.treated(value)


class InvoiceIndexView(generic.IndexView):
    filterset_class = InvoiceFilterSet
    search_fields = ["entry__number"]
    search_backend_name = None
    any_permission_required = ["view"]
    default_ordering = "-entry__leaf_id"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        log_reading(reader=self.request.user, what=StaffReading.What.LIST, detail="invoices")
        return super().get_context_data(**context)

    def get_base_queryset(self) -> QuerySet[Invoice]:
        invoices: QuerySet[Invoice] = super().get_base_queryset()
        return invoices.select_related("entry", "credits")

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [HeaderButton(_("Boekjaar"), reverse("invoice_book:year"), icon_name="download")]

    @cached_property
    def list_display(self) -> list[BaseColumn]:
        return [
            TitleColumn(
                "number", label=_("Nummer"), sort_key="entry__leaf_id", get_url=lambda invoice: name_page(invoice)
            ),
            Column("kind", label=_("Soort"), accessor="get_kind_display"),
            Column(
                "issued_on",
                label=_("Factuurdatum"),
                accessor=lambda invoice: date_format(invoice.issued_on),
                sort_key="issued_on",
            ),
            Column("buyer", label=_("Koper"), accessor=lambda invoice: name_buyer(invoice.facts)),
            Column("vat", label=_("Btw"), accessor=lambda invoice: name_treatments(invoice)),
            Column(
                "total",
                label=_("Totaal"),
                accessor=lambda invoice: write_amount(invoice.signed_total_cents),
                sort_key="total_cents",
            ),
        ]


def name_page(invoice: Invoice) -> str:
    return reverse("invoice_book:invoice", args=[invoice.pk])


def name_treatments(invoice: Invoice) -> str:
    return ", ".join(str(CODE_NAMES[code]) for code in invoice.treatments.strip("|").split("|"))


class OneInvoice(ReadersOnly):
    @cached_property
    def invoice(self) -> Invoice:
        invoices = Invoice.objects.select_related("entry", "credits__invoice", "owner", "mail")
        return get_object_or_404(invoices, pk=self.kwargs["pk"])

    def log(self, how: str) -> None:
        subject = self.invoice.owner.user_id if hasattr(self.invoice, "owner") else None
        what, detail = StaffReading.What.INVOICE, f"{how} {self.invoice.number}"
        log_reading(reader=self.request.user, what=what, subject=subject, detail=detail)


class InvoiceView(OneInvoice, WagtailAdminTemplateMixin, TemplateView):
    template_name = "invoicing/admin/invoice.html"
    header_icon = "doc-full-inverse"

    def get_page_title(self) -> str:
        return capfirst(f"{self.invoice.get_kind_display()} {self.invoice.number}")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, link_list(), {"url": "", "label": self.invoice.number}]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        self.log("page")
        facts = self.invoice.facts
        return super().get_context_data(
            invoice=self.invoice,
            facts=facts,
            rows=[row for line in facts["lines"] for row in list_rows(line)],
            totals=list_totals(facts),
            reasons=list_reasons(facts),
            credit_notes=Invoice.objects.crediting(self.invoice).select_related("entry"),
            left="" if self.invoice.is_credit_note else write_amount(find_left(self.invoice)),
            **context,
        )


@method_decorator(never_cache, name="dispatch")
class InvoicePdfView(OneInvoice):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.log("pdf")
        return give_pdf(self.invoice)


@method_decorator(never_cache, name="dispatch")
class InvoiceUblView(OneInvoice):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.log("ubl")
        return give_ubl(self.invoice)


class InvoiceViewSet(ModelViewSet):
    model = Invoice
    icon = "doc-full-inverse"
    menu_label = MENU_LABEL
    copy_view_enabled = False
    exclude_form_fields: list[str] = []  # Wagtail wants to know; there is no form
    index_view_class = InvoiceIndexView

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = ("add_url_name", "edit_url_name", "delete_url_name", "usage_url_name", "history_url_name")
        return super().get_common_view_kwargs(**{**dict.fromkeys(nowhere), **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results")]
        return [
            *kept,
            path("jaar/", YearView.as_view(), name="year"),
            path("<int:pk>/", InvoiceView.as_view(), name="invoice"),
            path("<int:pk>/factuur.pdf", InvoicePdfView.as_view(), name="pdf"),
            path("<int:pk>/factuur.xml", InvoiceUblView.as_view(), name="ubl"),
        ]


invoice_viewset = InvoiceViewSet("invoice_book", url_prefix="facturen")
