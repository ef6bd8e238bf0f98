"""The addresses of the reports in the admin, and what stands in its menu."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from .acts import ActReportView
from .evidence import EvidenceReportView
from .pending import PendingReportView
from .people import PeopleView
from .person_page import PersonView
from .readings import ReadingReportView
from .version_page import VersionView
from .versions import VersionReportView

LISTS: tuple[type[EvidenceReportView], ...] = (VersionReportView, ActReportView, PendingReportView, ReadingReportView)
MENU: tuple[tuple[str, Any], ...] = (
    ("people", _("Personen")),
    ("versions", _("Versies")),
    ("acts", _("Antwoorden")),
    ("pending", _("Nog te antwoorden")),
    ("readings", _("Wie keek")),
)


def list_report_urls() -> list[URLPattern]:
    return [
        path("legal/people/", PeopleView.as_view(), name="statements_people"),
        path("legal/people/<int:account>/", PersonView.as_view(), name="statements_person"),
        path("legal/versions/<int:pk>/", VersionView.as_view(), name="statements_version"),
        *(address for view in LISTS for address in list_urls_of(view)),
    ]


def list_urls_of(view: type[EvidenceReportView]) -> list[URLPattern]:
    """The page, and the part of it that Wagtail's filters fetch."""
    return [
        path(f"legal/{view.name}/", view.as_view(), name=f"statements_{view.name}"),
        path(f"legal/{view.name}/results/", view.as_view(results_only=True), name=f"statements_{view.name}_results"),
    ]
