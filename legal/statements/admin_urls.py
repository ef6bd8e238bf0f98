"""The addresses in the admin, and which of them its menu leads to."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from .acts.acting_views import ActForPersonView
from .evidence.bundle_views import PersonBundleView, VersionBundleView
from .evidence.downloads import JSON, PDF
from .evidence.receipt_views import ActReceiptView
from .publishing.views import PreparationView
from .reports.acts import ActReportView
from .reports.evidence import EvidenceReportView
from .reports.pending import PendingReportView
from .reports.people import PeopleView
from .reports.person_page import PersonView
from .reports.readings import ReadingReportView
from .reports.version_page import VersionView
from .reports.versions import VersionReportView

LISTS: tuple[type[EvidenceReportView], ...] = (VersionReportView, ActReportView, PendingReportView, ReadingReportView)
MENU: tuple[tuple[str, Any], ...] = (
    ("people", _("Personen")),
    ("versions", _("Versies")),
    ("acts", _("Antwoorden")),
    ("pending", _("Nog te antwoorden")),
    ("readings", _("Wie keek")),
)


def list_admin_urls() -> list[URLPattern]:
    as_json, as_pdf = ActReceiptView.as_view(kind=JSON), ActReceiptView.as_view(kind=PDF)
    return [
        path("legal/people/", PeopleView.as_view(), name="statements_people"),
        path("legal/people/<int:account>/", PersonView.as_view(), name="statements_person"),
        path("legal/people/<int:account>/act/", ActForPersonView.as_view(), name="statements_act_for"),
        path("legal/versions/<int:pk>/", VersionView.as_view(), name="statements_version"),
        *(address for view in LISTS for address in list_urls_of(view)),
        path("legal/acts/<uuid:entry>/receipt.json", as_json, name="statements_act_receipt_json"),
        path("legal/acts/<uuid:entry>/receipt.pdf", as_pdf, name="statements_act_receipt_pdf"),
        path("legal/bundle/person/<int:account>/", PersonBundleView.as_view(), name="statements_bundle_person"),
        path("legal/bundle/version/<int:pk>/", VersionBundleView.as_view(), name="statements_bundle_version"),
        path("legal/publish/<int:page_id>/", PreparationView.as_view(), name="statements_prepare"),
    ]


def list_urls_of(view: type[EvidenceReportView]) -> list[URLPattern]:
    """The page, and the part of it that Wagtail's filters fetch."""
    return [
        path(f"legal/{view.name}/", view.as_view(), name=f"{view.app}_{view.name}"),
        path(f"legal/{view.name}/results/", view.as_view(results_only=True), name=f"{view.app}_{view.name}_results"),
    ]
