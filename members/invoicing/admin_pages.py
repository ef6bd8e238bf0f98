"""What the pages about invoices in the admin share: who may see them, and the way back to the list."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from .permissions import may_read_invoices

MENU_LABEL = _("Facturen")


class ReadersOnly(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read_invoices(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def link_list() -> dict[str, Any]:
    """For the trail of a page."""
    return {"url": reverse("invoice_book:index"), "label": MENU_LABEL}
