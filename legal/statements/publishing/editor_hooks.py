"""What the admin does otherwise with a legal text: it leads to the consequences first, and never takes it away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from ..models import LegalIndexPage, LegalPage
from ..permissions import may_publish
from .keeping import describe_copy, describe_removal, find_kept_page

PREPARE = "action-prepare"
REMOVING = {"delete", "move", "unpublish"}


class PrepareMenuItem(ActionMenuItem):
    """Saves the draft, as each button of the editor does that Wagtail does not know; see `lead_to_preparation`."""

    name = PREPARE
    label = _("Bekijk gevolgen en publiceer")
    icon_name = "upload"


def load_look() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/preparation.css"))


def replace_publish(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    page = context.get("page")
    is_legal = isinstance(page, LegalPage) if page else is_legal_branch(context.get("parent_page"))
    if not is_legal:
        return
    for position, item in enumerate(menu_items):
        if item.name == "action-publish":
            menu_items[position] = PrepareMenuItem(order=item.order)
    menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]


def is_legal_branch(page: Page | None) -> bool:
    return page is not None and issubclass(page.specific_class or Page, LegalIndexPage)


def lead_to_preparation(request: HttpRequest, page: Page) -> HttpResponse | None:
    if PREPARE in request.POST and isinstance(page, LegalPage) and may_publish(request.user, page):
        return redirect("statements_prepare", page.pk)
    return None


def refuse_removal(request: HttpRequest, page: Page, *args: Any) -> HttpResponse | None:
    """Before deleting, unpublishing or moving a page; Wagtail asks once for the question and once for the answer."""
    return lead_back(request, [page])


def refuse_bulk_removal(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    pages = [page for page in objects if isinstance(page, Page)]
    return lead_back(request, pages) if action in REMOVING and pages else None


def lead_back(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    """With the reason, when one of these has to stay."""
    kept = find_kept_page(pages)
    if kept is None:
        return None
    messages.error(request, describe_removal(kept))
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def refuse_copy(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not isinstance(page.specific, (LegalIndexPage, LegalPage)):
        return None
    messages.error(request, describe_copy())
    return redirect("wagtailadmin_explore", page.get_parent().pk)
