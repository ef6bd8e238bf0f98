from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.models import Page

from .models import LegalIndexPage, LegalPage
from .permissions import may_see_evidence
from .reports import ActReportView, PendingReportView, VersionReportView

REPORTS = (
    ("versions", _("Versies"), VersionReportView),
    ("acts", _("Antwoorden"), ActReportView),
    ("pending", _("Nog te antwoorden"), PendingReportView),
)


class EvidenceMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_evidence(request.user)


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    urls = []
    for name, _label, view in REPORTS:
        urls.append(path(f"legal/{name}/", view.as_view(), name=f"statements_{name}"))
        urls.append(path(f"legal/{name}/results/", view.as_view(results_only=True), name=f"statements_{name}_results"))
    return urls


@hooks.register("register_admin_menu_item")
def register_legal_menu() -> MenuItem:
    items = [
        EvidenceMenuItem(label, reverse(f"statements_{name}"), name=f"statements-{name}", order=order)
        for order, (name, label, _view) in enumerate(REPORTS)
    ]
    return SubmenuMenuItem(_("Juridisch"), Menu(items=items), name="statements", icon_name="doc-full", order=300)


@hooks.register("register_permissions")
def register_evidence_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="statements", codename="view_act")


@hooks.register("before_copy_page")
def refuse_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not isinstance(page.specific, (LegalIndexPage, LegalPage)):
        return None
    messages.error(request, _("Van een juridische tekst is er maar één. Pas hem aan en publiceer een nieuwe versie."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)
