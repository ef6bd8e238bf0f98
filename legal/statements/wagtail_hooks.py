from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component

from .admin_urls import MENU, list_admin_urls
from .documents.views import DocumentViewSet, document_viewset
from .permissions import may_see_evidence
from .publishing.editor_hooks import (
    lead_to_preparation,
    load_look,
    refuse_bulk_removal,
    refuse_copy,
    refuse_removal,
    replace_publish,
)
from .publishing.unseen_drafts import hide_from_chooser, replace_translations_report
from .reports.evidence import EvidenceMenuItem
from .reports.home_panel import LegalPanel


@hooks.register("register_admin_menu_item")
def register_legal_menu() -> MenuItem:
    items = [
        EvidenceMenuItem(label, reverse(f"statements_{name}"), name=f"statements-{name}", order=order)
        for order, (name, label) in enumerate(MENU)
    ]
    items.append(document_viewset.get_menu_item(order=len(items)))
    menu = Menu("register_legal_menu_item", items=items)
    return SubmenuMenuItem(_("Juridisch"), menu, name="statements", icon_name="doc-full", order=300)


@hooks.register("register_admin_viewset")
def register_documents() -> DocumentViewSet:
    return document_viewset


@hooks.register("construct_homepage_panels")
def add_legal_panel(request: HttpRequest, panels: list[Component]) -> None:
    if may_see_evidence(request.user):
        panels.append(LegalPanel())


@hooks.register("register_permissions")
def register_evidence_permission() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="statements", codename="view_act")


hooks.register("register_admin_urls", list_admin_urls)
hooks.register("register_admin_urls", replace_translations_report)
hooks.register("construct_page_chooser_queryset", hide_from_chooser)
hooks.register("before_copy_page", refuse_copy)
hooks.register("before_delete_page", refuse_removal)
hooks.register("before_unpublish_page", refuse_removal)
hooks.register("before_move_page", refuse_removal)
hooks.register("before_bulk_action", refuse_bulk_removal)
hooks.register("construct_page_action_menu", replace_publish)
hooks.register("insert_global_admin_css", load_look)
hooks.register("after_create_page", lead_to_preparation)
hooks.register("after_edit_page", lead_to_preparation)
